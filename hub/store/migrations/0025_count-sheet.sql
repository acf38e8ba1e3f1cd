CREATE TABLE count_sheet (
  sheet TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 99999999),
  name TEXT NOT NULL,
  location TEXT NOT NULL,
  scope TEXT NOT NULL,
  blind INTEGER NOT NULL CHECK (blind IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('counting', 'review', 'posted', 'cancelled')),
  person TEXT NOT NULL,
  -- The business date of the plan that asked for it.
  plan TEXT,
  opened_at INTEGER NOT NULL,
  ended_at INTEGER CHECK ((ended_at IS NULL) = (state IN ('counting', 'review'))),
  differing INTEGER,
  gain_minor INTEGER,
  loss_minor INTEGER
) STRICT;
CREATE INDEX count_sheet_open ON count_sheet (number) WHERE state IN ('counting', 'review');
-- What a sheet is about, and what was found besides.
CREATE TABLE count_item (
  sheet TEXT NOT NULL REFERENCES count_sheet (sheet),
  gtin TEXT NOT NULL,
  listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
  reason TEXT,
  note TEXT,
  PRIMARY KEY (sheet, gtin)
) STRICT, WITHOUT ROWID;
-- What one person found in one bay; first and last are the positions between which it was counted.
CREATE TABLE count_tally (
  sheet TEXT NOT NULL REFERENCES count_sheet (sheet),
  gtin TEXT NOT NULL,
  bay TEXT NOT NULL,
  person TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  first INTEGER NOT NULL,
  last INTEGER NOT NULL CHECK (last >= first),
  at INTEGER NOT NULL,
  PRIMARY KEY (sheet, gtin, bay, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX count_tally_newest ON count_tally (sheet, last);
-- How an item came out when its sheet was closed; evidence is the position at which it was counted.
CREATE TABLE count_figure (
  sheet TEXT NOT NULL REFERENCES count_sheet (sheet),
  gtin TEXT NOT NULL,
  location TEXT NOT NULL,
  evidence INTEGER NOT NULL,
  counted INTEGER NOT NULL CHECK (counted >= 0),
  variance INTEGER NOT NULL,
  value_minor INTEGER NOT NULL,
  reason TEXT,
  note TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (sheet, gtin)
) STRICT, WITHOUT ROWID;
CREATE INDEX count_figure_of_item ON count_figure (gtin, location, evidence);
CREATE TABLE count_here (
  counter TEXT PRIMARY KEY,
  sheet TEXT NOT NULL REFERENCES count_sheet (sheet),
  bay TEXT,
  until INTEGER NOT NULL,
  -- The position of what was counted here last.
  last INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX count_here_until ON count_here (until);
CREATE TABLE count_policy (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  details TEXT NOT NULL
) STRICT;
CREATE TABLE count_plan (
  date TEXT PRIMARY KEY,
  items INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
