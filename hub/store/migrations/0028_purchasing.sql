CREATE TABLE supplier (
  supplier TEXT PRIMARY KEY,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  lead_days INTEGER NOT NULL CHECK (lead_days > 0),
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;
CREATE TABLE supply_source (
  gtin TEXT PRIMARY KEY,
  supplier TEXT NOT NULL REFERENCES supplier (supplier)
) STRICT, WITHOUT ROWID;
CREATE INDEX supply_source_supplier ON supply_source (supplier);
CREATE TABLE purchase_request (
  request TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  gtin TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  origin TEXT NOT NULL CHECK (origin IN ('person', 'proposal')),
  state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'rejected', 'withdrawn')),
  supplier TEXT,
  note TEXT,
  why TEXT,
  document TEXT,
  at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX purchase_proposal ON purchase_request (gtin) WHERE state = 'pending' AND origin = 'proposal';
CREATE INDEX purchase_pending ON purchase_request (state, number);
