-- The print ledger.
CREATE TABLE slip (
  slip TEXT PRIMARY KEY,
  queued_position INTEGER NOT NULL UNIQUE,
  -- The first slip of a row of copies.
  origin TEXT NOT NULL,
  task TEXT,
  shift TEXT NOT NULL,
  printer TEXT NOT NULL,
  copy INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'done', 'failed', 'unknown', 'cancelled', 'lost')),
  content TEXT NOT NULL,
  bridge TEXT,
  incarnation TEXT,
  evidence TEXT,
  reason TEXT,
  queued_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX slip_origin ON slip (origin);
CREATE INDEX slip_task ON slip (task);
CREATE INDEX slip_open ON slip (state) WHERE state IN ('queued', 'sending', 'unknown', 'failed');
