import type { Block } from '../../../firmware-bridge/contract/print-job.ts';
import type { Paper, PaperField, PaperGroup, PaperLine } from '../../contract/papers.ts';
import type { SlipContent } from '../../contract/slips.ts';

const places: Record<string, string> = { 'back-room': '后仓 Back room', 'shop-floor': '卖场 Shop floor' };
/** A place as people say it, with its bay where one is known. */
export const placeText = (location: string, bay?: string): string =>
  `${places[location] ?? location}${bay ? ` ${bay}` : ''}`;

/** Pieces as they are; what is sold by the gram in kilograms, as scales and people say it. */
export function amountText(quantity: number, unit: 'each' | 'gram'): string {
  return unit === 'gram' ? `${Number((quantity / 1000).toFixed(3))} kg` : String(quantity);
}

export const text = (words: string): Block => ({ kind: 'text', text: words });
export const centred = (words: string): Block => ({ kind: 'text', text: words, align: 'center' });
export const row = (left: string, right: string, bold = false): Block =>
  bold ? { kind: 'columns', left, right, bold } : { kind: 'columns', left, right };
export const rule: Block = { kind: 'rule' };

const shopName = ({ shopZh, shopEn }: SlipContent): string => `${shopZh} ${shopEn}`;

/** Shop, person and time: who this paper is from and for. */
export function signature(content: SlipContent, nobody = '未分配 Nobody yet'): Block[] {
  const person = [content.personZh, content.personEn].filter(Boolean).join(' ');
  return [row(shopName(content), ''), row(person || nobody, localTime(content.at, content.timeZone))];
}

/** `11/21 早班 Early`: the year is no news on a slip, and the names are those of the plan when it was wanted. */
export function shiftName({ shift, shiftZh, shiftEn }: SlipContent): string {
  const [date = '', plan = ''] = shift.split('/');
  const name = [shiftZh, shiftEn].filter(Boolean).join(' ');
  return `${date.slice(5).replace('-', '/')} ${name || plan}`.trim();
}

/** Day and time in the shop's own zone, to the minute. */
export function localTime(at: number, timeZone: string): string {
  const options = {
    timeZone,
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  return new Intl.DateTimeFormat('zh-CN', options).format(at);
}

/** The top of every paper of these kinds: what it is, its number and version, what it is about. */
export function head(content: SlipContent, paper: Paper, zh: string, en: string): Block[] {
  const about = [paper.nameZh, paper.nameEn].filter((name): name is string => name !== undefined && name !== '');
  return [
    { kind: 'text', text: `${zh} ${en.toUpperCase()}`, align: 'center', size: 2, bold: true },
    paper.code ? row(`No. ${paper.number}  v${paper.version}`, shiftName(content)) : centred(shopName(content)),
    rule,
    ...about.map((name, i): Block => (i === 0 ? { kind: 'text', text: name, size: 2, bold: true } : text(name))),
    ...(paper.fields ?? []).map(fieldRow),
    ...(about.length > 0 || (paper.fields ?? []).length > 0 ? [rule] : []),
  ];
}

const fieldRow = ({ zh, en, value, strong }: PaperField): Block => row(`${zh} ${en}`, value, strong ?? false);

/** A printer's document holds 400 blocks; so many lines leave room for everything around them. */
const LINES_MAX = 100;

/**
 * Groups under their headings, each line drawn by `draw`. A list too long for one paper says how many are missing
 * rather than ending as if it were whole.
 */
export function groups(paper: Paper, draw: (line: PaperLine) => Block[]): Block[] {
  let room = LINES_MAX;
  const blocks: Block[] = [];
  for (const group of paper.groups ?? []) {
    const shown = group.lines.slice(0, Math.max(0, room));
    room -= group.lines.length;
    if (shown.length > 0 || group.lines.length === 0) {
      if (blocks.length > 0) blocks.push({ kind: 'feed', lines: 1 });
      blocks.push(...heading(group), ...shown.flatMap(draw));
    }
    if (room < 0) {
      const missing = allLines(paper) - LINES_MAX;
      blocks.push({ kind: 'text', text: `另有 ${missing} 行见屏幕 ${missing} more on screen`, bold: true });
      break;
    }
  }
  return blocks;
}
const allLines = (paper: Paper): number => (paper.groups ?? []).reduce((sum, group) => sum + group.lines.length, 0);

function heading({ zh, en, lines }: PaperGroup): Block[] {
  const name = [zh, en].filter((words, i) => words !== '' && !(i === 1 && en === zh)).join(' ');
  return name === '' ? [] : [row(`【${name}】`, `${lines.length}`, true)];
}

/** The name in both languages, then place and code in one line below: what eyes go to first stands first. */
export function itemLines({ zh, en, bay, code, note }: PaperLine, mark: string, right: string): Block[] {
  const where = [bay, code].filter(Boolean).join('  ');
  return [
    row(`${mark}${zh}`, right, true),
    ...(en && en !== zh ? [text(en)] : []),
    ...(where ? [text(where)] : []),
    ...(note ? [text(`※ ${note}`)] : []),
  ];
}

/** Notes, further codes, who and when, and the paper's own code with what to do. */
export function foot(content: SlipContent, paper: Paper, howTo: readonly string[] = []): Block[] {
  return [
    rule,
    ...(paper.notes ?? []).flatMap(({ zh, en }) => [text(zh), text(en)]),
    ...(paper.codes ?? []).flatMap(({ zh, en, data }): Block[] => [
      { kind: 'feed', lines: 1 },
      centred(`${zh} ${en}`),
      { kind: 'code128', data },
    ]),
    ...signature(content, '打印 Printed'),
    ...(paper.code
      ? [
          { kind: 'feed', lines: 1 } as const,
          { kind: 'code128', data: paper.code, label: paper.code } as const,
          ...howTo.map(centred),
        ]
      : []),
  ];
}
