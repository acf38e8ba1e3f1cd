import Type from 'typebox';
import { hasValidCheckDigit } from '../barcode/check-digit.ts';
import { type BusinessHours, dueAfter, minuteOfDay, spanOf } from '../business-hours.ts';
import { isDate } from '../calendar.ts';
import { type Family, type Fault, family, fault } from '../replenishment/family.ts';
import { fields } from '../replenishment/fields.ts';
import { instantOfIso, isoInZone, type OffsetAt, offsetsOf } from '../zone.ts';
import { cheapestAssignment } from './assignment.ts';
import { differingBits } from './likeness.ts';
import { distance, toChineseMap } from './places.ts';
import { erlangC, fewestStaff } from './staffing.ts';

const Costs = fields({
  cost: Type.Array(Type.Array(Type.Number({ minimum: -1e9, maximum: 1e9 }), { minItems: 1, maxItems: 200 }), {
    minItems: 1,
    maxItems: 200,
  }),
});
const Degrees = Type.Tuple([Type.Number({ minimum: -90, maximum: 90 }), Type.Number({ minimum: -360, maximum: 360 })]);
const Hash = Type.String({ pattern: '^(0[xX])?[0-9A-Fa-f]{16}$' });
const Hour = Type.String({ maxLength: 8, description: 'HH:MM by the clock on the wall; 24:00 is the end of the day' });

function assignment({ cost }: Type.Static<typeof Costs>) {
  if (cost.some((row) => row.length !== cost[0]?.length)) return fault('cost', 'must have rows of one length');
  const { total, columns } = cheapestAssignment(cost);
  return { total, assignment: columns };
}

/** How many digits each code of GS1 has, its check digit included (GS1 General Specifications, section 7.9). */
const GS1_LENGTHS: Readonly<Record<string, number>> = {
  ...{ 'GTIN-8': 8, 'GTIN-12': 12, 'GTIN-13': 13, 'GTIN-14': 14, 'EAN-8': 8, 'EAN-13': 13, 'UPC-A': 12, 'ITF-14': 14 },
  ...{ SSCC: 18, GLN: 13, GSIN: 17, 'SSCC-18': 18, GTIN: 0 },
};

const Sla = fields({
  created: Type.String({ maxLength: 40, description: 'ISO 8601; without an offset it is the time in tz' }),
  budget_h: Type.Number({ minimum: 0, maximum: 10_000 }),
  open: Hour,
  close: Hour,
  tz: Type.String({ maxLength: 60 }),
  closed: Type.Optional(
    Type.Array(Type.Union([Type.String({ maxLength: 20 }), Type.Integer({ minimum: 1, maximum: 7 })]), {
      maxItems: 1000,
      description: 'dates YYYY-MM-DD; weekdays as 1 (Monday) to 7 or by their English names',
    }),
  ),
});
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function slaDue({ created, budget_h, open, close, tz, closed = [] }: Type.Static<typeof Sla>) {
  const offsetAt = zoneOf(tz);
  if (!offsetAt) return fault('tz', 'must be a time zone of the IANA database, such as Asia/Shanghai');
  const from = instantOfIso(created, offsetAt);
  const [opens, closes] = [minuteOfDay(open), minuteOfDay(close)];
  const days = closed.map((day) => closedDay(day));
  const faults: Fault[] = [
    ...(from === undefined ? fault('created', 'must be a date and time of ISO 8601') : []),
    ...(opens === undefined ? fault('open', 'must be a time of day, HH:MM') : []),
    ...(closes === undefined ? fault('close', 'must be a time of day, HH:MM') : []),
    ...days.flatMap((day, at) => (day === undefined ? fault(`closed/${at}`, 'must be a date or a weekday') : [])),
  ];
  if (faults.length > 0 || from === undefined || opens === undefined || closes === undefined) return faults;
  const span = spanOf(opens, closes);
  const hours: BusinessHours = {
    week: WEEKDAYS.map((_, at) => (days.includes(at + 1) ? [] : [span])),
    closed: days.filter((day) => typeof day === 'string'),
  };
  const due = dueAfter(hours, from, budget_h * 3_600_000, offsetAt);
  if (due === undefined) return fault('budget_h', 'is more than the shop is open within ten years');
  return { due: isoInZone(Math.round(due), offsetAt) };
}

function closedDay(day: string | number): string | number | undefined {
  if (typeof day === 'number') return day;
  if (isDate(day)) return day;
  const at = day.length < 2 ? -1 : WEEKDAYS.findIndex((name) => name.startsWith(day.toLowerCase()));
  return at < 0 ? undefined : at + 1;
}

function zoneOf(name: string): OffsetAt | undefined {
  try {
    return offsetsOf(name);
  } catch {
    return undefined;
  }
}

/** Questions about people, places, pictures and time: what a shop asks beside its stock. */
export const OPERATION_FAMILIES: Readonly<Record<string, Family>> = {
  'sla-due-business-hours': family(Sla, slaDue),
  'assignment-min': family(Costs, assignment),
  'assignment-min-rect': family(Costs, assignment),
  'days-off (5 consecutive days on)': family(
    fields({ required: Type.Array(Type.Integer({ minimum: 0, maximum: 10_000 }), { minItems: 7, maxItems: 7 }) }),
    ({ required }) => ({ ...fewestStaff(required) }),
  ),
  'erlang-C': family(
    fields({
      offered: Type.Number({ minimum: 0, maximum: 100_000 }),
      servers: Type.Integer({ minimum: 1, maximum: 100_000 }),
    }),
    ({ offered, servers }) => ({ p_wait: erlangC(offered, servers) }),
  ),
  haversine: family(
    fields({ a: Degrees, b: Degrees, R: Type.Optional(Type.Number({ minimum: 1e-3, maximum: 1e9 })) }),
    ({ a, b, R }) => ({ m: distance(a, b, R) }),
  ),
  'wgs84-to-gcj02': family(fields({ wgs: Degrees }), ({ wgs }) => {
    const gcj = toChineseMap(wgs);
    return { gcj, offset_m: distance(wgs, gcj) };
  }),
  hamming64: family(fields({ a: Hash, b: Hash }), ({ a, b }) => ({
    distance: differingBits(a.replace(/^0x/i, ''), b.replace(/^0x/i, '')),
  })),
  'gs1-check-digit': family(
    fields({ type: Type.Optional(Type.String({ maxLength: 20 })), value: Type.String({ maxLength: 100 }) }),
    ({ type, value }) => {
      const length = type === undefined ? 0 : GS1_LENGTHS[type.toUpperCase()];
      if (length === undefined) return fault('type', `must be one of ${Object.keys(GS1_LENGTHS).join(', ')}`);
      return { valid: hasValidCheckDigit(value) && (length === 0 || value.length === length) };
    },
  ),
};
