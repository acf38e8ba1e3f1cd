const WEEK = 7;
const DAYS_ON = 5;

/**
 * The fewest people who cover each weekday when everyone works five days in a row and has two off (the days-off problem:
 * K. R. Baker 1976; as a network: J. J. Bartholdi, J. B. Orlin, H. D. Ratliff 1980). For a given number of people the sums of
 * those who have begun by each day are tied by differences alone, so the shortest paths, where there are any, are whole numbers.
 * @param required people needed on each of the seven days
 * @returns the least number of people, and how many begin their five days on each day
 */
export function fewestStaff(required: readonly number[]): { staff: number; begins: number[] } {
  let low = Math.max(0, ...required, Math.ceil(required.reduce((a, b) => a + b, 0) / DAYS_ON));
  let high = required.reduce((a, b) => a + b, 0);
  let best = beginsFor(required, high);
  while (low < high) {
    const staff = Math.floor((low + high) / 2);
    const begins = beginsFor(required, staff);
    if (begins) [high, best] = [staff, begins];
    else low = staff + 1;
  }
  return { staff: high, begins: best ?? new Array<number>(WEEK).fill(0) };
}

/** `to - from <= most`, between sums of those who have begun by a day. */
interface Difference {
  readonly from: number;
  readonly to: number;
  readonly most: number;
}

/** How many begin on each day when so many people are enough; undefined when they are not (Bellman 1958, Ford 1956). */
function beginsFor(required: readonly number[], staff: number): number[] | undefined {
  const ties: Difference[] = [
    { from: 0, to: WEEK, most: staff },
    { from: WEEK, to: 0, most: -staff },
  ];
  for (let day = 1; day <= WEEK; day += 1) {
    const needed = required[day - 1] ?? 0;
    ties.push({ from: day, to: day - 1, most: 0 });
    // Who works on a day has begun on it or within the four days before, those of last week among them.
    if (day >= DAYS_ON) ties.push({ from: day, to: day - DAYS_ON, most: -needed });
    else ties.push({ from: day, to: day + WEEK - DAYS_ON, most: staff - needed });
  }
  const sums = new Array<number>(WEEK + 1).fill(0);
  for (let round = 0; round <= WEEK + 1; round += 1) {
    let hasChanged = false;
    for (const { from, to, most } of ties) {
      const bound = (sums[from] ?? 0) + most;
      if (bound < (sums[to] ?? 0)) {
        sums[to] = bound;
        hasChanged = true;
      }
    }
    if (!hasChanged) return Array.from({ length: WEEK }, (_, day) => (sums[day + 1] ?? 0) - (sums[day] ?? 0));
  }
  return undefined;
}

/**
 * The chance that a customer has to wait when arrivals are Poisson and service times exponential (A. K. Erlang 1917), by the
 * recursion of Erlang's B, which stays exact where factorials do not.
 * @param offered mean load in erlangs: arrivals per time x mean service time
 * @param servers tills that are open
 * @returns 1 when the load is not less than the servers: the queue then grows without end
 */
export function erlangC(offered: number, servers: number): number {
  if (offered <= 0) return 0;
  if (offered >= servers) return 1;
  let blocked = 1;
  for (let n = 1; n <= servers; n += 1) blocked = (offered * blocked) / (n + offered * blocked);
  return blocked / (1 - (offered / servers) * (1 - blocked));
}
