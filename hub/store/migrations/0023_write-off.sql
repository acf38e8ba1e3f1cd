-- Goods that leave without being sold. What is worth too much for one person waits here, seen, until a second one decides.
CREATE TABLE write_off (
  write_off TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('pending', 'booked', 'refused')),
  gtin TEXT NOT NULL,
  location TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  reason TEXT NOT NULL CHECK (reason IN ('damage', 'expiry', 'theft_known', 'sample', 'internal_use')),
  note TEXT,
  lot TEXT,
  worth INTEGER NOT NULL CHECK (worth >= 0),
  asked_by TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  decided_by TEXT CHECK (state = 'refused' OR decided_by <> asked_by),
  decided_at INTEGER,
  decision TEXT,
  CHECK ((state = 'pending') = (decided_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX write_off_pending ON write_off (asked_at) WHERE state = 'pending';
CREATE INDEX write_off_decided ON write_off (decided_at);
