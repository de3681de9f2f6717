/**
 * Where a change comes from. One fixed path leads from the decision to today, one cause a step: the catalogue, vendors'
 * notices, answers, what runs, the calendar (DESIGN.md section 3). Each step's change is its cause, so that together the
 * steps explain everything, and nothing twice.
 */

import type { Catalogue } from '../catalogue.js';
import type { Decision, Ground } from '../decision.js';
import type { AttributionStep, Cause, Observed } from '../finding.js';
import { isAsBad, type Severity } from '../model.js';
import { distinct } from '../order.js';
import { type Advised, advisedIn } from './advised.js';
import { observe } from './observe.js';
import { type JudgedState, judgeState, type State } from './state.js';

/** One stop of the path: what was found there, and what was advised. */
interface Stop {
  readonly cause: Cause | null;
  readonly found: ReadonlyMap<string, Severity>;
  readonly advised: Advised;
}

/** The path of a profile, walked. */
export interface Walked {
  /** What is found today. */
  readonly found: readonly Observed[];
  readonly steps: readonly AttributionStep[];
  readonly causeOf: (found: Observed) => Cause;
}

/** Walks from what somebody decided to what a profile says today. Steps on which nothing changed cost nothing. */
export function walk(catalogue: Catalogue, decision: Decision, ground: Ground, today: string): Walked {
  const start = pinned(decision);
  const path = pathOf(catalogue, decision, ground, today);
  const stops: Stop[] = [];
  let judged: JudgedState | null = null;
  let found: Observed[] = [];
  for (const { cause, state } of path) {
    judged = judgeState(state, decision.pattern.chosen, judged);
    found = observe(judged, decision);
    stops.push({ cause, found: bySeverity(found), advised: advisedIn(judged) });
  }
  const [first] = stops;
  const isTold = first !== undefined && !isNothing(stepBetween(start, first, 'answers'));
  const whole = [start, ...(isTold ? beforeStep(path[0]?.state, decision, judged) : []), ...stops];
  return { found, steps: stepsOf(whole), causeOf: (each) => causeOf(each, whole) };
}

/**
 * What the decision holds by itself, so that the first step is not blamed for it: a hard rule that was broken from the
 * start, or what somebody edited by hand. Nothing where the first step stands on the decision's own ground and day.
 */
function beforeStep(first: State | undefined, decision: Decision, last: JudgedState | null): Stop[] {
  if (first === undefined || isOwnGround(first, decision)) return [];
  const judged = judgeState({ ...first, ground: decision.ground, today: decision.on }, decision.pattern.chosen, last);
  return [{ cause: 'answers', found: bySeverity(observe(judged, decision)), advised: advisedIn(judged) }];
}

function isOwnGround({ ground, today }: State, decision: Decision): boolean {
  const parts = ['facts', 'stack', 'vendorEvents'] as const;
  return today === decision.on && parts.every((part) => ground[part] === decision.ground[part]);
}

/** The states after the decision, each different from the one before it; the last one is today's. */
function pathOf(
  catalogue: Catalogue,
  decision: Decision,
  ground: Ground,
  today: string,
): { readonly cause: Cause; readonly state: State }[] {
  const { rulesDigest, factsDigest } = catalogue.data;
  const path: { cause: Cause; state: State }[] = [];
  let state: State = { catalogue, ground: decision.ground, today: decision.on };
  const step = (cause: Cause, isChange: boolean, change: Partial<State>) => {
    state = { ...state, ...change };
    if (isChange) path.push({ cause, state });
  };
  step(
    decision.rules === rulesDigest ? 'facts' : 'rules',
    decision.rules !== rulesDigest || decision.facts !== factsDigest,
    {},
  );
  const then = decision.ground;
  step('vendor', then.vendorEvents !== ground.vendorEvents, {
    ground: { ...state.ground, vendorEvents: ground.vendorEvents },
  });
  step('answers', then.facts !== ground.facts, { ground: { ...state.ground, facts: ground.facts } });
  step('stack', then.stack !== ground.stack, { ground });
  step('calendar', today !== decision.on, { today });
  // A decision that was edited by hand may hold what nothing on the path explains: it is looked at all the same.
  if (path.length === 0) path.push({ cause: 'answers', state });
  return path;
}

/** What the decision itself tells: what was known, and what was advised. */
function pinned(decision: Decision): Stop {
  const layers = [...decision.layers].map(([layer, { advised }]) => [layer, advised] as const);
  return {
    cause: null,
    found: new Map(decision.known.map(({ finding, severity }) => [finding, severity])),
    advised: { pattern: decision.pattern.advised, layers: new Map(layers) },
  };
}

function bySeverity(found: readonly Observed[]): Map<string, Severity> {
  return new Map(found.map(({ id, severity }) => [id, severity]));
}

/** Whether a finding stands at a stop, at least as bad. */
function standsAt({ found }: Stop, { id, severity }: Observed): boolean {
  return isAtLeast(found.get(id), severity);
}

function isAtLeast(there: Severity | undefined, severity: Severity): boolean {
  return there !== undefined && isAsBad(there, severity);
}

/** The step on which a finding came to stay; of one that was known, the step on which it became so bad. */
function causeOf(each: Observed, stops: readonly Stop[]): Cause {
  const wasKnown = stops[0]?.found.has(each.id) ?? false;
  let since: Stop | null = null;
  for (const stop of stops) {
    if (!(wasKnown ? standsAt(stop, each) : stop.found.has(each.id))) since = null;
    else since ??= stop;
  }
  // Known from the start, and told all the same: the decision itself holds it.
  return since?.cause ?? 'answers';
}

function stepsOf(stops: readonly Stop[]): AttributionStep[] {
  return stops.slice(1).flatMap((stop, index) => {
    const before = stops[index];
    if (before === undefined || stop.cause === null) return [];
    const step = stepBetween(before, stop, stop.cause);
    return isNothing(step) ? [] : [step];
  });
}

function isNothing({ pattern, layers, appeared, gone }: AttributionStep): boolean {
  return pattern === null && Object.keys(layers).length + appeared.length + gone.length === 0;
}

function stepBetween(before: Stop, after: Stop, cause: Cause): AttributionStep {
  const layers: Record<string, { from: string | null; to: string | null }> = {};
  for (const layer of distinct([...before.advised.layers.keys(), ...after.advised.layers.keys()])) {
    const [from = null, to = null] = [before.advised.layers.get(layer), after.advised.layers.get(layer)];
    if (from !== to) layers[layer] = { from, to };
  }
  const [from, to] = [before.advised.pattern, after.advised.pattern];
  return {
    cause,
    pattern: from === to ? null : { from, to },
    layers,
    // What got worse counts as new: that is how what was known comes to be told.
    appeared: [...after.found].filter(([id, severity]) => !isAtLeast(before.found.get(id), severity)).map(([id]) => id),
    gone: [...before.found.keys()].filter((id) => !after.found.has(id)),
  };
}
