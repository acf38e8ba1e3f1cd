-- Ingest workers share the stores out by partition. A worker lives while its beat goes on; whoever has seen the same beat
-- for too long, by its own clock, strikes it off. No two clocks are ever compared.
CREATE TABLE worker (
  id TEXT PRIMARY KEY,
  beat INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER NOT NULL
) STRICT;

-- What a holder writes it writes in a transaction that found its name here: one that was struck off writes nothing more.
CREATE TABLE lease (
  part TEXT PRIMARY KEY,
  holder TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO lease (part) VALUES
  ('00'), ('01'), ('02'), ('03'), ('04'), ('05'), ('06'), ('07'), ('08'), ('09'), ('10'), ('11'), ('12'),
  ('13'), ('14'), ('15'), ('16'), ('17'), ('18'), ('19'), ('20'), ('21'), ('22'), ('23'), ('24'), ('25'),
  ('26'), ('27'), ('28'), ('29'), ('30'), ('31'), ('32'), ('33'), ('34'), ('35'), ('36'), ('37'), ('38'),
  ('39'), ('40'), ('41'), ('42'), ('43'), ('44'), ('45'), ('46'), ('47'), ('48'), ('49'), ('50'), ('51'),
  ('52'), ('53'), ('54'), ('55'), ('56'), ('57'), ('58'), ('59'), ('60'), ('61'), ('62'), ('63');
