/** How every combination of answers ends, from two walks: one for leads, one for what decides between equals. */
import { isTied, type Outcome, outcomeOf } from './balance.js';
import type { Game } from './contest.js';
import { outlooksOf, replay } from './replay.js';
import { walk } from './walk.js';

/** An outcome, how many combinations have it, and the class of each member in one of them. */
export interface Ending {
  readonly outcome: Outcome;
  readonly count: bigint;
  readonly way: readonly number[];
}

/** All endings, or the level before which the walks were stopped. */
export type Endings =
  | { readonly kind: 'whole'; readonly endings: readonly Ending[]; readonly mostStates: number }
  | { readonly kind: 'stopped'; readonly level: number };

/**
 * All endings of a game with one contest. Points alone decide in most combinations, and concerns only between equals: the
 * first walk forgets the concerns, the second everything that cannot end in a tie. Apart they have to tell far fewer
 * partial combinations apart than one walk that keeps both.
 */
export function everyEnding(game: Game, mayGoOn: () => boolean): Endings {
  const [leads, ties] = [leadsOf(game), tiesOf(game)];
  const first = walk(leads, mayGoOn);
  if (first.kind === 'stopped') return first;
  const second = walk(ties, mayGoOn);
  if (second.kind === 'stopped') return second;
  const contest = game.contests[0] ?? [];
  const ended = (from: Game, tied: boolean, { ends }: typeof first) =>
    ends.flatMap(({ row, count, way }) =>
      isTied(from, contest, row) === tied ? { outcome: outcomeOf(from, contest, row), count, way } : [],
    );
  return {
    kind: 'whole',
    endings: [...ended(leads, false, first), ...ended(ties, true, second)],
    mostStates: Math.max(first.mostStates, second.mostStates),
  };
}

/** Tells how one combination ends, worked out on its own; null when no project is like that. */
export function endingAlong(game: Game): (way: readonly number[]) => Outcome | null {
  const contest = game.contests[0] ?? [];
  const [leads, ties] = [leadsOf(game), tiesOf(game)];
  const outlooks = outlooksOf(game);
  return (way) => {
    const row = replay(leads, outlooks, way);
    if (row === null) return null;
    if (!isTied(leads, contest, row)) return outcomeOf(leads, contest, row);
    return outcomeOf(ties, contest, replay(ties, outlooks, way) ?? row);
  };
}

function leadsOf(game: Game): Game {
  return { ...game, concerns: [] };
}

function tiesOf(game: Game): Game {
  return { ...game, cap: 1, onlyTies: true };
}
