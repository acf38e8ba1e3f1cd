import { apply, command, type Feature } from '../../core/feature.ts';
import { chooseSlipPrinter, setUp } from './rules.ts';
import { applySetUp, applySlipPrinter } from './tables.ts';

/** Who this shop is: its number, names, currency, time zone, in-store codes, and the printer that takes the slips. */
export const shop: Feature = {
  name: 'shop',
  tables: ['shop'],
  commands: [
    command('shop.set-up', () => null, setUp),
    command('shop.choose-slip-printer', () => null, chooseSlipPrinter),
  ],
  applies: [apply('shop.set-up', applySetUp), apply('shop.slip-printer-chosen', applySlipPrinter)],
  reactions: [],
};
