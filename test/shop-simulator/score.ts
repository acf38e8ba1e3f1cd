/** Hits and misses of an alarm: precision is how often it was right, recall how much of what mattered it told. */
export class Alarm {
  right = 0;
  wrong = 0;
  missed = 0;

  note(isTold: boolean, isSo: boolean): void {
    if (isTold && isSo) this.right += 1;
    else if (isTold) this.wrong += 1;
    else if (isSo) this.missed += 1;
  }
  get precision(): number {
    return this.right / (this.right + this.wrong);
  }
  get recall(): number {
    return this.right / (this.right + this.missed);
  }
}

/** What is kept of one group of items; sums are over all scored days. */
export class Score {
  items = 0;
  wanted = 0;
  served = 0;
  /** True stock of shelf and back room, summed over evenings. */
  stock = 0;
  evenings = 0;
  /** Tasks opened, by whether the shelf was truly low while the back room truly had some. */
  readonly opened = new Alarm();
  /** Shelves that truly became low, by whether a task stood. */
  readonly needed = new Alarm();
  /** Evenings on which the warning of the next 72 hours stood, by whether the stock would truly have run out. */
  readonly warning = new Alarm();
  /** Evenings on which book and truth agreed about the item. */
  agreed = 0;

  get fill(): number {
    return this.served / this.wanted;
  }
  /** Mean true stock over mean true demand per day. */
  get cover(): number {
    return this.stock / this.evenings / (this.wanted / this.evenings);
  }
  get agreement(): number {
    return this.agreed / this.evenings;
  }
}

export type Group = 'slow' | 'middle' | 'fast' | 'all';

/** Fewer than one a day is slow, more than seven fast. */
export function groupOf(daily: number): Group {
  return daily < 1 ? 'slow' : daily > 7 ? 'fast' : 'middle';
}

const percent = (share: number): string => (Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`);

/** The scores as lines of a table. */
export function tableOf(scores: ReadonlyMap<Group, Score>): string[] {
  const head = ['items', 'n', 'fill', 'cover', 'tasks right', 'lows told', '72 h right', '72 h told', 'book true'];
  const rows = [...scores].map(([group, score]) => [
    group,
    String(score.items),
    percent(score.fill),
    `${score.cover.toFixed(1)} d`,
    percent(score.opened.precision),
    percent(score.needed.recall),
    percent(score.warning.precision),
    percent(score.warning.recall),
    percent(score.agreement),
  ]);
  return [head, ...rows].map((cells) => cells.map((cell) => cell.padStart(12)).join(''));
}
