-- Work that comes again. A removed one stays, so that its turns are never counted anew.
CREATE TABLE routine (
  routine TEXT PRIMARY KEY,
  details TEXT NOT NULL,
  paused INTEGER NOT NULL CHECK (paused IN (0, 1)),
  removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
  turn INTEGER NOT NULL CHECK (turn >= 0),
  next_occurrence TEXT,
  next_due INTEGER,
  CHECK ((next_occurrence IS NULL) = (next_due IS NULL))
) STRICT;
-- What became of each occurrence: opened once at most, or missed.
CREATE TABLE routine_run (
  routine TEXT NOT NULL REFERENCES routine (routine),
  occurrence TEXT NOT NULL,
  due INTEGER NOT NULL,
  at INTEGER NOT NULL,
  late_by INTEGER NOT NULL,
  is_late INTEGER NOT NULL CHECK (is_late IN (0, 1)),
  outcome TEXT NOT NULL CHECK (outcome IN ('opened', 'missed', 'done', 'withdrawn')),
  task TEXT,
  position INTEGER NOT NULL,
  PRIMARY KEY (routine, occurrence)
) STRICT, WITHOUT ROWID;
CREATE INDEX routine_run_task ON routine_run (task) WHERE task IS NOT NULL;
CREATE INDEX routine_run_due ON routine_run (routine, due);
