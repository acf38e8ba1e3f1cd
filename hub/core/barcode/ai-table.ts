/** One piece of the data of an element: its characters, its length, and what else must hold for it. */
export type Component = {
  /** N digits, X the 82 characters of GS1, Y the 39, Z base64url */
  readonly set: 'N' | 'X' | 'Y' | 'Z';
  readonly min: number;
  readonly max: number;
  readonly optional: boolean;
  readonly checks: readonly string[];
};

/** What the GS1 General Specifications say of one application identifier. */
export type AiRule = {
  readonly components: readonly Component[];
  /** alternatives, each a list of patterns that must all be there: `310n` stands for 3100 to 3109 */
  readonly requires: readonly (readonly string[])[];
  /** patterns that must not stand beside it */
  readonly excludes: readonly string[];
  /** length of the data where it is given by the first two digits, so that no FNC1 follows */
  readonly predefined: number | undefined;
};

/* An item in any of its forms; most attributes need one of them. */
const ITEM = '01,02,03,8006,8026';
const VARIABLE = '30,31nn,32nn,35nn,36nn';

/**
 * Identifiers, components, required partners, excluded partners. A range is written `91-99`. Components read
 * `N6:day0` (exactly six digits, with a check by name), `X..20` (one to twenty), `N..12?` (may be missing).
 * Partners read `01+21,8004`: 01 with 21, or 8004. Facts from the GS1 General Specifications, section 3.
 */
