CREATE TABLE counter (
  counter TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('sell', 'receive', 'correct')),
  mode_until INTEGER,
  context_task TEXT,
  context_until INTEGER,
  context_item_scanned INTEGER NOT NULL DEFAULT 0 CHECK (context_item_scanned IN (0, 1)),
  last_reading INTEGER
) STRICT;
-- Reactions a rule refused: shown on the board, so that nothing is dropped in silence.
CREATE TABLE refused_reaction (
  position INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  counter TEXT,
  type TEXT NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
