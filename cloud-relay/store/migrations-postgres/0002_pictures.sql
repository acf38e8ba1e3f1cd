-- Pictures of each store, made from its entries and from nothing else. `rank` is the entry's place in the store's
-- history (line, then position): a picture only ever moves to a higher one, so entries may arrive in any order.
CREATE TABLE shop (
  store TEXT PRIMARY KEY,
  number BIGINT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  currency TEXT NOT NULL,
  rank BIGINT NOT NULL
);

CREATE TABLE item (
  store TEXT NOT NULL,
  gtin TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  initials TEXT NOT NULL,
  rank BIGINT NOT NULL,
  PRIMARY KEY (store, gtin)
);

-- `rev` is the store's own revision of the level, lifted by the line.
CREATE TABLE stock (
  store TEXT NOT NULL,
  gtin TEXT NOT NULL,
  location TEXT NOT NULL,
  on_hand BIGINT NOT NULL,
  rev BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (store, gtin, location)
);

CREATE TABLE task (
  store TEXT NOT NULL,
  task TEXT NOT NULL,
  number BIGINT,
  gtin TEXT,
  opened_at BIGINT,
  quantity BIGINT,
  quantity_rank BIGINT NOT NULL DEFAULT 0,
  state TEXT,
  state_rank BIGINT NOT NULL DEFAULT 0,
  staff TEXT,
  staff_rank BIGINT NOT NULL DEFAULT 0,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (store, task)
);
CREATE INDEX task_open ON task (store, state);

CREATE TABLE sales_day (
  store TEXT NOT NULL,
  business_date TEXT NOT NULL,
  orders BIGINT NOT NULL,
  sales_minor BIGINT NOT NULL,
  PRIMARY KEY (store, business_date)
);
