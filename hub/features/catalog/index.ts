import { apply, command, type Feature, when } from '../../core/feature.ts';
import { noteUnknown, onReading, resolveUnknown, setItems } from './rules.ts';
import { applyItem, applyResolved, applyUnknown, openUnknown, resolveFacts } from './tables.ts';

/** What the shop sells, the codes it is known by, and the inbox of codes nobody knows yet. */
export const catalog: Feature = {
  name: 'catalog',
  tables: ['item', 'item_code', 'unknown_code'],
  commands: [
    command('catalog.set-items', () => null, setItems),
    command('catalog.note-unknown', openUnknown, noteUnknown),
    command('catalog.resolve-unknown', resolveFacts, resolveUnknown),
  ],
  applies: [
    apply('catalog.item-set', applyItem),
    apply('catalog.unknown-noted', applyUnknown),
    apply('catalog.unknown-resolved', applyResolved),
  ],
  reactions: [when('devices.reading-taken', onReading)],
};
