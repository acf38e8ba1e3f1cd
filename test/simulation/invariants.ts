import type { Entry } from '../../hub/contract/journal.ts';
import { readEntries, replay } from '../../hub/core/spine.ts';
import { features } from '../../hub/features/index.ts';
import { journalOf } from '../../hub/store/journal.ts';
import type { Connection } from '../../hub/store/open.ts';
import { digests } from '../../hub/store/rebuild.ts';
import type { HubNode } from './hub-node.ts';
import { book } from './shop.ts';
import { Story } from './story.ts';
import { Violation } from './world.ts';

const fail = (invariant: string, detail: string): never => {
  throw new Violation(invariant, detail);
};

/**
 * Holds one hub to its promises, from its disk and from what the world saw of it. Returns its whole journal.
 * @param empty a store in which its projections are built anew to compare them
 */
export function checkHub(hub: HubNode, empty: Connection | undefined): { entries: Entry[]; story: Story } {
  const entries = readEntries(hub.disk, 1, journalOf(hub.disk).head());
  const story = new Story(hub.name);
  for (const entry of entries) story.read(entry);
  story.end();
  checkLevels(hub, story);
  checkShelves(hub);
  checkAnswers(hub, entries, story);
  checkTold(hub, entries);
  checkPapers(hub, story);
  checkTimers(hub);
  if (empty !== undefined) checkProjections(hub, empty);
  return { entries, story };
}

function checkLevels(hub: HubNode, story: Story): void {
  const rows = hub.disk.all<{ gtin: string; location: string; onHand: number; rev: number }>(
    'SELECT gtin, location, on_hand AS onHand, rev FROM stock_level',
  );
  for (const { gtin, location, onHand, rev } of rows) {
    const told = story.levels.get(`${gtin} ${location}`);
    if (told?.onHand !== onHand || told.rev !== rev) {
      fail(
        'levels follow from the ledger',
        `${hub.name}: ${gtin} at ${location} is ${onHand}, moves say ${told?.onHand}`,
      );
    }
  }
  if (rows.length !== story.levels.size) fail('levels follow from the ledger', `${hub.name}: ${rows.length} levels`);
}

/** The shelf rules, said once more without their code: which shelves must have a task, and which must not. */
function checkShelves(hub: HubNode): void {
  const task = (kind: string): string =>
    `(SELECT state FROM task t WHERE t.gtin = f.gtin AND t.to_location = f.location AND t.kind = '${kind}'
        AND t.state IN ('needs-action', 'in-process'))`;
  const rows = hub.disk.all<Shelf>(
    `SELECT f.gtin, r.level, f.on_hand AS floor, coalesce(b.on_hand, 0) AS back, ${task('restock')} AS restock,
       ${task('check-shelf')} AS look
     FROM stock_level f LEFT JOIN stock_rule r ON r.gtin = f.gtin AND r.location = f.location
       LEFT JOIN stock_level b ON b.gtin = f.gtin AND b.location = 'back-room'
     WHERE f.location = 'shop-floor'`,
  );
  for (const shelf of rows) {
    const { level, floor, back, restock, look } = shelf;
    const detail = `${hub.name}: ${JSON.stringify(shelf)}`;
    if (level !== null && floor <= level && back > 0 && restock === null) fail('a low shelf has its task', detail);
    if (level !== null && floor > level && restock === 'needs-action') fail('a full shelf has no task', detail);
    if (floor < 0 && look === null) fail('an impossible shelf is looked at', detail);
    if (floor >= 0 && look === 'needs-action') fail('a possible shelf is left alone', detail);
  }
}

interface Shelf {
  gtin: string;
  level: number | null;
  floor: number;
  back: number;
  restock: string | null;
  look: string | null;
}

