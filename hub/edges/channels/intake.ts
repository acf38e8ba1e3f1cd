import Type from 'typebox';
import { Value } from 'typebox/value';
import { ChannelLine, ChannelOrder } from '../../contract/channel-orders.ts';
import { toGtin14 } from '../../core/barcode/index.ts';

/** What is wrong with one field of an order that came in; `field` is a path such as `lines/0/gtin`. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** An order as the documented endpoint takes it: any barcode of an item, and the channel may be left to the token. */
export const IncomingOrder = Type.Object(
  {
    ...ChannelOrder.properties,
    channel: Type.Optional(ChannelOrder.properties.channel),
    lines: Type.Array(
      Type.Object(
        {
          ...ChannelLine.properties,
          gtin: Type.String({ description: 'barcode of 8, 12, 13 or 14 digits, or I and an in-store number' }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 200 },
    ),
  },
  { additionalProperties: false, description: 'an order of a channel; sent twice, it is taken in once' },
);

/** Reads an order from outside. Everything that is wrong is said at once, each fault with the field it is about. */
export function readOrder(body: unknown, channel: string): ChannelOrder | FieldFault[] {
  const named = isRecord(body) ? { channel, ...body } : body;
  const order = isRecord(named) && Array.isArray(named.lines) ? { ...named, lines: named.lines.map(stored) } : named;
  if (Value.Check(ChannelOrder, order)) return order;
  const faults = new Map<string, FieldFault>();
  for (const error of Value.Errors(ChannelOrder, order)) {
    const field = error.instancePath.slice(1);
    const names: readonly string[] =
      error.keyword === 'required'
        ? error.params.requiredProperties
        : error.keyword === 'additionalProperties'
          ? error.params.additionalProperties
          : [];
    if (error.keyword === 'boolean') continue;
    const message =
      error.keyword === 'required'
        ? 'is missing'
        : error.keyword === 'additionalProperties'
          ? 'is not known here'
          : field.endsWith('/gtin')
            ? 'is no barcode with a right check digit'
            : error.message;
    for (const name of names.length > 0 ? names : [''])
      faults.set(`${field}/${name}`, { field: [field, name].filter((part) => part !== '').join('/'), message });
  }
  return [...faults.values()];
}

function stored(line: unknown): unknown {
  if (!isRecord(line) || typeof line.gtin !== 'string') return line;
  const code = line.gtin.trim();
  return { ...line, gtin: /^[0-9]+$/.test(code) ? (toGtin14(code) ?? code.slice(0, 5)) : code };
}

function isRecord(value: unknown): value is { readonly lines?: unknown; readonly gtin?: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
