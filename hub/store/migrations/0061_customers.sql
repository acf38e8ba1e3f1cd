CREATE TABLE member (
  member TEXT PRIMARY KEY,
  card TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  phone TEXT,
  tier TEXT NOT NULL CHECK (tier IN ('regular', 'gold', 'diamond')),
  points INTEGER NOT NULL CHECK (points >= 0),
  joined_at INTEGER NOT NULL
) STRICT;
CREATE INDEX member_phone ON member (phone);
-- The customer of an order that is not paid yet.
CREATE TABLE order_member (
  order_id TEXT PRIMARY KEY,
  member TEXT NOT NULL REFERENCES member (member)
) STRICT, WITHOUT ROWID;
-- Every change of points has a cause, and each cause counts once.
CREATE TABLE point_move (
  member TEXT NOT NULL REFERENCES member (member),
  cause TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('earned', 'spent', 'taken-back', 'given-back', 'adjusted')),
  points INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (member, cause, kind)
) STRICT, WITHOUT ROWID;
-- What a customer spent each day, for the tier.
CREATE TABLE member_day (
  member TEXT NOT NULL REFERENCES member (member),
  business_date TEXT NOT NULL,
  spent_minor INTEGER NOT NULL,
  orders INTEGER NOT NULL,
  PRIMARY KEY (member, business_date)
) STRICT, WITHOUT ROWID;
CREATE TABLE loyalty_policy (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  earn_per_minor INTEGER NOT NULL CHECK (earn_per_minor > 0),
  point_worth_minor INTEGER NOT NULL CHECK (point_worth_minor > 0),
  gold_minor INTEGER NOT NULL CHECK (gold_minor > 0),
  diamond_minor INTEGER NOT NULL CHECK (diamond_minor > gold_minor),
  tier_days INTEGER NOT NULL CHECK (tier_days > 0)
) STRICT;
