-- What HQ wants done, numbered per store under that store's row. An answer is final but for `fault`.
CREATE TABLE instruction (
  id TEXT PRIMARY KEY,
  store TEXT NOT NULL REFERENCES store (name),
  seq BIGINT NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'done', 'refused', 'expired', 'unsupported')),
  answered_at BIGINT,
  position BIGINT,
  code TEXT,
  detail TEXT,
  UNIQUE (store, seq)
);
CREATE INDEX instruction_waiting ON instruction (store, state, seq);
