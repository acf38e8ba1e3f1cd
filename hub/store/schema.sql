CREATE TABLE migration (name TEXT PRIMARY KEY, checksum TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE journal (
  position INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  at INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  actor TEXT NOT NULL,
  command TEXT NOT NULL
) STRICT;
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;
CREATE TABLE reply (
  command TEXT PRIMARY KEY,
  print INTEGER NOT NULL,
  at INTEGER NOT NULL,
  first INTEGER,
  last INTEGER,
  refusal TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE epoch (
  ordinal INTEGER PRIMARY KEY,
  epoch TEXT NOT NULL UNIQUE,
  first INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE bookkeeping (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE shop (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 9999),
  slip_printer TEXT,
  details TEXT NOT NULL
) STRICT;
CREATE TABLE item (
  gtin TEXT PRIMARY KEY,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  initials TEXT NOT NULL,
  unit TEXT NOT NULL CHECK (unit IN ('each', 'gram')),
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  shelf TEXT,
  back_bay TEXT,
  details TEXT NOT NULL
) STRICT;
CREATE TABLE item_code (
  code TEXT PRIMARY KEY,
  gtin TEXT NOT NULL REFERENCES item (gtin),
  quantity INTEGER NOT NULL CHECK (quantity > 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE unknown_code (
  unknown TEXT PRIMARY KEY,
  counter TEXT NOT NULL,
  text TEXT NOT NULL,
  raw TEXT NOT NULL,
  reason TEXT NOT NULL,
  times INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  open INTEGER NOT NULL CHECK (open IN (0, 1))
) STRICT;
CREATE INDEX unknown_code_open ON unknown_code (text, counter) WHERE open = 1;
CREATE TABLE stock_move (
  position INTEGER PRIMARY KEY,
  gtin TEXT NOT NULL,
  from_location TEXT NOT NULL,
  to_location TEXT NOT NULL CHECK (to_location <> from_location),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  reason TEXT NOT NULL,
  reference TEXT,
  at INTEGER NOT NULL,
  reversed_by INTEGER
, worth INTEGER NOT NULL DEFAULT 0, settled_from INTEGER NOT NULL DEFAULT 0, settled_to INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX stock_move_item ON stock_move (gtin, position);
CREATE TABLE stock_level (
  gtin TEXT NOT NULL,
  location TEXT NOT NULL,
  on_hand INTEGER NOT NULL,
  rev INTEGER NOT NULL CHECK (rev > 0),
  PRIMARY KEY (gtin, location)
) STRICT, WITHOUT ROWID;
CREATE TABLE stock_rule (
  gtin TEXT NOT NULL,
  location TEXT NOT NULL,
  level INTEGER NOT NULL CHECK (level >= 0),
  target INTEGER NOT NULL CHECK (target > level),
  armed INTEGER NOT NULL CHECK (armed IN (0, 1)), pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)), room INTEGER,
  PRIMARY KEY (gtin, location)
) STRICT, WITHOUT ROWID;
CREATE TABLE customer_order (
  order_id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  counter TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'held', 'paid', 'dropped')),
  note TEXT,
  opened_at INTEGER NOT NULL,
  touched_at INTEGER NOT NULL,
  next_line INTEGER NOT NULL,
  next_step INTEGER NOT NULL
, paid_minor INTEGER CHECK (paid_minor >= 0)) STRICT;
CREATE UNIQUE INDEX customer_order_at_counter ON customer_order (counter) WHERE state = 'open';
CREATE INDEX customer_order_unpaid ON customer_order (touched_at) WHERE state IN ('open', 'held');
CREATE TABLE order_line (
  order_id TEXT NOT NULL REFERENCES customer_order (order_id),
  line INTEGER NOT NULL,
  gtin TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  PRIMARY KEY (order_id, line)
) STRICT, WITHOUT ROWID;
CREATE TABLE order_step (
  order_id TEXT NOT NULL REFERENCES customer_order (order_id),
  step INTEGER NOT NULL,
  line INTEGER NOT NULL,
  gtin TEXT NOT NULL,
  before INTEGER NOT NULL,
  after INTEGER NOT NULL,
  price_minor INTEGER NOT NULL,
  standing INTEGER NOT NULL CHECK (standing IN (0, 1)),
  PRIMARY KEY (order_id, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE staff (
  staff TEXT PRIMARY KEY,
  badge INTEGER NOT NULL UNIQUE,
  badge_version INTEGER NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('clerk', 'leader', 'manager')),
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;
CREATE TABLE staff_on (
  counter TEXT PRIMARY KEY,
  staff TEXT NOT NULL REFERENCES staff (staff),
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE shift_plan (
  plan TEXT PRIMARY KEY,
  turn INTEGER NOT NULL UNIQUE,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  starts TEXT NOT NULL,
  ends TEXT NOT NULL
) STRICT;
CREATE TABLE shift_staff (
  plan TEXT NOT NULL REFERENCES shift_plan (plan),
  staff TEXT NOT NULL,
  PRIMARY KEY (plan, staff)
) STRICT, WITHOUT ROWID;
CREATE TABLE shift (
  shift TEXT PRIMARY KEY,
  begun_at INTEGER NOT NULL,
  ended_at INTEGER,
  leader TEXT
) STRICT;
CREATE UNIQUE INDEX shift_current ON shift ((ended_at IS NULL)) WHERE ended_at IS NULL;
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
CREATE TABLE refused_reaction (
  position INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  counter TEXT,
  type TEXT NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE TABLE device (
  identity TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('scanner', 'printer')),
  transport TEXT NOT NULL,
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
  counter TEXT,
  settings TEXT NOT NULL
) STRICT;
CREATE TABLE slip (
  slip TEXT PRIMARY KEY,
  queued_position INTEGER NOT NULL UNIQUE,
  -- The first slip of a row of copies.
  origin TEXT NOT NULL,
  task TEXT,
  shift TEXT NOT NULL,
  printer TEXT NOT NULL,
  copy INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'done', 'failed', 'unknown', 'cancelled', 'lost')),
  content TEXT NOT NULL,
  bridge TEXT,
  incarnation TEXT,
  evidence TEXT,
  reason TEXT,
  queued_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
, kind TEXT NOT NULL DEFAULT 'task' CHECK (kind <> ''), subject TEXT, serial INTEGER, version INTEGER) STRICT;
CREATE INDEX slip_origin ON slip (origin);
CREATE INDEX slip_task ON slip (task);
CREATE INDEX slip_open ON slip (state) WHERE state IN ('queued', 'sending', 'unknown', 'failed');
CREATE TABLE held_reading (
  reading TEXT PRIMARY KEY,
  position INTEGER NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  counter TEXT NOT NULL,
  taken TEXT NOT NULL
) STRICT;
CREATE INDEX held_at_counter ON held_reading (counter, position);
CREATE TABLE demand_day (
  gtin TEXT NOT NULL,
  date TEXT NOT NULL,
  sold INTEGER NOT NULL,
  stocked_out INTEGER NOT NULL CHECK (stocked_out IN (0, 1)),
  shelf INTEGER NOT NULL,
  PRIMARY KEY (gtin, date)
) STRICT, WITHOUT ROWID;
CREATE TABLE learned_plan (
  gtin TEXT PRIMARY KEY,
  date TEXT NOT NULL,
  method TEXT NOT NULL,
  chosen TEXT NOT NULL,
  level INTEGER NOT NULL CHECK (level >= 0),
  target INTEGER NOT NULL CHECK (target > level),
  order_level INTEGER NOT NULL,
  week TEXT NOT NULL,
  dispersion REAL NOT NULL,
  why_zh TEXT NOT NULL,
  why_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE learning (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  date TEXT NOT NULL,
  after TEXT NOT NULL,
  done INTEGER NOT NULL CHECK (done IN (0, 1))
) STRICT;
CREATE TABLE supply_policy (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  details TEXT NOT NULL
) STRICT;
CREATE TABLE reservation (
  reservation TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('live', 'consumed', 'released', 'expired')),
  reserved_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  reason TEXT,
  CHECK ((state = 'live') = (ended_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX reservation_due ON reservation (expires_at) WHERE state = 'live';
CREATE INDEX reservation_subject ON reservation (kind, subject);
CREATE TABLE reservation_line (
  reservation TEXT NOT NULL REFERENCES reservation (reservation),
  line INTEGER NOT NULL,
  gtin TEXT NOT NULL,
  location TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  taken INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0),
  remaining INTEGER NOT NULL CHECK (remaining >= 0 AND taken + remaining <= quantity),
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (reservation, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX reservation_line_live ON reservation_line (gtin, location, expires_at, remaining) WHERE remaining > 0;
CREATE TABLE stock_value (
  gtin TEXT NOT NULL,
  pool TEXT NOT NULL CHECK (pool IN ('shop', 'transit')),
  quantity INTEGER NOT NULL,
  value INTEGER NOT NULL,
  unit_value INTEGER NOT NULL CHECK (unit_value >= 0),
  unit_quantity INTEGER NOT NULL CHECK (unit_quantity > 0),
  PRIMARY KEY (gtin, pool),
  CHECK (quantity <> 0 OR value = 0),
  CHECK (quantity < 0 OR value >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE stock_revaluation (
  position INTEGER PRIMARY KEY,
  gtin TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  before INTEGER NOT NULL,
  after INTEGER NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX stock_revaluation_item ON stock_revaluation (gtin, position);
CREATE TABLE lot (
  gtin TEXT NOT NULL,
  lot TEXT NOT NULL,
  expiry TEXT,
  told TEXT NOT NULL DEFAULT 'nothing' CHECK (told IN ('nothing', 'near', 'expired')),
  recalled_at INTEGER,
  recall_note TEXT,
  PRIMARY KEY (gtin, lot),
  CHECK ((recalled_at IS NULL) = (recall_note IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_untold ON lot (expiry) WHERE expiry IS NOT NULL AND told <> 'expired';
CREATE INDEX lot_recalled ON lot (gtin, lot) WHERE recalled_at IS NOT NULL;
CREATE TABLE lot_level (
  gtin TEXT NOT NULL,
  location TEXT NOT NULL,
  lot TEXT NOT NULL,
  on_hand INTEGER NOT NULL CHECK (on_hand > 0),
  PRIMARY KEY (gtin, location, lot)
) STRICT, WITHOUT ROWID;
CREATE TABLE lot_move (
  position INTEGER NOT NULL,
  part INTEGER NOT NULL,
  gtin TEXT NOT NULL,
  lot TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  from_location TEXT NOT NULL,
  to_location TEXT NOT NULL,
  reference TEXT,
  known INTEGER NOT NULL CHECK (known IN (0, 1)),
  at INTEGER NOT NULL,
  PRIMARY KEY (position, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_move_lot ON lot_move (gtin, lot, position);
CREATE INDEX lot_move_reference ON lot_move (gtin, reference) WHERE reference IS NOT NULL;
CREATE TABLE stock_policy (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  details TEXT NOT NULL
) STRICT;
CREATE TABLE write_off (
  write_off TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('pending', 'booked', 'refused')),
  gtin TEXT NOT NULL,
  location TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  reason TEXT NOT NULL CHECK (reason IN ('damage', 'expiry', 'theft_known', 'sample', 'internal_use')),
  note TEXT,
  lot TEXT,
  worth INTEGER NOT NULL CHECK (worth >= 0),
  asked_by TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  decided_by TEXT CHECK (state = 'refused' OR decided_by <> asked_by),
  decided_at INTEGER,
  decision TEXT,
  CHECK ((state = 'pending') = (decided_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX write_off_pending ON write_off (asked_at) WHERE state = 'pending';
CREATE INDEX write_off_decided ON write_off (decided_at);
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
CREATE TABLE count_item (
  sheet TEXT NOT NULL REFERENCES count_sheet (sheet),
  gtin TEXT NOT NULL,
  listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
  reason TEXT,
  note TEXT,
  PRIMARY KEY (sheet, gtin)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE goods_label (
  code TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES goods_document (document)
) STRICT, WITHOUT ROWID;
CREATE TABLE goods_at_counter (
  counter TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES goods_document (document)
) STRICT, WITHOUT ROWID;
CREATE TABLE store_rule (
  gtin TEXT PRIMARY KEY,
  level INTEGER NOT NULL CHECK (level >= -1),
  target INTEGER NOT NULL CHECK (target > level),
  velocity REAL NOT NULL CHECK (velocity >= 0),
  pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
  armed INTEGER NOT NULL CHECK (armed IN (0, 1)),
  warned INTEGER NOT NULL CHECK (warned IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE TABLE restock_snooze (
  gtin TEXT NOT NULL,
  location TEXT NOT NULL,
  until_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (gtin, location)
) STRICT, WITHOUT ROWID;
CREATE INDEX restock_snooze_until ON restock_snooze (until_at);
CREATE TABLE item_price (
  price TEXT PRIMARY KEY,
  gtin TEXT NOT NULL,
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  from_date TEXT NOT NULL,
  until_date TEXT,
  promotion INTEGER NOT NULL CHECK (promotion IN (0, 1)),
  name_zh TEXT,
  name_en TEXT,
  position INTEGER NOT NULL,
  CHECK (until_date IS NULL OR until_date >= from_date)
) STRICT;
CREATE INDEX item_price_item ON item_price (gtin, from_date);
CREATE INDEX item_code_item ON item_code (gtin);
CREATE TABLE channel_order (
  order_id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  channel TEXT NOT NULL,
  reference TEXT NOT NULL,
  -- What the channel sent, canonical: the same reference with another body is another order.
  said TEXT NOT NULL,
  customer TEXT NOT NULL,
  phone TEXT,
  delivery TEXT NOT NULL CHECK (delivery IN ('ship', 'pick-up')),
  address TEXT,
  due_at INTEGER,
  total_minor INTEGER NOT NULL CHECK (total_minor >= 0),
  fee_minor INTEGER NOT NULL CHECK (fee_minor >= 0),
  discount_minor INTEGER NOT NULL CHECK (discount_minor >= 0),
  paid_minor INTEGER NOT NULL CHECK (paid_minor >= 0),
  state TEXT NOT NULL CHECK (state IN ('received', 'held', 'back-ordered', 'processing', 'ready', 'shipped', 'signed', 'cancelled')),
  since INTEGER NOT NULL,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  reasons TEXT,
  short_told INTEGER NOT NULL CHECK (short_told IN (0, 1)),
  payment_wanted_at INTEGER,
  note TEXT,
  opened_at INTEGER NOT NULL,
  UNIQUE (channel, reference)
) STRICT;
CREATE INDEX channel_order_state ON channel_order (state, since);
CREATE INDEX channel_order_due ON channel_order (due_at) WHERE due_at IS NOT NULL AND state IN ('received', 'held', 'back-ordered', 'processing');
CREATE INDEX channel_order_phone ON channel_order (phone) WHERE phone IS NOT NULL;
CREATE TABLE channel_line (
  order_id TEXT NOT NULL REFERENCES channel_order (order_id),
  line INTEGER NOT NULL,
  gtin TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  cancelled INTEGER NOT NULL CHECK (cancelled BETWEEN 0 AND quantity),
  PRIMARY KEY (order_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX channel_line_item ON channel_line (gtin);
CREATE TABLE order_payment (
  order_id TEXT NOT NULL REFERENCES channel_order (order_id),
  reference TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  at INTEGER NOT NULL,
  PRIMARY KEY (order_id, reference)
) STRICT, WITHOUT ROWID;
CREATE TABLE order_policy (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  details TEXT NOT NULL
) STRICT;
CREATE TABLE order_alarm (
  order_id TEXT NOT NULL REFERENCES channel_order (order_id),
  about TEXT NOT NULL,
  since INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (order_id, about, since)
) STRICT, WITHOUT ROWID;
CREATE TABLE order_trace (
  order_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE parcel (
  parcel TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  order_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('promised', 'to-pick', 'picking', 'packed', 'ready', 'shipped', 'signed', 'dropped')),
  version INTEGER NOT NULL,
  -- The promise of the ledger that keeps its goods, and the end of that promise.
  reservation TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  picker TEXT,
  carrier TEXT,
  tracking TEXT,
  signed_by TEXT,
  opened_at INTEGER NOT NULL,
  since INTEGER NOT NULL
) STRICT;
CREATE INDEX parcel_order ON parcel (order_id);
CREATE INDEX parcel_open ON parcel (state, since) WHERE state NOT IN ('signed', 'dropped');
CREATE UNIQUE INDEX parcel_reservation ON parcel (reservation);
CREATE TABLE parcel_line (
  parcel TEXT NOT NULL REFERENCES parcel (parcel),
  line INTEGER NOT NULL,
  gtin TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  from_location TEXT NOT NULL,
  picked INTEGER NOT NULL CHECK (picked BETWEEN 0 AND quantity),
  -- Pieces that were kept for this order and that somebody sold at a counter.
  missing INTEGER NOT NULL CHECK (missing BETWEEN 0 AND quantity),
  PRIMARY KEY (parcel, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX parcel_line_item ON parcel_line (gtin);
CREATE TABLE pick_place (
  counter TEXT PRIMARY KEY,
  parcel TEXT NOT NULL REFERENCES parcel (parcel),
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE VIEW line_standing AS
SELECT s.*, s.quantity - s.cancelled - s.promised - s.gone AS waiting FROM (
  SELECT l.order_id, l.line, l.gtin, l.quantity, l.price_minor, l.cancelled,
    (SELECT coalesce(sum(pl.quantity), 0) FROM parcel p JOIN parcel_line pl USING (parcel)
      WHERE p.order_id = l.order_id AND pl.line = l.line AND p.state IN ('promised', 'to-pick', 'picking', 'packed', 'ready')) AS promised,
    (SELECT coalesce(sum(pl.quantity), 0) FROM parcel p JOIN parcel_line pl USING (parcel)
      WHERE p.order_id = l.order_id AND pl.line = l.line AND p.state IN ('shipped', 'signed')) AS gone
  FROM channel_line l) s;
CREATE TABLE return_case (
  rma TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  order_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('return', 'exchange', 'repair')),
  state TEXT NOT NULL CHECK (state IN ('open', 'received', 'closed')),
  reason TEXT NOT NULL,
  owner TEXT,
  due_at INTEGER NOT NULL,
  outcome TEXT,
  overdue INTEGER NOT NULL CHECK (overdue IN (0, 1)),
  opened_at INTEGER NOT NULL,
  since INTEGER NOT NULL
) STRICT;
CREATE INDEX return_case_order ON return_case (order_id);
CREATE INDEX return_case_due ON return_case (due_at) WHERE state <> 'closed' AND overdue = 0;
CREATE TABLE return_line (
  rma TEXT NOT NULL REFERENCES return_case (rma),
  line INTEGER NOT NULL,
  gtin TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  sellable INTEGER NOT NULL CHECK (sellable >= 0),
  damaged INTEGER NOT NULL CHECK (damaged >= 0),
  repair INTEGER NOT NULL CHECK (repair >= 0),
  PRIMARY KEY (rma, line),
  CHECK (sellable + damaged + repair <= quantity)
) STRICT, WITHOUT ROWID;
CREATE TABLE refund (
  refund TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  order_id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  why TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('due', 'settled')),
  reference TEXT,
  settled_by TEXT,
  opened_at INTEGER NOT NULL,
  settled_at INTEGER,
  CHECK ((state = 'settled') = (reference IS NOT NULL))
) STRICT;
CREATE INDEX refund_order ON refund (order_id);
CREATE INDEX refund_due ON refund (opened_at) WHERE state = 'due';
CREATE TABLE "task" (
  task TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind <> ''),
  subject TEXT NOT NULL CHECK (subject <> ''),
  step TEXT NOT NULL CHECK (step IN ('dispatched', 'acknowledged', 'in-progress', 'blocked', 'submitted', 'rework', 'closed', 'cancelled')),
  title_zh TEXT,
  title_en TEXT,
  content TEXT,
  standard TEXT,
  role TEXT NOT NULL CHECK (role IN ('clerk', 'leader', 'manager')),
  evidence TEXT NOT NULL,
  checks TEXT,
  approval INTEGER NOT NULL CHECK (approval IN (0, 1)),
  gtin TEXT,
  from_location TEXT,
  to_location TEXT,
  -- The label of the shelf where it is to be done, where no item says it.
  bay TEXT,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  on_hand INTEGER,
  level INTEGER,
  back_room INTEGER,
  moves TEXT,
  why_zh TEXT,
  why_en TEXT,
  shift TEXT NOT NULL,
  carried_from TEXT,
  assignee TEXT,
  claimed_by TEXT,
  moved INTEGER,
  blocked TEXT,
  work_minutes INTEGER NOT NULL CHECK (work_minutes >= 0),
  value_minor INTEGER NOT NULL CHECK (value_minor >= 0),
  rank_at INTEGER NOT NULL,
  guide TEXT,
  opened_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  -- Its progress in the words of RFC 8984, as everybody outside sees it.
  state TEXT NOT NULL GENERATED ALWAYS AS (CASE WHEN step IN ('dispatched', 'acknowledged') THEN 'needs-action'
    WHEN step = 'closed' THEN 'completed' WHEN step = 'cancelled' THEN 'cancelled' ELSE 'in-process' END) STORED
) STRICT;
CREATE UNIQUE INDEX task_open ON task (kind, subject) WHERE state IN ('needs-action', 'in-process');
CREATE INDEX task_item ON task (gtin, to_location, kind) WHERE state IN ('needs-action', 'in-process');
CREATE INDEX task_rank ON task (rank_at, number) WHERE state IN ('needs-action', 'in-process');
CREATE INDEX task_shift ON task (shift, changed_at);
CREATE INDEX task_assignee ON task (assignee) WHERE state IN ('needs-action', 'in-process');
CREATE TABLE task_draft (
  task TEXT PRIMARY KEY,
  wanted TEXT NOT NULL,
  by_staff TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE task_step (
  position INTEGER PRIMARY KEY,
  task TEXT NOT NULL
) STRICT;
CREATE INDEX task_step_task ON task_step (task, position);
CREATE TABLE task_seen (
  task TEXT NOT NULL,
  version INTEGER NOT NULL,
  staff TEXT NOT NULL,
  counter TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (task, version, staff)
) STRICT, WITHOUT ROWID;
CREATE TABLE task_evidence (
  evidence TEXT PRIMARY KEY,
  task TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('photo', 'scan', 'text')),
  text TEXT,
  photo TEXT,
  grade TEXT CHECK (grade IN ('A', 'B', 'C', 'D')),
  staff TEXT,
  counter TEXT,
  rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1)),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX task_evidence_task ON task_evidence (task, at);
CREATE TABLE task_check (
  task TEXT NOT NULL,
  check_id TEXT NOT NULL,
  ok INTEGER NOT NULL CHECK (ok IN (0, 1)),
  note TEXT,
  staff TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (task, check_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_on_shelf ON item (shelf) WHERE shelf IS NOT NULL;
CREATE TABLE context_rule (
  rule TEXT PRIMARY KEY,
  details TEXT NOT NULL,
  truth TEXT NOT NULL CHECK (truth IN ('true', 'false', 'unknown')),
  because TEXT NOT NULL,
  since INTEGER,
  times INTEGER NOT NULL
) STRICT;
CREATE TABLE task_policy (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  most_open INTEGER NOT NULL CHECK (most_open > 0)
) STRICT;
CREATE TABLE procedure (
  procedure TEXT PRIMARY KEY,
  details TEXT NOT NULL
) STRICT;
CREATE TABLE procedure_run (
  run TEXT PRIMARY KEY,
  procedure TEXT NOT NULL,
  subject TEXT NOT NULL,
  details TEXT NOT NULL,
  step INTEGER NOT NULL CHECK (step >= 0),
  state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'stopped')),
  started_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX procedure_running ON procedure_run (procedure, subject) WHERE state = 'running';
CREATE TABLE guide (
  guide TEXT PRIMARY KEY,
  details TEXT NOT NULL
) STRICT;
CREATE TABLE guide_kind (
  kind TEXT NOT NULL,
  guide TEXT NOT NULL,
  PRIMARY KEY (kind, guide)
) STRICT, WITHOUT ROWID;
CREATE TABLE task_photo (
  evidence TEXT PRIMARY KEY,
  task TEXT NOT NULL,
  photo TEXT NOT NULL,
  original TEXT NOT NULL,
  hash TEXT NOT NULL,
  details TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX task_photo_at ON task_photo (at);
CREATE TABLE timer (
  key TEXT PRIMARY KEY,
  due INTEGER NOT NULL CHECK (due >= 0),
  purpose TEXT NOT NULL,
  policy TEXT NOT NULL CHECK (policy IN ('each', 'latest')),
  series TEXT NOT NULL,
  body TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX timer_due ON timer (due);
CREATE INDEX timer_purpose ON timer (purpose, due, key);
CREATE TABLE timer_firing (
  key TEXT NOT NULL,
  due INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  at INTEGER NOT NULL,
  late_by INTEGER NOT NULL CHECK (late_by >= 0),
  is_late INTEGER NOT NULL CHECK (is_late IN (0, 1)),
  missed INTEGER NOT NULL CHECK (missed IN (0, 1)),
  position INTEGER NOT NULL,
  PRIMARY KEY (key, due)
) STRICT, WITHOUT ROWID;
CREATE INDEX timer_firing_pace ON timer_firing (purpose, at);
CREATE INDEX timer_firing_newest ON timer_firing (position);
CREATE TABLE routine (
  routine TEXT PRIMARY KEY,
  details TEXT NOT NULL,
  paused INTEGER NOT NULL CHECK (paused IN (0, 1)),
  removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
  turn INTEGER NOT NULL CHECK (turn >= 0),
  next_occurrence TEXT,
  next_due INTEGER,
  CHECK ((next_occurrence IS NULL) = (next_due IS NULL))
) STRICT;
CREATE TABLE routine_run (
  routine TEXT NOT NULL REFERENCES routine (routine),
  occurrence TEXT NOT NULL,
  due INTEGER NOT NULL,
  at INTEGER NOT NULL,
  late_by INTEGER NOT NULL,
  is_late INTEGER NOT NULL CHECK (is_late IN (0, 1)),
  outcome TEXT NOT NULL CHECK (outcome IN ('opened', 'missed', 'done', 'withdrawn')),
  task TEXT,
  position INTEGER NOT NULL,
  PRIMARY KEY (routine, occurrence)
) STRICT, WITHOUT ROWID;
CREATE INDEX routine_run_task ON routine_run (task) WHERE task IS NOT NULL;
CREATE INDEX routine_run_due ON routine_run (routine, due);
CREATE TABLE escalation_policy (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  details TEXT NOT NULL
) STRICT;
CREATE TABLE escalation (
  task TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  budget INTEGER NOT NULL CHECK (budget > 0),
  used INTEGER NOT NULL CHECK (used >= 0),
  since INTEGER,
  reached INTEGER NOT NULL CHECK (reached IN (0, 50, 80, 100, 150)),
  next_percent INTEGER,
  next_due INTEGER,
  ended INTEGER NOT NULL CHECK (ended IN (0, 1))
) STRICT;
CREATE INDEX escalation_reached ON escalation (reached) WHERE ended = 0;
CREATE TABLE escalation_step (
  task TEXT NOT NULL REFERENCES escalation (task),
  percent INTEGER NOT NULL CHECK (percent IN (50, 80, 100, 150)),
  due INTEGER NOT NULL,
  at INTEGER NOT NULL,
  late_by INTEGER NOT NULL CHECK (late_by >= 0),
  is_late INTEGER NOT NULL CHECK (is_late IN (0, 1)),
  live INTEGER NOT NULL CHECK (live IN (0, 1)),
  PRIMARY KEY (task, percent)
) STRICT, WITHOUT ROWID;
CREATE TABLE anomaly (
  anomaly TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  detected_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  acknowledged_at INTEGER,
  acknowledged_by TEXT,
  resolved_at INTEGER,
  resolved_by TEXT,
  note TEXT,
  overdue INTEGER NOT NULL CHECK (overdue IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX anomaly_open ON anomaly (kind, subject) WHERE resolved_at IS NULL;
CREATE INDEX anomaly_time ON anomaly (detected_at);
CREATE INDEX slip_subject ON slip (kind, subject) WHERE subject IS NOT NULL;
CREATE INDEX slip_serial ON slip (kind, serial) WHERE serial IS NOT NULL;
CREATE TABLE hand_over_note (
  note TEXT PRIMARY KEY,
  position INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('cash', 'note')),
  counter TEXT,
  text TEXT NOT NULL,
  amount_minor INTEGER,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- The hand-over it went into; none while its shift runs.
  hand_over TEXT
) STRICT;
CREATE INDEX hand_over_note_open ON hand_over_note (position) WHERE hand_over IS NULL;
CREATE TABLE hand_over (
  hand_over TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  from_shift TEXT NOT NULL UNIQUE,
  to_shift TEXT NOT NULL,
  at INTEGER NOT NULL,
  document TEXT NOT NULL,
  out_by TEXT NOT NULL,
  in_by TEXT,
  in_at INTEGER,
  in_how TEXT CHECK (in_how IN ('scan', 'screen'))
) STRICT;
CREATE INDEX hand_over_unsigned ON hand_over (at) WHERE in_by IS NULL;
CREATE TABLE roster (
  day TEXT NOT NULL CHECK (length(day) = 10),
  plan TEXT NOT NULL,
  staff TEXT NOT NULL,
  PRIMARY KEY (day, plan, staff)
) STRICT, WITHOUT ROWID;
CREATE INDEX roster_staff ON roster (staff, day);
CREATE TABLE attendance (
  stint TEXT PRIMARY KEY,
  position INTEGER NOT NULL UNIQUE,
  staff TEXT NOT NULL,
  shift TEXT NOT NULL,
  came_at INTEGER NOT NULL,
  came_how TEXT NOT NULL CHECK (came_how IN ('scan', 'screen')),
  went_at INTEGER,
  went_how TEXT CHECK (went_how IN ('scan', 'screen', 'forgotten')),
  counter TEXT,
  -- Why a leader changed the times, if one did.
  reason TEXT
) STRICT;
CREATE UNIQUE INDEX attendance_here ON attendance (staff) WHERE went_at IS NULL AND went_how IS NULL;
CREATE INDEX attendance_shift ON attendance (shift, staff);
CREATE INDEX attendance_staff ON attendance (staff, came_at);
CREATE TABLE access_note (
  position INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  what TEXT NOT NULL,
  staff TEXT,
  place TEXT NOT NULL,
  note TEXT NOT NULL CHECK (json_valid(note))
) STRICT;
CREATE TABLE approval_ask (
  command TEXT PRIMARY KEY,
  counter TEXT NOT NULL,
  act TEXT NOT NULL,
  until INTEGER NOT NULL,
  shown_by TEXT,
  shown_at INTEGER,
  CHECK ((shown_by IS NULL) = (shown_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX approval_ask_by_counter ON approval_ask (counter, until);
CREATE TABLE risk_limit (
  act TEXT PRIMARY KEY,
  minor INTEGER NOT NULL CHECK (minor >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE pin (
  staff TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  salt TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE screen (
  screen TEXT PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  counter TEXT,
  registered_at INTEGER NOT NULL,
  registered_by TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE pairing (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  counter TEXT,
  made_by TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
  session TEXT PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  staff TEXT NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('pin', 'badge')),
  place TEXT NOT NULL,
  counter TEXT,
  counter_since INTEGER,
  proof_version INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  CHECK ((counter IS NULL) = (counter_since IS NULL)),
  CHECK (how = 'pin' OR counter IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE TABLE attempt (
  place TEXT NOT NULL,
  staff TEXT NOT NULL,
  failures INTEGER NOT NULL CHECK (failures >= 0),
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  span INTEGER NOT NULL CHECK (span >= 0),
  PRIMARY KEY (place, staff)
) STRICT, WITHOUT ROWID;
CREATE TABLE promotion (
  promotion TEXT PRIMARY KEY,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  offer TEXT NOT NULL,
  priority INTEGER NOT NULL,
  stacks INTEGER NOT NULL CHECK (stacks IN (0, 1)),
  at_most INTEGER CHECK (at_most > 0),
  -- Ends of its time: from it on, until before it; NULL has no end.
  starts_at INTEGER,
  ends_at INTEGER,
  with_coupon INTEGER NOT NULL CHECK (with_coupon IN (0, 1)),
  -- The lowest tier of customers it is for.
  tier TEXT CHECK (tier IN ('regular', 'gold', 'diamond')),
  ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
  CHECK (starts_at IS NULL OR ends_at IS NULL OR starts_at < ends_at)
) STRICT;
CREATE INDEX promotion_live ON promotion (promotion) WHERE ended = 0;
CREATE TABLE coupon (
  coupon TEXT PRIMARY KEY,
  promotion TEXT NOT NULL REFERENCES promotion (promotion),
  uses INTEGER NOT NULL CHECK (uses > 0),
  used INTEGER NOT NULL CHECK (used >= 0 AND used <= uses),
  until INTEGER
) STRICT;
CREATE TABLE order_coupon (
  order_id TEXT NOT NULL,
  coupon TEXT NOT NULL REFERENCES coupon (coupon),
  PRIMARY KEY (order_id, coupon)
) STRICT, WITHOUT ROWID;
CREATE TABLE member (
  member TEXT PRIMARY KEY,
  card TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  phone TEXT,
  tier TEXT NOT NULL CHECK (tier IN ('regular', 'gold', 'diamond')),
  points INTEGER NOT NULL CHECK (points >= 0),
  joined_at INTEGER NOT NULL
) STRICT;
CREATE INDEX member_phone ON member (phone);
CREATE TABLE order_member (
  order_id TEXT PRIMARY KEY,
  member TEXT NOT NULL REFERENCES member (member)
) STRICT, WITHOUT ROWID;
CREATE TABLE point_move (
  member TEXT NOT NULL REFERENCES member (member),
  cause TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('earned', 'spent', 'taken-back', 'given-back', 'adjusted')),
  points INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (member, cause, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE member_day (
  member TEXT NOT NULL REFERENCES member (member),
  business_date TEXT NOT NULL,
  spent_minor INTEGER NOT NULL,
  orders INTEGER NOT NULL,
  PRIMARY KEY (member, business_date)
) STRICT, WITHOUT ROWID;
CREATE TABLE loyalty_policy (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  earn_per_minor INTEGER NOT NULL CHECK (earn_per_minor > 0),
  point_worth_minor INTEGER NOT NULL CHECK (point_worth_minor > 0),
  gold_minor INTEGER NOT NULL CHECK (gold_minor > 0),
  diamond_minor INTEGER NOT NULL CHECK (diamond_minor > gold_minor),
  tier_days INTEGER NOT NULL CHECK (tier_days > 0)
) STRICT;
CREATE TABLE order_discount (
  order_id TEXT NOT NULL REFERENCES customer_order (order_id),
  promotion TEXT NOT NULL,
  line INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  PRIMARY KEY (order_id, promotion, line)
) STRICT, WITHOUT ROWID;
CREATE TABLE basket (
  basket TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  lines TEXT NOT NULL
) STRICT;
