CREATE TABLE task (
  task TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('restock', 'check-shelf')),
  state TEXT NOT NULL CHECK (state IN ('needs-action', 'in-process', 'completed', 'cancelled')),
  gtin TEXT NOT NULL,
  from_location TEXT NOT NULL,
  to_location TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  on_hand INTEGER NOT NULL,
  level INTEGER NOT NULL,
  back_room INTEGER NOT NULL,
  moves TEXT,
  shift TEXT NOT NULL,
  carried_from TEXT,
  assignee TEXT,
  claimed_by TEXT,
  moved INTEGER,
  opened_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
-- One open task of a kind per item and place, whatever happens around the line.
CREATE UNIQUE INDEX task_open ON task (gtin, to_location, kind) WHERE state IN ('needs-action', 'in-process');
CREATE INDEX task_due ON task (due_at) WHERE state IN ('needs-action', 'in-process');
CREATE INDEX task_shift ON task (shift, changed_at);
CREATE INDEX task_assignee ON task (assignee) WHERE state IN ('needs-action', 'in-process');
