-- When people came and went, as they said themselves by badge card or page.
CREATE TABLE attendance (
  stint TEXT PRIMARY KEY,
  position INTEGER NOT NULL UNIQUE,
  staff TEXT NOT NULL,
  shift TEXT NOT NULL,
  came_at INTEGER NOT NULL,
  came_how TEXT NOT NULL CHECK (came_how IN ('scan', 'screen')),
  went_at INTEGER,
  went_how TEXT CHECK (went_how IN ('scan', 'screen', 'forgotten')),
  counter TEXT,
  -- Why a leader changed the times, if one did.
  reason TEXT
) STRICT;
CREATE UNIQUE INDEX attendance_here ON attendance (staff) WHERE went_at IS NULL AND went_how IS NULL;
CREATE INDEX attendance_shift ON attendance (shift, staff);
CREATE INDEX attendance_staff ON attendance (staff, came_at);
