/** What can still become of an offering while questions are open. */
import { no, unknown, yes } from '../compiled/columns.js';
import type { CompiledOffering } from '../compiled/compiled-layers.js';
import type { LayerJudge } from '../compiled/fast-layers.js';
import { beyondBudget, openPrice } from '../joint-choice.js';

/** What an offering can be worth when all is answered. */
export interface Hope {
  readonly what: CompiledOffering;
  readonly least: number;
  readonly most: number;
  /** A rule may still exclude it. */
  readonly mayGo: boolean;
}

/** Whether another offering of the layer, sure to be there and in need of nothing, is better by more than a vendor costs. */
export function isHopeless(each: Hope, other: Hope): boolean {
  if (other.mayGo || other.what.offering.needs.length > 0) return false;
  return each.most < other.least - (other.what.offering.vendor === null ? 0 : beyondBudget);
}

/**
 * What an offering can be worth at least and at most, where the layers were judged last; nothing when it is excluded. `live`
 * holds the rules that an open question can still decide.
 */
export function hopeOf(judge: LayerJudge, what: CompiledOffering, live: ReadonlySet<number>): Hope[] {
  if (what.ended) return [];
  let [least, most] = [0, 0];
  let [mayBeOpen, isOpen, mayGo] = [false, false, false];
  for (const touch of what.touches) {
    const truth = judge.truthAt(touch.place);
    const isLive = touch.rule === null ? truth === no : live.has(touch.rule);
    if (truth === yes && touch.forbids === yes) return [];
    if (truth === yes) [least, most] = [least + touch.points, most + touch.points];
    else if (isLive) [least, most] = [least + Math.min(0, touch.points), most + Math.max(0, touch.points)];
    if (touch.forbids === no || (truth === no && !isLive)) continue;
    if (isLive) {
      mayGo ||= touch.forbids === yes;
      mayBeOpen = true;
    } else if ((truth === yes && touch.forbids === unknown) || (truth === unknown && touch.isCapacity)) isOpen = true;
  }
  if (isOpen) most -= openPrice;
  if (isOpen || mayBeOpen) least -= openPrice;
  return [{ what, least, most, mayGo }];
}
