import type { Wish } from '../../contract/command.ts';
import type { Events } from '../../contract/commands.ts';
import type { HandOverDocument } from '../../contract/hand-overs.ts';
import type { PaperGroup, PaperLine } from '../../contract/papers.ts';
import type { TaskKind } from '../../contract/task-kinds.ts';
import { wish } from '../../core/feature.ts';
import { localTime } from '../../core/papers/parts.ts';
import { kindOf } from '../../core/task-kinds.ts';

/** The document goes to paper as soon as it is fixed, for the two leaders to stand over. */
export function onWritten(document: HandOverDocument): readonly Wish[] {
  const { handOver, number, from } = document;
  return [
    wish('slips.print-paper', {
      kind: 'hand-over',
      subject: handOver,
      number,
      shift: from,
      auto: true,
      ...paperOf(document),
    }),
  ];
}

/** The coming leader scans the paper: that is the signature. */
export function onReadingOfPaper(scanned: Events['slips.paper-scanned']): readonly Wish[] {
  if (scanned.kind !== 'hand-over') return [];
  const { subject: handOver, counter, staff } = scanned;
  return [wish('hand-overs.sign-by-scan', { handOver, counter, ...(staff ? { staff } : {}) })];
}

const cut = (words: string, most = 120): string => words.slice(0, most);

function paperOf(document: HandOverDocument) {
  const { fromZh, toZh, fromEn, toEn, at, timeZone, out, link } = document;
  const since = link.since === undefined ? '' : ` · ${localTime(link.since, timeZone)} 起 since`;
  return {
    nameZh: cut(`${fromZh} → ${toZh}`),
    nameEn: cut(`${fromEn} to ${toEn}`),
    fields: [
      { zh: '时间', en: 'At', value: localTime(at, timeZone), strong: true },
      {
        zh: '交班人',
        en: 'Handed over by',
        value: cut(`${out.nameZh} ${out.how === 'scan' ? '扫牌 badge' : '屏幕 screen'}`),
      },
      { zh: '未到总部', en: 'Not at HQ yet', value: `${link.pending}${since}` },
    ],
    groups: [tasksOf(document), notesOf(document), stockOf(document), ordersOf(document), machinesOf(document)],
  };
}

/** As many lines as one group of a paper may hold; the paper itself says how many it leaves out. */
const LINES_MAX = 200;
const group = (zh: string, en: string, lines: PaperLine[]): PaperGroup => ({
  zh,
  en,
  lines: lines.slice(0, LINES_MAX),
});

const steps: Readonly<Record<string, string>> = {
  dispatched: '未开始 not begun',
  acknowledged: '已知悉 seen',
  'in-progress': '进行中 in hand',
  blocked: '受阻 blocked',
  submitted: '待验收 waits for approval',
  rework: '返工 rework',
};

function tasksOf({ tasks, timeZone }: HandOverDocument): PaperGroup {
  return group(
    '未完成任务',
    'Open tasks',
    tasks.map(({ number, kind, nameZh, nameEn, bay, step, reason, dueAt, ownerZh, ownerEn }) => ({
      zh: cut(`#${number} ${kindOf(kind as TaskKind).zh} ${nameZh}`),
      en: cut(nameEn),
      amount: cut(ownerZh ?? ownerEn ?? '未分配 nobody', 60),
      ...(bay ? { bay: cut(bay, 60) } : {}),
      note: cut(`${steps[step] ?? step} · ${localTime(dueAt, timeZone)}${reason ? ` · ${reason}` : ''}`),
    })),
  );
}

const exceptions = {
  'below-nothing': '账面为负 below nothing',
  'shelf-empty': '架空仓满 shelf empty',
  'unknown-code': '未知条码 unknown code',
};

function stockOf({ stock, moreStock }: HandOverDocument): PaperGroup {
  const lines = stock.map(
    ({ exception, code, nameZh, bay, shopFloor, backRoom }): PaperLine => ({
      zh: cut(nameZh || code),
      ...(bay ? { bay: cut(bay, 60) } : {}),
      ...(shopFloor === undefined ? {} : { amount: `${shopFloor} / ${backRoom ?? 0}` }),
      note: exceptions[exception],
    }),
  );
  const more = moreStock > 0 ? [{ zh: `另有 ${moreStock} 项见屏幕`, en: `${moreStock} more on screen` }] : [];
  return group('库存异常', 'Stock exceptions', [...lines.slice(0, LINES_MAX - 1), ...more]);
}

function notesOf({ notes, currency }: HandOverDocument): PaperGroup {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return group(
    '现金与留言',
    'Cash and notes',
    notes.map(({ counter, text, amountMinor, by }) => ({
      zh: cut(counter ? `${counter} ${text}` : text),
      ...(amountMinor === undefined ? {} : { amount: (amountMinor / 10 ** digits).toFixed(digits) }),
      note: cut(by),
    })),
  );
}

function ordersOf({ orders, timeZone }: HandOverDocument): PaperGroup {
  return group(
    '未结订单',
    'Orders open or held',
    orders.map(({ number, counter, state, since }) => ({
      zh: `#${number} ${cut(counter, 40)}`,
      amount: state === 'held' ? '挂单 held' : '未结 open',
      note: `${localTime(since, timeZone)} 起 since`,
    })),
  );
}

function machinesOf({ devices, slips, timeZone }: HandOverDocument): PaperGroup {
  return group('设备与单据', 'Devices and papers', [
    ...devices.map(({ name, state, since }) => ({
      zh: cut(name),
      amount: state,
      note: `${localTime(since, timeZone)} 起 since`,
    })),
    ...slips.map(({ number, nameZh, state }) => ({
      zh: cut(`${number === undefined ? '' : `#${number} `}${nameZh}`),
      amount: state,
    })),
  ]);
}
