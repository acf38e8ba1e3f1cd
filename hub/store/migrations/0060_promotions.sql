CREATE TABLE promotion (
  promotion TEXT PRIMARY KEY,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  offer TEXT NOT NULL,
  priority INTEGER NOT NULL,
  stacks INTEGER NOT NULL CHECK (stacks IN (0, 1)),
  at_most INTEGER CHECK (at_most > 0),
  -- Ends of its time: from it on, until before it; NULL has no end.
  starts_at INTEGER,
  ends_at INTEGER,
  with_coupon INTEGER NOT NULL CHECK (with_coupon IN (0, 1)),
  -- The lowest tier of customers it is for.
  tier TEXT CHECK (tier IN ('regular', 'gold', 'diamond')),
  ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
  CHECK (starts_at IS NULL OR ends_at IS NULL OR starts_at < ends_at)
) STRICT;
CREATE INDEX promotion_live ON promotion (promotion) WHERE ended = 0;
CREATE TABLE coupon (
  coupon TEXT PRIMARY KEY,
  promotion TEXT NOT NULL REFERENCES promotion (promotion),
  uses INTEGER NOT NULL CHECK (uses > 0),
  used INTEGER NOT NULL CHECK (used >= 0 AND used <= uses),
  until INTEGER
) STRICT;
-- Coupons that lie on an order that is not paid yet.
CREATE TABLE order_coupon (
  order_id TEXT NOT NULL,
  coupon TEXT NOT NULL REFERENCES coupon (coupon),
  PRIMARY KEY (order_id, coupon)
) STRICT, WITHOUT ROWID;
