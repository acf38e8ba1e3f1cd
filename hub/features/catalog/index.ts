import { apply, command, type Feature, when } from '../../core/feature.ts';
import { endPrice, setCodes, setPrice } from './price-rules.ts';
import { applyCodes, applyPrice, applyPriceEnded, codeFacts, onePrice, priceFacts } from './price-tables.ts';
import { noteUnknown, onReading, resolveUnknown, setItems } from './rules.ts';
import { applyItem, applyResolved, applyUnknown, openUnknown, resolveFacts } from './tables.ts';

/** What the shop sells, the codes it is known by, and the inbox of codes nobody knows yet. */
export const catalog: Feature = {
  name: 'catalog',
  tables: ['item', 'item_code', 'item_price', 'unknown_code'],
  commands: [
    command('catalog.set-items', () => null, setItems),
    command('catalog.set-price', priceFacts, setPrice),
    command('catalog.end-price', onePrice, endPrice),
    command('catalog.set-codes', codeFacts, setCodes),
    command('catalog.note-unknown', openUnknown, noteUnknown),
    command('catalog.resolve-unknown', resolveFacts, resolveUnknown),
  ],
  applies: [
    apply('catalog.item-set', applyItem),
    apply('catalog.price-set', applyPrice),
    apply('catalog.price-ended', applyPriceEnded),
    apply('catalog.codes-set', applyCodes),
    apply('catalog.unknown-noted', applyUnknown),
    apply('catalog.unknown-resolved', applyResolved),
  ],
  reactions: [when('devices.reading-taken', onReading)],
};
