import { readFileSync } from 'node:fs';
import { answer, familySchema } from '../core/replenishment/plan.ts';
import { both, CannotDo, type Io, json, line } from './io.ts';
import { FAMILY_NOTES } from './plan-families.ts';
import { type Question, readQuestions } from './plan-questions.ts';

type Answer = ReturnType<typeof answer>;
type Result = Extract<Answer, { ok: true }>['result'];

/**
 * Answers the planning questions of a file, `-` being the standard input.
 * @returns the exit code: 1 when a question could not be answered, each fault naming its field
 */
export function planCommand(io: Io, file: string, asJson: boolean): number {
  const { list, isOne } = readQuestions(readText(file), file === '-' ? 'the input' : file);
  const answers = list.map((question) => ({ question, told: answer(question.family, question.input) }));
  if (asJson) {
    const bodies = answers.map(({ question, told }) => forPrograms(question, told));
    json(io, isOne ? bodies[0] : { answers: bodies });
  } else for (const { question, told } of answers) forPeople(io, question, told);
  return answers.every(({ told }) => told.ok) ? 0 : 1;
}

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new CannotDo(both(`读不到文件 ${file}。`, `There is no file ${file} that can be read.`));
  }
}

function forPrograms({ id, family }: Question, told: Answer): object {
  const head = id === undefined ? { family } : { id, family };
  return told.ok ? { ...head, result: told.result } : { ...head, problem: told.problem };
}

/** The fields of an item's answer in words; every other name is a symbol of the formulas and stays as it is. */
const WORDS: Readonly<Record<string, string>> = {
  method: '预测方法 method',
  forecast: '未来每日预测 forecast per day',
  daily: '日均 a day',
  dispersion: '离散度 dispersion',
  level: '补货线 level',
  learned_level: '算得补货线 learned level',
  limited_by_shelf: '受货架限制 limited by the shelf',
  order_in_days: '几天后下单 order in (days)',
  arrives_in_days: '几天后到货 arrives in (days)',
  order: '订货量 order',
  fill: '预期满足率 expected fill',
  mean_on_hand: '平均库存 mean on hand',
  cost: '预期成本 expected cost',
  stockout_72h: '72 小时缺货 stock-out in 72 h',
};

function forPeople(io: Io, question: Question, told: Answer): void {
  const name = question.id === undefined ? question.family : `${question.family} (${question.id})`;
  if (!told.ok) {
    io.err(`${both(`${name}：无法回答。`, 'This cannot be answered:')}\n`);
    for (const { field, message } of told.problem.faults) io.err(`  ${field === '' ? '' : `${field}: `}${message}\n`);
    return;
  }
  line(io, name);
  for (const [field, value] of Object.entries(told.result))
    if (field !== 'because') line(io, `  ${padded(WORDS[field] ?? field)}  ${shown(value)}`);
  for (const sentence of because(told.result)) line(io, `  ${sentence}`);
}

function because(result: Result): string[] {
  const why = result.because as { zh: string; en: string } | undefined;
  return why === undefined ? [] : [why.zh, why.en];
}

/** Chinese characters are two columns wide in a terminal. */
function padded(text: string): string {
  const width = [...text].reduce((sum, c) => sum + (/[\u2e80-\uffef]/.test(c) ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(0, 32 - width));
}

/** Six digits are more than anyone orders by; --json gives all of them. */
function shown(value: unknown): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(6)));
  if (Array.isArray(value)) return value.map(shown).join(', ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, each]) => `${name} ${shown(each)}`)
      .join(' · ');
  return String(value);
}

/** Lists what can be asked, each with its input names and a question that can be pasted into a file. */
export function familiesCommand(io: Io, asJson: boolean): void {
  const families = [...FAMILY_NOTES].map(([family, { zh, en, example }]) => {
    return { family, zh, en, ...inputsOf(family), example: { family, input: example } };
  });
  if (asJson) json(io, { families });
  else
    for (const { family, zh, en, needed, optional, example } of families) {
      line(io, `${family}  ${both(zh, en)}`);
      line(io, `  ${[...needed, ...optional.map((name) => `[${name}]`)].join(' ')}`);
      line(io, `  ${JSON.stringify(example)}`);
    }
}

function inputsOf(family: string): { needed: string[]; optional: string[]; schema: object } {
  const schema = (familySchema(family) ?? {}) as { properties?: object; required?: readonly string[] };
  const names = Object.keys(schema.properties ?? {});
  const isNeeded = (name: string): boolean => schema.required?.includes(name) ?? false;
  return { needed: names.filter(isNeeded), optional: names.filter((name) => !isNeeded(name)), schema };
}
