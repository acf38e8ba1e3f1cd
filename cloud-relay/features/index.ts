import type { Feature } from '../feature.ts';
import { days } from './days/index.ts';
import { identities } from './identities/index.ts';
import { instructions } from './instructions/index.ts';
import { repairs } from './repairs/index.ts';
import { sales } from './sales/index.ts';
import { stock } from './stock/index.ts';
import { stores } from './stores/index.ts';
import { tasks } from './tasks/index.ts';

/** Everything HQ makes of what stores send. */
export const features: readonly Feature[] = [stores, stock, tasks, sales, instructions, identities, repairs, days];
