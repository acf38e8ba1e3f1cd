CREATE TABLE shift_plan (
  plan TEXT PRIMARY KEY,
  turn INTEGER NOT NULL UNIQUE,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  starts TEXT NOT NULL,
  ends TEXT NOT NULL
) STRICT;
CREATE TABLE shift_staff (
  plan TEXT NOT NULL REFERENCES shift_plan (plan),
  staff TEXT NOT NULL,
  PRIMARY KEY (plan, staff)
) STRICT, WITHOUT ROWID;
-- A shift on a day, `YYYY-MM-DD/plan`; one at a time has not ended.
CREATE TABLE shift (
  shift TEXT PRIMARY KEY,
  begun_at INTEGER NOT NULL,
  ended_at INTEGER,
  leader TEXT
) STRICT;
CREATE UNIQUE INDEX shift_current ON shift ((ended_at IS NULL)) WHERE ended_at IS NULL;