/** Nothing acknowledged is missing, nothing is there twice. */
function checkAnswers(hub: HubNode, entries: readonly Entry[], story: Story): void {
  for (const [id, outcome] of hub.oracle.answers) {
    const row = hub.disk.get<{ first: number | null; last: number | null; refusal: string | null }>(
      'SELECT first, last, refusal FROM reply WHERE command = ?',
      id,
    );
    const isKept = outcome.status === 'done' ? row?.refusal === null : typeof row?.refusal === 'string';
    if (!isKept) fail('nothing acknowledged is missing', `${hub.name}: ${id} was answered ${outcome.status}`);
    if (outcome.status !== 'done') continue;
    for (const { position, type } of outcome.entries) {
      const entry = entries[position - 1];
      if (entry?.command !== id || entry.type !== type) {
        fail('nothing acknowledged is missing', `${hub.name}: ${id} was told of entry ${position} ${type}`);
      }
    }
  }
  for (const [id, verdict] of hub.oracle.verdicts) {
    const isThere = verdict === 'refused' || story.readings.get(id) === 1;
    if (!isThere) fail('nothing acknowledged is missing', `${hub.name}: reading ${id} was beeped ${verdict}`);
  }
  for (const id of hub.oracle.kept) {
    if (story.readings.get(id) !== 1) fail('a reading on disk is not lost', `${hub.name}: ${id}`);
  }
  const spans = new Map<string, { first: number; last: number; count: number }>();
  for (const { command, position } of entries) {
    const span = spans.get(command) ?? { first: position, last: position, count: 0 };
    spans.set(command, { first: span.first, last: position, count: span.count + 1 });
  }
  const replies = hub.disk.all<{ command: string; first: number; last: number }>(
    'SELECT command, first, last FROM reply WHERE first IS NOT NULL AND last >= first',
  );
  for (const { command, first, last } of replies) {
    const span = spans.get(command);
    spans.delete(command);
    if (span?.first !== first || span.last !== last || span.count !== last - first + 1) {
      fail(
        'nothing is applied twice',
        `${hub.name}: ${command} answered ${first}-${last}, stands ${JSON.stringify(span)}`,
      );
    }
  }
  for (const command of spans.keys()) fail('nothing is applied twice', `${hub.name}: ${command} has no reply`);
}

function checkTold(hub: HubNode, entries: readonly Entry[]): void {
  for (const [position, told] of hub.oracle.told) {
    const entry = entries[position - 1];
    if (entry?.command !== told.command || JSON.stringify(entry.data) !== JSON.stringify(told.data)) {
      fail('nothing is shown before it is on disk', `${hub.name}: entry ${position} ${told.type} was shown`);
    }
  }
}

/** No paper without a committed entry; a second paper of a task says COPY, and each copy has its own number. */
function checkPapers(hub: HubNode, story: Story): void {
  const seen = new Set<string>();
  const numbered = new Map<string, string>();
  for (const { job, document } of hub.oracle.papers) {
    const slip = story.slips.get(job);
    if (slip === undefined) fail('no slip on paper without an entry', `${hub.name}: ${job} was printed`);
    if (slip?.begun !== 1)
      fail('no slip on paper without an entry', `${hub.name}: ${job} was begun ${slip?.begun} times`);
    if (seen.has(job)) fail('no slip is printed twice', `${hub.name}: ${job}`);
    seen.add(job);
    const says = JSON.stringify(document).includes('COPY');
    if (says !== (slip?.copy ?? 0) > 0) fail('a copy says so', `${hub.name}: ${job} is copy ${slip?.copy}`);
    if (slip?.task === undefined) continue;
    const paper = `${slip.task} copy ${slip.copy}`;
    const first = numbered.get(paper);
    if (first !== undefined) fail('no slip is printed twice', `${hub.name}: ${first} and ${job} are both ${paper}`);
    numbered.set(paper, job);
  }
}

/** Everybody's clock was set past every end: what is still due was forgotten. */
function checkTimers(hub: HubNode): void {
  const due = features.flatMap((feature) => feature.due?.(hub.disk, hub.now()) ?? []);
  if (due.length > 0) fail('every due timer fires', `${hub.name}: ${due.map(({ id }) => id).join(', ')}`);
}

function checkProjections(hub: HubNode, empty: Connection): void {
  replay(hub.disk, empty, book);
  const rebuilt = digests(empty, book);
  const drift = [...digests(hub.disk, book)].filter(([table, digest]) => rebuilt.get(table) !== digest);
  empty.close();
  if (drift.length > 0) fail('projections rebuild to the same digest', `${hub.name}: ${drift.map(([table]) => table)}`);
}
