/** Where advice has moved away from what was chosen: the pattern, and under the chosen pattern each layer by itself. */

import { fitsAmong } from '../alternatives.js';
import type { Catalogue } from '../catalogue.js';
import { decidedBy } from '../condition.js';
import { type DecidedLayer, type Decision, notNeeded, other } from '../decision.js';
import type { Action, Detail, FindingReason, Observed } from '../finding.js';
import { compareSolutions, type Item, type Solution, solutionOf } from '../joint-choice.js';
import type { Candidate, JudgedLayer } from '../layer.js';
import type { Pattern, Severity } from '../model.js';
import { type JudgedPattern, reasonsFor } from '../pattern.js';
import { type Fired, type Reason, reasonOf, whatTips } from '../reason.js';
import { itemOf, noStackOf, type SolvedStack } from '../stack.js';
import { type PickedPattern, whyUncovered } from '../verdict.js';
import { layerAction, patternAction } from './action.js';
import { candidateOf } from './in-place.js';

/** Advice moves no finding before it leads by so much: what is nearly level does not flap (DESIGN.md section 3). */
const clearLead = 2;

/** How many reasons a finding tells. */
const shown = 3;

/** The pattern: hard rules that the chosen one breaks, else whether the advice has moved. */
export function patternDrift(decision: Decision, picked: PickedPattern): Observed[] {
  const { advised, chosen } = decision.pattern;
  const { pick, ranking, situation } = picked;
  const mine = ranking.find(({ pattern }) => pattern.id === chosen);
  if (!mine) return [];
  const to = pick?.pattern ?? null;
  const action = patternAction(mine.pattern, to);
  const place = ['decision', 'pattern', 'chosen'];
  const base = { severity: 'warning', layer: null, action, place } as const;
  const broken = brokenByPattern(mine, picked);
  if (broken.length > 0)
    return broken.map((reason) => ({
      ...base,
      id: `hard-rule-broken/pattern/${reason.rule}`,
      detail: { code: 'hard-rule-broken', item: chosen, runs: false, instead: to?.id ?? null },
      severity: 'error',
      reasons: [reason],
    }));
  if (pick === null || to === null || to.id === chosen || to.id === advised) return [];
  const points = pointsBehind(mine, picked);
  const then = ranking.find(({ pattern }) => pattern.id === advised) ?? mine;
  // Where another one was chosen, nearly level means: with what was advised then.
  if ([points, pointsBehind(then, picked)].some((each) => each !== null && each < clearLead)) return [];
  const detail: Detail = { code: 'advice-changed', from: chosen, to: to.id, points, together: [] };
  const tips = whatTips(reasonsFor(pick, situation), reasonsFor(mine, situation));
  const stands = mine.pattern.unless ?? to.unless;
  const alone = stands && {
    rule: `pattern/${mine.pattern.unless ? chosen : to.id}`,
    because: mine.pattern.unless ? to.says : stands.because,
    sources: stands.sources,
    evidence: decidedBy(stands.when, situation),
  };
  const reasons = alone ? [alone] : tips.slice(0, shown).map(inShort);
  return [{ ...base, id: `advice-changed/pattern/${to.id}`, detail, reasons }];
}

/** The rules that the chosen pattern breaks; why no stack can be had, where none can be under any pattern. */
function brokenByPattern(mine: JudgedPattern, picked: PickedPattern): FindingReason[] {
  const { situation, pick, solved } = picked;
  const sure = mine.hard.filter((each) => each.truth === 'yes').map((each) => inShort(reasonOf(each, situation)));
  if (sure.length > 0 || pick !== null || mine.pattern.unless !== null) return sure;
  const noStack = noStackOf(solved(mine.pattern));
  return noStack ? whyUncovered(noStack, solved(mine.pattern).situation).map(inShort) : [];
}

/** How far a pattern trails; null when points do not decide: it cannot be had any more, or one of the two takes none. */
function pointsBehind(mine: JudgedPattern, { pick, solved }: PickedPattern): number | null {
  const isAlone = mine.pattern.unless !== null || pick?.pattern.unless !== null;
  if (isAlone || mine.tier === 'excluded' || solved(mine.pattern).solution === null) return null;
  return pick.points - mine.points;
}

