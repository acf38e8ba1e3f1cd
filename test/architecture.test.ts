import { describe, expect, test } from 'vitest';
import * as shape from './architecture/shape.ts';
import { allSources, type Check, source } from './architecture/source.ts';
import * as walls from './architecture/walls.ts';

const sources = allSources();

/** A check, a fault it must find in planted text, and its sentence about it; then the house itself. */
interface Wall {
  readonly rule: string;
  readonly check: Check;
  readonly planted: readonly (readonly [path: string, text: string, finds: RegExp])[];
}

const WALLS: readonly Wall[] = [
  {
    rule: 'imports point to the left, and only contracts and the core are seen from the right',
    check: walls.importsPointLeft,
    planted: [
      [
        'firmware-bridge/x.ts',
        `import { commitGroup } from '../hub/core/spine.ts';`,
        /may not import hub\/core\/spine/,
      ],
      ['hub/core/x.ts', `import { openWriter } from '../store/open.ts';`, /may not import hub\/store/],
      ['cloud-relay/x.ts', `import { openWriter } from '../hub/store/open.ts';`, /may not import hub\/store/],
      ['dashboard/x.ts', `import { Item } from '../hub/contract/catalog.ts';`, /may not import hub\/contract/],
      ['dashboard/x.ts', `const x = await import('../hub/core/spine.ts');`, /may not import hub\/core\/spine/],
      ['hub/edges/x.ts', `import { startBridge } from '../../firmware-bridge/bridge.ts';`, /may not import firmware-b/],
      ['hub/x.ts', `export { TestShop } from '../test/rigs/shop.ts';`, /may not import test/],
      ['launch/x.mjs', `import { readConfig } from '../hub/config.ts';`, /may not import hub\/config/],
    ],
  },
  {
    rule: 'each room uses only its own npm packages',
    check: walls.packagesPerRoom,
    planted: [
      ['hub/contract/x.ts', `import { readFileSync } from 'node:fs';`, /may not use node:fs/],
      ['hub/features/tasks/rules.ts', `import { pino } from 'pino';`, /may not use pino/],
      ['firmware-bridge/x.ts', `import mqtt from 'mqtt';`, /may not use mqtt/],
      ['dashboard/x.tsx', `import React from 'react';`, /may not use react/],
      ['hub/x.ts', `const port = await import('serialport');`, /may not use serialport/],
    ],
  },
  {
    rule: 'features know each other by events alone',
    check: walls.featuresKeepApart,
    planted: [
      ['hub/features/tasks/rules.ts', `import { receive } from '../inventory/rules.ts';`, /react to events/],
      ['hub/features/tasks/tables.ts', `import { orders } from '../orders/index.ts';`, /react to events/],
    ],
  },
  {
    rule: 'no file needs itself',
    check: (all) => walls.noCycles(all),
    planted: [
      ['hub/x.ts', `import { x } from './x.ts';`, /goes round in a circle/],
      ['hub/core/fingerprint.ts', `export { commitGroup } from './spine.ts';`, /goes round in a circle/],
    ],
  },
  {
    rule: 'a feature is always the same files',
    check: shape.featureShape,
    planted: [
      ['hub/features/tasks/assignment.ts', '', /has no place in a feature/],
      ['hub/features/tasks/rules-of-claims.ts', '', /has no place in a feature/],
      ['hub/features/widgets/index.ts', '', /rules\.ts: is missing/],
    ],
  },
  {
    rule: 'every table has one writer',
    check: shape.oneWriterPerTable,
    planted: [
      ['hub/features/tasks/tables.ts', "sql.run('UPDATE stock_level SET on_hand = 1');", /may not write stock_level/],
      ['hub/features/tasks/tables.ts', 'sql.run(`INSERT OR IGNORE INTO item (gtin) VALUES (1)`)', /may not write item/],
      ['hub/features/tasks/routes.ts', "sql.run('DELETE FROM task');", /may not write task/],
      ['hub/edges/http/x.ts', "sql.run('DELETE FROM journal');", /may not write journal/],
    ],
  },
  {
    rule: 'rules, core and contracts know no clock, no chance and no machine',
    check: shape.pureWhereItMustBe,
    planted: [
      ['hub/core/x.ts', 'const at = Date.now();', /:1: may not use Date/],
      ['hub/core/x.ts', '\nconst id = Math.random();', /:2: may not use Math\.random/],
      ['hub/features/tasks/rules.ts', 'setTimeout(() => {}, 1);', /may not use setTimeout/],
      ['hub/features/tasks/claim-rules.ts', 'setTimeout(() => {}, 1);', /may not use setTimeout/],
      ['hub/contract/x.ts', 'const x = process.platform;', /may not use process/],
      ['hub/core/x.ts', `import { createHash } from 'node:crypto';`, /may not use node:crypto/],
    ],
  },
  {
    rule: 'the time is asked for in named places only',
    check: shape.clocksAreNamed,
    planted: [
      ['hub/store/x.ts', 'const at = new Date();', /new Date\(\)/],
      ['cloud-relay/link/x.ts', 'const at = Date.now();', /Date\.now/],
    ],
  },
  {
    rule: 'the environment is read in config.ts only',
    check: shape.settingsInConfig,
    planted: [['hub/store/x.ts', 'const home = process.env.HOME;', /outside config\.ts/]],
  },
  {
    rule: 'files are short',
    check: shape.filesAreShort,
    planted: [['hub/x.ts', 'x;\n'.repeat(301), /has 301 lines/]],
  },
  {
    rule: 'functions fit a screen',
    check: shape.functionsAreShort,
    planted: [
      ['hub/x.ts', `function long(a: string): Promise<void> {${'\n  x;'.repeat(71)}\n}`, /a function of 71 lines/],
      ['hub/x.ts', `const long = async (a) => {${'\n  x;'.repeat(80)}\n};`, /a function of 80 lines/],
      ['hub/x.ts', `class A {\n  long(): void {${'\n  x;'.repeat(80)}\n  }\n}`, /a function of 80 lines/],
    ],
  },
  {
    rule: 'no check is switched off, and nothing is any',
    check: shape.nothingSwitchedOff,
    planted: [
      ['hub/x.ts', '// @ts-ignore\nx;', /switches a check off/],
      ['hub/x.ts', '// biome-ignore lint/x: because\nx;', /switches a check off/],
      ['hub/x.ts', 'function f(a: any): void {}', /: any/],
      ['hub/x.ts', 'const a = b as any;', /: any/],
    ],
  },
  {
    rule: 'names say what a file is about',
    check: shape.namesSaySomething,
    planted: [
      ['hub/edges/utils.ts', '', /says nothing/],
      ['hub/stock-manager.ts', '', /says nothing/],
      ['hub/stockLevel.ts', '', /lower case/],
    ],
  },
];

describe.each(WALLS)('$rule', ({ check, planted }) => {
  test('holds in every file', () => {
    expect(check(sources)).toEqual([]);
  });
  test.each(planted)('a violation planted in %s is found', (path, text, finds) => {
    const before = new Set(check(sources));
    const after = check([...sources.filter((one) => one.path !== path), source(path, text)]);
    expect(after.filter((fault) => !before.has(fault) && finds.test(fault))).not.toEqual([]);
  });
});

test('text in comments and strings is not taken for code', () => {
  const words = source(
    'hub/core/x.ts',
    "// Date.now() any\nconst a = 'Date.now()'; /* process */ const businessDate = `Date`;",
  );
  expect(shape.pureWhereItMustBe([words])).toEqual([]);
  expect(shape.writtenTables('ON CONFLICT (a) DO UPDATE SET b = 1; SELECT * FROM item')).toEqual([]);
});
