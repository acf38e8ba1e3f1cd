import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** Templates of orders: set meals and usual baskets, put on an order by one scan or one key. */
export const baskets: Feature = {
  name: 'baskets',
  tables: ['basket'],
  commands: [
    command('baskets.set', tables.setFacts, rules.set),
    command('baskets.remove', tables.oneBasket, rules.remove),
    command('baskets.put', tables.oneBasket, rules.put),
  ],
  applies: [apply('baskets.set', tables.applySet), apply('baskets.removed', tables.applyRemoved)],
  reactions: [when('baskets.put', rules.onPut), when('devices.reading-taken', rules.onReading)],
};
