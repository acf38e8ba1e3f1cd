import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { machine } from '../../hub/edges/clock.ts';
import { startLink } from '../../hub/edges/relay/index.ts';
import { relayStore } from '../../hub/edges/relay-store.ts';
import { journalOf } from '../../hub/store/journal.ts';
import { openReader } from '../../hub/store/open.ts';
import { Writer } from '../../hub/store/writer.ts';
import { NOODLES, WATER } from '../rigs/shop.ts';

/**
 * A hub with nothing but its store and its link, trading by itself until it is told to stop or is killed. A line `stop`
 * on its input ends the trade; a number writes so many entries at once, as after a long absence.
 */
const { values } = parseArgs({
  options: {
    file: { type: 'string', default: '' },
    store: { type: 'string', default: '' },
    url: { type: 'string', default: '' },
    token: { type: 'string', default: '' },
    rate: { type: 'string', default: '20' },
  },
});
const say = (word: object): void => void process.stdout.write(`${JSON.stringify(word)}\n`);
const die = (error: unknown): void => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
};

const { file, store, url, token } = values;
const writer = await Writer.open({ file, epoch: randomBytes(8).toString('hex'), at: Date.now() }, die);
const sql = openReader(file);
const businessDate = '2026-11-21';
const submit = (asked: { id: string; type: string; body: unknown; actor: { by: string } }) =>
  writer.submit({ ...asked, at: Date.now(), businessDate });
const link = startLink(
  { url, store, token, software: 'chaos' },
  relayStore(sql, journalOf(sql), writer, submit, machine),
);

let sold = 0;
function trade(): Promise<unknown> {
  sold += 1;
  const body = { gtin: sold % 3 === 0 ? NOODLES : WATER, quantity: 1 + (sold % 7) };
  return submit({ id: machine.newId(), type: 'inventory.receive', body, actor: { by: 'chaos' } });
}
const beat = setInterval(() => void trade(), 1000 / Number(values.rate));
const watch = setInterval(() => say({ view: link.view() }), 250);
process.stdin.setEncoding('utf8').on('data', (words: string) => {
  for (const word of words.split('\n').filter(Boolean)) {
    if (word === 'stop') clearInterval(beat);
    else void Promise.all(Array.from({ length: Number(word) }, trade)).then(() => say({ wrote: Number(word) }));
  }
});
process.once('SIGTERM', () => {
  clearInterval(beat);
  clearInterval(watch);
  void link.stop().then(() => process.exit());
});
say({ ready: true });
