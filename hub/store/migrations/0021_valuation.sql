-- What a move was worth, in thousandths of a minor unit, and what each side settled besides (a debt paid at another price).
ALTER TABLE stock_move ADD COLUMN worth INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stock_move ADD COLUMN settled_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stock_move ADD COLUMN settled_to INTEGER NOT NULL DEFAULT 0;
-- Goods valued together: those of the shop and those on the way. The average is value / quantity and never kept.
CREATE TABLE stock_value (
  gtin TEXT NOT NULL,
  pool TEXT NOT NULL CHECK (pool IN ('shop', 'transit')),
  quantity INTEGER NOT NULL,
  value INTEGER NOT NULL,
  unit_value INTEGER NOT NULL CHECK (unit_value >= 0),
  unit_quantity INTEGER NOT NULL CHECK (unit_quantity > 0),
  PRIMARY KEY (gtin, pool),
  CHECK (quantity <> 0 OR value = 0),
  CHECK (quantity < 0 OR value >= 0)
) STRICT, WITHOUT ROWID;
-- A shop that has traded before knows how many it has, and of no move what it cost.
INSERT INTO stock_value (gtin, pool, quantity, value, unit_value, unit_quantity)
SELECT gtin, pool, sum(quantity), 0, 0, 1 FROM (
  SELECT gtin, CASE from_location WHEN 'transit' THEN 'transit' ELSE 'shop' END AS pool, -quantity AS quantity FROM stock_move
    WHERE from_location NOT IN ('supplier', 'customer', 'loss', 'count')
      AND (to_location IN ('supplier', 'customer', 'loss', 'count') OR (from_location = 'transit') <> (to_location = 'transit'))
  UNION ALL
  SELECT gtin, CASE to_location WHEN 'transit' THEN 'transit' ELSE 'shop' END, quantity FROM stock_move
    WHERE to_location NOT IN ('supplier', 'customer', 'loss', 'count')
      AND (from_location IN ('supplier', 'customer', 'loss', 'count') OR (from_location = 'transit') <> (to_location = 'transit'))
) GROUP BY gtin, pool;
-- A value set by a person, with the reason: the only change of value that no goods make.
CREATE TABLE stock_revaluation (
  position INTEGER PRIMARY KEY,
  gtin TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  before INTEGER NOT NULL,
  after INTEGER NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX stock_revaluation_item ON stock_revaluation (gtin, position);