const ROWS: readonly (readonly [ais: string, components: string, requires?: string, excludes?: string])[] = [
  ['00', 'N18:mod10'],
  ['01', 'N14:mod10', '', '255,37'],
  ['02', 'N14:mod10', '37', '01,03'],
  ['03', 'N14:mod10', '', '01,02,37,235'],
  ['10', 'X..20', ITEM],
  ['11 13 15 16', 'N6:day0', ITEM],
  ['12', 'N6:day0', '8020'],
  ['17', 'N6:day0', `${ITEM},255`],
  ['20', 'N2', ITEM],
  ['21', 'X..20', '01,03,8006', '235'],
  ['22', 'X..20', '01'],
  ['235', 'X..28', '01'],
  ['240 241', 'X..30', ITEM],
  ['242', 'N..6', '01,02,8006,8026'],
  ['243', 'X..20', '01,03'],
  ['250', 'X..30', '01+21,03+21,8006+21'],
  ['251', 'X..30', '01,03,8006'],
  ['253', 'N13:mod10 X..17?'],
  ['254', 'X..20', '414'],
  ['255', 'N13:mod10 N..12?', '', '01,02,415,8006,8020,8026'],
  ['30', 'N..8', '01,02'],
  ['37', 'N..8', '00+02,00+8026'],
  ['3900-3909', 'N..15', '255,8020', '390n,391n,394n,8111'],
  ['3910-3919', 'N3:currency N..15', '8020', '391n'],
  ['3920-3929', 'N..15', '01+30,01+31nn,01+32nn,01+35nn,01+36nn', '392n,393n'],
  ['3930-3939', 'N3:currency N..15', VARIABLE, '393n'],
  ['3940-3943', 'N4', '255', '394n,8111'],
  ['3950-3955', 'N6', VARIABLE, '392n,393n,395n,8005'],
  ['400', 'X..30'],
  ['401', 'X..30:prefix'],
  ['402', 'N17:mod10'],
  ['403', 'X..30', '00'],
  ['410-414 416 417', 'N13:mod10'],
  ['415', 'N13:mod10', '8020'],
  ['420', 'X..20', '', '421'],
  ['421', 'N3:country X..9', '', '4307'],
  ['422', 'N3:country', ITEM, '426'],
  ['423 425', 'N3:country N3:country? N3:country? N3:country? N3:country?', '01,02,03', '426'],
  ['424', 'N3:country', '01,02,03', '426'],
  ['426', 'N3:country', '01,02,03'],
  ['427', 'X..3', '01+422,02+422,03+422'],
  ['4300 4301 4310 4311 4320', 'X..35:percent', '00'],
  ['4302 4304-4306 4312 4314-4316', 'X..70:percent', '00'],
  ['4303', 'X..70:percent', '4302'],
  ['4313', 'X..70:percent', '4312'],
  ['4307 4317', 'X2:country2', '00'],
  ['4308 4319', 'X..30', '00'],
  ['4309', 'N10:latitude N10:longitude', '00'],
  ['4318', 'X..20', '00'],
  ['4321-4323', 'N1:01', '00'],
  ['4324 4325', 'N6:day0 N4:hourMinute', '00'],
  ['4326', 'N6:day', '00'],
  ['4330', 'N6 X1:hyphen?', '00', '4331'],
  ['4331', 'N6 X1:hyphen?', '00', '4330'],
  ['4332', 'N6 X1:hyphen?', '00', '4333'],
  ['4333', 'N6 X1:hyphen?', '00', '4332'],
  ['7001', 'N13', '01,02,8006,8026'],
  ['7002', 'X..30', '01,02'],
  ['7003', 'N6:day N4:hourMinute', '01,02,03'],
  ['7004', 'N..4', '01+10,03+10'],
  ['7005', 'X..12', '01,02'],
  ['7006', 'N6:day', '01,02'],
  ['7007', 'N6:day N6:day?', '01,02'],
  ['7008', 'X..3', '01,02'],
  ['7009', 'X..10', '01,02'],
  ['7010', 'X..2', '01,02,03'],
  ['7011', 'N6:day N4:hourMinute?', '01,02,03'],
  ['7020', 'X..20', '01+416,03+416,8006+416'],
  ['7021', 'X..20', '01,03,8006'],
  ['7022', 'X..20', '01+7021,03+7021,8006+7021'],
  ['7023', 'X..30:prefix'],
  ['7030-7039', 'N3:country999 X..27', '01,02'],
  ['7040', 'N1 X1 X1 X1:base64'],
  ['7041', 'X..4', '00'],
  ['710-717', 'X..20', '01'],
  ['7230-7239', 'X2 X..28', '01,8004'],
  ['7240', 'X..20', '01,8006', '03'],
  ['7241', 'N2:medium', '8017,8018'],
  ['7242', 'X..25', '8017,8018'],
  ['7250', 'N8:fullDay', '8018', '7251'],
  ['7251', 'N8:fullDay N4:hourMinute', '8018', '7250'],
  ['7252', 'N1:0129', '8018'],
  ['7253 7254', 'X..40:percent', '8017,8018', '7256,7259'],
  ['7255', 'X..10', '8017,8018', '7256,7259'],
  ['7256', 'X..90:percent', '8017,8018'],
  ['7257', 'X..70:percent', '8018'],
  ['7258', 'X3:ofSlash', '8018+7259'],
  ['7259', 'X..40:percent', '8018', '7256'],
  ['8001', 'N4:nonzero N5:nonzero N3:nonzero N1:019 N1', '01'],
  ['8002', 'X..20'],
  ['8003', 'N1:0 N13:mod10 X..16?'],
  ['8004', 'X..30:prefix'],
  ['8005', 'N6', '01,02'],
  ['8006', 'N14:mod10 N4:piece', '', '01,03,37'],
  ['8007', 'X..34:iban', '415'],
  ['8008', 'N6:day N2:hour N2:sixty? N2:sixty?', '01,02,03'],
  ['8009', 'X..50', '00,01,03'],
  ['8010', 'Y..30:prefix'],
  ['8011', 'N..12:noZero', '8010'],
  ['8012', 'X..20', '01,03,8006'],
  ['8013', 'X..25:pair:prefix'],
  ['8014', 'X..25:pair:prefix:notOnlyDigits', '01'],
  ['8017', 'N18:mod10', '', '8018'],
  ['8018', 'N18:mod10', '', '8017'],
  ['8019', 'N..10', '8017,8018'],
  ['8020', 'X..25', '415'],
  ['8026', 'N14:mod10 N4:piece', '37', '02,03,8006'],
  ['8030', 'Z..90', '00,01+21,03+21,253,255,8003,8004,8006+21,8010+8011,8017,8018'],
  ['8040', 'N15', '01+21'],
  ['8041', 'N15', '01+21+8040'],
  ['8042', 'N32', '01+21+8040'],
  ['8043', 'N18 N..2?', '01+21+8040'],
  ['8110 8112', 'X..70:digits'],
  ['8111', 'N4', '255'],
  ['8200', 'X..70', '01'],
  ['90', 'X..30'],
  ['91-99', 'X..90'],
];

