/** One place of the sources, and what stands there instead. `find` must stand in the file exactly once. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A bug planted on purpose, in a copy of the sources: the simulation is only worth what it finds. */
export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** This bug shows only where backups are restored. */
  readonly restores?: boolean;
}

export const mutants: readonly Mutant[] = [
  {
    name: 'acknowledge before commit',
    edits: [
      {
        file: 'hub/store/writer.ts',
        find: `    this.#thread.postMessage({ kind: 'group', commands: group.map((g) => g.command) } satisfies WriterOrder);`,
        replace: `    this.#thread.postMessage({ kind: 'group', commands: group.map((g) => g.command) } satisfies WriterOrder);
    for (const { settle } of group) settle({ status: 'done', entries: [], repeated: false });`,
      },
    ],
  },
  {
    name: 'publish before commit',
    edits: [
      {
        file: 'hub/core/spine.ts',
        find: `    store.begin();
    const head = readHead(store);
    const outcomes = commands.map((command) => perform(store, book, head, command));
    store.commit();`,
        replace: `    try { store.commit(); } catch { /* nothing was left open by the group before */ }
    store.begin();
    const head = readHead(store);
    const outcomes = commands.map((command) => perform(store, book, head, command));`,
      },
    ],
  },
  {
    name: 'PUBACK taken for HQ’s mark',
    edits: [
      {
        file: 'hub/edges/relay/uplink.ts',
        find: '    this.#repeat(cut.bytes);',
        replace: `    this.#o.transport.send(cut.bytes);
    this.#standing.marks.set(lane.epoch.epoch, cut.to);
    this.#flight = undefined;
    this.#later(100, () => this.#pump());`,
      },
      {
        file: 'hub/edges/relay/standing.ts',
        find: '      this.marks.set(epoch.epoch, Math.min(mark, length));',
        replace: '      this.marks.set(epoch.epoch, Math.max(before ?? 0, Math.min(mark, length)));',
      },
      {
        file: 'hub/edges/relay/standing.ts',
        find: `    if (message.mark < known) return fresh ? 'behind' : 'same';`,
        replace: `    if (message.mark < known) return fresh ? 'same' : 'same';`,
      },
    ],
  },
  {
    name: 'no epoch',
    restores: true,
    edits: [
      {
        file: 'hub/store/journal.ts',
        find: '  const first = journalOf(sql).head() + 1;',
        replace: `  if (sql.get('SELECT 1 FROM epoch') !== undefined) return;
  const first = journalOf(sql).head() + 1;`,
      },
    ],
  },
  {
    name: 'skipped dedupe',
    edits: [
      {
        file: 'hub/core/spine.ts',
        find: '  if (earlier) return earlier;',
        replace: `  if (earlier) sql.run('DELETE FROM reply WHERE command = ?', command.id);`,
      },
    ],
  },
  {
    name: 'lost reaction: what is taken off an order does not return to the shelf',
    edits: [
      { file: 'hub/features/inventory/index.ts', find: `    when('orders.line-removed', onLine),\n`, replace: '' },
    ],
  },
  {
    name: 'lost reaction: open tasks stay behind at the change of shift',
    edits: [
      {
        file: 'hub/features/tasks/index.ts',
        find: `    when('shifts.handed-over', react.onHandedOver),\n`,
        replace: '',
      },
    ],
  },
  {
    name: 'double timer: its id does not name the occurrence',
    edits: [
      {
        file: 'hub/features/counters/tables.ts',
        find: "{until}`,\n      type: 'counters.close-context',",
        replace: "{'always'}`,\n      type: 'counters.close-context',",
      },
    ],
  },
  {
    name: 'an effect on a callback: slips queued before a restart are never handed to the printer',
    edits: [
      {
        file: 'hub/edges/bridge/desk.ts',
        find: `  const look = (): Omit<BridgeWork, 'version'> => ({
    plan: devicePlan(sql),
    jobs: queuedSlips(sql).map(`,
        replace: `  const earlier = new Set(queuedSlips(sql).map(({ slip }) => slip));
  const look = (): Omit<BridgeWork, 'version'> => ({
    plan: devicePlan(sql),
    jobs: queuedSlips(sql).filter(({ slip }) => !earlier.has(slip)).map(`,
      },
    ],
  },
  {
    name: 'the first byte leaves before the slip is on disk as being sent',
    edits: [
      {
        file: 'firmware-bridge/print-desk.ts',
        find: `      const granted = each.at === 'granted';`,
        replace: '      const granted = true;',
      },
    ],
  },
  {
    name: 'a slip nobody can be sure of is not counted as a paper, so that the next one says no COPY',
    edits: [
      {
        file: 'hub/features/slips/tables.ts',
        find: "const begunStates = `('sending', 'done', 'unknown', 'lost')`;",
        replace: "const begunStates = `('sending', 'done', 'lost')`;",
      },
    ],
  },
  {
    name: 'a task whose slip waits for the printer gets a second one just like it',
    edits: [
      {
        file: 'hub/features/slips/rules.ts',
        find: `|| facts.waiting || facts.task?.waiting) return underWay;`,
        replace: ') return underWay;',
      },
    ],
  },
  {
    name: 'a slip whose printer died is printed again in silence',
    edits: [
      {
        file: 'firmware-bridge/print-desk.ts',
        find: `this.#finish(id, { step: 'unknown', at, reason: 'printer-host-died' });`,
        replace: `each.at = at > 0 ? 'granted' : 'ended';`,
      },
    ],
  },
  {
    name: 'a batch nobody answers is never sent again',
    edits: [{ file: 'hub/edges/relay/uplink.ts', find: '      this.#repeat(bytes);\n', replace: '' }],
  },
  {
    name: 'an instruction of HQ is done under another id each time it is asked',
    edits: [
      {
        file: 'hub/edges/relay/downlink.ts',
        find: 'this.#store.submit({ id,',
        replace: 'this.#store.submit({ id: id + this.#clock.now(),',
      },
    ],
  },
  {
    name: 'a clock set back takes the business date back',
    edits: [
      {
        file: 'hub/core/spine.ts',
        find: 'laterDay(command.businessDate, head.businessDate)',
        replace: 'command.businessDate',
      },
    ],
  },
];
