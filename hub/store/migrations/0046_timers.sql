-- What waits for its time. `position` is the entry that set it: it tells one setting of a key from another.
CREATE TABLE timer (
  key TEXT PRIMARY KEY,
  due INTEGER NOT NULL CHECK (due >= 0),
  purpose TEXT NOT NULL,
  policy TEXT NOT NULL CHECK (policy IN ('each', 'latest')),
  series TEXT NOT NULL,
  body TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX timer_due ON timer (due);
CREATE INDEX timer_purpose ON timer (purpose, due, key);
-- Every occurrence that was ever due: it comes once in all time, whatever is set again later.
CREATE TABLE timer_firing (
  key TEXT NOT NULL,
  due INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  at INTEGER NOT NULL,
  late_by INTEGER NOT NULL CHECK (late_by >= 0),
  is_late INTEGER NOT NULL CHECK (is_late IN (0, 1)),
  missed INTEGER NOT NULL CHECK (missed IN (0, 1)),
  position INTEGER NOT NULL,
  PRIMARY KEY (key, due)
) STRICT, WITHOUT ROWID;
CREATE INDEX timer_firing_pace ON timer_firing (purpose, at);
CREATE INDEX timer_firing_newest ON timer_firing (position);
