/** One combination on its own, without tables: what a walk over all of them must have found as well. */
import { changeOf, type Outlook, outlookOf, rowLength } from './balance.js';
import { type Game, isCertain } from './contest.js';
import { follow, type Node, no, yes } from './diagram.js';
import { reducerOf } from './reduce.js';

/**
 * The last row of one combination, worked out member by member; null when no project can be like that. `outlooks` are those
 * of `outlooksOf`, `way` holds the class of each member.
 */
export function replay(game: Game, outlooks: readonly Outlook[], way: readonly number[]): Int16Array | null {
  const reduce = reducerOf(game);
  const [first = outlookOf(game, [])] = outlooks;
  const certain = game.terms.filter(isCertain);
  let row = reduce(new Int16Array(rowLength(game)), 0, changeOf(game, certain), first).slice();
  let nodes = game.terms.map(({ node }) => node);
  if (certain.some(({ isIllegal }) => isIllegal)) return null;
  for (const [level, choice] of way.entries()) {
    const before = nodes;
    nodes = nodes.map((node) => follow(game.diagrams, node, level, choice));
    const decided = game.terms.filter((_, place) => nodes[place] === yes && before[place] !== yes);
    if (decided.some(({ isIllegal }) => isIllegal)) return null;
    row = reduce(row, 0, changeOf(game, decided), outlooks[level + 1] ?? first).slice();
  }
  return row;
}

/** What is still to come before the first level, and after each. */
export function outlooksOf(game: Game): Outlook[] {
  const last = game.terms.map(({ node }) => lastLevel(game, node));
  return [-1, ...game.diagrams.sizes.keys()].map((level) =>
    outlookOf(
      game,
      game.terms.filter((_, place) => (last[place] ?? 0) > level),
    ),
  );
}

/** The last level that a node looks at; -1 when it looks at none. */
function lastLevel({ diagrams }: Game, node: Node): number {
  const seen = new Set<Node>();
  let last = -1;
  const visit = (each: Node): void => {
    if (each === no || each === yes || seen.has(each)) return;
    seen.add(each);
    last = Math.max(last, diagrams.levels[each] ?? -1);
    diagrams.branches[each]?.forEach(visit);
  };
  visit(node);
  return last;
}
