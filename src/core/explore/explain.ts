/** Why, and why not: what stands behind one pattern, layer, product, rule or question of a recommendation. */
import type { Catalogue } from '../catalogue.js';
import type { Facts } from '../model.js';
import { type AdviceAtHand, adviceAtHand } from './at-hand.js';
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

/**
 * Explains one topic of the recommendation for these facts, on a day. The topic must exist (see `topicsOf`); null asks
 * for the pattern that is picked, and where none is, for the reason.
 */
export function explain(catalogue: Catalogue, facts: Facts, topic: Topic | null, today: string): Explanation {
  const at = adviceAtHand(catalogue, facts, today);
  return topic === null ? explainPick(at) : explainTopic(at, topic);
}

function explainPick(at: AdviceAtHand): Explanation {
  if (at.noAdvice !== null) return { about: 'advice', noAdvice: at.noAdvice };
  return explainPattern(at, at.verdict.pick?.pattern.id ?? '');
}

function explainTopic(at: AdviceAtHand, topic: Topic): Explanation {
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
