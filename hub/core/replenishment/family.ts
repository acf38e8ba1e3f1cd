import type Type from 'typebox';
import { Value } from 'typebox/value';

/** One thing wrong with a question; `field` is a path such as `d/3`, or empty for the whole input. */
export interface Fault {
  readonly field: string;
  readonly message: string;
}

/** The answer to a planning question: the numbers, or everything that is wrong with the question, at once. */
export type Answer =
  | { readonly ok: true; readonly result: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problem: { readonly title: string; readonly faults: readonly Fault[] } };

/** A kind of question: what it takes, and how it is answered. */
export interface Family {
  /** JSON Schema of the input, for help pages and validation alike. */
  readonly schema: Type.TSchema;
  ask(input: unknown): Answer;
}

/**
 * Binds a schema to its solver. The solver sees only valid input and returns the numbers, or faults that a schema cannot
 * say (lists of different length, no solution).
 */
export function family<S extends Type.TSchema>(
  schema: S,
  solve: (input: Type.Static<S>) => Readonly<Record<string, unknown>> | readonly Fault[],
): Family {
  return {
    schema,
    ask(input) {
      if (!Value.Check(schema, input)) return refuse(faultsOf(schema, input));
      const solved = solve(input);
      if (Array.isArray(solved)) return refuse(solved);
      // Costs twenty digits apart leave nothing between 0 and infinity; that is no answer to act on.
      if (!finite(solved)) return refuse(fault('', 'the numbers are too far apart to be answered'));
      return { ok: true, result: solved as Readonly<Record<string, unknown>> };
    },
  };
}

/** A refusal with its faults. */
export function refuse(faults: readonly Fault[]): Answer {
  const title = faults.map(({ field, message }) => (field === '' ? message : `${field} ${message}`)).join('; ');
  return { ok: false, problem: { title, faults } };
}

/** A single fault, for solvers. */
export function fault(field: string, message: string): readonly Fault[] {
  return [{ field, message }];
}

function finite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(finite);
}

function faultsOf(schema: Type.TSchema, input: unknown): Fault[] {
  const faults = new Map<string, Fault>();
  for (const error of Value.Errors(schema, input)) {
    const field = error.instancePath.slice(1);
    const found: Fault[] = [];
    switch (error.keyword) {
      case 'required':
        for (const name of error.params.requiredProperties)
          found.push({ field: join(field, name), message: 'is missing' });
        break;
      case 'additionalProperties':
        for (const name of error.params.additionalProperties) {
          found.push({ field: join(field, name), message: 'is not known here' });
        }
        break;
      case 'boolean':
        // Said again, with the name, by `additionalProperties`.
        break;
      case 'type':
        found.push({
          field,
          message: String(error.params.type) === 'number' ? 'must be a finite number' : error.message,
        });
        break;
      default:
        found.push({ field, message: error.message });
    }
    for (const one of found) faults.set(`${one.field} ${one.message}`, one);
  }
  return [...faults.values()];
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}
