-- What is often bought together, added by one scan or key.
CREATE TABLE basket (
  basket TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  lines TEXT NOT NULL
) STRICT;
