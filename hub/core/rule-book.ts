import type { CommandRule, EventRule, Feature, Reaction } from './feature.ts';

/** All features, indexed by what they answer to. */
export interface RuleBook {
  readonly features: readonly Feature[];
  readonly commands: ReadonlyMap<string, CommandRule>;
  readonly applies: ReadonlyMap<string, readonly EventRule<void>[]>;
  readonly reactions: ReadonlyMap<string, readonly Reaction[]>;
}

/**
 * Indexes the features once, at start.
 * @throws when two features claim one command or one table: that is a mistake of ours, never of a shop
 */
export function ruleBook(features: readonly Feature[]): RuleBook {
  const commands = new Map<string, CommandRule>();
  const tables = new Set<string>();
  for (const feature of features) {
    for (const rule of feature.commands) {
      if (commands.has(rule.type)) throw new Error(`two features answer to ${rule.type}`);
      commands.set(rule.type, rule);
    }
    for (const table of feature.tables) {
      if (tables.has(table)) throw new Error(`two features write ${table}`);
      tables.add(table);
    }
  }
  return {
    features,
    commands,
    applies: grouped(features.flatMap((f) => f.applies)),
    reactions: grouped(features.flatMap((f) => f.reactions)),
  };
}

function grouped<T extends { readonly type: string }>(rules: readonly T[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const rule of rules) {
    const known = map.get(rule.type);
    if (known) known.push(rule);
    else map.set(rule.type, [rule]);
  }
  return map;
}
