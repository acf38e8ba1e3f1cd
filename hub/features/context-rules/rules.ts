import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { ContextRule, Truth } from '../../contract/context-rules.ts';
import { evaluate, type World } from '../../core/conditions/evaluate.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

export function set(_facts: null, body: BodyOf<'context-rules.set'>): Decision {
  return [happened('context-rules.set', body)];
}

export interface RuleFact {
  readonly details: ContextRule;
  readonly truth: Truth;
}
const missing = refuse('context-rule-missing', 'There is no such rule.');

export function remove(rule: RuleFact | undefined, body: BodyOf<'context-rules.remove'>): Decision {
  return rule ? [happened('context-rules.removed', body)] : missing;
}

export interface JudgeFacts {
  readonly rule: RuleFact | undefined;
  readonly world: World;
}

/** Only a change is worth an entry: what became true calls for its task, and the reasons go along. */
export function judge({ rule, world }: JudgeFacts, body: BodyOf<'context-rules.judge'>, moment: Moment): Decision {
  if (!rule) return missing;
  const { truth, because } = evaluate(rule.details.when, world);
  if (truth === rule.truth) return [];
  const { nameZh, nameEn, task } = rule.details;
  const dueAt = task.dueMinutes === undefined ? {} : { dueAt: moment.now + task.dueMinutes * 60_000 };
  const wanted = truth === 'true' ? { task: { ...task, ...dueAt, nameZh, nameEn } } : {};
  return [happened('context-rules.judged', { rule: body.rule, truth, because: [...because], ...wanted })];
}

/** One open task for a rule, however often its circumstances come and go. */
export function onJudged({ rule, task, because }: Events['context-rules.judged']): readonly Wish[] {
  if (!task) return [];
  const { dueMinutes: _minutes, nameZh, nameEn, titleZh = nameZh, titleEn = nameEn, ...wanted } = task;
  const why = {
    zh: because
      .map(({ zh }) => zh)
      .join('；')
      .slice(0, 300),
    en: because
      .map(({ en }) => en)
      .join('; ')
      .slice(0, 300),
  };
  return [wish('tasks.open', { ...wanted, subject: `rule:${rule}`, titleZh, titleEn, why })];
}
