-- What HQ knows of itself: its incarnation, minted with this file and whenever it finds that it was restored.
CREATE TABLE hq (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- One row a store. `line` counts how often the store itself was restored from a backup: what it says after that is
-- newer than all it said before, whatever the positions are.
CREATE TABLE store (
  name TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 64),
  first_heard_at INTEGER NOT NULL,
  last_heard_at INTEGER NOT NULL,
  online INTEGER NOT NULL DEFAULT 1 CHECK (online IN (0, 1)),
  line INTEGER NOT NULL DEFAULT 1 CHECK (line >= 1),
  epoch TEXT,
  clock_offset INTEGER NOT NULL DEFAULT 0,
  software TEXT NOT NULL DEFAULT '',
  entries INTEGER NOT NULL DEFAULT 0 CHECK (entries >= 0),
  newest_rank INTEGER NOT NULL DEFAULT 0,
  as_of INTEGER,
  business_date TEXT,
  down_seq INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The cursor of every life of a store's journal. It begins at position `first`; `mark` entries of it are here, without a
-- gap from 1, of the `told` ones the store spoke of. An orphan is a life the store itself no longer knows.
CREATE TABLE epoch (
  store TEXT NOT NULL REFERENCES store (name),
  epoch TEXT NOT NULL,
  first INTEGER NOT NULL CHECK (first >= 1),
  told INTEGER NOT NULL CHECK (told >= 0),
  mark INTEGER NOT NULL DEFAULT 0 CHECK (mark >= 0),
  line INTEGER NOT NULL,
  orphan INTEGER NOT NULL DEFAULT 0 CHECK (orphan IN (0, 1)),
  PRIMARY KEY (store, epoch)
) STRICT;

-- The journals of all stores. Nothing is ever changed here.
CREATE TABLE entry (
  store TEXT NOT NULL,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  position INTEGER NOT NULL,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  actor TEXT NOT NULL,
  command TEXT NOT NULL,
  data TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (store, epoch, seq)
) STRICT, WITHOUT ROWID;

-- The repair tray: entries HQ could not take, as they came. Their sequence is theirs and no other entry's.
CREATE TABLE quarantine (
  store TEXT NOT NULL,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL,
  position INTEGER NOT NULL,
  type TEXT NOT NULL,
  reason TEXT NOT NULL,
  raw TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (store, epoch, seq)
) STRICT;
