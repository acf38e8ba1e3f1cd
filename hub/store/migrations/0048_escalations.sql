CREATE TABLE escalation_policy (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  details TEXT NOT NULL
) STRICT;
-- The clock of a task: ms of business time it may take and has taken; it runs since an instant, or stands still.
CREATE TABLE escalation (
  task TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  budget INTEGER NOT NULL CHECK (budget > 0),
  used INTEGER NOT NULL CHECK (used >= 0),
  since INTEGER,
  reached INTEGER NOT NULL CHECK (reached IN (0, 50, 80, 100, 150)),
  next_percent INTEGER,
  next_due INTEGER,
  ended INTEGER NOT NULL CHECK (ended IN (0, 1))
) STRICT;
CREATE INDEX escalation_reached ON escalation (reached) WHERE ended = 0;
-- Each step of a task once, whatever is restarted.
CREATE TABLE escalation_step (
  task TEXT NOT NULL REFERENCES escalation (task),
  percent INTEGER NOT NULL CHECK (percent IN (50, 80, 100, 150)),
  due INTEGER NOT NULL,
  at INTEGER NOT NULL,
  late_by INTEGER NOT NULL CHECK (late_by >= 0),
  is_late INTEGER NOT NULL CHECK (is_late IN (0, 1)),
  live INTEGER NOT NULL CHECK (live IN (0, 1)),
  PRIMARY KEY (task, percent)
) STRICT, WITHOUT ROWID;
-- What went wrong, when it was seen, taken up and settled.
CREATE TABLE anomaly (
  anomaly TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  detected_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  acknowledged_at INTEGER,
  acknowledged_by TEXT,
  resolved_at INTEGER,
  resolved_by TEXT,
  note TEXT,
  overdue INTEGER NOT NULL CHECK (overdue IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX anomaly_open ON anomaly (kind, subject) WHERE resolved_at IS NULL;
CREATE INDEX anomaly_time ON anomaly (detected_at);
