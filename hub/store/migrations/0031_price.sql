-- Prices that hold for some days, beside the one an item always has. Dates are the shop's business dates.
CREATE TABLE item_price (
  price TEXT PRIMARY KEY,
  gtin TEXT NOT NULL,
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  from_date TEXT NOT NULL,
  until_date TEXT,
  promotion INTEGER NOT NULL CHECK (promotion IN (0, 1)),
  name_zh TEXT,
  name_en TEXT,
  position INTEGER NOT NULL,
  CHECK (until_date IS NULL OR until_date >= from_date)
) STRICT;
CREATE INDEX item_price_item ON item_price (gtin, from_date);
CREATE INDEX item_code_item ON item_code (gtin);
