/** Advice in short: the pattern and each layer's pick, for comparing one state or project with another. */
import { hasEnoughAnswers } from './advise.js';
import type { Catalogue } from './catalogue.js';
import type { Ground } from './decision.js';
import type { Recommendation } from './recommendation.js';
import { type JudgedState, judgeState } from './state.js';

/** The pattern, and each layer under the chosen pattern; null: none, or not needed. */
export interface Advised {
  readonly pattern: string | null;
  readonly layers: ReadonlyMap<string, string | null>;
}

/** What the engine advises in a state, in the words of a decision. */
export function advisedIn({ picked, solved }: JudgedState): Advised {
  const layers = (solved?.layers ?? []).map(({ layer, needed }) => {
    const pick = solved?.solution?.picks.get(layer.id)?.what.offering.provider ?? null;
    return [layer.id, needed === 'no' ? 'not-needed' : pick] as const;
  });
  return { pattern: picked.pick?.pattern.id ?? null, layers: new Map(layers) };
}

/** What is advised on the ground of a profile: the pattern and, under it, each layer. */
export function adviceOn(catalogue: Catalogue, ground: Ground): Advised {
  if (!hasEnoughAnswers(catalogue, ground.facts)) return { pattern: null, layers: new Map() };
  return advisedIn(judgeState({ catalogue, ground, today: '' }, null));
}

/** The same from a recommendation that was made already. */
export function advisedBy({ pattern, layers }: Recommendation): Advised {
  const picks = Object.entries(layers).map(
    ([layer, { status, pick }]) => [layer, status === 'not-needed' ? 'not-needed' : pick] as const,
  );
  // Layers of a pattern that failed are told in a recommendation, but nothing is advised for them.
  return { pattern: pattern.pick, layers: new Map(pattern.pick === null ? [] : picks) };
}

/** What the advice says of the pattern or a layer, in one word. */
export function itemOf({ pattern, layers }: Advised, layer: string | null): string | null {
  return layer === null ? pattern : (layers.get(layer) ?? null);
}

/** The pattern and the layers of which two pieces of advice say different things. */
export function changedItems(catalogue: Catalogue, before: Advised, after: Advised) {
  return [null, ...catalogue.layers.map(({ id }) => id)]
    .map((layer) => ({ layer, before: itemOf(before, layer), after: itemOf(after, layer) }))
    .filter((each) => each.before !== each.after);
}
