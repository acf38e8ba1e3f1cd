-- Work that is written down and not yet given to anybody.
CREATE TABLE task_draft (
  task TEXT PRIMARY KEY,
  wanted TEXT NOT NULL,
  by_staff TEXT,
  at INTEGER NOT NULL
) STRICT;
-- Which entries of the journal speak of a task: its trail, with who, where and when in the entries themselves.
CREATE TABLE task_step (
  position INTEGER PRIMARY KEY,
  task TEXT NOT NULL
) STRICT;
CREATE INDEX task_step_task ON task_step (task, position);
INSERT INTO task_step (position, task)
  SELECT position, json_extract(data, '$.task') FROM journal
   WHERE type IN ('tasks.opened', 'tasks.revised', 'tasks.assigned', 'tasks.claimed', 'tasks.resumed', 'tasks.released',
     'tasks.item-scanned', 'tasks.moved-set', 'tasks.completed', 'tasks.withdrawn', 'tasks.carried-over');
-- Who has seen which version.
CREATE TABLE task_seen (
  task TEXT NOT NULL,
  version INTEGER NOT NULL,
  staff TEXT NOT NULL,
  counter TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (task, version, staff)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO task_seen (task, version, staff, counter, at)
  SELECT json_extract(data, '$.task'), 1, json_extract(data, '$.staff'), json_extract(data, '$.counter'), at FROM journal
   WHERE type IN ('tasks.claimed', 'tasks.resumed') AND json_extract(data, '$.staff') IS NOT NULL ORDER BY position;
CREATE TABLE task_evidence (
  evidence TEXT PRIMARY KEY,
  task TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('photo', 'scan', 'text')),
  text TEXT,
  photo TEXT,
  grade TEXT CHECK (grade IN ('A', 'B', 'C', 'D')),
  staff TEXT,
  counter TEXT,
  rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1)),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX task_evidence_task ON task_evidence (task, at);
INSERT INTO task_evidence (evidence, task, kind, text, counter, at)
  SELECT json_extract(data, '$.task') || ':' || json_extract(data, '$.gtin'), json_extract(data, '$.task'), 'scan',
    json_extract(data, '$.gtin'), json_extract(data, '$.counter'), min(at) FROM journal
   WHERE type = 'tasks.item-scanned' GROUP BY 1;
CREATE TABLE task_check (
  task TEXT NOT NULL,
  check_id TEXT NOT NULL,
  ok INTEGER NOT NULL CHECK (ok IN (0, 1)),
  note TEXT,
  staff TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (task, check_id)
) STRICT, WITHOUT ROWID;
-- A shelf's label is looked up when somebody scans it to show where they are.
CREATE INDEX item_on_shelf ON item (shelf) WHERE shelf IS NOT NULL;
