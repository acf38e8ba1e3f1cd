import type { Wish } from '../../contract/command.ts';
import type { BodyOf } from '../../contract/commands.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import { learnable } from '../../core/barcode/learnable.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

export function setItems(_facts: null, body: BodyOf<'catalog.set-items'>): Decision {
  return body.items.map((item) => happened('catalog.item-set', item));
}

/**
 * Every unknown scan is written down; one row of the inbox gathers the same text from the same counter. What no gun could
 * read has no text to tell it by, so there the bytes must be the same.
 */
export function noteUnknown(
  open: { unknown: string } | undefined,
  body: BodyOf<'catalog.note-unknown'>,
  moment: Moment,
): Decision {
  return [happened('catalog.unknown-noted', { ...body, unknown: open?.unknown ?? moment.newId() })];
}

export interface ResolveFacts {
  readonly row: { readonly text: string; readonly reason: string; readonly open: boolean } | undefined;
  readonly itemKnown: boolean;
}

export function resolveUnknown(facts: ResolveFacts, body: BodyOf<'catalog.resolve-unknown'>): Decision {
  if (!facts.row) return refuse('unknown-row-missing', 'This code is not in the inbox; reload the list.');
  if (!facts.row.open) return refuse('unknown-row-resolved', 'Somebody has resolved this code already.');
  if (body.gtin && !learnable(facts.row.reason))
    return refuse('code-not-learnable', 'This is not the code of an item: put it aside with a note.', {
      reason: facts.row.reason,
    });
  if (body.gtin && !facts.itemKnown)
    return refuse('item-missing', `There is no item ${body.gtin}; import it first.`, { gtin: body.gtin });
  return [
    happened('catalog.unknown-resolved', {
      unknown: body.unknown,
      text: facts.row.text,
      ...(body.gtin ? { gtin: body.gtin, quantity: body.quantity ?? 1 } : {}),
      ...(body.note ? { note: body.note } : {}),
    }),
  ];
}

export function onReading(taken: ReadingTaken): readonly Wish[] {
  if (taken.meaning.kind !== 'unknown') return [];
  const { id, text, raw } = taken.reading;
  return [
    wish('catalog.note-unknown', {
      reading: id,
      counter: taken.counter ?? '',
      text,
      raw,
      reason: taken.meaning.reason,
    }),
  ];
}
