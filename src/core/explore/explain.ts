/** Why, and why not: what stands behind one pattern, layer, product, rule or question of a recommendation. */
import { hasEnoughAnswers } from '../advise.js';
import type { Catalogue } from '../catalogue.js';
import type { Facts } from '../model.js';
import { reachVerdict } from '../verdict.js';
import { adviceAtHand } from './at-hand.js';
import { explainLayer, explainPattern, explainProvider } from './explain-advice.js';
import { explainQuestion, explainRule } from './explain-rules.js';
import { type Explanation, type Topic, type TopicKind, topics } from './explanation.js';

/** Everything that an id could mean, in the order in which it is looked for: some ids are a layer and a question too. */
export function topicsOf(catalogue: Catalogue, id: string): Topic[] {
  const found: Readonly<Record<TopicKind, boolean>> = {
    pattern: catalogue.pattern.has(id),
    layer: catalogue.layer.has(id),
    provider: catalogue.provider.has(id),
    rule: catalogue.data.rules.some((rule) => rule.id === id),
    question: catalogue.question.has(id),
  };
  return topics.filter((kind) => found[kind]).map((kind) => ({ kind, id }));
}

/** Explains one topic of the recommendation for these facts, on a day. The topic must exist (see `topicsOf`). */
export function explain(catalogue: Catalogue, facts: Facts, topic: Topic, today: string): Explanation {
  const at = adviceAtHand(catalogue, facts, today);
  switch (topic.kind) {
    case 'pattern':
      return explainPattern(at, topic.id);
    case 'layer':
      return explainLayer(at, topic.id);
    case 'provider':
      return explainProvider(at, topic.id);
    case 'rule':
      return explainRule(at, topic.id);
    case 'question':
      return explainQuestion(at, topic.id);
    default:
      return topic.kind satisfies never;
  }
}

/** The pattern that is picked for these facts; null when none is. */
export function pickedPattern(catalogue: Catalogue, facts: Facts): string | null {
  if (!hasEnoughAnswers(catalogue, facts)) return null;
  return reachVerdict(catalogue, facts).pick?.pattern.id ?? null;
}
