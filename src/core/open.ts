/** What is not known and could still matter: unanswered questions, the rules that wait for them, and where they could lead. */
import type { Catalogue } from './catalogue.js';
import { decidedBy, factsRead, judge, type Situation, situationOf } from './condition.js';
import { withFact } from './facts.js';
import type { Answer, Condition, Facts, Question, Rule } from './model.js';
import { byText, distinct } from './order.js';
import { judgePatterns } from './pattern.js';
import { pointsOf } from './reason.js';
import type { OpenQuestion } from './recommendation.js';
import type { Verdict } from './verdict.js';

/** The open questions, the ones most likely to change the pattern first. Questions that need not be asked are left out. */
export function openQuestions(
  catalogue: Catalogue,
  facts: Facts,
  verdict: Verdict,
  layersIn: Situation,
): OpenQuestion[] {
  const waiting = new Map<string, { rules: Rule[]; layers: Set<string> }>();
  const note = (condition: Condition, situation: Situation, rule: Rule | null, layer: string | null) => {
    for (const { fact } of decidedBy(condition, situation)) {
      if (facts.has(fact) || !isAskable(catalogue.question.get(fact), verdict.situation)) continue;
      const entry = waiting.get(fact) ?? { rules: [], layers: new Set() };
      if (rule && !entry.rules.includes(rule)) entry.rules.push(rule);
      if (layer) entry.layers.add(layer);
      waiting.set(fact, entry);
    }
  };
  for (const rule of catalogue.rules.pattern)
    if (judge(rule.when, verdict.situation) === 'unknown') note(rule.when, verdict.situation, rule, null);
  for (const pattern of catalogue.patterns)
    if (pattern.unless && judge(pattern.unless.when, verdict.situation) === 'unknown')
      note(pattern.unless.when, verdict.situation, null, null);
  for (const rule of catalogue.rules.layer)
    if (judge(rule.when, layersIn) === 'unknown') note(rule.when, layersIn, rule, null);
  for (const layer of catalogue.layers)
    if (judge(layer.needed, layersIn) === 'unknown') note(layer.needed, layersIn, null, layer.id);
  const found = [...waiting].map(([question, { rules, layers }]) => ({
    question,
    rules: [...rules.map((rule) => rule.id), ...[...layers].map((layer) => `needed/${layer}`)].sort(byText),
    hard: rules.some((rule) => rule.effects.some((effect) => effect.kind === 'require' || effect.kind === 'exclude')),
    couldBecome: couldBecome(catalogue, facts, question, verdict),
    weight: rules.reduce((total, rule) => total + Math.max(...rule.effects.map((each) => Math.abs(pointsOf(each)))), 0),
  }));
  found.sort(
    (a, b) =>
      b.couldBecome.length - a.couldBecome.length ||
      Number(b.hard) - Number(a.hard) ||
      b.weight - a.weight ||
      (catalogue.question.get(a.question)?.order ?? 0) - (catalogue.question.get(b.question)?.order ?? 0),
  );
  return found.map(({ question, rules, hard, couldBecome }) => ({ question, rules, hard, couldBecome }));
}

/** Whether a question can be asked here: it exists and its condition is not no. */
function isAskable(question: Question | undefined, situation: Situation): boolean {
  return question !== undefined && (question.askWhen === null || judge(question.askWhen, situation) !== 'no');
}

/** The other patterns that one answer to this question alone would put first. */
function couldBecome(catalogue: Catalogue, facts: Facts, question: string, verdict: Verdict): string[] {
  const now = verdict.pick?.pattern.id;
  const found = answersThatMatter(catalogue, question).map((answer) => {
    const situation = situationOf(withFact(facts, question, answer), catalogue.signal);
    const [first] = judgePatterns(catalogue, situation, verdict.impossible);
    return first && first.tier !== 'excluded' ? first.pattern.id : undefined;
  });
  return distinct(found.filter((id): id is string => id !== undefined && id !== now)).sort(byText);
}

/** One answer of each class that pattern rules can tell apart: every option, or a number on either side of each threshold. */
export function answersThatMatter(catalogue: Catalogue, id: string): Answer[] {
  const question = catalogue.question.get(id);
  const conditions = [
    ...catalogue.rules.pattern.map((rule) => rule.when),
    ...catalogue.patterns.flatMap((pattern) => (pattern.unless ? [pattern.unless.when] : [])),
  ].filter((condition) => factsRead(condition, catalogue.signal).has(id));
  if (question === undefined || conditions.length === 0) return [];
  switch (question.type) {
    case 'choice':
      return question.options.map((option) => option.id);
    case 'yes-no':
      return [true, false];
    case 'multi':
      return [[], ...question.options.map((option) => [option.id]), question.options.map((option) => option.id)];
    case 'number':
      return numbersAround(conditions, id, catalogue).filter((each) => each >= question.atLeast);
    default:
      return question satisfies never;
  }
}

function numbersAround(conditions: readonly Condition[], id: string, catalogue: Catalogue): number[] {
  const found = new Set<number>();
  const add = (value: number | string) => {
    if (typeof value === 'number') for (const each of [value - 1, value, value + 1]) found.add(each);
  };
  const visit = (condition: Condition): void => {
    if (condition.kind === 'signal') {
      const signal = catalogue.signal.get(condition.signal);
      if (signal) visit(signal.when);
    } else if (condition.kind === 'not') visit(condition.of);
    else if (condition.kind === 'fact') {
      const { test } = condition;
      if (condition.fact !== id) return;
      if (test.op === 'at-least' || test.op === 'at-most') add(test.value);
      if (test.op === 'between') for (const value of [test.from, test.to]) add(value);
      if (test.op === 'is' || test.op === 'is-not') add(Number(test.value));
    } else if ('of' in condition) for (const part of condition.of) visit(part);
  };
  for (const condition of conditions) visit(condition);
  return [...found].sort((a, b) => a - b);
}