/** A reason without what only the ranking needs. */
export function inShort({ rule, because, sources, evidence }: Reason): FindingReason {
  return { rule, because, sources, evidence };
}

/** A layer of the decision beside what the engine says of it now. */
interface Compared {
  readonly judged: JudgedLayer;
  readonly decided: DecidedLayer | null;
  /** What was chosen, as an item of the joint choice; null: nothing, or nothing that can be compared. */
  readonly mine: Item<Candidate> | null;
  /** What the joint choice takes now. */
  readonly pick: Item<Candidate> | null;
}

/**
 * The layers, under the chosen pattern. Each is looked at by itself, with the others as they were chosen, so that the
 * smallest change that helps is found first; only when no single one does, layers that move together are.
 */
export function layerDrift(
  catalogue: Catalogue,
  decision: Decision,
  solved: SolvedStack,
  pattern: Pattern,
): Observed[] {
  const compared = solved.layers.map((judged): Compared => {
    const decided = decision.layers.get(judged.layer.id) ?? null;
    const candidate = decided?.chosen && candidateOf(catalogue, judged, decided.chosen, pattern, solved.situation);
    const mine = candidate && judged.needed === 'yes' ? itemOf(catalogue, candidate) : null;
    return { judged, decided, mine, pick: solved.solution?.picks.get(judged.layer.id) ?? null };
  });
  const chosen = new Map(compared.flatMap(({ judged, mine }) => (mine ? [[judged.layer.id, mine] as const] : [])));
  const budget = solved.problem.budget;
  const drift = new LayerDrift(solved, solutionOf(chosen, budget), compared);
  const single = compared.flatMap((each) => drift.of(each));
  return single.some(({ detail }) => 'from' in detail && detail.from !== null && detail.to !== null)
    ? single
    : [...single, ...drift.together()];
}

/** The state of comparing: what was chosen as one solution. */
class LayerDrift {
  private readonly solved: SolvedStack;
  private readonly chosen: Solution<Candidate>;
  private readonly compared: readonly Compared[];

  constructor(solved: SolvedStack, chosen: Solution<Candidate>, compared: readonly Compared[]) {
    this.solved = solved;
    this.chosen = chosen;
    this.compared = compared;
  }

  /** What one layer would gain by itself. */
  of(each: Compared): Observed[] {
    const { judged, decided, mine, pick } = each;
    const was = decided?.chosen?.provider ?? null;
    if (judged.needed === 'no') return this.isLeftOver(decided) ? [this.finding(each, was, null, null, [])] : [];
    // What waits for an answer, or is not in the catalogue, cannot be compared.
    if (judged.needed === 'unknown' || was === other) return [];
    // Without a stack nothing is advised for any layer: the rules that rule it out are told.
    const best = pick && this.best(judged.layer.id, pick, decided);
    if (!best) return [];
    if (was === null || was === notNeeded) return [this.finding(each, null, best.item, null, [])];
    const isSame = best.item.what.offering.provider === was;
    if (mine === null || mine.what.tier === 'excluded' || isSame || !this.hasMoved(each)) return [];
    const gain = best.score - this.chosen.score;
    // What nobody has confirmed trails what is confirmed, whatever the points say.
    const points = mine.open === best.item.open ? gain : null;
    return gain >= clearLead ? [this.finding(each, was, best.item, points, [])] : [];
  }

  /** Something that the advice did not ask for then is a choice; what it no longer asks for is left over. */
  private isLeftOver(decided: DecidedLayer | null): boolean {
    const chosen = decided?.chosen?.provider ?? notNeeded;
    return chosen !== notNeeded && decided?.advised !== notNeeded;
  }

  /** Advice that still says what it said, or now says what was chosen, has not moved away. */
  private hasMoved({ mine, pick, decided }: Compared): boolean {
    const now = pick?.what.offering.provider;
    return now !== mine?.what.offering.provider && now !== decided?.advised;
  }

