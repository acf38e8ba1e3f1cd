-- What happened at the door: built from the journal.
CREATE TABLE access_note (
  position INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  what TEXT NOT NULL,
  staff TEXT,
  place TEXT NOT NULL,
  note TEXT NOT NULL CHECK (json_valid(note))
) STRICT;
-- A command that waits for a second person's badge, and whose badge it was: built from the journal.
CREATE TABLE approval_ask (
  command TEXT PRIMARY KEY,
  counter TEXT NOT NULL,
  act TEXT NOT NULL,
  until INTEGER NOT NULL,
  shown_by TEXT,
  shown_at INTEGER,
  CHECK ((shown_by IS NULL) = (shown_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX approval_ask_by_counter ON approval_ask (counter, until);

-- From what value on an act takes a second person: built from the journal.
CREATE TABLE risk_limit (
  act TEXT PRIMARY KEY,
  minor INTEGER NOT NULL CHECK (minor >= 0)
) STRICT, WITHOUT ROWID;

-- Bookkeeping from here on: secrets and what changes at every click, not built from the journal and never in it.
-- scrypt of a PIN under a key that lies beside the store, not in it.
CREATE TABLE pin (
  staff TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  salt TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Browsers on other machines that may come in. Only the hash of what they show is here.
CREATE TABLE screen (
  screen TEXT PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  counter TEXT,
  registered_at INTEGER NOT NULL,
  registered_by TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
-- A code that lets one browser in, once, within minutes.
CREATE TABLE pairing (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  counter TEXT,
  made_by TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Who is signed in where. A session at a counter lives as long as its person is on there.
CREATE TABLE session (
  session TEXT PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  staff TEXT NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('pin', 'badge')),
  place TEXT NOT NULL,
  counter TEXT,
  counter_since INTEGER,
  proof_version INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  CHECK ((counter IS NULL) = (counter_since IS NULL)),
  CHECK (how = 'pin' OR counter IS NOT NULL)
) STRICT, WITHOUT ROWID;
-- Wrong tries: per person and place, per place (staff ''), in all (both ''). Counted before the PIN is looked at.
CREATE TABLE attempt (
  place TEXT NOT NULL,
  staff TEXT NOT NULL,
  failures INTEGER NOT NULL CHECK (failures >= 0),
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  span INTEGER NOT NULL CHECK (span >= 0),
  PRIMARY KEY (place, staff)
) STRICT, WITHOUT ROWID;
