/** A state of a profile, judged: what `check` compares along its path from the decision to today. */
import { hasEnoughAnswers } from '../advise.js';
import type { Catalogue } from '../catalogue.js';
import type { Ground } from '../decision.js';
import type { Pattern } from '../model.js';
import type { SolvedStack } from '../stack.js';
import { type PickedPattern, pickPattern } from '../verdict.js';
import { withVendorEvents } from './in-place.js';

/** A state of a profile: what it says, and the day. */
export interface State {
  /** Without vendors' notices; they are in the ground. */
  readonly catalogue: Catalogue;
  readonly ground: Ground;
  readonly today: string;
}

/** A state, judged by the engine once for all that is asked of it. */
export interface JudgedState extends State {
  readonly noticed: Catalogue;
  readonly picked: PickedPattern;
  /** The chosen pattern, else the one that is advised; null when nobody chose and none can be had. */
  readonly pattern: Pattern | null;
  /** The layers under that pattern. */
  readonly solved: SolvedStack | null;
}

/**
 * Judges a state under the chosen pattern; null: nobody chose. Judgements of an earlier state under the same pattern are
 * used again where the engine would see the same.
 */
export function judgeState(state: State, chosen: string | null, earlier: JudgedState | null = null): JudgedState {
  const { catalogue, ground } = state;
  if (
    earlier?.catalogue === catalogue &&
    earlier.ground.facts === ground.facts &&
    earlier.ground.vendorEvents === ground.vendorEvents
  )
    return { ...earlier, ...state };
  const noticed = withVendorEvents(catalogue, ground.vendorEvents);
  const best = pickPattern(noticed, ground.facts);
  // As `advise` does: on too few answers no pattern is advised, however the points stand.
  const picked = hasEnoughAnswers(catalogue, ground.facts) ? best : { ...best, pick: null };
  const pattern = catalogue.pattern.get(chosen ?? '') ?? best.pick?.pattern ?? null;
  return { ...state, noticed, picked, pattern, solved: pattern && picked.solved(pattern) };
}