  /**
   * The best item for one layer among the others as chosen: what the joint choice takes, where that is as good. Null
   * where what was advised is still as good, or nearly.
   */
  private best(
    layer: string,
    pick: Item<Candidate>,
    decided: DecidedLayer | null,
  ): { item: Item<Candidate>; score: number } | null {
    const { problem } = this.solved;
    const found = (problem.layers.get(layer) ?? [])
      .filter((item) => fitsAmong(layer, item, this.chosen))
      .map((item) => ({ item, solution: solutionOf(new Map(this.chosen.picks).set(layer, item), problem.budget) }))
      .sort((a, b) => compareSolutions(a.solution, b.solution));
    const [first] = found;
    const then = found.find(({ item }) => item.what.offering.provider === decided?.advised);
    if (!first || (then && first.solution.score - then.solution.score < clearLead)) return null;
    const same = found.find(({ item, solution }) => item === pick && solution.score === first.solution.score);
    const { item, solution } = same ?? first;
    return { item, score: solution.score };
  }

  /** Layers that gain only when they move together, told at the one that others depend on. */
  together(): Observed[] {
    const { solution, problem } = this.solved;
    const apart = this.compared.filter((each) => each.mine && this.hasMoved(each));
    const complete = [...(solution?.picks.keys() ?? [])].every((layer) => this.chosen.picks.has(layer));
    if (!solution || !complete || apart.length < 2) return [];
    if (apart.some(({ mine }) => mine?.what.tier === 'excluded')) return [];
    const moved = new Map(this.chosen.picks);
    for (const { judged, pick } of apart) if (pick) moved.set(judged.layer.id, pick);
    // They must also get on with the layers that stay as they were chosen.
    if (!apart.every(({ judged, pick }) => pick && fitsAmong(judged.layer.id, pick, { picks: moved }))) return [];
    const gain = solutionOf(moved, problem.budget).score - this.chosen.score;
    if (gain < clearLead) return [];
    const points = apart.every(({ mine, pick }) => mine?.open === pick?.open) ? gain : null;
    const needed = (layer: string) =>
      apart.filter(({ pick }) => pick?.needs.some((need) => need.layer === layer)).length;
    const [root] = [...apart].sort((a, b) => needed(b.judged.layer.id) - needed(a.judged.layer.id));
    if (!root) return [];
    const others = apart.filter((each) => each !== root).map(({ judged }) => judged.layer.id);
    return [this.finding(root, root.decided?.chosen?.provider ?? null, root.pick, points, others)];
  }

  private finding(
    { judged, mine }: Compared,
    from: string | null,
    to: Item<Candidate> | null,
    points: number | null,
    together: readonly string[],
  ): Observed {
    const layer = judged.layer.id;
    const provider = to?.what.offering.provider ?? null;
    const place = ['decision', 'layers', layer, 'chosen'];
    const severity: Severity = to === null ? 'note' : 'warning';
    return {
      id: `advice-changed/${layer}/${provider ?? notNeeded}`,
      detail: { code: 'advice-changed', from: from === notNeeded ? null : from, to: provider, points, together },
      severity,
      layer,
      action: this.action(layer, mine, to),
      reasons: this.reasons(judged, mine, to),
      place,
    };
  }

  private action(layer: string, from: Item<Candidate> | null, to: Item<Candidate> | null): Action {
    if (to === null) return 'own-less';
    const others = [...this.chosen.picks].filter(([other]) => other !== layer).map(([, item]) => item.vendor);
    return layerAction(from?.what ?? null, to.what, others);
  }

  private reasons(judged: JudgedLayer, mine: Item<Candidate> | null, to: Item<Candidate> | null): FindingReason[] {
    const { situation } = this.solved;
    if (mine && to) return tips(mine.what, to.what, situation);
    const because = to === null ? judged.layer.otherwise : judged.layer.says;
    const evidence = decidedBy(judged.layer.needed, situation);
    return [{ rule: `needed/${judged.layer.id}`, because, sources: judged.layer.sources, evidence }];
  }
}

/** What tips from one candidate to another. */
function tips(from: Candidate, to: Candidate, situation: SolvedStack['situation']): FindingReason[] {
  const reasons = (soft: readonly Fired[]) => soft.map((each) => reasonOf(each, situation));
  return whatTips(reasons(to.soft), reasons(from.soft)).slice(0, shown).map(inShort);
}
