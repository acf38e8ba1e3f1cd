CREATE TABLE held_reading (
  reading TEXT PRIMARY KEY,
  position INTEGER NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  counter TEXT NOT NULL,
  taken TEXT NOT NULL
) STRICT;
CREATE INDEX held_at_counter ON held_reading (counter, position);
