-- The ledger. A move's name is its position in the journal.
CREATE TABLE stock_move (
  position INTEGER PRIMARY KEY,
  gtin TEXT NOT NULL,
  from_location TEXT NOT NULL,
  to_location TEXT NOT NULL CHECK (to_location <> from_location),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  reason TEXT NOT NULL,
  reference TEXT,
  at INTEGER NOT NULL,
  reversed_by INTEGER
) STRICT;
CREATE INDEX stock_move_item ON stock_move (gtin, position);
-- What the moves add up to, with a revision for whoever hears of levels out of order.
CREATE TABLE stock_level (
  gtin TEXT NOT NULL,
  location TEXT NOT NULL,
  on_hand INTEGER NOT NULL,
  rev INTEGER NOT NULL CHECK (rev > 0),
  PRIMARY KEY (gtin, location)
) STRICT, WITHOUT ROWID;
