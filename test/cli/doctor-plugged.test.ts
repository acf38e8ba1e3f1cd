import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { pluggedFinding } from '../../hub/cli/doctor-plugged.ts';

/** Asks the doctor about devices of a hub that answers so. */
async function asked(devices: { name: string; accepted: boolean; state: string; detail?: string }[]) {
  const server = createServer((_request, response) => response.end(JSON.stringify({ devices })));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    return (await pluggedFinding({ url, pid: 1 })).map(({ state, detail }) => `${state} ${detail}`);
  } finally {
    server.close();
  }
}

test('doctor says what ails the devices in use, and which found gun is in a mode that loses codes', async () => {
  const well = { name: 'Gun 1', accepted: true, state: 'open' };
  expect(await asked([well, { name: 'new', accepted: false, state: 'found' }])).toEqual([
    expect.stringMatching(/^ok .*all in order/),
  ]);
  expect(
    await asked([
      well,
      { name: 'Printer', accepted: true, state: 'paper-out' },
      { name: 'Zebra', accepted: false, state: 'wrong-mode', detail: 'scan “USB CDC Host”' },
    ]),
  ).toEqual([
    expect.stringMatching(/^wrong .*缺纸.*no paper/),
    expect.stringMatching(/^hint .*模式不对.*USB CDC Host/),
  ]);
});

test('a hub that does not answer is somebody else’s finding', async () => {
  expect(await pluggedFinding({ url: 'http://127.0.0.1:9', pid: 1 })).toEqual([]);
});
