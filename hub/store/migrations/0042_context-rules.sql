-- When what is to be done: conditions over stock, hours, roster and calendar, and how each was judged last.
CREATE TABLE context_rule (
  rule TEXT PRIMARY KEY,
  details TEXT NOT NULL,
  truth TEXT NOT NULL CHECK (truth IN ('true', 'false', 'unknown')),
  because TEXT NOT NULL,
  since INTEGER,
  times INTEGER NOT NULL
) STRICT;
-- How many open tasks a person is given at most by the shop itself.
CREATE TABLE task_policy (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  most_open INTEGER NOT NULL CHECK (most_open > 0)
) STRICT;
