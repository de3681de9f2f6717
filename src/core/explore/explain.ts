/** Why, and why not: what stands behind one pattern, layer, product, rule, question or named condition. */
import type { Catalogue } from '../catalogue.js';
import type { Facts } from '../model.js';
import { type AdviceAtHand, adviceAtHand } from './at-hand.js';
import { explainLayer, explainPattern, explainProvider } from './explain-advice.js';
import { explainQuestion, explainRule, explainSignal } from './explain-rules.js';
import type { Explanation, Topic } from './explanation.js';

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
    case 'signal':
      return explainSignal(at, topic.id);
    default:
      return topic.kind satisfies never;
  }
}
