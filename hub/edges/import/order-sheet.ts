import type { ChannelOrder } from '../../contract/channel-orders.ts';
import { toGtin14 } from '../../core/barcode/index.ts';
import type { Faulty } from './row.ts';
import { sheetOf } from './sheet.ts';

/** The sheet as a whole cannot be read as orders; the sentence says what to do. */
export class SheetRefused extends Error {}

const HEADINGS = {
  reference: ['reference', 'order', '订单号', '渠道单号'],
  channel: ['channel', '渠道'],
  customer: ['customer', 'name', '客户', '收货人', '姓名'],
  phone: ['phone', 'mobile', '电话', '手机'],
  delivery: ['delivery', '配送方式', '配送'],
  address: ['address', '地址', '收货地址'],
  due: ['due', 'due_at', '要求时间'],
  code: ['code', 'gtin', 'barcode', '条码'],
  quantity: ['quantity', 'qty', '数量'],
  price: ['price', '单价', '售价'],
  paid: ['paid', '已付', '已付金额'],
  fee: ['fee', '运费'],
  discount: ['discount', '优惠', '折扣'],
  note: ['note', '备注'],
} as const;
type Column = keyof typeof HEADINGS;
const NEEDED: readonly Column[] = ['reference', 'customer', 'code', 'quantity', 'price'];

export interface OrderSheet {
  /** Whole orders, each with the line of the sheet where it begins. */
  readonly orders: readonly { readonly line: number; readonly order: ChannelOrder }[];
  readonly faults: readonly Faulty[];
}
type Cell = (column: Column) => string;
type Note = (column: Column, zh: string, en: string) => undefined;

/**
 * Reads orders from CSV: a row is a line of an order, and rows of one reference are one order; what concerns the whole
 * order stands in its first row. An order with a faulty row is left out as a whole.
 * @throws {SheetRefused}
 */
export function readOrderSheet(bytes: Uint8Array, channel: string | undefined, currency: string): OrderSheet {
  const decimals =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const [first, ...rows] = rowsOf(bytes);
  if (!first) throw new SheetRefused('文件是空的。The file is empty.');
  const places = placesOf(first.record);
  const missing = NEEDED.filter((column) => !places.has(column));
  if (missing.length > 0)
    throw new SheetRefused(`缺少列 The first line must name the columns; missing: ${missing.join(', ')}.`);
  const faults: Faulty[] = [];
  const orders = new Map<string, { line: number; order: ChannelOrder; isFaulty: boolean }>();
  for (const { record, line } of rows) {
    const cell: Cell = (column) => (record[places.get(column) ?? -1] ?? '').trim();
    const before = faults.length;
    const note: Note = (column, zh, en) => {
      faults.push({ line, column, zh, en });
      return undefined;
    };
    const key = `${cell('channel') || channel || ''} ${cell('reference')}`;
    const goods = readGoods(cell, decimals, note);
    const known = orders.get(key);
    const head = known ? known.order : readHead(cell, channel, decimals, note);
    const isFaulty = faults.length > before || !goods || !head;
    if (known) {
      known.isFaulty ||= isFaulty;
      if (goods) known.order.lines.push(goods);
    } else if (head) orders.set(key, { line, order: { ...head, lines: goods ? [goods] : [] }, isFaulty });
  }
  const whole = [...orders.values()].filter(({ isFaulty }) => !isFaulty);
  return { orders: whole.map(({ line, order }) => ({ line, order })), faults };
}

function rowsOf(bytes: Uint8Array): { record: readonly string[]; line: number }[] {
  try {
    return sheetOf(bytes);
  } catch (error) {
    throw new SheetRefused(error instanceof Error ? error.message : String(error));
  }
}

function placesOf(record: readonly string[]): Map<Column, number> {
  const places = new Map<Column, number>();
  for (const [place, heading] of record.entries()) {
    const folded = heading
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_');
    for (const [column, names] of Object.entries(HEADINGS) as [Column, readonly string[]][])
      if (names.includes(folded) && !places.has(column)) places.set(column, place);
  }
  return places;
}

