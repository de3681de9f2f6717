/** What the rules about patterns make of every project that answers all their questions: exactly, or it says how far it got. */
import { type AnswerSpace, answerSpaceOf } from './answer-space.js';
import { outcomeOf } from './balance.js';
import type { Catalogue } from './catalogue.js';
import { type Game, gameOf } from './contest.js';
import { explainedOutcome, fewestAnswers, profileOf } from './example-profile.js';
import { type JudgedLaw, lawQuestions } from './law.js';
import type { Facts } from './model.js';
import { nodeOf } from './normal-form.js';
import { chanceFrom, randomProfile } from './random-profiles.js';
import { outlooksOf, replay } from './replay.js';
import { largestInRow } from './rows.js';
import { type JoiningRule, joiningRules, type RuleGroup } from './rule-groups.js';
import { mostCombinations } from './states.js';
import { judgeLaws } from './verify-laws.js';
import { combinations, type End, walk } from './walk.js';

/** From this lead on, in points, leads are not told apart: confidence is high from there (DESIGN.md, section 3). */
export const surely = 4;

/** Some combinations, with one profile of as few answers as show it; null when there are none. */
export interface Found {
  readonly count: bigint;
  readonly profile: Facts | null;
}

/** How often a pattern is the pick. */
export interface PatternShare {
  readonly pattern: string;
  readonly wins: bigint;
  /** Of these: with a lead of 0, 1, 2, 3 points; all others lead by `surely` or more, or have no rival left. */
  readonly byLead: readonly bigint[];
  /** Of those with a lead of 0: settled by the first concern that differs, or by least ownership alone. */
  readonly byConcern: bigint;
  readonly byOwnership: bigint;
  /** A profile in which it is the pick with its smallest lead; null when it never is. */
  readonly closest: { readonly lead: number | null; readonly profile: Facts } | null;
}

/** What is known of the space before anything is walked. */
export interface SpaceFacts {
  readonly rules: number;
  readonly questions: number;
  /** Things that vary by themselves: questions, and options of questions with several answers. */
  readonly members: number;
  /** Products of the classes of all members, contradictions included. */
  readonly combinations: bigint;
  readonly groups: readonly RuleGroup[];
  /** The rules without which the largest group falls apart. */
  readonly joining: readonly JoiningRule[];
}

/** The result. `stopped` claims nothing about any project. */
export type Verification = SpaceFacts &
  (
    | { readonly kind: 'refused'; readonly because: string }
    | {
        readonly kind: 'stopped';
        /** The members that were walked, and those that were not, in the order of the walk. */
        readonly walked: readonly string[];
        readonly notWalked: readonly string[];
      }
    | {
        readonly kind: 'whole';
        /** Combinations that contradict themselves: left out of everything else. */
        readonly contradictory: bigint;
        readonly patterns: readonly PatternShare[];
        /** Every pattern is excluded. */
        readonly infeasible: Found;
        /** No rule about patterns fires at all; null when the time was up before that was known. */
        readonly nothingFires: Found | null;
        readonly laws: readonly JudgedLaw[];
        readonly samples: { readonly drawn: number; readonly disagreeing: readonly Facts[] };
        /** The most partial combinations that had to be told apart at once. */
        readonly mostStates: number;
      }
  );

export interface VerifyOptions {
  /** Asked every few milliseconds; the walk ends when it says no. */
  readonly mayGoOn: () => boolean;
  /** How many profiles are also judged by the explained path. */
  readonly samples: number;
  readonly seed: number;
}

/**
 * Verifies the rules about patterns over their whole answer space. Whether the layers of a pattern can be covered is no
 * matter of these rules and is not covered; nor are unanswered questions.
 *
 * Method: answers that no rule tells apart are merged; combinations are walked question by question, and partial ones that
 * no rule that is left tells apart are counted together, so that independent groups of rules are combined by their stands
 * and not by their answers. Counts are exact.
 */
export function verify(catalogue: Catalogue, options: VerifyOptions): Verification {
  const space = answerSpaceOf(catalogue);
  const about = factsAbout(catalogue, space);
  const game = gameOf(catalogue, space.form, space.illegal, [null], surely);
  const refusal = whyNotExact(game, about.combinations);
  if (refusal !== null) return { ...about, kind: 'refused', because: refusal };
  const walked = walk(game, options.mayGoOn);
  const { members } = space.form;
  if (walked.kind === 'stopped') {
    const ids = members.map(({ id }) => id);
    return { ...about, kind: 'stopped', walked: ids.slice(0, walked.level), notWalked: ids.slice(walked.level) };
  }
  const { ends, illegal: contradictory, mostStates } = walked;
  const apart = answerSpaceOf(catalogue, new Set(Object.values(lawQuestions)));
  return {
    ...about,
    kind: 'whole',
    contradictory,
    mostStates,
    patterns: catalogue.patterns.map((_, place) => shareOf(catalogue, space, game, ends, place)),
    infeasible: infeasibleIn(catalogue, space, game, ends),
    nothingFires: whereNothingFires(catalogue, space, options.mayGoOn),
    laws: judgeLaws(catalogue, apart, options.mayGoOn),
    samples: compareSamples(catalogue, space, game, ends, options),
  };
}

function factsAbout(catalogue: Catalogue, { form, deciding, groups }: AnswerSpace): SpaceFacts {
  const [largest] = groups;
  return {
    rules: deciding.length,
    questions: new Set(form.members.map(({ fact }) => fact)).size,
    members: form.members.length,
    combinations: combinations(form.diagrams.sizes),
    groups,
    joining: largest ? joiningRules(largest, deciding, catalogue.signal) : [],
  };
}

