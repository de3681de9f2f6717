/** Pattern and stack together: a pattern whose needed layers cannot be covered gives way to the next. */
import type { Catalogue } from './catalogue.js';
import { type Situation, situationOf } from './condition.js';
import { withFact } from './facts.js';
import type { JudgedLayer } from './layer.js';
import type { Facts, Pattern } from './model.js';
import { distinct } from './order.js';
import { bestFitOf, compareFit, type Impossible, type JudgedPattern, judgePatterns, rivalsOf } from './pattern.js';
import { type Fired, type Reason, reasonOf, sortReasons } from './reason.js';
import type { Conflict, Gap } from './recommendation.js';
import { type NoStack, noStackOf, type SolvedStack, type Stack, solveStack, stackOf } from './stack.js';

/** The pattern that stands, and everything that was tried on the way. */
export interface PickedPattern {
  readonly situation: Situation;
  readonly ranking: readonly JudgedPattern[];
  readonly pick: JudgedPattern | null;
  /** Patterns that some needed layer rules out. */
  readonly impossible: Impossible;
  /** The first pattern's stack that failed, when none can be had. */
  readonly failed: NoStack | null;
  /** The layers under any pattern, each worked out once. */
  readonly solved: (pattern: Pattern) => SolvedStack;
}

/** The pattern with its stack, and what would fit better with more people. */
export interface Verdict extends PickedPattern {
  readonly stack: Stack | null;
  readonly bestFit: JudgedPattern | null;
}

/** The situation of the layers' stratum: the facts, and the pattern that is being tried. */
export function underPattern(catalogue: Catalogue, facts: Facts, pattern: string): Situation {
  return situationOf(withFact(facts, 'advice.pattern', pattern), catalogue.signal);
}

/** The pattern that stands, with its stack and the best fit: what a recommendation is made of. */
export function reachVerdict(catalogue: Catalogue, facts: Facts): Verdict {
  const picked = pickPattern(catalogue, facts, 'and its runner-up');
  const { pick, ranking, impossible, solved } = picked;
  const chosen = pick && stackOf(catalogue, solved(pick.pattern));
  return {
    ...picked,
    stack: chosen?.possible ? chosen : null,
    bestFit: bestRunnableOrNot(catalogue, facts, ranking, pick, impossible),
  };
}

/** The verdict on too few answers: nothing is ranked, so that nothing is picked. */
export function noVerdict(catalogue: Catalogue, facts: Facts): Verdict {
  return {
    situation: situationOf(facts, catalogue.signal),
    ...{ ranking: [], pick: null, stack: null, bestFit: null, impossible: new Map(), failed: null },
    solved: solvedOnce(catalogue, facts),
  };
}

/**
 * Finds the best pattern whose every needed layer can be covered. Where the lead is told, also the best other one that
 * could be had: a rival that cannot be is no runner-up, and would make the lead look smaller or larger than it is.
 */
export function pickPattern(
  catalogue: Catalogue,
  facts: Facts,
  wanted: 'alone' | 'and its runner-up' = 'alone',
): PickedPattern {
  const situation = situationOf(facts, catalogue.signal);
  const impossible = new Map<string, { reasons: Reason[]; capacityOnly: boolean }>();
  let failed: NoStack | null = null;
  const solved = solvedOnce(catalogue, facts);
  for (;;) {
    const ranking = judgePatterns(catalogue, situation, impossible);
    const pick = ranking.find((each) => each.tier !== 'excluded') ?? null;
    const broken = firstWithoutStack(solved, pick, wanted === 'alone' ? [] : ranking);
    if (broken === null) return { situation, ranking, pick, impossible, failed, solved };
    const { pattern, noStack } = broken;
    failed ??= noStack;
    impossible.set(pattern.id, {
      reasons: whyUncovered(noStack, underPattern(catalogue, facts, pattern.id)),
      capacityOnly: isPossibleWithPeople(catalogue, facts, pattern),
    });
  }
}

/** The layers under any pattern, each worked out once. */
export function solvedOnce(catalogue: Catalogue, facts: Facts): (pattern: Pattern) => SolvedStack {
  const known = new Map<Pattern, SolvedStack>();
  return (pattern) => {
    const found = known.get(pattern) ?? solveStack(catalogue, pattern, underPattern(catalogue, facts, pattern.id));
    known.set(pattern, found);
    return found;
  };
}

