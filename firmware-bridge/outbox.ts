import type { Reading, Verdict } from './contract/reading.ts';
import { backoff, type HubLink, LinkRefusal } from './link.ts';
import type { Spool } from './spool.ts';

/** A reading that waited this long for its verdict goes to disk; a healthy hub answers in a tenth of that. */
const SPOOL_AFTER = 40;
const BATCH = 200;
/** More than this is kept on disk only, and read back when there is room. */
const IN_MEMORY = 2_000;
const FULL_DISK_PAUSE = 1_000;

export type OutboxSettings = {
  link: HubLink;
  spool: Spool;
  random: () => number;
  onVerdict(reading: Reading, verdict: Verdict): void;
  onTrouble(text: string): void;
};
export type Outbox = { add(reading: Reading): void; waiting(): number; isLinkUp(): boolean; close(): void };
type Waiting = { reading: Reading; spooled: boolean };

/**
 * Brings readings to the hub: at once, in order, one request at a time with everything that waits. What is not
 * acknowledged soon is also on disk, and leaves the disk only after its verdict. Nothing is dropped for want of a hub.
 */
export function openOutbox({ link, spool, random, onVerdict, onTrouble }: OutboxSettings): Outbox {
  const queue: Waiting[] = [];
  let isFlying = false;
  let isDown = false;
  let isClosed = false;
  let failures = 0;
  let batch = BATCH;
  let spoolTimer: NodeJS.Timeout | undefined;
  let retryTimer: NodeJS.Timeout | undefined;
  /** Where on disk the part begins that is not in memory; undefined when all is in memory. */
  let onDiskAfter: number | undefined = spool.count() > 0 ? 0 : undefined;

  const refill = (): void => {
    if (onDiskAfter === undefined || queue.length > 0) return;
    const rows = spool.oldest(onDiskAfter, IN_MEMORY);
    onDiskAfter = rows.length < IN_MEMORY ? undefined : rows.at(-1)?.place;
    for (const { reading } of rows) queue.push({ reading, spooled: true });
  };
  /** A full disk must not cost the readings in memory as well. */
  const keep = (readings: Reading[]): boolean => {
    try {
      spool.keep(readings);
      return true;
    } catch (error) {
      onTrouble(`readings cannot be put on disk: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  };
  const toDisk = (): void => {
    spoolTimer = undefined;
    const fresh = queue.filter((each) => !each.spooled);
    if (fresh.length === 0) return;
    if (keep(fresh.map((each) => each.reading))) for (const each of fresh) each.spooled = true;
    else spoolTimer = setTimeout(toDisk, FULL_DISK_PAUSE);
  };
  const settle = (sent: Waiting[], verdicts: Verdict[]): void => {
    const byId = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
    const settled = sent.filter((each) => byId.has(each.reading.id));
    const gone = new Set(settled);
    queue.splice(0, sent.length, ...sent.filter((each) => !gone.has(each)));
    spool.forget(settled.filter((each) => each.spooled).map((each) => each.reading.id));
    for (const { reading } of settled) {
      const verdict = byId.get(reading.id);
      if (verdict) onVerdict(reading, verdict);
    }
    if (settled.length === 0) throw new Error('the hub gave no verdict');
  };
  const refused = (sent: Waiting[], error: LinkRefusal): void => {
    const only = sent[0];
    if (sent.length > 1 || !only) {
      batch = 1;
      return;
    }
    spool.setAside(only.reading, error.message);
    queue.shift();
    onTrouble(`a reading was set aside, the hub will not take it: ${error.message}`);
  };
  const failed = (error: unknown): void => {
    if (!isDown) onTrouble(`the link to the hub is down: ${error instanceof Error ? error.message : String(error)}`);
    isDown = true;
    toDisk();
    retryTimer = setTimeout(fly, backoff(failures++, random, 2_000));
  };
  const fly = (): void => {
    if (isFlying || isClosed) return;
    clearTimeout(retryTimer);
    refill();
    const sent = queue.slice(0, batch);
    if (sent.length === 0) return;
    isFlying = true;
    link
      .take(sent.map((each) => each.reading))
      .then((verdicts) => settle(sent, verdicts))
      .then(
        () => {
          if (isDown) onTrouble('the link to the hub is up');
          isDown = false;
          failures = 0;
          batch = BATCH;
          isFlying = false;
          fly();
        },
        (error: unknown) => {
          isFlying = false;
          if (isClosed) return;
          if (error instanceof LinkRefusal) {
            refused(sent, error);
            fly();
          } else failed(error);
        },
      );
  };
  fly();

  return {
    add: (reading) => {
      if (onDiskAfter !== undefined || queue.length >= IN_MEMORY) {
        onDiskAfter ??= spoolPlaceAfter(queue);
        if (!keep([reading])) queue.push({ reading, spooled: false });
      } else {
        queue.push({ reading, spooled: false });
        if (isDown) toDisk();
        else spoolTimer ??= setTimeout(toDisk, SPOOL_AFTER);
      }
      if (!isDown) fly();
    },
    waiting: () => Math.max(queue.length, spool.count()),
    isLinkUp: () => !isDown,
    close: () => {
      isClosed = true;
      clearTimeout(spoolTimer);
      clearTimeout(retryTimer);
      toDisk();
    },
  };

  /** All of the queue goes to disk first, so that what follows on disk stands behind it. */
  function spoolPlaceAfter(full: Waiting[]): number {
    toDisk();
    const last = full.at(-1)?.reading.id;
    return last === undefined ? 0 : spool.placeOf(last);
  }
}
