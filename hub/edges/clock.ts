import { randomBytes } from 'node:crypto';
import { uuidv7 } from '../../firmware-bridge/contract/ids.ts';

/** Time and chance of the real machine, the only place of the hub that asks for them. */
export const machine = {
  now: (): number => Date.now(),
  /** Only ever goes on, whatever is done to the wall clock; ms. */
  ticks: (): number => performance.now(),
  newId: (): string => uuidv7(Date.now(), randomBytes(10)),
  /** The calendar day in the shop's own time zone, `YYYY-MM-DD`. */
  dayIn: (timeZone: string): ((at: number) => string) => {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    return (at) => format.format(at);
  },
};
