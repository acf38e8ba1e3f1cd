import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asyncApi } from '../../cloud-relay/contract/asyncapi.ts';

const file = 'cloud-relay/contract/asyncapi.json';

test('INT-11 the published description of the link is the one both ends check with (TILLSIDE_WRITE=1 writes it anew)', () => {
  const text = `${JSON.stringify(asyncApi(), null, 2)}\n`;
  if (process.env.TILLSIDE_WRITE === '1') writeFileSync(file, text);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(text));
});
