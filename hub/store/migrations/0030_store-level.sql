-- The level of the store as a whole: at or below it goods are ordered. One per item.
CREATE TABLE store_rule (
  gtin TEXT PRIMARY KEY,
  level INTEGER NOT NULL CHECK (level >= -1),
  target INTEGER NOT NULL CHECK (target > level),
  velocity REAL NOT NULL CHECK (velocity >= 0),
  pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
  armed INTEGER NOT NULL CHECK (armed IN (0, 1)),
  warned INTEGER NOT NULL CHECK (warned IN (0, 1))
) STRICT, WITHOUT ROWID;
-- What was learned before there were such levels is one: the same rows come of replaying the journal.
INSERT INTO store_rule (gtin, level, target, velocity, pinned, armed, warned)
  SELECT gtin, order_level, order_level + 1, (SELECT sum(value) / 7.0 FROM json_each(week)), 0, 1, 0 FROM learned_plan;
CREATE TABLE restock_snooze (
  gtin TEXT NOT NULL,
  location TEXT NOT NULL,
  until_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (gtin, location)
) STRICT, WITHOUT ROWID;
CREATE INDEX restock_snooze_until ON restock_snooze (until_at);
