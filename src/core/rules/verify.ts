/** What the rules about patterns make of every project, whatever it answers and leaves open: exactly, or how far it got. */

import type { Catalogue } from '../catalogue.js';
import { judge, situationOf } from '../condition.js';
import type { Facts } from '../model.js';
import { type AnswerSpace, answerSpaceOf } from './answer-space.js';
import type { Outcome } from './balance.js';
import { type Game, gameOf } from './contest.js';
import { explainedOutcome, fewestAnswers, profileOf } from './example-profile.js';
import { type JudgedLaw, lawQuestions } from './law.js';
import { nodeOf } from './normal-form.js';
import { type Ending, everyEnding } from './outcomes.js';
import { largestInRow } from './rows.js';
import { type JoiningRule, joiningRules, type RuleGroup } from './rule-groups.js';
import { mostCombinations } from './states.js';
import { judgeLaws } from './verify-laws.js';
import { compareSamples, inWords, surely, type Walked } from './verify-samples.js';
import { walk } from './walk.js';

/** Some combinations, with one profile of as few answers as show it; null when there are none. */
export interface Found {
  readonly count: bigint;
  readonly profile: Facts | null;
}

/** How often a pattern is the pick. */
export interface PatternShare {
  readonly pattern: string;
  readonly wins: bigint;
  /** Of these: open itself, because an exclusion may still come to hold for every pattern that is left. */
  readonly open: bigint;
  /** Of these: behind, because a pattern that an exclusion hangs over has more points. */
  readonly behind: bigint;
  /** Of these: with a lead of 0, 1, 2, 3 points; all others lead by `surely` or more, or have no rival left. */
  readonly byLead: readonly bigint[];
  /** Of those with a lead of 0: over an open pattern, by the first concern that differs, or by least ownership alone. */
  readonly byTier: bigint;
  readonly byConcern: bigint;
  readonly byOwnership: bigint;
  /** A profile in which it is the pick with its smallest lead; null when it never is. */
  readonly closest: { readonly lead: number | null; readonly profile: Facts } | null;
}

/** The part of the space where every question is answered. */
export interface AnsweredPart {
  readonly combinations: bigint;
  readonly contradictory: bigint;
  readonly patterns: readonly PatternShare[];
}

