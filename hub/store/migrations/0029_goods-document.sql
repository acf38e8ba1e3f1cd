CREATE TABLE goods_document (
  document TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  code TEXT NOT NULL,
  part INTEGER NOT NULL CHECK (part > 0),
  kind TEXT NOT NULL CHECK (kind IN ('delivery', 'transfer-in', 'transfer-out', 'supplier-return')),
  state TEXT NOT NULL CHECK (state IN ('expected', 'counting', 'closed', 'cancelled')),
  party TEXT NOT NULL,
  blind INTEGER NOT NULL CHECK (blind IN (0, 1)),
  due_at INTEGER,
  late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
  reason TEXT,
  made_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  UNIQUE (code, part)
) STRICT;
CREATE INDEX goods_document_open ON goods_document (kind, due_at) WHERE state IN ('expected', 'counting');
CREATE TABLE goods_line (
  document TEXT NOT NULL REFERENCES goods_document (document),
  gtin TEXT NOT NULL,
  expected INTEGER NOT NULL CHECK (expected >= 0),
  counted INTEGER NOT NULL CHECK (counted >= 0),
  -- Pieces of a transfer out that are told lost, or back again.
  settled INTEGER NOT NULL DEFAULT 0 CHECK (settled >= 0),
  reason TEXT,
  lots TEXT,
  PRIMARY KEY (document, gtin)
) STRICT, WITHOUT ROWID;
CREATE INDEX goods_line_item ON goods_line (gtin);
-- What a gun may read to find a document: its own number, or the SSCC of a pallet.
CREATE TABLE goods_label (
  code TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES goods_document (document)
) STRICT, WITHOUT ROWID;
CREATE TABLE goods_at_counter (
  counter TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES goods_document (document)
) STRICT, WITHOUT ROWID;
