/** Tensions: pairs of rules that pull apart, where without the winner the other's candidate would have won. */
import type { Candidate } from './layer.js';
import { by, distinct } from './order.js';
import { compareFit, type JudgedPattern } from './pattern.js';
import { type Fired, pointsOf } from './reason.js';
import type { Tension } from './recommendation.js';
import type { PickedLayer } from './stack.js';

/** Something that rules gave points to: a pattern or an offering. */
interface Contender {
  readonly points: number;
  readonly soft: readonly Fired[];
  readonly hard: readonly Fired[];
}

/** The tensions of the pattern verdict. */
export function patternTensions(pick: JudgedPattern, ranking: readonly JudgedPattern[]): Tension[] {
  if (pick.pattern.unless !== null) return [];
  const rivals = ranking.filter((each) => each !== pick && each.pattern.unless === null);
  const hard = rivals.filter((each) => each.tier === 'excluded' && compareFit(each, pick) < 0).flatMap(hardTensions);
  // A rival behind an open gate would not win on points alone: the gate, not a soft rule, keeps it back.
  const soft = rivals.filter((each) => each.tier === pick.tier).flatMap((rival) => softTensions(pick, rival, 0));
  return [...hard, ...soft];
}

/**
 * The tensions of one layer: the excluded offering with most points, and the best alternative, vendors counted.
 * `score` is what the whole choice scores.
 */
export function layerTensions(layer: PickedLayer, score: number): Tension[] {
  const [leader] = layer.candidates
    .filter((each) => each.tier === 'excluded' && each.points > layer.pick.points)
    .sort((a, b) => b.points - a.points);
  const [rival] = layer.alternatives;
  const behind = rival ? score - rival.score - (layer.pick.points - rival.candidate.points) : 0;
  return [
    ...(leader ? hardTensions(leader) : []),
    ...(rival && differs(layer.pick, rival.candidate) ? softTensions(layer.pick, rival.candidate, behind) : []),
  ];
}

/** A tension between two vendors of the same kind of thing is a matter of taste, not worth a line. */
function differs(a: Candidate, b: Candidate): boolean {
  return a.offering.kind !== b.offering.kind || a.offering.approach !== b.offering.approach;
}

/** Each hard rule that keeps out a contender, against the rule that pulled it most. */
function hardTensions(excluded: Contender): Tension[] {
  const pull = strongest(excluded.soft, (each) => pointsOf(each.effect));
  if (pull === undefined) return [];
  const sure = excluded.hard.filter((each) => each.truth === 'yes');
  const winners = distinct(sure.map((each) => each.rule));
  return winners.map((rule) => ({ between: [rule.id, pull.rule.id], won: rule.id, because: rule.because }));
}

/**
 * Each soft rule without which the rival would be ahead, against the rule that pulled the rival most.
 * `handicap` is what the rival loses for other causes, such as one more vendor.
 */
function softTensions(pick: Contender, rival: Contender, handicap: number): Tension[] {
  const lead = (without: string) => pointsWithout(pick, without) - pointsWithout(rival, without) + handicap;
  const rules = distinct([...pick.soft, ...rival.soft].map((each) => each.rule)).sort(by((rule) => rule.id));
  const pull = strongest(
    [...rival.soft, ...pick.soft].filter((each) => each.truth === 'yes'),
    (each) =>
      (rival.soft.includes(each) ? 1 : 0) * pointsOf(each.effect) -
      (pick.soft.includes(each) ? 1 : 0) * pointsOf(each.effect),
  );
  if (pull === undefined) return [];
  return rules
    .filter((rule) => rule !== pull.rule && lead(rule.id) < 0)
    .map((rule) => ({ between: [rule.id, pull.rule.id], won: rule.id, because: rule.because }));
}

function pointsWithout(contender: Contender, rule: string): number {
  return contender.soft
    .filter((each) => each.truth === 'yes' && each.rule.id !== rule)
    .reduce((total, each) => total + pointsOf(each.effect), 0);
}

/** The fired effect that pulls most; nothing when none pulls at all. */
function strongest(fired: readonly Fired[], pull: (each: Fired) => number): Fired | undefined {
  const [first] = fired
    .filter((each) => each.truth === 'yes' && pull(each) > 0)
    .sort((a, b) => pull(b) - pull(a) || by<Fired>((each) => each.rule.id)(a, b));
  return first;
}