/** The pick, else its runner-up, when no stack can be had under it. */
function firstWithoutStack(
  solved: (pattern: Pattern) => SolvedStack,
  pick: JudgedPattern | null,
  ranking: readonly JudgedPattern[],
): { readonly pattern: Pattern; readonly noStack: NoStack } | null {
  if (pick === null) return null;
  const [runnerUp] = rivalsOf(pick, ranking).sort(compareFit);
  for (const { pattern } of runnerUp ? [pick, runnerUp] : [pick]) {
    const noStack = noStackOf(solved(pattern));
    if (noStack) return { pattern, noStack };
  }
  return null;
}

function isPossibleWithPeople(catalogue: Catalogue, facts: Facts, pattern: Pattern): boolean {
  const situation = underPattern(catalogue, facts, pattern.id);
  return solveStack(catalogue, pattern, situation, 'capacity').solution !== null;
}

/** The best fit whose stack could be had with the people; patterns that fail are passed over. */
function bestRunnableOrNot(
  catalogue: Catalogue,
  facts: Facts,
  ranking: readonly JudgedPattern[],
  pick: JudgedPattern | null,
  impossible: Impossible,
): JudgedPattern | null {
  let rest = ranking;
  for (;;) {
    const best = bestFitOf(rest);
    if (best === null || best === pick || impossible.has(best.pattern.id)) return best;
    if (isPossibleWithPeople(catalogue, facts, best.pattern)) return best;
    rest = rest.filter((each) => each !== best);
  }
}

/**
 * The hard rules that leave a layer without an offering: a smallest set, so that no bystander is blamed, of the layer
 * that takes the fewest rules to rule out.
 */
export function whyUncovered(stack: NoStack, situation: Situation): Reason[] {
  const sets = stack.uncovered.map((layer) => smallestConflict(layer));
  const [fewest = []] = sets.sort((a, b) => a.length - b.length);
  return sortReasons(fewest.map((each) => reasonOf(each, situation)));
}

/** Hard effects, one a rule, that together exclude every candidate of a layer; leaving any of them out would not do. */
function smallestConflict({ candidates }: JudgedLayer): Fired[] {
  const hard = candidates.map((candidate) => candidate.hard.filter((each) => each.truth === 'yes'));
  let rules = distinct(hard.flat().map((each) => each.rule.id));
  // The narrowest are left out first, so that one broad rule is named rather than several that happen to do the same.
  const reach = (rule: string) => hard.filter((each) => each.some((one) => one.rule.id === rule)).length;
  for (const rule of [...rules].sort((a, b) => reach(a) - reach(b))) {
    const without = rules.filter((each) => each !== rule);
    if (hard.every((each) => each.some((one) => without.includes(one.rule.id)))) rules = without;
  }
  return rules.flatMap((rule) =>
    hard
      .flat()
      .filter((each) => each.rule.id === rule)
      .slice(0, 1),
  );
}

/** What the team would need for the best fit: from the capacity rules that stand in its way. */
export function gapOf(catalogue: Catalogue, verdict: Verdict): Gap | null {
  const { bestFit, pick } = verdict;
  if (bestFit === null || bestFit === pick) return null;
  // Only what is known to be missing: an unanswered question about the team is open, not a gap.
  const sure = bestFit.hard.filter((each) => each.truth === 'yes');
  const inTheWay = [...sure.map((each) => each.rule.id), ...bestFit.blocked.map((each) => each.rule)];
  // The gates on the pattern itself come first: they name what is missing most directly.
  const rules = distinct([...catalogue.rules.pattern, ...catalogue.rules.layer]).filter(
    (rule) => rule.concern === 'capacity' && inTheWay.includes(rule.id),
  );
  const missing = rules.flatMap((rule) =>
    rule.effects.flatMap((effect) => ('missing' in effect ? effect.missing : [])),
  );
  return rules[0] ? { missing: distinct(missing), because: rules[0].because } : null;
}

/** Why nothing is left: one conflict for each distinct set of rules that excludes a pattern. */
export function conflictsOf(verdict: Verdict): Conflict[] {
  const conflicts = verdict.ranking
    .filter((each) => each.pattern.unless === null)
    .map((each) => {
      const sure = each.hard.filter((one) => one.truth === 'yes').map((one) => one.rule);
      const parts = [...sure.map(({ id, because }) => ({ id, because }))];
      for (const { rule, because } of each.blocked) parts.push({ id: rule, because });
      return {
        rules: distinct(parts.map((part) => part.id)).sort(),
        demands: distinct(parts.map((part) => part.because)).join(' '),
      };
    });
  return distinct(conflicts.map((each) => each.rules.join(' '))).flatMap((key) =>
    conflicts.filter((each) => each.rules.join(' ') === key).slice(0, 1),
  );
}
