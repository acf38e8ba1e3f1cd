import type { LinkView } from './board.ts';
import type { Entry } from './journal.ts';

/**
 * The live feed, server-sent events at GET /api/v1/feed. Event ids are positions: `Last-Event-ID` (or `?after=`)
 * resumes without a gap; when too much was missed there is one `resync`, and the screen loads its picture anew.
 */
export interface FeedEvents {
  /** Entries in order, committed before they are sent. */
  entries: { entries: Entry[] };
  /** The heartbeat, every 5 s and on change: a screen that misses three of them says it is offline. */
  status: { at: number; head: number; link: LinkView; bridge: boolean };
  resync: { head: number };
}
