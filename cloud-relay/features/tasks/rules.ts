import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { Poison } from '../../feature.ts';

const Told = Type.Object({
  task: Type.String({ minLength: 1, maxLength: 200 }),
  number: Type.Optional(Type.Integer()),
  gtin: Type.Optional(Type.String({ maxLength: 20 })),
  quantity: Type.Optional(Type.Integer({ minimum: 0 })),
  staff: Type.Optional(Type.String({ maxLength: 40 })),
  assignee: Type.Optional(Type.String({ maxLength: 40 })),
});
const told = Compile(Told);

/** What one entry says of a task; what it does not speak of is absent. `staff: null` means nobody any more. */
export interface TaskWord {
  task: string;
  opened?: { number: number; gtin: string; at: number };
  quantity?: number;
  state?: 'needs-action' | 'in-process' | 'completed' | 'cancelled';
  staff?: string | null;
}

const stateAfter: Readonly<Record<string, TaskWord['state']>> = {
  'tasks.opened': 'needs-action',
  'tasks.claimed': 'in-process',
  'tasks.resumed': 'in-process',
  'tasks.released': 'needs-action',
  'tasks.submitted': 'in-process',
  'tasks.completed': 'completed',
  'tasks.withdrawn': 'cancelled',
};

/** Reads a `tasks.*` entry in RFC 8984 words. */
export function wordOf(type: string, data: unknown, at: number): TaskWord {
  if (!told.Check(data)) throw new Poison(`${type} does not say which task, or says it wrongly`);
  const { task, number, gtin, quantity } = data;
  const word: TaskWord = { task };
  if (type === 'tasks.opened') {
    if (number === undefined) throw new Poison('tasks.opened lacks its number');
    // Work need not be about an item.
    word.opened = { number, gtin: gtin ?? '', at };
  }
  const state = stateAfter[type];
  if (state !== undefined) word.state = state;
  if (quantity !== undefined && type !== 'tasks.moved-set') word.quantity = quantity;
  const staff = type === 'tasks.corrected' ? undefined : (data.staff ?? data.assignee);
  if (staff !== undefined) word.staff = staff;
  else if (type === 'tasks.released') word.staff = null;
  return word;
}
