/** Rules split into groups that share no question: what one group does never depends on the answers of another. */
import { factsRead } from '../condition.js';
import type { Condition, Signal } from '../model.js';

/** Something with a condition: a rule, or what a pattern stands or falls with. */
export interface Conditional {
  readonly id: string;
  readonly when: Condition;
}

/** Rules that hang together by the questions that they read. */
export interface RuleGroup {
  /** Sorted; empty for rules that always apply. */
  readonly questions: readonly string[];
  /** In the order given. */
  readonly rules: readonly string[];
}

/** A rule that alone holds a group together, and how many questions the largest part has without it. */
export interface JoiningRule {
  readonly rule: string;
  readonly largestWithout: number;
}

/**
 * The groups, largest first, then by their first question. Method: union-find over questions; a rule joins all that it
 * reads, through signals.
 */
export function groupRules(rules: readonly Conditional[], signals: ReadonlyMap<string, Signal>): RuleGroup[] {
  const parent = new Map<string, string>();
  const rootOf = (question: string): string => {
    let root = question;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    parent.set(question, root);
    return root;
  };
  const read = rules.map(({ id, when }) => ({ id, questions: [...factsRead(when, signals)].sort() }));
  for (const { questions } of read)
    for (const question of questions) parent.set(rootOf(question), rootOf(questions[0] ?? question));
  const groups = new Map<string, { questions: Set<string>; rules: string[] }>();
  for (const { id, questions } of read) {
    const key = questions[0] === undefined ? '' : rootOf(questions[0]);
    const group = groups.get(key) ?? { questions: new Set(), rules: [] };
    groups.set(key, group);
    for (const question of questions) group.questions.add(question);
    group.rules.push(id);
  }
  return [...groups.values()]
    .map((group) => ({ questions: [...group.questions].sort(), rules: group.rules }))
    .sort(
      (a, b) => b.questions.length - a.questions.length || ((a.questions[0] ?? '') < (b.questions[0] ?? '') ? -1 : 1),
    );
}

/** The rules without which a group would fall apart, the one that holds most together first. */
export function joiningRules(
  group: RuleGroup,
  rules: readonly Conditional[],
  signals: ReadonlyMap<string, Signal>,
): JoiningRule[] {
  const own = rules.filter(({ id }) => group.rules.includes(id));
  return own
    .map(({ id }) => {
      const rest = groupRules(
        own.filter((each) => each.id !== id),
        signals,
      );
      return { rule: id, largestWithout: rest[0]?.questions.length ?? 0, parts: rest.length };
    })
    .filter(({ parts }) => parts > 1)
    .map(({ rule, largestWithout }) => ({ rule, largestWithout }))
    .sort((a, b) => a.largestWithout - b.largestWithout || (a.rule < b.rule ? -1 : 1));
}
