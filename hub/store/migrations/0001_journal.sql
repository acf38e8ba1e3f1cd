-- What happened in this store, for ever. Written once, never changed.
CREATE TABLE journal (
  position INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  at INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  actor TEXT NOT NULL,
  command TEXT NOT NULL
) STRICT;
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;

-- Bookkeeping: may change without an entry, is not built from the journal.
CREATE TABLE reply (
  command TEXT PRIMARY KEY,
  print INTEGER NOT NULL,
  at INTEGER NOT NULL,
  first INTEGER,
  last INTEGER,
  refusal TEXT
) STRICT, WITHOUT ROWID;
-- One row at every start of the hub: seq of an entry on the link is position - first + 1.
CREATE TABLE epoch (
  ordinal INTEGER PRIMARY KEY,
  epoch TEXT NOT NULL UNIQUE,
  first INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE bookkeeping (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
