CREATE TABLE stock_rule (
  gtin TEXT NOT NULL,
  location TEXT NOT NULL,
  level INTEGER NOT NULL CHECK (level >= 0),
  target INTEGER NOT NULL CHECK (target > level),
  armed INTEGER NOT NULL CHECK (armed IN (0, 1)),
  PRIMARY KEY (gtin, location)
) STRICT, WITHOUT ROWID;
