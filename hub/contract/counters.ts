import Type from 'typebox';
import { UnknownView } from './catalog.ts';
import { CountingHere } from './count-views.ts';
import { HeldReadingView } from './devices.ts';
import { CounterId, Id } from './ids.ts';
import { OrderView } from './orders.ts';
import { GoodsKind } from './purchasing.ts';
import { TaskView } from './tasks.ts';

export const CounterMode = Type.Enum(['sell', 'receive', 'correct']);
export type CounterMode = Type.Static<typeof CounterMode>;
/** What a counter is doing: one of the modes somebody chooses, or counting for a sheet that was opened there. */
export const CounterDoing = Type.Union([CounterMode, Type.Enum(['count'])]);
export type CounterDoing = Type.Static<typeof CounterDoing>;

export const counterCommands = {
  'counters.set-up': Type.Object(
    {
      counter: CounterId,
      number: Type.Integer({ minimum: 1, maximum: 9999 }),
      nameZh: Type.String(),
      nameEn: Type.String(),
    },
    { additionalProperties: false },
  ),
  'counters.set-mode': Type.Object({ counter: CounterId, mode: CounterMode }, { additionalProperties: false }),
  'counters.open-context': Type.Object({ counter: CounterId, task: Id }),
  'counters.close-context': Type.Object(
    {
      counter: CounterId,
      reason: Type.Enum(['finished', 'left', 'timed-out', 'replaced']),
      opened: Type.Optional(Type.Integer()),
    },
    { additionalProperties: false },
  ),
  'counters.end-contexts': Type.Object({ task: Id, reason: Type.String() }),
  'counters.revert-mode': Type.Object({ counter: CounterId, since: Type.Integer() }),
};
export type CounterEvents = {
  'counters.set-up': { counter: string; number: number; nameZh: string; nameEn: string };
  'counters.mode-set': { counter: string; mode: CounterMode; until?: number };
  'counters.context-opened': { counter: string; task: string; until: number };
  'counters.context-closed': { counter: string; task: string; reason: string };
};

/** The newest thing a counter's gun said and what became of it. */
export const LastScan = Type.Object({
  reading: Type.String(),
  at: Type.Integer(),
  position: Type.Integer(),
  kind: Type.Enum([
    'item',
    'slip',
    'badge',
    'bind',
    'paper',
    'clock',
    'action',
    'document',
    'member',
    'coupon',
    'basket',
    'unknown',
    'refused',
    'repeat',
  ]),
  text: Type.String(),
  mode: Type.Union([CounterDoing, Type.Enum(['pick'])], { description: '`pick`: checked against an open pick slip' }),
  inContext: Type.Boolean({ description: 'a slip was open here: the item was checked against it and not sold' }),
  forDocument: Type.Optional(Type.String({ description: 'number of the delivery or other document it counted for' })),
  quantity: Type.Optional(Type.Integer({ description: 'more than one where the code is a case of them' })),
  unit: Type.Optional(Type.String()),
  gtin: Type.Optional(Type.String()),
  nameZh: Type.Optional(Type.String()),
  nameEn: Type.Optional(Type.String()),
  priceMinor: Type.Optional(Type.Integer()),
  shelf: Type.Optional(Type.String()),
  shopFloor: Type.Optional(Type.Integer()),
  backRoom: Type.Optional(Type.Integer()),
  code: Type.Optional(Type.String({ description: 'code of the refusal, for the dictionary' })),
  detail: Type.Optional(Type.String()),
});
export type LastScan = Type.Static<typeof LastScan>;

export const CounterView = Type.Object({
  asOf: Type.Integer({ description: 'position of the newest entry this picture holds' }),
  counter: Type.String(),
  number: Type.Integer(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  bindCode: Type.String(),
  mode: CounterDoing,
  modeUntil: Type.Optional(Type.Integer()),
  context: Type.Optional(
    Type.Object({ task: TaskView, until: Type.Integer(), itemScanned: Type.Boolean(), moved: Type.Integer() }),
  ),
  count: Type.Optional(CountingHere),
  staff: Type.Optional(
    Type.Object({ staff: Type.String(), nameZh: Type.String(), nameEn: Type.String(), role: Type.String() }),
  ),
  document: Type.Optional(
    Type.Object(
      {
        document: Type.String(),
        code: Type.String(),
        kind: GoodsKind,
        expected: Type.Integer(),
        counted: Type.Integer(),
      },
      { description: 'the delivery or other document that is open here' },
    ),
  ),
  order: Type.Optional(OrderView),
  held: Type.Array(OrderView),
  lastScan: Type.Optional(LastScan),
  unknown: Type.Array(UnknownView),
  heldReadings: Type.Array(HeldReadingView),
  guns: Type.Array(Type.Object({ identity: Type.String(), name: Type.String(), state: Type.String() })),
});
export type CounterView = Type.Static<typeof CounterView>;
