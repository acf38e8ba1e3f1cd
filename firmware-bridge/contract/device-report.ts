import Type from 'typebox';
import { PrintJob } from './print-job.ts';

export const DeviceKind = Type.Enum(['scanner', 'printer']);
export type DeviceKind = Type.Static<typeof DeviceKind>;
export const Transport = Type.Enum(['serial', 'hid', 'tcp', 'lp', 'pretend']);
export type Transport = Type.Static<typeof Transport>;

/** The words a shop hears about a device; the screen turns the code into a sentence with its mending. */
export const DeviceState = Type.Enum([
  'found',
  'absent',
  'no-permission',
  'busy',
  'wrong-mode',
  'open',
  'paper-out',
  'cover-open',
  'faulty',
]);
export type DeviceState = Type.Static<typeof DeviceState>;

/**
 * What the bridge sees of one device. `identity` is stable over restarts and cable pulls:
 * `usb:VID:PID:SERIAL`, else `usb-path:…`, else `serial:/dev/…`, `tcp:host:port`, `lp:/dev/usb/lp0`, `pretend:name`.
 */
export const DeviceReport = Type.Object({
  identity: Type.String({ minLength: 1, maxLength: 200 }),
  kind: DeviceKind,
  transport: Transport,
  path: Type.String({ description: 'where it is reached now; may change while the identity stays' }),
  label: Type.String({ description: 'maker and product as the device says' }),
  state: DeviceState,
  detail: Type.Optional(
    Type.String({ description: 'the fault in the words of the system, for the one who is called' }),
  ),
  since: Type.Integer({ minimum: 0 }),
});
export type DeviceReport = Type.Static<typeof DeviceReport>;

/** A device a person said yes to, and how to speak to it. The bridge opens these and no others. */
export const DevicePlan = Type.Object({
  identity: Type.String(),
  kind: DeviceKind,
  transport: Transport,
  path: Type.String(),
  baudRate: Type.Optional(Type.Integer({ minimum: 300, maximum: 4_000_000 })),
  encoding: Type.Optional(Type.Enum(['gb18030', 'gbk', 'big5', 'ascii'])),
  columns: Type.Optional(Type.Integer({ minimum: 24, maximum: 64, description: '48 for 80 mm, 32 for 58 mm' })),
  evidence: Type.Optional(
    Type.Enum(['echo', 'fence', 'none'], {
      description: 'the strongest answer the printer gives: a named echo (GS ( H), a fence (GS r), nothing at all',
    }),
  ),
  suffix: Type.Optional(
    Type.String({
      pattern: '^([0-9a-f]{2}){1,8}$',
      description: 'bytes, in hex, that end a code of a serial gun; without it CR, LF or both',
    }),
  ),
  beeper: Type.Optional(
    Type.Enum(['none', 'bel', 'datalogic'], { description: 'how a serial gun is made to beep; none unless set' }),
  ),
  pretend: Type.Optional(Type.Enum(['ok', 'paper-out', 'cut'], { description: 'what the pretend printer pretends' })),
});
export type DevicePlan = Type.Static<typeof DevicePlan>;

/** Sent at every start and every reconnect of a bridge: what it still holds, so that the hub knows what is lost. */
export const BridgeHello = Type.Object({
  bridge: Type.String({ description: 'name of this bridge, one per machine with devices' }),
  incarnation: Type.String({ description: 'made anew at every start of the bridge process' }),
  jobsInHand: Type.Array(Type.String(), { description: 'ids of print jobs begun and not yet reported to their end' }),
});
export type BridgeHello = Type.Static<typeof BridgeHello>;

/** What the hub wants done: devices to hold open, and every job that waits for one of this bridge's printers. */
export const BridgeWork = Type.Object({
  version: Type.Integer({
    description: 'grows whenever plan or jobs change; ask with `after=version` to wait for news',
  }),
  plan: Type.Array(DevicePlan),
  jobs: Type.Array(PrintJob),
});
export type BridgeWork = Type.Static<typeof BridgeWork>;
