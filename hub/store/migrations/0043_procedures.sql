-- Work in several steps that passes from owner to owner, and the know-how that goes with work.
CREATE TABLE procedure (
  procedure TEXT PRIMARY KEY,
  details TEXT NOT NULL
) STRICT;
CREATE TABLE procedure_run (
  run TEXT PRIMARY KEY,
  procedure TEXT NOT NULL,
  subject TEXT NOT NULL,
  details TEXT NOT NULL,
  step INTEGER NOT NULL CHECK (step >= 0),
  state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'stopped')),
  started_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX procedure_running ON procedure_run (procedure, subject) WHERE state = 'running';
CREATE TABLE guide (
  guide TEXT PRIMARY KEY,
  details TEXT NOT NULL
) STRICT;
CREATE TABLE guide_kind (
  kind TEXT NOT NULL,
  guide TEXT NOT NULL,
  PRIMARY KEY (kind, guide)
) STRICT, WITHOUT ROWID;
