/** What a family of planning questions is about, and one question that can be tried at once. */
export interface FamilyNote {
  readonly zh: string;
  readonly en: string;
  readonly example: Readonly<Record<string, unknown>>;
}

/** Four weeks of a drink that sells more on Saturdays, oldest day first, the last being a Sunday. */
const FOUR_WEEKS = [3, 2, 4, 3, 5, 9, 6, 2, 3, 3, 4, 5, 8, 7, 4, 2, 3, 3, 6, 10, 5, 3, 3, 2, 4, 5, 9, 6];
const SLOW = [0, 0, 2, 0, 0, 0, 3, 0, 0, 1, 0, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0];
const LOT = { h: 0.225, p: 7.5, K: 8, lam: 1300, sd: 150, L: 0.08333333333333333 };

/** Items, stores and the coming days: what a shop asks every day. */
const SHOP: Readonly<Record<string, FamilyNote>> = {
  item: {
    zh: '单品的补货线、订货量、预测、满足率与成本',
    en: 'level, order, forecast, fill and cost of one item from its own sales',
    example: {
      history: FOUR_WEEKS,
      today: 7,
      lead_days: 2,
      order_days: [1, 4],
      costs: { h: 0.02, p: 1.5, K: 0 },
      pack: 6,
      shelf: 60,
      on_hand: 9,
      arriving: [0, 6],
    },
  },
  'snQ-level': {
    zh: '按需求分布、整箱订货的补货线与订货量',
    en: 'level and order in case packs from a demand distribution',
    example: { mean: 3.1, sd: 2.2, L: 2, R: 3, pack: 6, fill: 0.98, position: 7, costs: { h: 0.02, p: 1.5, K: 2 } },
  },
  'stockout-probability-72h': {
    zh: '三天内缺货的概率',
    en: 'chance of running out within 72 hours',
    example: { on_hand: 8, incoming_within_72h: 0, daily_mean: 3.2, model: 'Poisson' },
  },
  'stockout-path': {
    zh: '逐日缺货概率',
    en: 'chance of running out, day by day',
    example: { on_hand: 8, days: [{ mean: 3.2 }, { mean: 3.2, sd: 2.4 }, { mean: 5, arriving: 6 }] },
  },
  transfers: {
    zh: '门店之间的调拨建议',
    en: 'what to carry from store to store',
    example: {
      stores: [
        { store: 'riverside', free: 30, level: 8, mean: 4 },
        { store: 'station', free: 2, level: 9, mean: 5, sd: 3 },
      ],
    },
  },
  abc: {
    zh: 'ABC 分类',
    en: 'ABC classes by value',
    example: { values: { P: 400, Q: 300, R: 100, S: 100, T: 60, U: 40 }, cuts: [0.8, 0.95] },
  },
};

const FORECASTS: Readonly<Record<string, FamilyNote>> = {
  forecast: {
    zh: '自动选择方法的预测',
    en: 'forecast by the method that fits best',
    example: { series: FOUR_WEEKS, horizon: 7 },
  },
  'demand-pattern': { zh: '需求类型', en: 'pattern of demand, ADI and CV²', example: { series: SLOW } },
  'censored-poisson-mle': {
    zh: '剔除缺货影响的真实需求',
    en: 'true demand behind stock-outs; days as [sold, stocked out]',
    example: {
      days: [
        [3, 0],
        [5, 0],
        [2, 0],
        [4, 1],
        [6, 0],
        [1, 1],
        [0, 0],
        [4, 0],
      ],
    },
  },
  'moving-average': { zh: '移动平均', en: 'moving average', example: { y: FOUR_WEEKS, window: 7 } },
  ses: { zh: '简单指数平滑', en: 'simple exponential smoothing', example: { y: FOUR_WEEKS, alpha: 0.2, l0: 'y1' } },
  holt: { zh: '趋势平滑', en: "Holt's trend", example: { y: [17.6, 21.9, 23.9, 26.9, 26.9], alpha: 0.8, beta: 0.2 } },
  'holt-winters-additive': {
    zh: '季节平滑',
    en: 'additive seasons',
    example: { y: FOUR_WEEKS, m: 7, alpha: 0.2, beta: 0.05, gamma: 0.2, horizon: 7 },
  },
  croston: { zh: '间断需求', en: 'slow movers: Croston, SBA, SBJ', example: { series: SLOW, alpha: 0.1 } },
  tsb: { zh: '会淡出的间断需求', en: 'slow movers that may die', example: { series: SLOW, alpha: 0.1, beta: 0.05 } },
};

