CREATE TABLE return_case (
  rma TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  order_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('return', 'exchange', 'repair')),
  state TEXT NOT NULL CHECK (state IN ('open', 'received', 'closed')),
  reason TEXT NOT NULL,
  owner TEXT,
  due_at INTEGER NOT NULL,
  outcome TEXT,
  overdue INTEGER NOT NULL CHECK (overdue IN (0, 1)),
  opened_at INTEGER NOT NULL,
  since INTEGER NOT NULL
) STRICT;
CREATE INDEX return_case_order ON return_case (order_id);
CREATE INDEX return_case_due ON return_case (due_at) WHERE state <> 'closed' AND overdue = 0;
CREATE TABLE return_line (
  rma TEXT NOT NULL REFERENCES return_case (rma),
  line INTEGER NOT NULL,
  gtin TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  sellable INTEGER NOT NULL CHECK (sellable >= 0),
  damaged INTEGER NOT NULL CHECK (damaged >= 0),
  repair INTEGER NOT NULL CHECK (repair >= 0),
  PRIMARY KEY (rma, line),
  CHECK (sellable + damaged + repair <= quantity)
) STRICT, WITHOUT ROWID;
CREATE TABLE refund (
  refund TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  order_id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  why TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('due', 'settled')),
  reference TEXT,
  settled_by TEXT,
  opened_at INTEGER NOT NULL,
  settled_at INTEGER,
  CHECK ((state = 'settled') = (reference IS NOT NULL))
) STRICT;
CREATE INDEX refund_order ON refund (order_id);
CREATE INDEX refund_due ON refund (opened_at) WHERE state = 'due';
