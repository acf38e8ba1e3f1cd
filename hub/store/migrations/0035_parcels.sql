CREATE TABLE parcel (
  parcel TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  order_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('promised', 'to-pick', 'picking', 'packed', 'ready', 'shipped', 'signed', 'dropped')),
  version INTEGER NOT NULL,
  -- The promise of the ledger that keeps its goods, and the end of that promise.
  reservation TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  picker TEXT,
  carrier TEXT,
  tracking TEXT,
  signed_by TEXT,
  opened_at INTEGER NOT NULL,
  since INTEGER NOT NULL
) STRICT;
CREATE INDEX parcel_order ON parcel (order_id);
CREATE INDEX parcel_open ON parcel (state, since) WHERE state NOT IN ('signed', 'dropped');
CREATE UNIQUE INDEX parcel_reservation ON parcel (reservation);
CREATE TABLE parcel_line (
  parcel TEXT NOT NULL REFERENCES parcel (parcel),
  line INTEGER NOT NULL,
  gtin TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  from_location TEXT NOT NULL,
  picked INTEGER NOT NULL CHECK (picked BETWEEN 0 AND quantity),
  -- Pieces that were kept for this order and that somebody sold at a counter.
  missing INTEGER NOT NULL CHECK (missing BETWEEN 0 AND quantity),
  PRIMARY KEY (parcel, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX parcel_line_item ON parcel_line (gtin);
CREATE TABLE pick_place (
  counter TEXT PRIMARY KEY,
  parcel TEXT NOT NULL REFERENCES parcel (parcel),
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Where the pieces of each line stand: ordered = cancelled + waiting + promised + gone.
CREATE VIEW line_standing AS
SELECT s.*, s.quantity - s.cancelled - s.promised - s.gone AS waiting FROM (
  SELECT l.order_id, l.line, l.gtin, l.quantity, l.price_minor, l.cancelled,
    (SELECT coalesce(sum(pl.quantity), 0) FROM parcel p JOIN parcel_line pl USING (parcel)
      WHERE p.order_id = l.order_id AND pl.line = l.line AND p.state IN ('promised', 'to-pick', 'picking', 'packed', 'ready')) AS promised,
    (SELECT coalesce(sum(pl.quantity), 0) FROM parcel p JOIN parcel_line pl USING (parcel)
      WHERE p.order_id = l.order_id AND pl.line = l.line AND p.state IN ('shipped', 'signed')) AS gone
  FROM channel_line l) s;
