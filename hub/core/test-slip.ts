import type { Block } from '../../firmware-bridge/contract/print-job.ts';
import type { SlipContent } from '../contract/slips.ts';

/** What the codes of a test paper say; a gun that reads them shows them as unknown, which is right. */
export const TEST_CODE = 'TEST0123456789';
/** A number from the range for codes inside a shop: it is no shop's item. */
export const TEST_ITEM = '2900000000018';
export const TEST_LINK = 'TILLSIDE-TEST/0123456789';

type Test = NonNullable<SlipContent['test']>;

/**
 * Everything a slip may ask of a printer, each with what a person should see: Chinese, the yuan sign, mixed widths,
 * sizes, reverse print, a ruler as wide as the paper is said to be, both kinds of code, and the cut behind them.
 */
export function testBlocks(content: SlipContent, { printer, columns }: Test): Block[] {
  return [
    { kind: 'text', text: '打印测试', align: 'center', size: 3, bold: true },
    { kind: 'text', text: 'TEST PRINT', align: 'center', size: 2 },
    { kind: 'columns', left: '打印机 Printer', right: printer },
    { kind: 'columns', left: `${content.shopZh} ${content.shopEn}`, right: String(columns) },
    { kind: 'rule' },
    { kind: 'text', text: ruler(columns) },
    { kind: 'text', text: '上一行末尾应贴纸边，不折行' },
    { kind: 'text', text: 'The line above must end at the paper edge' },
    { kind: 'rule' },
    { kind: 'text', text: '汉字：商品 库存 建议补货 批次 农夫山泉' },
    { kind: 'columns', left: '可乐 Coke 330ml×24', right: '￥72.00' },
    { kind: 'columns', left: '混排 Mixed ABC 123', right: '￥0.50', bold: true },
    { kind: 'text', text: '左 left', align: 'left' },
    { kind: 'text', text: '中 centre', align: 'center' },
    { kind: 'text', text: '右 right', align: 'right' },
    { kind: 'text', text: '双倍 Double', size: 2 },
    { kind: 'text', text: '三倍 Triple', size: 3 },
    { kind: 'text', text: ' 反白 Reverse ', align: 'center', invert: true },
    { kind: 'feed', lines: 1 },
    { kind: 'code128', data: TEST_CODE, label: TEST_CODE },
    { kind: 'feed', lines: 1 },
    { kind: 'ean13', data: TEST_ITEM },
    { kind: 'text', text: TEST_ITEM, align: 'center' },
    { kind: 'feed', lines: 1 },
    { kind: 'qr', data: TEST_LINK },
    { kind: 'text', text: TEST_LINK, align: 'center' },
    { kind: 'text', text: '到此完整，随后切纸 Complete; cut follows', align: 'center' },
  ];
}

/** `....:....1....:....2` up to the last column, so that a wrong width is seen at once. */
function ruler(columns: number): string {
  return Array.from({ length: columns }, (_, i) => {
    const column = i + 1;
    return column % 10 === 0 ? String((column / 10) % 10) : column % 5 === 0 ? ':' : '.';
  }).join('');
}
