import { expect, test } from 'vitest';
import { percentile } from './figure.ts';
import { figures } from './figures.ts';

test.each(figures.map((figure) => [figure.name, figure] as const))(
  'the figure %s can be measured, with next to no work',
  async (_name, figure) => {
    const rows = await figure.measure('smoke');
    expect(rows.length).toBeGreaterThan(0);
    for (const { figure: title, value, reason, numbers } of rows) {
      expect(title).not.toBe('');
      expect(value === 'not measured' ? reason : value).toBeTruthy();
      for (const [name, number] of Object.entries(numbers)) expect(number, `${title}: ${name}`).toBeGreaterThan(0);
    }
  },
  120_000,
);

test('percentiles are by nearest rank', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect([percentile(values, 0.5), percentile(values, 0.99), percentile(values, 1), percentile([7], 0.99)]).toEqual([
    50, 99, 100, 7,
  ]);
});