/** Why the numbers of the walk could overflow; null when it is proven that none does. */
function whyNotExact({ contenders, terms, diagrams }: Game, all: bigint): string | null {
  const most = terms.reduce((sum, { points }) => sum + Math.max(0, ...points.map(Math.abs)), 0);
  // A lead is a difference of two sums.
  if (2 * most > largestInRow)
    return `the rules give up to ${most} points, and leads up to ${largestInRow} can be counted`;
  if (contenders.length > 15) return `there are ${contenders.length} patterns, and 15 can be compared`;
  if (Math.max(...diagrams.sizes, 0) > 256) return 'a question has more than 256 kinds of answers';
  return all > mostCombinations ? `there are more than 2^104 combinations` : null;
}

function shareOf(
  catalogue: Catalogue,
  space: AnswerSpace,
  game: Game,
  ends: readonly End[],
  place: number,
): PatternShare {
  const contest = game.contests[0] ?? [];
  const won = ends
    .map((end) => ({ end, outcome: outcomeOf(game, contest, end.row) }))
    .filter(({ outcome }) => outcome.pick === place);
  const sum = (some: typeof won) => some.reduce((total, { end }) => total + end.count, 0n);
  const pattern = game.contenders[place]?.pattern.id ?? '';
  const leadOf = (each: (typeof won)[number]) => each.outcome.lead ?? surely;
  const [closest] = [...won].sort((a, b) => leadOf(a) - leadOf(b));
  return {
    pattern,
    wins: sum(won),
    byLead: Array.from({ length: surely }, (_, lead) => sum(won.filter(({ outcome }) => outcome.lead === lead))),
    byConcern: sum(won.filter(({ outcome }) => outcome.tieBroken === 'by concern')),
    byOwnership: sum(won.filter(({ outcome }) => outcome.tieBroken === 'by ownership')),
    closest: closest
      ? {
          lead: closest.outcome.lead,
          profile: smallest(catalogue, space, closest.end.way, (facts) => {
            const { pick, lead, tieBroken } = explainedOutcome(catalogue, facts, surely);
            return pick === pattern && lead === closest.outcome.lead && tieBroken === closest.outcome.tieBroken;
          }),
        }
      : null,
  };
}

function smallest(
  catalogue: Catalogue,
  space: AnswerSpace,
  way: readonly number[],
  shows: (facts: Facts) => boolean,
): Facts {
  return fewestAnswers(profileOf(catalogue, space.form.members, way), shows);
}

function infeasibleIn(catalogue: Catalogue, space: AnswerSpace, game: Game, ends: readonly End[]): Found {
  const found = ends.filter(({ row }) => outcomeOf(game, game.contests[0] ?? [], row).pick === null);
  const [first] = found;
  const isInfeasible = (facts: Facts) => explainedOutcome(catalogue, facts, surely).pick === null;
  return {
    count: found.reduce((total, { count }) => total + count, 0n),
    profile: first ? smallest(catalogue, space, first.way, isInfeasible) : null,
  };
}

/** Walks once more with nobody who competes, leaving out every combination in which a rule fires. */
function whereNothingFires(catalogue: Catalogue, { form, illegal }: AnswerSpace, mayGoOn: () => boolean): Found | null {
  const nodes = [...illegal, ...catalogue.rules.pattern.map(({ when }) => nodeOf(form, when))];
  const leavesOut = { points: [], excludes: 0, concern: 0, isIllegal: true };
  const terms = nodes.map((node, place) => ({ ...leavesOut, name: String(place), node }));
  const game: Game = { diagrams: form.diagrams, contenders: [], contests: [], terms, concerns: [], cap: 1 };
  const walked = walk(game, mayGoOn);
  if (walked.kind === 'stopped') return null;
  const [first] = walked.ends;
  return { count: first?.count ?? 0n, profile: first ? profileOf(catalogue, form.members, first.way) : null };
}

/**
 * Profiles through the explained path: one for every end of the walk, and others by chance. Pick, lead and tie must be
 * those of the walk.
 */
function compareSamples(
  catalogue: Catalogue,
  space: AnswerSpace,
  game: Game,
  ends: readonly End[],
  { samples, seed }: VerifyOptions,
): { readonly drawn: number; readonly disagreeing: readonly Facts[] } {
  const { members } = space.form;
  const inWords = (row: ArrayLike<number>) => {
    const { pick, lead, tieBroken } = outcomeOf(game, game.contests[0] ?? [], row);
    return JSON.stringify([pick === null ? null : game.contenders[pick]?.pattern.id, lead, tieBroken]);
  };
  const disagreeing: Facts[] = [];
  const compare = (facts: Facts, walked: string) => {
    const { pick, lead, tieBroken } = explainedOutcome(catalogue, facts, surely);
    if (JSON.stringify([pick, lead, tieBroken]) !== walked) disagreeing.push(facts);
  };
  for (const { row, way } of ends) compare(profileOf(catalogue, members, way), inWords(row));
  const known = new Set(ends.map(({ row }) => inWords(row)));
  const [chance, outlooks] = [chanceFrom(seed), outlooksOf(game)];
  let drawn = 0;
  // Contradictory profiles are drawn again; a space of hardly anything else is given up.
  for (let tries = 0; drawn < samples && tries < samples * 20; tries += 1) {
    const { facts, way } = randomProfile(catalogue, members, chance);
    const row = replay(game, outlooks, way);
    if (row === null) continue;
    drawn += 1;
    compare(facts, known.has(inWords(row)) ? inWords(row) : 'an end that the walk did not find');
  }
  return { drawn: ends.length + drawn, disagreeing };
}
