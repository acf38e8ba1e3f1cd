CREATE TABLE device (
  identity TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('scanner', 'printer')),
  transport TEXT NOT NULL,
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
  counter TEXT,
  settings TEXT NOT NULL
) STRICT;
