/** What could still be said besides the verdict: warnings, steps, controls and surfaces that wait for an answer. */
import type { Catalogue } from '../catalogue.js';
import { decidedBy, judge } from '../condition.js';
import type { Condition, Facts, Question, Surface } from '../model.js';
import { byText } from '../order.js';
import { unansweredQuestions } from '../questionnaire.js';
import type { Recommendation } from '../recommendation.js';
import { situationsOf } from '../situations.js';
import { isSaid } from '../speech.js';

/** A question that could add something, and the rules, limits or surfaces that wait for it. */
export interface SpeakingQuestion {
  readonly question: Question;
  readonly rules: readonly string[];
}

/**
 * The questions that are left and could add a warning, a step, a control or a surface (a web app that has to run somewhere)
 * to a recommendation, in the order of asking.
 * `passed` are those answered with "I don't know". Meant for a verdict that nothing can change any more: what is said
 * under another one is not looked at.
 */
export function speakingQuestions(
  catalogue: Catalogue,
  facts: Facts,
  passed: ReadonlySet<string>,
  recommendation: Recommendation,
): SpeakingQuestion[] {
  const left = unansweredQuestions(catalogue, { mode: 'full', answers: facts, passed });
  const open = new Set(left.map(({ id }) => id));
  const waiting = new Map<string, Set<string>>(left.map(({ id }) => [id, new Set()]));
  const { layer: under, speech } = situationsOf(catalogue, facts, recommendation);
  for (const { id, when } of surfacesUnder(catalogue, recommendation))
    if (judge(when, under) === 'unknown')
      for (const { fact } of decidedBy(when, under)) waiting.get(fact)?.add(`surface/${id}`);
  const chosen = recommendation.pattern.pick !== null;
  for (const { id, when, effects } of catalogue.rules.speech) {
    if (judge(when, speech) === 'yes' || !effects.some((effect) => isSaid(effect, chosen))) continue;
    const asked = whetherAnswered(when, open);
    if (judge(asked, speech) !== 'unknown') continue;
    for (const { fact } of decidedBy(asked, speech)) waiting.get(fact)?.add(id);
  }
  for (const { fact, provider } of limitsUnder(catalogue, recommendation)) waiting.get(fact)?.add(`limit/${provider}`);
  return left.flatMap((question) => {
    const rules = [...(waiting.get(question.id) ?? [])].sort(byText);
    return rules.length === 0 ? [] : [{ question, rules }];
  });
}

/** "Is it answered" is no today, but not for good: of open questions it counts as unknown. */
function whetherAnswered(condition: Condition, open: ReadonlySet<string>): Condition {
  switch (condition.kind) {
    case 'fact':
      return condition.test.op === 'answered' && open.has(condition.fact)
        ? { ...condition, test: { op: 'is', value: true } }
        : condition;
    case 'not':
      return { ...condition, of: whetherAnswered(condition.of, open) };
    case 'all':
    case 'any':
    case 'count':
      return { ...condition, of: condition.of.map((part) => whetherAnswered(part, open)) };
    default:
      return condition;
  }
}

/** The surfaces of what was picked, such as the web app: whether there is one may still be open. */
function surfacesUnder(catalogue: Catalogue, { layers }: Recommendation): readonly Surface[] {
  return catalogue.layers.flatMap(({ id, surfaces }) => (layers[id]?.pick ? surfaces : []));
}

/** The limits of what was picked, each with the question that they are counted in. */
function limitsUnder(
  catalogue: Catalogue,
  { layers }: Recommendation,
): { readonly fact: string; readonly provider: string }[] {
  return Object.entries(layers).flatMap(([layer, { pick, approach }]) => {
    // A vendor's limits do not bind what you run yourself.
    if (pick === null || approach === 'self-hosted') return [];
    const limits = catalogue.provider.get(pick)?.limits ?? [];
    return limits
      .filter(({ fact }) => catalogue.question.get(fact)?.stresses.includes(layer))
      .map(({ fact }) => ({ fact, provider: pick }));
  });
}
