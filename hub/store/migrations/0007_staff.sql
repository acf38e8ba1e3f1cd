CREATE TABLE staff (
  staff TEXT PRIMARY KEY,
  badge INTEGER NOT NULL UNIQUE,
  badge_version INTEGER NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('clerk', 'leader', 'manager')),
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;
-- Who works at which counter, since a badge was scanned there.
CREATE TABLE staff_on (
  counter TEXT PRIMARY KEY,
  staff TEXT NOT NULL REFERENCES staff (staff),
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
