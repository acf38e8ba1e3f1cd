CREATE TABLE shop (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 9999),
  slip_printer TEXT,
  details TEXT NOT NULL
) STRICT;
