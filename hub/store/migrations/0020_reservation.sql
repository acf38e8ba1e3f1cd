-- A promise of goods. It stands until its end, and only as long as its row says `live` AND its end has not come: every
-- reader asks for both, the sweeper only writes down what is already so.
CREATE TABLE reservation (
  reservation TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('live', 'consumed', 'released', 'expired')),
  reserved_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  reason TEXT,
  CHECK ((state = 'live') = (ended_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX reservation_due ON reservation (expires_at) WHERE state = 'live';
CREATE INDEX reservation_subject ON reservation (kind, subject);
-- What is reserved is the sum of `remaining` of live rows, never a counter of its own. An empty place: from anywhere.
CREATE TABLE reservation_line (
  reservation TEXT NOT NULL REFERENCES reservation (reservation),
  line INTEGER NOT NULL,
  gtin TEXT NOT NULL,
  location TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  taken INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0),
  remaining INTEGER NOT NULL CHECK (remaining >= 0 AND taken + remaining <= quantity),
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (reservation, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX reservation_line_live ON reservation_line (gtin, location, expires_at, remaining) WHERE remaining > 0;
