/** What is known in each stratum under the advice: the answers, then the pattern as well, then the advice on every layer. */
import type { Catalogue } from './catalogue.js';
import { type Situation, situationOf } from './condition.js';
import { notNeeded } from './decision.js';
import type { Answer, Facts } from './model.js';
import type { Recommendation } from './recommendation.js';

/** A situation for each stratum that rules act in. */
export type Situations = Readonly<Record<'pattern' | 'layer' | 'speech', Situation>>;

/** The situations in which a recommendation was made. */
export function situationsOf(
  catalogue: Catalogue,
  facts: Facts,
  { pattern, layers }: Pick<Recommendation, 'pattern' | 'layers'>,
): Situations {
  const withPattern = new Map<string, Answer>(facts);
  if (pattern.pick !== null) withPattern.set('advice.pattern', pattern.pick);
  const withLayers = new Map(withPattern);
  for (const [id, { status, kind, approach, pick }] of Object.entries(layers)) {
    const parts = { kind, approach, provider: pick };
    for (const [part, value] of Object.entries(parts)) {
      if (value !== null) withLayers.set(`advice.${id}.${part}`, value);
      else if (status === 'not-needed') withLayers.set(`advice.${id}.${part}`, notNeeded);
    }
  }
  const known = (each: Facts) => situationOf(each, catalogue.signal);
  return { pattern: known(facts), layer: known(withPattern), speech: known(withLayers) };
}
