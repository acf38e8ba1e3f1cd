CREATE TABLE item (
  gtin TEXT PRIMARY KEY,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  initials TEXT NOT NULL,
  unit TEXT NOT NULL CHECK (unit IN ('each', 'gram')),
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  shelf TEXT,
  back_bay TEXT,
  details TEXT NOT NULL
) STRICT;
-- Further codes of an item: a carton, an old code, a code learned from the inbox.
CREATE TABLE item_code (
  code TEXT PRIMARY KEY,
  gtin TEXT NOT NULL REFERENCES item (gtin),
  quantity INTEGER NOT NULL CHECK (quantity > 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE unknown_code (
  unknown TEXT PRIMARY KEY,
  counter TEXT NOT NULL,
  text TEXT NOT NULL,
  raw TEXT NOT NULL,
  reason TEXT NOT NULL,
  times INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  open INTEGER NOT NULL CHECK (open IN (0, 1))
) STRICT;
CREATE INDEX unknown_code_open ON unknown_code (text, counter) WHERE open = 1;
