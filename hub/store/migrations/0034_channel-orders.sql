CREATE TABLE channel_order (
  order_id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  channel TEXT NOT NULL,
  reference TEXT NOT NULL,
  -- What the channel sent, canonical: the same reference with another body is another order.
  said TEXT NOT NULL,
  customer TEXT NOT NULL,
  phone TEXT,
  delivery TEXT NOT NULL CHECK (delivery IN ('ship', 'pick-up')),
  address TEXT,
  due_at INTEGER,
  total_minor INTEGER NOT NULL CHECK (total_minor >= 0),
  fee_minor INTEGER NOT NULL CHECK (fee_minor >= 0),
  discount_minor INTEGER NOT NULL CHECK (discount_minor >= 0),
  paid_minor INTEGER NOT NULL CHECK (paid_minor >= 0),
  state TEXT NOT NULL CHECK (state IN ('received', 'held', 'back-ordered', 'processing', 'ready', 'shipped', 'signed', 'cancelled')),
  since INTEGER NOT NULL,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  reasons TEXT,
  short_told INTEGER NOT NULL CHECK (short_told IN (0, 1)),
  payment_wanted_at INTEGER,
  note TEXT,
  opened_at INTEGER NOT NULL,
  UNIQUE (channel, reference)
) STRICT;
CREATE INDEX channel_order_state ON channel_order (state, since);
CREATE INDEX channel_order_due ON channel_order (due_at) WHERE due_at IS NOT NULL AND state IN ('received', 'held', 'back-ordered', 'processing');
CREATE INDEX channel_order_phone ON channel_order (phone) WHERE phone IS NOT NULL;
CREATE TABLE channel_line (
  order_id TEXT NOT NULL REFERENCES channel_order (order_id),
  line INTEGER NOT NULL,
  gtin TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  cancelled INTEGER NOT NULL CHECK (cancelled BETWEEN 0 AND quantity),
  PRIMARY KEY (order_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX channel_line_item ON channel_line (gtin);
CREATE TABLE order_payment (
  order_id TEXT NOT NULL REFERENCES channel_order (order_id),
  reference TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  at INTEGER NOT NULL,
  PRIMARY KEY (order_id, reference)
) STRICT, WITHOUT ROWID;
CREATE TABLE order_policy (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  details TEXT NOT NULL
) STRICT;
CREATE TABLE order_alarm (
  order_id TEXT NOT NULL REFERENCES channel_order (order_id),
  about TEXT NOT NULL,
  since INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (order_id, about, since)
) STRICT, WITHOUT ROWID;
CREATE TABLE order_trace (
  order_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;
