/** The columns of a catalogue and every heading each is known by. Case, spaces and underscores do not matter. */
export const COLUMNS = {
  code: ['code', 'gtin', 'ean', 'upc', 'barcode', 'sku', '条码', '商品条码', '条形码', '货号', '编码', '商品编码'],
  name_zh: ['name_zh', 'chinese_name', '名称', '品名', '商品名称', '中文名', '中文名称', '商品名'],
  name_en: ['name_en', 'name', 'english_name', '英文名', '英文名称', '英文品名'],
  category_zh: ['category_zh', '类别', '分类', '品类', '商品分类'],
  category_en: ['category_en', 'category', '英文类别', '英文分类'],
  unit: ['unit', '单位', '计量单位', '销售单位'],
  price: ['price', 'retail_price', 'unit_price', '售价', '零售价', '单价', '价格'],
  cost: ['cost', 'cost_price', '进价', '成本', '成本价'],
  case_pack: ['case_pack', 'pack', 'units_per_case', '箱规', '装箱数', '件装数'],
  shelf: ['shelf', 'shelf_bay', '货架', '货架位', '陈列位'],
  back_bay: ['back_bay', 'back_room_bay', '后仓', '后仓货位', '仓位', '库位'],
  restock_level: ['restock_level', 'level', 'min', 'reorder_point', '补货点', '下限', '最低陈列'],
  restock_target: ['restock_target', 'target', 'max', '补货上限', '上限', '补至', '最高陈列'],
} as const satisfies Record<string, readonly string[]>;
export type Column = keyof typeof COLUMNS;

const folded = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[\s_\-（(].*?[)）]|[\s_-]/g, '');
const byHeading = new Map<string, Column>(
  (Object.keys(COLUMNS) as Column[]).flatMap((column) => COLUMNS[column].map((heading) => [folded(heading), column])),
);

export interface Headings {
  /** Which column stands at which place; unknown headings stand at none. */
  readonly places: ReadonlyMap<Column, number>;
  readonly unknown: readonly string[];
  readonly twice: readonly Column[];
}

/** Reads the first line of a catalogue. */
export function readHeadings(line: readonly string[]): Headings {
  const places = new Map<Column, number>();
  const unknown: string[] = [];
  const twice: Column[] = [];
  for (const [place, heading] of line.entries()) {
    const column = byHeading.get(folded(heading));
    if (column === undefined) {
      if (heading.trim() !== '') unknown.push(heading.trim());
    } else if (places.has(column)) twice.push(column);
    else places.set(column, place);
  }
  return { places, unknown, twice };
}