function readGoods(cell: Cell, decimals: number, note: Note): ChannelOrder['lines'][number] | undefined {
  const code = cell('code');
  const gtin = /^I\d{1,13}$/i.test(code) ? code.toUpperCase() : toGtin14(code);
  if (!gtin) note('code', '不是有效条码', 'is no barcode with a right check digit');
  const quantity = /^\d{1,7}$/.test(cell('quantity')) ? Number(cell('quantity')) : 0;
  if (quantity < 1 || quantity > 1_000_000)
    note('quantity', '应为 1–1000000 的整数', 'is not a whole number from 1 to 1000000');
  const priceMinor = readMoney(cell('price'), 'price', decimals, note);
  return gtin && quantity > 0 && priceMinor !== undefined ? { gtin, quantity, priceMinor } : undefined;
}

function readMoney(text: string, column: Column, decimals: number, note: Note): number | undefined {
  const match = /^(\d{1,6})(?:\.(\d+))?$/.exec(text.replace(/^[¥￥$€]\s*/, ''));
  const fraction = (match?.[2] ?? '').replace(/0+$/, '');
  if (!match || fraction.length > decimals) return note(column, '不是金额', 'is not an amount such as 2.50');
  return Number(`${match[1]}${fraction.padEnd(decimals, '0')}`);
}

const KINDS: ReadonlyMap<string, 'ship' | 'pick-up'> = new Map([
  ...['', 'ship', '快递', '配送', '送货'].map((word) => [word, 'ship'] as const),
  ...['pick-up', 'pickup', '自提', '到店自提'].map((word) => [word, 'pick-up'] as const),
]);

/** What a whole order says once. */
function readHead(cell: Cell, channel: string | undefined, decimals: number, note: Note): ChannelOrder | undefined {
  const [reference, name, phone] = [cell('reference'), cell('customer'), cell('phone')];
  const from = cell('channel') || channel || '';
  if (!/^[a-z][a-z0-9-]{0,29}$/.test(from)) note('channel', '没有渠道名', 'is no channel such as web');
  if (reference === '' || reference.length > 80) note('reference', '没有订单号', 'is empty or too long');
  if (name === '' || name.length > 80) note('customer', '没有客户姓名', 'is empty or too long');
  if (phone !== '' && !/^[0-9+][0-9 ()-]{4,29}$/.test(phone)) note('phone', '不是电话号码', 'is no telephone number');
  const kind = KINDS.get(cell('delivery').toLowerCase());
  if (!kind) note('delivery', '应为 ship 或 pick-up', 'is neither ship nor pick-up');
  const dueAt = cell('due') === '' ? undefined : Date.parse(cell('due'));
  if (dueAt !== undefined && Number.isNaN(dueAt)) note('due', '不是时间', 'is no time such as 2026-11-22T18:00+08:00');
  const [address, words] = [cell('address').slice(0, 300), cell('note').slice(0, 300)];
  const money = (column: 'paid' | 'fee' | 'discount'): number | undefined =>
    cell(column) === '' ? undefined : readMoney(cell(column), column, decimals, note);
  const [paidMinor, feeMinor, discountMinor] = [money('paid'), money('fee'), money('discount')];
  return {
    channel: from,
    reference,
    customer: { name, ...(phone ? { phone } : {}) },
    delivery: {
      kind: kind ?? 'ship',
      ...(address ? { address } : {}),
      ...(dueAt === undefined || Number.isNaN(dueAt) ? {} : { dueAt }),
    },
    lines: [],
    ...(paidMinor === undefined ? {} : { paidMinor }),
    ...(feeMinor === undefined ? {} : { feeMinor }),
    ...(discountMinor === undefined ? {} : { discountMinor }),
    ...(words ? { note: words } : {}),
  };
}
