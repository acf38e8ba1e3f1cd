-- What HQ knows of itself: its incarnation, minted with this file and whenever it finds that it was restored.
CREATE TABLE hq (key TEXT PRIMARY KEY, value TEXT NOT NULL);

-- One row a store. `line` counts how often the store itself was restored from a backup: what it says after that is
-- newer than all it said before, whatever the positions are.
CREATE TABLE store (
  name TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 64),
  first_heard_at BIGINT NOT NULL,
  last_heard_at BIGINT NOT NULL,
  online BIGINT NOT NULL DEFAULT 1 CHECK (online IN (0, 1)),
  line BIGINT NOT NULL DEFAULT 1 CHECK (line >= 1),
  epoch TEXT,
  clock_offset BIGINT NOT NULL DEFAULT 0,
  software TEXT NOT NULL DEFAULT '',
  entries BIGINT NOT NULL DEFAULT 0 CHECK (entries >= 0),
  newest_rank BIGINT NOT NULL DEFAULT 0,
  as_of BIGINT,
  business_date TEXT,
  down_seq BIGINT NOT NULL DEFAULT 0
);

-- The cursor of every life of a store's journal. It begins at position `first`; `mark` entries of it are here, without a
-- gap from 1, of the `told` ones the store spoke of. An orphan is a life the store itself no longer knows.
CREATE TABLE epoch (
  store TEXT NOT NULL REFERENCES store (name),
  epoch TEXT NOT NULL,
  first BIGINT NOT NULL CHECK (first >= 1),
  told BIGINT NOT NULL CHECK (told >= 0),
  mark BIGINT NOT NULL DEFAULT 0 CHECK (mark >= 0),
  line BIGINT NOT NULL,
  orphan BIGINT NOT NULL DEFAULT 0 CHECK (orphan IN (0, 1)),
  PRIMARY KEY (store, epoch)
);

-- The journals of all stores. Nothing is ever changed here. One part a month of arrival, so that old months can be moved
-- or dropped as a whole; what no month was made for goes into the last part. That a name comes only once is the cursor's
-- doing: the key of a parted table must hold its part.
CREATE TABLE entry (
  store TEXT NOT NULL,
  epoch TEXT NOT NULL,
  seq BIGINT NOT NULL CHECK (seq >= 1),
  position BIGINT NOT NULL,
  type TEXT NOT NULL,
  at BIGINT NOT NULL,
  business_date TEXT NOT NULL,
  actor TEXT NOT NULL,
  command TEXT NOT NULL,
  data TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (store, epoch, seq, received_at)
) PARTITION BY RANGE (received_at);
CREATE TABLE entry_other PARTITION OF entry DEFAULT;

-- The repair tray: entries HQ could not take, as they came. Their sequence is theirs and no other entry's.
CREATE TABLE quarantine (
  store TEXT NOT NULL,
  epoch TEXT NOT NULL,
  seq BIGINT NOT NULL,
  position BIGINT NOT NULL,
  type TEXT NOT NULL,
  reason TEXT NOT NULL,
  raw TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (store, epoch, seq)
);
