import { both, CannotDo } from './io.ts';

/** One planning question as it was asked; `id` is the asker's own and comes back with the answer. */
export interface Question {
  readonly id?: string | number;
  readonly family: string;
  readonly input: unknown;
}

export interface Questions {
  readonly list: readonly Question[];
  /** Whether the file held one question, which is answered by one answer rather than a list. */
  readonly isOne: boolean;
}

/**
 * Reads a file of questions: one `{ family, input }`, one bare question about an item, a list, or `{ questions: [...] }`.
 * What is wrong inside an input is left to its family, which names the field.
 * @throws {CannotDo} when it is not JSON, or holds no question
 */
export function readQuestions(text: string, file: string): Questions {
  const whole = parsed(text, file);
  const list = Array.isArray(whole) ? whole : isRecord(whole) ? whole.questions : undefined;
  if (list === undefined) return { list: [questionOf(whole, file)], isOne: true };
  if (!Array.isArray(list) || list.length === 0)
    throw new CannotDo(both(`${file} 里没有问题。`, `questions: ${file} must hold a list of at least one question.`));
  return { list: list.map((each, at) => questionOf(each, `${file}, questions/${at}`)), isOne: false };
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CannotDo(both(`${file} 不是 JSON。`, `${file} is not JSON: ${why}.`));
  }
}

function questionOf(asked: unknown, where: string): Question {
  if (!isRecord(asked))
    throw new CannotDo(both(`${where} 不是一个问题。`, `${where}: a question must be an object with named fields.`));
  const { id, family, input, ...rest } = asked;
  const named = typeof id === 'string' || typeof id === 'number' ? { id } : {};
  if (family !== undefined && typeof family !== 'string')
    throw new CannotDo(both(`${where} 的 family 应为文字。`, `${where}: family must be a text.`));
  const body = input === undefined ? rest : input;
  return { ...named, family: family ?? guessed(body), input: body };
}

/** Without a family it is about one item: with a history from its sales, with a mean from the distribution of demand. */
function guessed(input: unknown): string {
  return isRecord(input) && !('history' in input) && 'mean' in input ? 'snQ-level' : 'item';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
