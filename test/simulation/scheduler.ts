/** One incarnation of a process. What it asked for is not done once it is dead: that is all a crash is. */
export class Life {
  readonly name: string;
  alive = true;
  constructor(name: string) {
    this.name = name;
  }
}

interface Planned {
  readonly at: number;
  readonly order: number;
  readonly life: Life;
  readonly run: () => void;
  off: boolean;
}

/** The one timeline of a simulated world: a heap of what is to happen, by time, then by the order of asking. */
export class Scheduler {
  /** Virtual milliseconds since the beginning; they only go forward. */
  ticks = 0;
  /** Whose turn it is: what is asked for meanwhile belongs to this life. */
  current: Life;
  events = 0;
  #order = 0;
  readonly #heap: Planned[] = [];

  constructor(nature: Life) {
    this.current = nature;
  }

  /** @returns what takes it back */
  after(ms: number, life: Life, run: () => void): () => void {
    this.#order += 1;
    const planned: Planned = {
      at: this.ticks + Math.max(0, Math.round(ms)),
      order: this.#order,
      life,
      run,
      off: false,
    };
    this.#push(planned);
    return () => {
      planned.off = true;
    };
  }

  /** When the next thing happens, dead or taken back ones left out. */
  nextAt(): number | undefined {
    for (let first = this.#heap[0]; first; first = this.#heap[0]) {
      if (!first.off && first.life.alive) return first.at;
      this.#pop();
    }
    return undefined;
  }

  /** Lets the next thing happen. Callers must let all promises settle before the next one. */
  step(): boolean {
    if (this.nextAt() === undefined) return false;
    const planned = this.#pop() as Planned;
    this.ticks = planned.at;
    this.current = planned.life;
    this.events += 1;
    planned.run();
    return true;
  }

  #push(planned: Planned): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(planned);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up] as Planned;
      if (!before(planned, parent)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = planned;
  }

  #pop(): Planned | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= heap.length) break;
      const right = heap[down + 1];
      if (right !== undefined && before(right, heap[down] as Planned)) down += 1;
      const child = heap[down] as Planned;
      if (!before(child, last)) break;
      heap[at] = child;
      at = down;
    }
    heap[at] = last;
    return first;
  }
}

const before = (a: Planned, b: Planned): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