const LEVELS: Readonly<Record<string, FamilyNote>> = {
  'normal-loss': { zh: '标准正态损失函数', en: 'standard normal loss', example: { z: 0.5 } },
  'newsvendor-normal': {
    zh: '报童（正态）',
    en: 'newsvendor, normal demand',
    example: { h: 0.18, p: 0.7, mean: 50, sd: 8 },
  },
  'newsvendor-poisson': { zh: '报童（泊松）', en: 'newsvendor, Poisson demand', example: { h: 1, p: 4, mean: 6 } },
  'newsvendor-negbin': {
    zh: '报童（负二项）',
    en: 'newsvendor, negative binomial demand',
    example: { h: 1, p: 4, mean: 6, sd: 4 },
  },
  'base-stock-normal': {
    zh: '基准库存',
    en: 'base stock',
    example: { h: 0.18, p: 0.7, mean: 50, sd: 8, L: 4, R: 1 },
  },
  'safety-stock': {
    zh: '安全库存与再订货点',
    en: 'safety stock and reorder point, uncertain lead time',
    example: { cycle_service: 0.95, d: 40, sd_d: 12, L: 5, sd_L: 1.5 },
  },
  'fill-rate-rQ': { zh: '满足率', en: 'fill rate of (r, Q)', example: { mean_LT: 200, sd_LT: 50, Q: 100, r: 240 } },
  'rQ-normal-cost': { zh: '(r,Q) 成本', en: 'cost of (r, Q)', example: { ...LOT, r: 126.8, Q: 328.5 } },
  'rQ-normal-opt': { zh: '(r,Q) 最优', en: 'best (r, Q)', example: LOT },
  'rQ-EIL-approx': { zh: '(r,Q) 近似', en: '(r, Q) by expected inventory level', example: LOT },
  'rQ-poisson-opt': {
    zh: '(r,Q) 最优（泊松）',
    en: 'best (r, Q), Poisson demand',
    example: { h: 20, p: 150, K: 100, lam: 1.5, L: 2 },
  },
  'sS-poisson-opt': {
    zh: '(s,S) 最优（泊松）',
    en: 'best (s, S), Poisson demand',
    example: { h: 1, p: 4, K: 5, mean: 6 },
  },
  'sS-negbin-opt': {
    zh: '(s,S) 最优（负二项）',
    en: 'best (s, S), negative binomial demand',
    example: { h: 1, p: 4, K: 5, mean: 6, sd: 4, L: 1 },
  },
  'sS-power-approx': {
    zh: '(s,S) 幂近似',
    en: '(s, S) by the power approximation',
    example: { h: 0.18, p: 0.7, K: 2.5, mean: 50, sd: 8 },
  },
};

