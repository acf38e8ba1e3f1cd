import type { PaperCode, PaperGroup } from '../../contract/papers.ts';
import { actionCode, problemActions } from '../barcode/actions.ts';

/** Why a slip cannot be done, to be scanned after the slip. */
export const problemCodes = (store: number): PaperCode[] =>
  problemActions.map(({ action, zh, en }) => ({ zh, en, data: actionCode(action, store) }));

/** What a leader can do with a gun alone. */
export const leaderCodes = (store: number): PaperCode[] => [
  { zh: '打印小票', en: 'Print my slips', data: actionCode('print-slips', store) },
  { zh: '交接班（班长）', en: 'Hand over (leader)', data: actionCode('hand-over', store) },
];

const step = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });

/** What everybody does when a part of the machinery is down, in the order in which people look for help. */
export const contingencySteps: readonly PaperGroup[] = [
  {
    zh: '打印机不出纸',
    en: 'Printer is silent',
    lines: [
      step('1. 换纸，合上盖子，看灯', '1. New paper, close the cover, look at the lamp'),
      step('2. 等一分钟，小票会自己补打', '2. Wait a minute: waiting slips print by themselves'),
      step('3. 还不行：看板上选另一台打印机', '3. Still nothing: choose another printer on the devices page'),
      step('4. 没有打印机也照常：任务在看板上', '4. No printer at all: the tasks are on the board'),
    ],
  },
  {
    zh: '网络断了',
    en: 'Network is down',
    lines: [
      step('1. 照常卖货、扫码、打印，不用等', '1. Sell, scan and print as usual, wait for nothing'),
      step('2. 数据先存本店，通了自动上传', '2. Everything is kept here and sent when it is back'),
      step('3. 断一天以上，打电话告诉总部', '3. More than a day: tell headquarters by phone'),
    ],
  },
  {
    zh: '主机或屏幕坏了',
    en: 'Hub or screen is dead',
    lines: [
      step('1. 扫码枪照常扫：恢复后自动补记', '1. Keep scanning: what the bridge keeps is booked later'),
      step('2. 重新开机，等两分钟', '2. Switch it off and on, wait two minutes'),
      step('3. 不行就手写：时间、条码、数量、金额', '3. If not, write down: time, code, quantity, money'),
      step('4. 手里的小票继续做，做完留着', '4. Go on with the slips in hand and keep them'),
      step('5. 恢复后扫小票、补录手写单', '5. When it is back scan the slips, enter the notes'),
    ],
  },
  {
    zh: '枪坏了',
    en: 'A gun is dead',
    lines: [
      step('1. 换一台收银台的枪，扫小票即可', '1. Use the gun of any other counter'),
      step('2. 新枪插上，设备页点“启用”，扫台码', '2. New gun: plug in, accept it, scan the counter code'),
    ],
  },
];
