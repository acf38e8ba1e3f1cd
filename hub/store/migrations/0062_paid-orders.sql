-- What an order came to when it was paid, and what promotions took off each of its lines.
ALTER TABLE customer_order ADD COLUMN paid_minor INTEGER CHECK (paid_minor >= 0);
CREATE TABLE order_discount (
  order_id TEXT NOT NULL REFERENCES customer_order (order_id),
  promotion TEXT NOT NULL,
  line INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  PRIMARY KEY (order_id, promotion, line)
) STRICT, WITHOUT ROWID;
