/** Words of the page everything begins at, and the names of the pages only it leads to. */
export const start = {
  'page.offers': '促销与套餐',
  'page.routines': '例行任务与升级',
  'start.routines': '开店、闭店、巡检，超时提醒',
  'start.lost': '没有这个页面。请从下面选择。',
  'start.counters': '收银台',
  'start.counter-hint': '{number} 号台 · 扫码、收银、收货',
  'start.shop': '店内',
  'start.board': '补货任务、小票、交接班',
  'start.catalogue': '库存、收货、改账、未识别的码',
  'start.offers': '满减、折扣、优惠券、套餐',
  'start.stock': '预留、价值、批次、报损、召回',
  'start.receiving': '到货、调拨、退货，逐件扫码',
  'start.restock': '缺什么、为什么、该订多少',
  'start.staff': '打印和扫描工牌',
  'start.devices': '扫码枪与小票打印机',
  'start.hq': '各店库存与任务，注明截至时间',
} as const;
