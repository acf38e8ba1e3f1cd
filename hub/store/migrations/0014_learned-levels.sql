-- What sold on each day, and whether the shelf was seen empty: what levels are learned from. `shelf` is what the book
-- says after the day's last move there.
CREATE TABLE demand_day (
  gtin TEXT NOT NULL,
  date TEXT NOT NULL,
  sold INTEGER NOT NULL,
  stocked_out INTEGER NOT NULL CHECK (stocked_out IN (0, 1)),
  shelf INTEGER NOT NULL,
  PRIMARY KEY (gtin, date)
) STRICT, WITHOUT ROWID;
-- A shop that has traded before learns from all it has written down. The last time a day's shelf was not above zero decides:
-- exactly zero is an empty shelf, less is a wrong book.
INSERT INTO demand_day (gtin, date, sold, stocked_out, shelf)
SELECT gtin, date, sum(sold), max(lowest) IS 0, max(closing) FROM (
  SELECT gtin, date, sold,
    first_value(CASE WHEN shelf <= 0 THEN shelf END) OVER (PARTITION BY gtin, date ORDER BY shelf <= 0 DESC, position DESC) AS lowest,
    first_value(shelf) OVER (PARTITION BY gtin, date ORDER BY position DESC) AS closing
  FROM (
    SELECT j.position, j.data ->> '$.gtin' AS gtin, j.business_date AS date, a.value ->> '$.onHand' AS shelf,
      CASE j.data ->> '$.reason' WHEN 'sale' THEN 1 WHEN 'sale_void' THEN -1 ELSE 0 END * (j.data ->> '$.quantity') AS sold
    FROM journal j, json_each(j.data, '$.after') a
    WHERE j.type = 'inventory.moved' AND a.value ->> '$.location' = 'shop-floor'
  )
) GROUP BY gtin, date;
-- A level a person has fixed is told but never overwritten. `room` is the target a person gave: what the shelf holds.
ALTER TABLE stock_rule ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1));
ALTER TABLE stock_rule ADD COLUMN room INTEGER;
UPDATE stock_rule SET room = target;
CREATE TABLE learned_plan (
  gtin TEXT PRIMARY KEY,
  date TEXT NOT NULL,
  method TEXT NOT NULL,
  chosen TEXT NOT NULL,
  level INTEGER NOT NULL CHECK (level >= 0),
  target INTEGER NOT NULL CHECK (target > level),
  order_level INTEGER NOT NULL,
  week TEXT NOT NULL,
  dispersion REAL NOT NULL,
  why_zh TEXT NOT NULL,
  why_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- How far the learning of a day has come, so that it goes on after a restart.
CREATE TABLE learning (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  date TEXT NOT NULL,
  after TEXT NOT NULL,
  done INTEGER NOT NULL CHECK (done IN (0, 1))
) STRICT;
CREATE TABLE supply_policy (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  details TEXT NOT NULL
) STRICT;
