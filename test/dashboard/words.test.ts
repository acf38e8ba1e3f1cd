import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { en } from '../../dashboard/i18n/en.ts';
import { fill } from '../../dashboard/i18n/language.ts';
import { zhCn } from '../../dashboard/i18n/zh-cn.ts';
import { DeviceState } from '../../firmware-bridge/contract/device-report.ts';
import { screenCommandTypes } from '../../hub/contract/commands.ts';
import { MoveReason } from '../../hub/contract/inventory.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const languages: Readonly<Record<string, Readonly<Record<string, string>>>> = { 'zh-CN': zhCn, en };
const holes = (word: string): string[] => (word.match(/\{\w+\}/g) ?? []).sort();

function sources(folder: string, extension: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => extension.test(file))
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'));
}

describe('the dictionaries', () => {
  test('have the same keys, no empty word, and the same holes in each sentence', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zhCn).sort());
    for (const [key, word] of Object.entries(zhCn)) {
      expect(word.trim(), key).not.toBe('');
      expect(holes(languages.en?.[key] ?? ''), key).toEqual(holes(word));
    }
  });

  test('are translated: no Chinese in the English one, nothing but Chinese in the Chinese one', () => {
    for (const [key, word] of Object.entries(en)) expect(word, key).not.toMatch(/[\u3000-\u303f\u4e00-\u9fff]/);
    for (const [key, word] of Object.entries(zhCn)) expect(word, key).toMatch(/[\u4e00-\u9fff]/);
  });

  test('hold every word the pages ask for', () => {
    const asked = new Set<string>();
    for (const text of sources('dashboard', /\.tsx?$/))
      for (const match of text.matchAll(
        /'((?:app|board|context|counter|device|gun|hq|import|item|ledger|line|mode|order|page|pay|printer|receiving|restock|scan|search|shift|slip|staff|start|stock|unknown)\.[a-z-]+)'/g,
      ))
        asked.add(match[1] ?? '');
    const EVENT = 'staff.badge-shown';
    const commands: readonly string[] = screenCommandTypes;
    expect([...asked].filter((key) => !(key in zhCn) && !commands.includes(key) && key !== EVENT)).toEqual([]);
    expect(asked.size).toBeGreaterThan(150);
  });

  test('have a sentence for every refusal of every rule', () => {
    const codes = new Set<string>();
    for (const text of sources('hub/features', /rules\.ts$/))
      for (const match of text.matchAll(/refuse\(\s*'([a-z-]+)'/g)) codes.add(match[1] ?? '');
    expect(codes.size).toBeGreaterThan(30);
    expect([...codes].filter((code) => !(`problem.${code}` in zhCn))).toEqual([]);
  });

  test('say every state of a device with its mending, and every reason of a move', () => {
    for (const state of DeviceState.enum) {
      expect(zhCn, state).toHaveProperty([`device.${state}`]);
      if (state !== 'open') expect(zhCn, state).toHaveProperty([`mend.${state}`]);
    }
    for (const reason of MoveReason.enum) expect(zhCn, reason).toHaveProperty([`reason.${reason}`]);
  });
});

test('a missing parameter stays visible', () => {
  expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}');
});
