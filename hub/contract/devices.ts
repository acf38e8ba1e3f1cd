import Type from 'typebox';
import { DeviceKind, type DevicePlan, Transport } from '../../firmware-bridge/contract/device-report.ts';
import { Reading } from '../../firmware-bridge/contract/reading.ts';
import type { Action } from './actions.ts';
import { CounterId } from './ids.ts';
import type { PaperKind } from './papers.ts';

const Identity = Type.String({ minLength: 1, maxLength: 200 });
const settings = Type.Object(
  {
    baudRate: Type.Optional(Type.Integer({ minimum: 300, maximum: 4_000_000 })),
    encoding: Type.Optional(Type.Enum(['gb18030', 'gbk', 'big5', 'ascii'])),
    columns: Type.Optional(Type.Integer({ minimum: 24, maximum: 64 })),
    evidence: Type.Optional(Type.Enum(['echo', 'fence', 'none'])),
    suffix: Type.Optional(Type.String({ pattern: '^([0-9a-f]{2}){1,8}$' })),
    beeper: Type.Optional(Type.Enum(['none', 'bel', 'datalogic'])),
    pretend: Type.Optional(Type.Enum(['ok', 'paper-out', 'cut'])),
  },
  { additionalProperties: false },
);
export type DeviceSettings = Type.Static<typeof settings>;

export const deviceCommands = {
  'devices.offer': Type.Object({
    identity: Identity,
    kind: DeviceKind,
    transport: Transport,
    path: Type.String(),
    label: Type.String(),
  }),
  'devices.accept': Type.Object(
    {
      identity: Identity,
      kind: DeviceKind,
      transport: Transport,
      path: Type.String({ maxLength: 200 }),
      name: Type.String({ minLength: 1, maxLength: 60 }),
      settings: Type.Optional(settings),
    },
    { additionalProperties: false, description: 'a person says yes; also for a path typed by hand' },
  ),
  'devices.configure': Type.Object({ identity: Identity, settings }, { additionalProperties: false }),
  'devices.bind': Type.Object({ identity: Identity, counter: CounterId }, { additionalProperties: false }),
  'devices.bind-by-scan': Type.Object({ identity: Identity, store: Type.Integer(), number: Type.Integer() }),
  'devices.forget': Type.Object({ identity: Identity }, { additionalProperties: false }),
  'devices.take-reading': Reading,
  'devices.resolve-held': Type.Object(
    {
      readings: Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: 50 }),
      as: Type.Enum(['item', 'bounce'], { description: 'a real second item, or the gun read the same one twice' }),
    },
    {
      additionalProperties: false,
      description: 'a person decides about readings that came too soon after the same code',
    },
  ),
};

/** What a reading was understood to be, and where it happened. Everything that follows reacts to this one event. */
export interface ReadingTaken {
  reading: Reading;
  counter: string | null;
  mode: string;
  context: string | null;
  staff: string | null;
  /** The delivery or other document that is open here: items scanned count for it. */
  document?: string;
  /** The sheet this counter counts for, and in which bay; its mode is then `count`. */
  count?: { sheet: string; bay?: string };
  meaning:
    | {
        kind: 'item';
        gtin: string;
        quantity: number;
        inferred: boolean;
        priceMinor?: number;
        lot?: string;
        expiry?: string;
      }
    | { kind: 'slip'; store: number; serial: number; version: number }
    | { kind: 'member'; code: string }
    | { kind: 'coupon'; code: string }
    | { kind: 'basket'; code: string }
    | { kind: 'badge'; store: number; badge: number; version: number }
    | { kind: 'bind'; store: number; number: number }
    /** One of the papers of other kinds: `slips.paper-scanned` follows when it is this shop's and up to date. */
    | { kind: 'paper'; paper: PaperKind; store: number; serial: number; version: number }
    /** The second code of a badge card: coming or going. */
    | { kind: 'clock'; store: number; badge: number; version: number }
    /** A word somebody says by scanning, such as why a slip cannot be done. */
    | { kind: 'action'; store: number; action: Action }
    /** The number of a delivery, or the SSCC of a pallet, as it is known here. */
    | { kind: 'document'; code: string }
    | { kind: 'unknown'; reason: string };
}
export type DeviceEvents = {
  'devices.offered': { identity: string; kind: DeviceKind; transport: Transport; path: string; label: string };
  'devices.accepted': {
    identity: string;
    kind: DeviceKind;
    transport: Transport;
    path: string;
    name: string;
    settings: DeviceSettings;
  };
  'devices.configured': { identity: string; settings: DeviceSettings };
  'devices.bound': { identity: string; counter: string };
  'devices.forgotten': { identity: string };
  'devices.reading-taken': ReadingTaken;
  /** Understood, and not yet let take effect: it may be a bounce of the trigger. */
  'devices.reading-held': ReadingTaken;
  'devices.held-resolved': { reading: string; counter: string; as: 'item' | 'bounce' };
};

/** A reading that waits for a person's word at its counter. */
export const HeldReadingView = Type.Object({
  reading: Type.String(),
  at: Type.Integer(),
  text: Type.String(),
  after: Type.Integer({ description: 'ms since the same code came from the same gun' }),
  usual: Type.Optional(Type.Integer({ description: 'ms this gun usually takes for the next item' })),
  nameZh: Type.Optional(Type.String()),
  nameEn: Type.Optional(Type.String()),
});
export type HeldReadingView = Type.Static<typeof HeldReadingView>;

export const DeviceView = Type.Object({
  identity: Type.String(),
  kind: DeviceKind,
  transport: Transport,
  path: Type.String(),
  name: Type.String(),
  accepted: Type.Boolean(),
  counter: Type.Optional(Type.String()),
  settings: Type.Optional(settings),
  state: Type.String({ description: 'DeviceState of the bridge, or `bridge-away` when the bridge itself is silent' }),
  detail: Type.Optional(Type.String()),
  since: Type.Integer(),
  slipPrinter: Type.Boolean(),
});
export type DeviceView = Type.Static<typeof DeviceView>;
export type { DevicePlan };
