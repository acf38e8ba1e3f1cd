-- What is known of each photo shown as evidence: its likeness, so that one is not shown twice, and what was read on it.
CREATE TABLE task_photo (
  evidence TEXT PRIMARY KEY,
  task TEXT NOT NULL,
  photo TEXT NOT NULL,
  original TEXT NOT NULL,
  hash TEXT NOT NULL,
  details TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX task_photo_at ON task_photo (at);