/** What is known of the space before anything is walked. */
export interface SpaceFacts {
  readonly rules: number;
  readonly questions: number;
  /** Things that vary by themselves: questions, options of questions with several answers, and whether there is a list. */
  readonly members: number;
  /** Products of the classes of all questions, "I don't know" among them, contradictions included. */
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
        /** Null when the time was up before it was walked. */
        readonly answered: AnsweredPart | null;
        /** Every pattern is excluded. */
        readonly infeasible: Found;
        /** No rule about patterns is yes; null when the time was up before that was known. */
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
 * Verifies the rules about patterns over their whole answer space, in which "I don't know" is one more answer to every
 * question. Whether the layers of a pattern can be covered is no matter of these rules and is not covered.
 *
 * Method: answers that no rule tells apart are merged; combinations are walked question by question, and partial ones that
 * no rule that is left tells apart are counted together, so that independent groups of rules are combined by their stands
 * and not by their answers. A rule is two nodes, where it is yes and where it is not no. Counts are exact.
 */
export function verify(catalogue: Catalogue, options: VerifyOptions): Verification {
  const space = answerSpaceOf(catalogue);
  const about = factsAbout(catalogue, space);
  const game = gameIn(catalogue, space);
  const refusal = whyNotExact(game, about.combinations);
  if (refusal !== null) return { ...about, kind: 'refused', because: refusal };
  const ended = everyEnding(game, options.mayGoOn);
  if (ended.kind === 'stopped') return stoppedAt(about, space, ended.level);
  const whole: Walked = { catalogue, space, game, endings: ended.endings };
  return {
    ...about,
    kind: 'whole',
    ...picksIn(whole),
    mostStates: ended.mostStates,
    answered: answeredPart(catalogue, options.mayGoOn),
    infeasible: infeasibleIn(whole),
    nothingFires: whereNothingFires(catalogue, space, options.mayGoOn),
    laws: judgeLaws(
      catalogue,
      answerSpaceOf(catalogue, 'answered or not', new Set(Object.values(lawQuestions))),
      options.mayGoOn,
    ),
    samples: compareSamples(whole, options),
  };
}

/** The part without open answers is small beside the whole; it is walked by itself, so the two also check each other. */
function answeredPart(catalogue: Catalogue, mayGoOn: () => boolean): AnsweredPart | null {
  const space = answerSpaceOf(catalogue, 'answered');
  const game = gameIn(catalogue, space);
  const ended = everyEnding(game, mayGoOn);
  if (ended.kind === 'stopped') return null;
  return { combinations: space.combinations, ...picksIn({ catalogue, space, game, endings: ended.endings }) };
}

function gameIn(catalogue: Catalogue, { form, illegal, unreal }: AnswerSpace): Game {
  return gameOf(catalogue, form, [...illegal, ...unreal], [null], surely);
}

function stoppedAt(about: SpaceFacts, { form }: AnswerSpace, level: number): Verification {
  const ids = form.members.map(({ id }) => id);
  return { ...about, kind: 'stopped', walked: ids.slice(0, level), notWalked: ids.slice(level) };
}

function picksIn(walked: Walked): Pick<AnsweredPart, 'contradictory' | 'patterns'> {
  const { catalogue, space, endings } = walked;
  return {
    contradictory: space.combinations - endings.reduce((sum, { count }) => sum + count, 0n),
    patterns: catalogue.patterns.map((_, place) => shareOf(walked, place)),
  };
}

function factsAbout(catalogue: Catalogue, { form, deciding, groups, combinations }: AnswerSpace): SpaceFacts {
  const [largest] = groups;
  return {
    rules: deciding.length,
    questions: new Set(form.members.map(({ fact }) => fact)).size,
    members: form.members.length,
    combinations,
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

function shareOf({ catalogue, space, game, endings }: Walked, place: number): PatternShare {
  const won = endings.filter(({ outcome }) => outcome.pick === place);
  const sum = (isOne: (outcome: Outcome) => boolean) =>
    won.reduce((total, { outcome, count }) => (isOne(outcome) ? total + count : total), 0n);
  const pattern = game.contenders[place]?.pattern.id ?? '';
  // A pick that is behind has no lead at all, and comes last.
  const leadOf = ({ outcome: { lead } }: Ending) =>
    lead === null || lead < 0 ? surely - Math.min(0, lead ?? 0) : lead;
  const [closest] = [...won].sort((a, b) => leadOf(a) - leadOf(b));
  const isClosest = (facts: Facts) =>
    closest !== undefined &&
    inWords(explainedOutcome(catalogue, facts, surely)) === inWords({ ...closest.outcome, pick: pattern });
  return {
    pattern,
    wins: sum(() => true),
    open: sum(({ isOpen }) => isOpen),
    behind: sum(({ lead }) => lead === -1),
    byLead: Array.from({ length: surely }, (_, points) => sum(({ lead }) => lead === points)),
    byTier: sum(({ tieBroken }) => tieBroken === 'by tier'),
    byConcern: sum(({ tieBroken, lead }) => lead === 0 && tieBroken === 'by concern'),
    byOwnership: sum(({ tieBroken, lead }) => lead === 0 && tieBroken === 'by ownership'),
    closest: closest
      ? { lead: closest.outcome.lead, profile: smallest(catalogue, space, closest.way, isClosest) }
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

function infeasibleIn({ catalogue, space, endings }: Walked): Found {
  const found = endings.filter(({ outcome }) => outcome.pick === null);
  const [first] = found;
  const isInfeasible = (facts: Facts) => explainedOutcome(catalogue, facts, surely).pick === null;
  return {
    count: found.reduce((total, { count }) => total + count, 0n),
    profile: first ? smallest(catalogue, space, first.way, isInfeasible) : null,
  };
}

/** Walks once more with nobody who competes, leaving out every combination in which a rule fires. */
function whereNothingFires(catalogue: Catalogue, space: AnswerSpace, mayGoOn: () => boolean): Found | null {
  const { form, illegal, unreal } = space;
  const nodes = [...illegal, ...unreal, ...catalogue.rules.pattern.map(({ when }) => nodeOf(form, when))];
  const leavesOut = { points: [], excludes: 0, opens: 0, concern: 0, isIllegal: true };
  const terms = nodes.map((node, place) => ({ ...leavesOut, name: String(place), node }));
  const nobody = { contenders: [], contests: [], concerns: [], cap: 1, onlyTies: false };
  const walked = walk({ ...nobody, diagrams: form.diagrams, terms }, mayGoOn);
  if (walked.kind === 'stopped') return null;
  const [first] = walked.ends;
  const isSilent = (facts: Facts) => {
    const situation = situationOf(facts, catalogue.signal);
    return catalogue.rules.pattern.every(({ when }) => judge(when, situation) !== 'yes');
  };
  return { count: first?.count ?? 0n, profile: first ? smallest(catalogue, space, first.way, isSilent) : null };
}
