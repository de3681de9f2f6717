/** The law that more business logic never moves the pick towards less ownership, over every combination of other answers. */

import type { Catalogue } from '../catalogue.js';
import type { Facts } from '../model.js';
import type { AnswerSpace } from './answer-space.js';
import { outcomeOf } from './balance.js';
import { type Fixed, type Game, gameOf, type Term } from './contest.js';
import { both, type Node, no, opposite, yes } from './diagram.js';
import { afterStep, explainedOutcome, fewestAnswers, profileOf } from './example-profile.js';
import type { JudgedLaw, Violation } from './law.js';
import { type End, walk } from './walk.js';

const law = 'more-logic-never-owns-less';

/**
 * Judges the law, step by step from one option to the next. First what the step does is worked out: every way in which
 * the conditions that it touches can turn out. Where the points it adds never favour less ownership, in the sum and
 * concern by concern, no pick can move that way: ranks of points are kept when the same is added on both sides. Only the
 * other combinations are walked, before and after the step together.
 */
export function businessLogicLaw(
  catalogue: Catalogue,
  space: AnswerSpace,
  question: string,
  mayGoOn: () => boolean,
): JudgedLaw {
  if (!catalogue.question.has(question))
    return { law, kind: 'not judged', because: `there is no question "${question}"`, isUnfinished: false };
  const level = space.form.levelOf.get(question);
  if (level === undefined) return { law, kind: 'kept' };
  const violations: Violation[] = [];
  const member = space.form.members[level];
  const options = member?.classes.filter(({ answer }) => answer !== null).length ?? 0;
  for (let index = 0; index + 1 < options; index += 1) {
    const step = [
      { level, index },
      { level, index: index + 1 },
    ] as const;
    const game = gameOf(catalogue, space.form, [...space.illegal, ...space.unreal], step, 1);
    const suspect = suspectsOf(game);
    if (suspect === no) continue;
    const walked = walk({ ...game, terms: [...game.terms, onlyWhere(game, suspect)] }, mayGoOn);
    if (walked.kind === 'stopped') return { law, kind: 'not judged', because: 'the time was up', isUnfinished: true };
    violations.push(...brokenIn(catalogue, space, game, step, walked.ends));
  }
  return violations.length === 0 ? { law, kind: 'kept' } : { law, kind: 'broken', violations };
}

/** A term that leaves out everything else. */
function onlyWhere({ diagrams, contenders }: Game, node: Node): Term {
  const points = contenders.map(() => 0);
  return { name: 'only', node: opposite(diagrams, node), excludes: 0, opens: 0, points, concern: 0, isIllegal: true };
}

/** Yes where a step may move the pick towards less ownership, going by what it adds; `no` proves that it never does. */
function suspectsOf(game: Game): Node {
  const { diagrams } = game;
  const before = game.terms.filter(({ points, excludes, opens }) => isIn(game, 0, points, excludes | opens));
  const after = game.terms.filter(({ points, excludes, opens }) => isIn(game, 1, points, excludes | opens));
  const moved = [
    ...before.filter(({ name, node }) => !after.some((each) => each.name === name && each.node === node)),
    ...after.filter(({ name, node }) => !before.some((each) => each.name === name && each.node === node)),
  ];
  let suspect: Node = no;
  const visit = (index: number, where: Node, fired: readonly Term[]): void => {
    if (where === no) return;
    const term = moved[index];
    if (term === undefined) {
      if (mayOwnLess(game, fired))
        suspect = opposite(diagrams, both(diagrams, opposite(diagrams, suspect), opposite(diagrams, where)));
      return;
    }
    visit(index + 1, both(diagrams, where, term.node), [...fired, term]);
    visit(index + 1, both(diagrams, where, opposite(diagrams, term.node)), fired);
  };
  visit(0, yes, []);
  return suspect;
}

/** Whether a term does anything in a contest. */
function isIn({ contests }: Game, contest: number, points: readonly number[], excludes: number): boolean {
  return (contests[contest] ?? []).some((each) => points[each] !== 0 || (excludes & (1 << each)) !== 0);
}

/** Whether these terms, those of the second contest less those of the first, favour less ownership, or touch an exclusion. */
function mayOwnLess({ contenders, contests, concerns }: Game, fired: readonly Term[]): boolean {
  if (fired.some(({ excludes, opens }) => (excludes | opens) !== 0)) return true;
  // A pattern that stands alone competes with nobody for points.
  const [before = [], after = []] = contests.map((contest) =>
    contest.filter((each) => contenders[each]?.pattern.unless === null),
  );
  const gains = before.map((_, place) => {
    const gain = (terms: readonly Term[]) =>
      terms.reduce((sum, { points }) => sum + (points[after[place] ?? 0] ?? 0) - (points[before[place] ?? 0] ?? 0), 0);
    return [gain(fired), ...concerns.map((_, concern) => gain(fired.filter((term) => term.concern === concern)))];
  });
  return gains.some((less, place) => gains.slice(place + 1).some((more) => isAhead(less, more)));
}

/** Whether a row of numbers is larger than another at the first place where they differ. */
function isAhead(one: readonly number[], other: readonly number[]): boolean {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place >= 0 && (one[place] ?? 0) > (other[place] ?? 0);
}

/** The picks that move towards less ownership, one violation for each pair of patterns. */
function brokenIn(
  catalogue: Catalogue,
  space: AnswerSpace,
  game: Game,
  step: readonly [Fixed, Fixed],
  ends: readonly End[],
): Violation[] {
  const found = new Map<string, { readonly way: readonly number[]; count: bigint }>();
  for (const { row, count, way } of ends) {
    const [before, after] = game.contests.map((contest) => outcomeOf(game, contest, row).pick);
    const one = before == null ? undefined : game.contenders[before]?.pattern;
    const other = after == null ? undefined : game.contenders[after]?.pattern;
    if (!one || !other || other.order >= one.order) continue;
    const key = `${one.id} ${other.id}`;
    const known = found.get(key);
    if (known) known.count += count;
    else found.set(key, { way, count });
  }
  // A member that is fixed on both sides is walked as well, and changes nothing: its classes count once.
  const classes = BigInt(space.form.diagrams.sizes[step[0].level] ?? 1);
  return [...found].map(([key, { way, count }]) => {
    const [pattern = '', instead = ''] = key.split(' ');
    return violationOf(catalogue, space, step, way, pattern, instead, count / classes);
  });
}

function violationOf(
  catalogue: Catalogue,
  space: AnswerSpace,
  [from, to]: readonly [Fixed, Fixed],
  way: readonly number[],
  pattern: string,
  instead: string,
  count: bigint,
): Violation {
  const { members } = space.form;
  const at = ({ level, index }: Fixed) => way.map((each, place) => (place === level ? index : each));
  const changed = profileOf(catalogue, members, at(to));
  const member = members[from.level];
  const question = member?.fact ?? '';
  const shows = (facts: Facts) => {
    const after = afterStep(facts, changed, question, null);
    return (
      after !== null &&
      explainedOutcome(catalogue, facts, 1).pick === pattern &&
      explainedOutcome(catalogue, after, 1).pick === instead
    );
  };
  const profile = fewestAnswers(profileOf(catalogue, members, at(from)), shows);
  const says = (index: number) => member?.classes[index]?.says ?? '';
  return {
    ...{ pattern, instead, question, from: says(from.index), to: says(to.index), count, profile },
    isConfirmed: shows(profile),
  };
}
