-- A lot of an item: its last day, whether people were told of it, and whether it may be sold.
CREATE TABLE lot (
  gtin TEXT NOT NULL,
  lot TEXT NOT NULL,
  expiry TEXT,
  told TEXT NOT NULL DEFAULT 'nothing' CHECK (told IN ('nothing', 'near', 'expired')),
  recalled_at INTEGER,
  recall_note TEXT,
  PRIMARY KEY (gtin, lot),
  CHECK ((recalled_at IS NULL) = (recall_note IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_untold ON lot (expiry) WHERE expiry IS NOT NULL AND told <> 'expired';
CREATE INDEX lot_recalled ON lot (gtin, lot) WHERE recalled_at IS NOT NULL;
-- How many of a lot are at a place, as far as anybody saw. The lots of a place never add up to more than the place has.
CREATE TABLE lot_level (
  gtin TEXT NOT NULL,
  location TEXT NOT NULL,
  lot TEXT NOT NULL,
  on_hand INTEGER NOT NULL CHECK (on_hand > 0),
  PRIMARY KEY (gtin, location, lot)
) STRICT, WITHOUT ROWID;
-- The part of a move that was of a lot: `known` when somebody read it, else taken to be the first to expire.
CREATE TABLE lot_move (
  position INTEGER NOT NULL,
  part INTEGER NOT NULL,
  gtin TEXT NOT NULL,
  lot TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  from_location TEXT NOT NULL,
  to_location TEXT NOT NULL,
  reference TEXT,
  known INTEGER NOT NULL CHECK (known IN (0, 1)),
  at INTEGER NOT NULL,
  PRIMARY KEY (position, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_move_lot ON lot_move (gtin, lot, position);
CREATE INDEX lot_move_reference ON lot_move (gtin, reference) WHERE reference IS NOT NULL;
CREATE TABLE stock_policy (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  details TEXT NOT NULL
) STRICT;
