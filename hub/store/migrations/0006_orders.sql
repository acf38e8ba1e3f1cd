CREATE TABLE customer_order (
  order_id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  counter TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'held', 'paid', 'dropped')),
  note TEXT,
  opened_at INTEGER NOT NULL,
  touched_at INTEGER NOT NULL,
  next_line INTEGER NOT NULL,
  next_step INTEGER NOT NULL
) STRICT;
-- A counter serves one customer at a time.
CREATE UNIQUE INDEX customer_order_at_counter ON customer_order (counter) WHERE state = 'open';
CREATE INDEX customer_order_unpaid ON customer_order (touched_at) WHERE state IN ('open', 'held');
CREATE TABLE order_line (
  order_id TEXT NOT NULL REFERENCES customer_order (order_id),
  line INTEGER NOT NULL,
  gtin TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  PRIMARY KEY (order_id, line)
) STRICT, WITHOUT ROWID;
CREATE TABLE order_step (
  order_id TEXT NOT NULL REFERENCES customer_order (order_id),
  step INTEGER NOT NULL,
  line INTEGER NOT NULL,
  gtin TEXT NOT NULL,
  before INTEGER NOT NULL,
  after INTEGER NOT NULL,
  price_minor INTEGER NOT NULL,
  standing INTEGER NOT NULL CHECK (standing IN (0, 1)),
  PRIMARY KEY (order_id, step)
) STRICT, WITHOUT ROWID;