const LOTS: Readonly<Record<string, FamilyNote>> = {
  eoq: { zh: '经济订货批量', en: 'economic order quantity', example: { K: 8, h: 0.225, D: 1300 } },
  'eoq-backorder': {
    zh: '允许缺货的订货批量',
    en: 'order quantity with backorders',
    example: { K: 8, h: 0.225, p: 5, D: 1300 },
  },
  'eoq-all-units': {
    zh: '有数量折扣的订货批量',
    en: 'order quantity with all-units discounts',
    example: { K: 8, i: 0.3, D: 1300, breaks: [0, 400, 800], c: [0.75, 0.72, 0.68] },
  },
  'wagner-whitin': {
    zh: '动态批量（最优）',
    en: 'best lots for known demand',
    example: { K: 500, h: 2, d: [90, 120, 80, 70] },
  },
  'silver-meal': {
    zh: '动态批量（启发式）',
    en: 'lots for known demand, period by period',
    example: { K: 80, h: 2, d: [18, 30, 42, 5, 20] },
  },
  'joint-replenishment-silver': {
    zh: '联合补货周期',
    en: 'items ordered together',
    example: { K: 40, k: [15, 15, 15, 15], h: [0.24, 0.24, 0.24, 0.24], D: [86000, 12500, 1400, 3000] },
  },
};

const OPERATIONS: Readonly<Record<string, FamilyNote>> = {
  'sla-due-business-hours': {
    zh: '按营业时间计算的截止时刻',
    en: 'due time after a budget of business hours, in the shop’s time zone',
    example: {
      created: '2026-03-06T13:30:00Z',
      budget_h: 4,
      open: '09:00',
      close: '21:00',
      tz: 'Asia/Shanghai',
      closed: ['2026-03-07'],
    },
  },
  'assignment-min': {
    zh: '最小成本指派',
    en: 'who does what at the least total cost',
    example: {
      cost: [
        [400, 150, 400],
        [400, 450, 600],
        [300, 225, 300],
      ],
    },
  },
  'assignment-min-rect': {
    zh: '人数与任务数不等的指派',
    en: 'the same with more jobs than people, or fewer',
    example: {
      cost: [
        [10, 10, 8, 11],
        [9, 8, 1, 1],
        [9, 7, 4, 10],
      ],
    },
  },
  'days-off (5 consecutive days on)': {
    zh: '做五休二的最少人数',
    en: 'fewest people who work five days in a row and cover each weekday',
    example: { required: [17, 13, 15, 19, 14, 16, 11] },
  },
  'erlang-C': {
    zh: '顾客需要排队的概率',
    en: 'chance that a customer waits at so many tills',
    example: { offered: 10, servers: 14 },
  },
  haversine: {
    zh: '球面距离（米）',
    en: 'metres between two places, as [latitude, longitude]',
    example: { a: [36.12, -86.67], b: [33.94, -118.4], R: 6371008.8 },
  },
  'wgs84-to-gcj02': {
    zh: 'GPS 坐标转国内地图坐标',
    en: 'where Chinese maps show a place of GPS',
    example: { wgs: [31.1774276, 121.5272106] },
  },
  hamming64: {
    zh: '图片指纹差异位数',
    en: 'bits that differ between two fingerprints of pictures',
    example: { a: 'e0f8fef6f2ecfcf4', b: 'e0f8eed4d2ecfcf4' },
  },
  'gs1-check-digit': {
    zh: 'GS1 校验位',
    en: 'whether the check digit of a GS1 code is right',
    example: { type: 'GTIN-13', value: '6291041500213' },
  },
};

const ALLOCATION: Readonly<Record<string, FamilyNote>> = {
  'split-shipment-min': {
    zh: '多仓拆单：包裹最少，其次成本最低',
    en: 'an order split over sources: fewest shipments, then lowest cost',
    example: {
      order: { A: 3, B: 2, C: 1 },
      nodes: { S1: { A: 2, B: 1 }, S2: { A: 1, C: 3 }, S3: { B: 2, C: 1 }, DC: { A: 3, B: 3 } },
      dist: { S1: 2, S2: 3, S3: 1, DC: 20 },
    },
  },
};

/** Every family by its name, the ones a shop asks most first. */
export const FAMILY_NOTES: ReadonlyMap<string, FamilyNote> = new Map(
  [SHOP, FORECASTS, LEVELS, LOTS, OPERATIONS, ALLOCATION].flatMap((part) => Object.entries(part)),
);
