-- Work of every kind: what it is about is its subject, and an item or a place is only one of the things it may be about.
CREATE TABLE task_of_any_kind (
  task TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind <> ''),
  subject TEXT NOT NULL CHECK (subject <> ''),
  step TEXT NOT NULL CHECK (step IN ('dispatched', 'acknowledged', 'in-progress', 'blocked', 'submitted', 'rework', 'closed', 'cancelled')),
  title_zh TEXT,
  title_en TEXT,
  content TEXT,
  standard TEXT,
  role TEXT NOT NULL CHECK (role IN ('clerk', 'leader', 'manager')),
  evidence TEXT NOT NULL,
  checks TEXT,
  approval INTEGER NOT NULL CHECK (approval IN (0, 1)),
  gtin TEXT,
  from_location TEXT,
  to_location TEXT,
  -- The label of the shelf where it is to be done, where no item says it.
  bay TEXT,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  on_hand INTEGER,
  level INTEGER,
  back_room INTEGER,
  moves TEXT,
  why_zh TEXT,
  why_en TEXT,
  shift TEXT NOT NULL,
  carried_from TEXT,
  assignee TEXT,
  claimed_by TEXT,
  moved INTEGER,
  blocked TEXT,
  work_minutes INTEGER NOT NULL CHECK (work_minutes >= 0),
  value_minor INTEGER NOT NULL CHECK (value_minor >= 0),
  rank_at INTEGER NOT NULL,
  guide TEXT,
  opened_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  -- Its progress in the words of RFC 8984, as everybody outside sees it.
  state TEXT NOT NULL GENERATED ALWAYS AS (CASE WHEN step IN ('dispatched', 'acknowledged') THEN 'needs-action'
    WHEN step = 'closed' THEN 'completed' WHEN step = 'cancelled' THEN 'cancelled' ELSE 'in-process' END) STORED
) STRICT;
INSERT INTO task_of_any_kind (task, number, version, kind, subject, step, role, evidence, approval, gtin, from_location,
    to_location, quantity, on_hand, level, back_room, moves, shift, carried_from, assignee, claimed_by, moved, work_minutes,
    value_minor, rank_at, opened_at, due_at, changed_at)
  SELECT task, number, version, kind, gtin || '@' || to_location,
    CASE state WHEN 'needs-action' THEN 'dispatched' WHEN 'in-process' THEN 'in-progress' WHEN 'completed' THEN 'closed' ELSE state END,
    'clerk', CASE kind WHEN 'check-shelf' THEN '["count"]' ELSE '[]' END, 0, gtin, from_location, to_location, quantity,
    on_hand, level, back_room, moves, shift, carried_from, assignee, claimed_by, moved, 10, 0, due_at - 600000, opened_at,
    due_at, changed_at
  FROM task;
DROP TABLE task;
ALTER TABLE task_of_any_kind RENAME TO task;
-- One open task of a kind per subject, whatever happens around the line.
CREATE UNIQUE INDEX task_open ON task (kind, subject) WHERE state IN ('needs-action', 'in-process');
CREATE INDEX task_item ON task (gtin, to_location, kind) WHERE state IN ('needs-action', 'in-process');
CREATE INDEX task_rank ON task (rank_at, number) WHERE state IN ('needs-action', 'in-process');
CREATE INDEX task_shift ON task (shift, changed_at);
CREATE INDEX task_assignee ON task (assignee) WHERE state IN ('needs-action', 'in-process');
