import type { Role } from '../contract/staff.ts';
import type { EvidenceKind, TaskKind } from '../contract/task-kinds.ts';

/** What a kind of work asks for unless the task itself says otherwise. */
export interface KindOfTask {
  readonly zh: string;
  readonly en: string;
  /** Who on the shift does it. */
  readonly role: Role;
  /** What must be shown before it is done. */
  readonly evidence: readonly EvidenceKind[];
  /** A leader looks at it before it is closed. */
  readonly approval: boolean;
  /** What its end does to the ledger: goods are moved, the book is set to a count, or nothing. */
  readonly books: 'move' | 'count' | 'nothing';
  /** A person may open one; the others are opened by the shop itself. */
  readonly byHand: boolean;
  readonly workMinutes: number;
  readonly dueMinutes: number;
  /** Worth of doing it in time, in minor units, where nothing better is known. */
  readonly valueMinor: number;
}

const usual: Omit<KindOfTask, 'zh' | 'en'> = {
  role: 'clerk',
  evidence: [],
  approval: false,
  books: 'nothing',
  byHand: true,
  workMinutes: 10,
  dueMinutes: 60,
  valueMinor: 2_000,
};

const kinds: Readonly<Record<TaskKind, KindOfTask>> = {
  restock: { ...usual, zh: '补货', en: 'Restock', books: 'move', byHand: false, valueMinor: 0 },
  'check-shelf': {
    ...usual,
    ...{ zh: '查货架', en: 'Check shelf', evidence: ['count'], books: 'count', byHand: false, valueMinor: 0 },
  },
  cleaning: { ...usual, zh: '清洁', en: 'Cleaning', workMinutes: 15, valueMinor: 1_000 },
  display: {
    ...usual,
    zh: '陈列',
    en: 'Display',
    evidence: ['photo'],
    approval: true,
    workMinutes: 20,
    dueMinutes: 120,
  },
  promotion: {
    ...usual,
    ...{ zh: '促销', en: 'Promotion', evidence: ['photo'], approval: true, workMinutes: 30, dueMinutes: 240 },
    valueMinor: 10_000,
  },
  surge: { ...usual, zh: '客流高峰', en: 'Customer surge', workMinutes: 20, dueMinutes: 10, valueMinor: 20_000 },
  stocktake: { ...usual, zh: '盘点', en: 'Stocktake', workMinutes: 60, dueMinutes: 480, valueMinor: 5_000 },
  patrol: {
    ...usual,
    zh: '设备巡检',
    en: 'Equipment patrol',
    evidence: ['checklist'],
    workMinutes: 15,
    dueMinutes: 120,
  },
  repair: {
    ...usual,
    zh: '报修',
    en: 'Repair',
    role: 'leader',
    evidence: ['text'],
    dueMinutes: 480,
    valueMinor: 10_000,
  },
  pick: { ...usual, zh: '拣货', en: 'Pick', byHand: false, dueMinutes: 30, valueMinor: 5_000 },
  expiry: { ...usual, zh: '临期处理', en: 'Near expiry', evidence: ['scan'], dueMinutes: 120, valueMinor: 3_000 },
  recall: {
    ...usual,
    zh: '召回下架',
    en: 'Recall',
    evidence: ['scan'],
    approval: true,
    dueMinutes: 30,
    valueMinor: 50_000,
  },
  'late-delivery': {
    ...usual,
    ...{ zh: '到货延误', en: 'Late delivery', role: 'leader', evidence: ['text'], byHand: false, valueMinor: 5_000 },
  },
  count: { ...usual, zh: '循环盘点', en: 'Cycle count', workMinutes: 15, dueMinutes: 240, valueMinor: 1_000 },
  exception: { ...usual, zh: '异常处理', en: 'Exception', role: 'leader', evidence: ['text'], valueMinor: 5_000 },
  other: { ...usual, zh: '其他', en: 'Other', dueMinutes: 120, valueMinor: 1_000 },
};

/** What a kind of work asks for; a kind this program does not know (an older or newer journal) is other work. */
export function kindOf(kind: TaskKind): KindOfTask {
  return kinds[kind] ?? kinds.other;
}

/** All kinds, in the order in which people choose among them. */
export function allKinds(): readonly (KindOfTask & { readonly kind: TaskKind })[] {
  return (Object.keys(kinds) as TaskKind[]).map((kind) => ({ kind, ...kinds[kind] }));
}

/** What work is about: what it says itself, or else its item at its place. @returns undefined where it says neither */
export function subjectOf({ subject, gtin, to }: { subject?: string; gtin?: string; to?: string }): string | undefined {
  return subject ?? (gtin === undefined ? undefined : `${gtin}@${to ?? 'shop-floor'}`);
}