/** Measures of six digits whose last AI digit, 0 to 5, is the number of decimals; none stands beside its own kind. */
const MEASURES: readonly (readonly [families: string, requires: string])[] = [
  ['310-316 320-329 350-352 356 357 360 361 364-366', '01,02'],
  ['330-336 340-349 353-355 362 363 367-369', '00,01'],
  ['337', '01'],
];

/** Data lengths that follow from the first two digits (GS1 General Specifications, section 7.8.5), also for identifiers not yet given out. */
const PREDEFINED: Readonly<Record<string, number>> = {
  ...{ '00': 18, '01': 14, '02': 14, '03': 14, '04': 16, '20': 2, '41': 13 },
  ...Object.fromEntries(['11', '12', '13', '14', '15', '16', '17', '18', '19'].map((two) => [two, 6])),
  ...Object.fromEntries(['31', '32', '33', '34', '35', '36'].map((two) => [two, 6])),
};

function expand(list: string): string[] {
  return list.split(' ').flatMap((part) => {
    const [from = '', to = from] = part.split('-');
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) =>
      String(Number(from) + i).padStart(from.length, '0'),
    );
  });
}

function component(text: string): Component {
  const [, set = 'X', dots, length = '', checks = '', optional] =
    /^([NXYZ])(\.\.)?(\d+)((?::\w+)*)(\?)?$/.exec(text) ?? [];
  return {
    set: set as Component['set'],
    min: dots === undefined ? Number(length) : 1,
    max: Number(length),
    optional: optional !== undefined,
    checks: checks.split(':').slice(1),
  };
}

const patterns = (list: string | undefined): string[] => (list === undefined || list === '' ? [] : list.split(','));

function build(): ReadonlyMap<string, AiRule> {
  const table = new Map<string, AiRule>();
  const add = (ai: string, components: string, requires?: string, excludes?: string): void => {
    table.set(ai, {
      components: components.split(' ').map(component),
      requires: patterns(requires).map((all) => all.split('+')),
      excludes: patterns(excludes),
      predefined: PREDEFINED[ai.slice(0, 2)],
    });
  };
  for (const [ais, ...rest] of ROWS) for (const ai of expand(ais)) add(ai, ...rest);
  for (const [families, requires] of MEASURES) {
    for (const family of expand(families)) {
      for (let n = 0; n <= 5; n++) add(`${family}${n}`, 'N6', requires, `${family}n`);
    }
  }
  return table;
}

/** Every application identifier in use, by its digits. */
export const AI_TABLE: ReadonlyMap<string, AiRule> = build();

/** All identifiers that share their first two digits have the same length. */
const AI_LENGTH: ReadonlyMap<string, number> = new Map([...AI_TABLE.keys()].map((ai) => [ai.slice(0, 2), ai.length]));

/** The identifier at the head of a text, or undefined if there is none in use. */
export function aiAt(text: string, at: number): string | undefined {
  const ai = text.slice(at, at + (AI_LENGTH.get(text.slice(at, at + 2)) ?? 0));
  return AI_TABLE.has(ai) ? ai : undefined;
}
