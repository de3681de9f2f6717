/** Advice in short: the pattern and each layer's pick, for comparing one state or project with another. */
import { hasEnoughAnswers, withAdvice } from '../advise.js';
import type { Catalogue } from '../catalogue.js';
import { situationOf } from '../condition.js';
import type { Ground } from '../decision.js';
import { by } from '../order.js';
import type { Recommendation } from '../recommendation.js';
import { speechOf } from '../speech.js';
import { outlineOf } from '../stack.js';
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

/** What the advice says beside the picks. */
export interface Beside extends Pick<Recommendation, 'vendors' | 'risks' | 'plan' | 'controls'> {
  /** By surface (the web app, say) what runs it. */
  readonly surfaces: ReadonlyMap<string, string>;
}

const nothingBeside: Beside = { vendors: [], risks: [], plan: [], controls: [], surfaces: new Map() };

/** The same with what stands beside the picks, but without alternatives, reasons and open questions, which take longest. */
export function adviceInFull(catalogue: Catalogue, ground: Ground): Advised & Beside {
  const { facts } = ground;
  if (!hasEnoughAnswers(catalogue, facts)) return { pattern: null, layers: new Map(), ...nothingBeside };
  const state = judgeState({ catalogue, ground, today: '' }, null);
  const { noticed, picked, solved } = state;
  const layers = (solved?.layers ?? picked.failed?.layers ?? []).map((each) => {
    const pick = solved?.solution?.picks.get(each.layer.id)?.what;
    return pick ? { ...each, pick } : each;
  });
  // In the order in which `advise` speaks of them.
  const covered = layers.filter((each) => 'pick' in each).sort(by((each) => each.layer.id));
  const situation = situationOf(withAdvice(facts, picked.pick, layers), catalogue.signal);
  const { vendors, surfaces } = (solved && outlineOf(noticed, solved)) ?? nothingBeside;
  return { ...advisedIn(state), vendors, surfaces, ...speechOf(noticed, situation, covered, picked.pick !== null) };
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
