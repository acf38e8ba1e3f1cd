-- By what a store shows who it is: the SHA-256 of a token. Two may be valid at a time, so that one can follow the other
-- without the store ever being locked out.
CREATE TABLE credential (
  store TEXT NOT NULL,
  token_sha256 TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (store, token_sha256)
) STRICT;

-- Stores that may not speak to HQ any more, whatever they show.
CREATE TABLE denial (
  store TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;
