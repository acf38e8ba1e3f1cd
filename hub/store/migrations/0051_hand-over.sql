-- What somebody wants the next shift to know, the money in the drawers first; fixed in the document at the hand-over.
CREATE TABLE hand_over_note (
  note TEXT PRIMARY KEY,
  position INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('cash', 'note')),
  counter TEXT,
  text TEXT NOT NULL,
  amount_minor INTEGER,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- The hand-over it went into; none while its shift runs.
  hand_over TEXT
) STRICT;
CREATE INDEX hand_over_note_open ON hand_over_note (position) WHERE hand_over IS NULL;

-- The hand-overs as they were fixed. Nothing in `document` ever changes; only the two names are added.
CREATE TABLE hand_over (
  hand_over TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  from_shift TEXT NOT NULL UNIQUE,
  to_shift TEXT NOT NULL,
  at INTEGER NOT NULL,
  document TEXT NOT NULL,
  out_by TEXT NOT NULL,
  in_by TEXT,
  in_at INTEGER,
  in_how TEXT CHECK (in_how IN ('scan', 'screen'))
) STRICT;
CREATE INDEX hand_over_unsigned ON hand_over (at) WHERE in_by IS NULL;
