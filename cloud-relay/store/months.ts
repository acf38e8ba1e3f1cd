import type { Database } from './database.ts';

/** A part of the entries: those that arrived from `from` up to `to`, in ms. */
export interface Month {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The month of `now` and the ones after it, by UTC. */
export function monthsFrom(now: number, count: number): Month[] {
  const day = new Date(now);
  const start = (ahead: number): Date => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + ahead, 1));
  return Array.from({ length: count }, (_, ahead) => {
    const name = `entry_${start(ahead).toISOString().slice(0, 7).replace('-', '_')}`;
    return { name, from: start(ahead).getTime(), to: start(ahead + 1).getTime() };
  });
}

/**
 * Makes the parts of this month and the next two where they are missing. A month whose entries already lie in the last
 * part stays there: moving them would lock every worker out for as long as it takes.
 * @returns the names of what was made
 */
export async function makeMonths(db: Database, now: number): Promise<string[]> {
  const made: string[] = [];
  for (const { name, from, to } of monthsFrom(now, 3)) {
    const [seen] = await db.all<{ there: boolean; late: boolean }>(
      `SELECT to_regclass($1) IS NOT NULL AS there,
         EXISTS (SELECT 1 FROM entry_other WHERE received_at >= $2 AND received_at < $3) AS late`,
      name,
      from,
      to,
    );
    if (seen === undefined || seen.there || seen.late) continue;
    await db.run(`CREATE TABLE IF NOT EXISTS ${name} PARTITION OF entry FOR VALUES FROM (${from}) TO (${to})`);
    made.push(name);
  }
  return made;
}
