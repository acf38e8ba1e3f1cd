-- What a store says of itself beside its entries. `whole_day` is the newest business date on which HQ held everything the
-- store had: every day before it is complete here.
ALTER TABLE store ADD COLUMN oldest_pending_at BIGINT;
ALTER TABLE store ADD COLUMN disk_days BIGINT;
ALTER TABLE store ADD COLUMN whole_day TEXT;
-- How fast entries came lately, in entries per 1,000 seconds, and when the last ones did.
ALTER TABLE store ADD COLUMN pace BIGINT NOT NULL DEFAULT 0;
ALTER TABLE store ADD COLUMN batch_at BIGINT;
-- When levels were last set right from the store's own, and how many.
ALTER TABLE store ADD COLUMN repaired_at BIGINT;
ALTER TABLE store ADD COLUMN repaired_levels BIGINT NOT NULL DEFAULT 0;

-- What became of an entry in the repair tray, by whom and why; the entry stays as it came.
ALTER TABLE quarantine ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'resent', 'skipped'));
ALTER TABLE quarantine ADD COLUMN settled_by TEXT;
ALTER TABLE quarantine ADD COLUMN settled_why TEXT;
ALTER TABLE quarantine ADD COLUMN settled_at BIGINT;
ALTER TABLE quarantine ADD COLUMN edited TEXT;

-- Business days closed at HQ, with what they came to then. Nothing here is ever changed.
CREATE TABLE day_close (
  store TEXT NOT NULL,
  business_date TEXT NOT NULL,
  orders BIGINT NOT NULL,
  sales_minor BIGINT NOT NULL,
  as_of BIGINT,
  closed_by TEXT NOT NULL,
  closed_at BIGINT NOT NULL,
  PRIMARY KEY (store, business_date)
);
