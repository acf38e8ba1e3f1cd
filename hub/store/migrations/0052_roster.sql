-- Who works which shift on a day; a shift of a day without rows is worked as the daily plan says.
CREATE TABLE roster (
  day TEXT NOT NULL CHECK (length(day) = 10),
  plan TEXT NOT NULL,
  staff TEXT NOT NULL,
  PRIMARY KEY (day, plan, staff)
) STRICT, WITHOUT ROWID;
CREATE INDEX roster_staff ON roster (staff, day);
