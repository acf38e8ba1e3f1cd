-- Papers of other kinds than tasks' slips: which kind a paper is, what it is about, and what its code says.
ALTER TABLE slip ADD COLUMN kind TEXT NOT NULL DEFAULT 'task' CHECK (kind <> '');
ALTER TABLE slip ADD COLUMN subject TEXT;
ALTER TABLE slip ADD COLUMN serial INTEGER;
ALTER TABLE slip ADD COLUMN version INTEGER;
UPDATE slip SET kind = json_extract(content, '$.kind');
CREATE INDEX slip_subject ON slip (kind, subject) WHERE subject IS NOT NULL;
CREATE INDEX slip_serial ON slip (kind, serial) WHERE serial IS NOT NULL;
