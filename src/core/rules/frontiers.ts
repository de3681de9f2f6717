/** What is left to decide at each point of a walk, whatever was answered before: the open terms, and what they may still do. */
import { type Change, changeOf, type Outlook } from './balance.js';
import { type Game, isCertain, type Term } from './contest.js';
import { follow, type Node, no, yes } from './diagram.js';

/** The terms that are open before the member of a level, where each stands in its diagram, and where answers lead. */
interface Frontier {
  /** Terms by their place in the game, in that order, and the node of each. */
  readonly terms: readonly number[];
  readonly nodes: readonly Node[];
  /** Null until somebody asks. */
  steps: readonly Step[] | null;
  /** The number of its outlook; null until somebody asks. */
  outlook: number | null;
  /** The same without what cannot matter, by who is out and who is open. */
  readonly without: Map<number, number>;
}

/** Where classes of the level's member lead: what is decided by them, and the frontier of the next level. */
export interface Step {
  readonly change: number;
  /** `impossible` when no project is like that. */
  readonly next: number;
  /** The outlook of the next frontier. */
  readonly outlook: number;
  /** The first of the classes that lead there, and how many do. */
  readonly choice: number;
  readonly times: number;
}

/** All frontiers of a game that were met, by level; they are the same for every combination that leads to them. */
export interface Frontiers {
  readonly game: Game;
  readonly levels: { readonly all: Frontier[]; readonly known: Map<string, number> }[];
  readonly changes: Change[];
  readonly outlooks: Outlook[];
  /** Numbers of changes and of outlooks by what they say. */
  readonly numbers: Map<string, number>;
  readonly mayGoOn: () => boolean;
  /** How many frontiers were met; and whether the time was up before all were: then nothing that they say counts. */
  met: number;
  isStopped: boolean;
}

/** No combination is like that. */
export const impossible = -1;

/** So many frontiers are met between two looks at the time. */
const stride = 1024;

/** The frontiers of a game, none of them met yet. `mayGoOn` is asked now and then. */
export function frontiersOf(game: Game, mayGoOn: () => boolean): Frontiers {
  const levels = [...game.diagrams.sizes, 0].map(() => ({ all: [], known: new Map() }));
  return { game, levels, changes: [], outlooks: [], numbers: new Map(), mayGoOn, met: 0, isStopped: false };
}

/** Where every walk begins: what is certain is decided. */
export function beginning(frontiers: Frontiers): Step {
  const { terms } = frontiers.game;
  return stepTo(
    frontiers,
    0,
    terms.map((_, place) => place),
    terms.map(({ node }) => node),
    terms.filter(isCertain),
  );
}

/** Where the classes of the level's member lead from a frontier. */
export function stepsFrom(frontiers: Frontiers, level: number, number: number): readonly Step[] {
  const frontier = frontierAt(frontiers, level, number);
  const { diagrams, terms } = frontiers.game;
  frontier.steps ??= together(
    Array.from({ length: diagrams.sizes[level] ?? 0 }, (_, choice) => {
      const nodes = frontier.nodes.map((node) => follow(diagrams, node, level, choice));
      const decided = frontier.terms.flatMap((place, index) => (nodes[index] === yes ? (terms[place] ?? []) : []));
      return { ...stepTo(frontiers, level + 1, frontier.terms, nodes, decided), choice };
    }),
  );
  return frontier.steps;
}

/** Steps that lead to the same, as one. */
function together(steps: readonly Step[]): Step[] {
  const isSame = (one: Step, other: Step) => one.change === other.change && one.next === other.next;
  return steps
    .filter((step, place) => steps.findIndex((each) => isSame(each, step)) === place)
    .map((step) => ({ ...step, times: steps.filter((each) => isSame(each, step)).length }));
}

function stepTo(
  frontiers: Frontiers,
  level: number,
  places: readonly number[],
  nodes: readonly Node[],
  decided: readonly Term[],
): Step {
  const nowhere = { change: 0, next: impossible, outlook: impossible, choice: 0, times: 1 };
  if (decided.some(({ isIllegal }) => isIllegal)) return nowhere;
  const isOpen = (_: unknown, index: number) => nodes[index] !== no && nodes[index] !== yes;
  const next = numberOf(frontiers, level, places.filter(isOpen), nodes.filter(isOpen));
  const outlook = outlookFrom(frontiers, level, next);
  return outlook === impossible ? nowhere : { ...nowhere, change: changeNumber(frontiers, decided), next, outlook };
}

function numberOf(frontiers: Frontiers, level: number, terms: readonly number[], nodes: readonly Node[]): number {
  const { all, known } = frontiers.levels[level] ?? { all: [], known: new Map<string, number>() };
  const key = `${terms.join()} ${nodes.join()}`;
  const number = known.get(key);
  if (number !== undefined) return number;
  known.set(key, all.length);
  all.push({ terms, nodes, steps: null, outlook: null, without: new Map() });
  frontiers.met += 1;
  if (frontiers.met % stride === 0 && !frontiers.mayGoOn()) frontiers.isStopped = true;
  return all.length - 1;
}

function frontierAt({ levels }: Frontiers, level: number, number: number): Frontier {
  const frontier = levels[level]?.all[number];
  if (frontier === undefined) throw new Error(`there is no frontier ${number} at level ${level}`);
  return frontier;
}

function changeNumber(frontiers: Frontiers, decided: readonly Term[]): number {
  const change = changeOf(frontiers.game, decided);
  return numbered(frontiers, 'change', frontiers.changes, change);
}

function numbered<Item>({ numbers }: Frontiers, kind: string, all: Item[], item: Item): number {
  const key = `${kind} ${JSON.stringify(item)}`;
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, all.length);
  all.push(item);
  return all.length - 1;
}

/**
 * The outlook of a frontier, exactly: over all ways that go on from it, the most that each contender gains on each other,
 * and everything that some way does. `impossible` when no project is like any of them.
 */
function outlookFrom(frontiers: Frontiers, level: number, number: number): number {
  const frontier = frontierAt(frontiers, level, number);
  if (frontiers.isStopped) return impossible;
  if (frontier.outlook !== null) return frontier.outlook;
  const { concerns } = frontiers.game;
  let outlook: Outlook | null = null;
  if (level === frontiers.game.diagrams.sizes.length)
    outlook = {
      swings: changeOf(frontiers.game, []).gains,
      threatened: 0,
      mayOpen: 0,
      settledConcerns: concerns.length,
    };
  else
    for (const step of stepsFrom(frontiers, level, number)) {
      const [does, then] = [frontiers.changes[step.change], frontiers.outlooks[step.outlook]];
      if (does && then) outlook = joined(outlook, after(does, then));
    }
  frontier.outlook = outlook === null ? impossible : numbered(frontiers, 'outlook', frontiers.outlooks, outlook);
  return frontier.outlook;
}

/** What a change and everything after it does. */
function after(change: Change, then: Outlook): Outlook {
  return {
    swings: then.swings.map((swing, pair) => swing + (change.gains[pair] ?? 0)),
    threatened: then.threatened | change.excludes,
    mayOpen: then.mayOpen | change.opens,
    settledConcerns: Math.min(then.settledConcerns, change.firstConcern),
  };
}

function joined(one: Outlook | null, other: Outlook): Outlook {
  if (one === null) return other;
  return {
    swings: one.swings.map((swing, pair) => Math.max(swing, other.swings[pair] ?? swing)),
    threatened: one.threatened | other.threatened,
    mayOpen: one.mayOpen | other.mayOpen,
    settledConcerns: Math.min(one.settledConcerns, other.settledConcerns),
  };
}

/** More than any set of contenders as bits. */
const standing = 2 ** 16;

/** The frontier without the terms that can change nothing for those who are still in, and not open already. */
export function withoutNeedless(
  frontiers: Frontiers,
  level: number,
  number: number,
  out: number,
  opened: number,
): number {
  const frontier = frontierAt(frontiers, level, number);
  const key = out * standing + opened;
  const known = frontier.without.get(key);
  if (known !== undefined) return known;
  const { game } = frontiers;
  const isNeeded = (_: unknown, index: number) => matters(game, game.terms[frontier.terms[index] ?? -1], out, opened);
  const kept = numberOf(frontiers, level, frontier.terms.filter(isNeeded), frontier.nodes.filter(isNeeded));
  frontier.without.set(key, kept);
  return kept;
}

/** Whether a term may still change anything: exclude or open somebody, or move two who compete for points apart. */
function matters(game: Game, term: Term | undefined, out: number, opened: number): boolean {
  if (term === undefined) return false;
  if (term.isIllegal || (term.excludes & ~out) !== 0 || (term.opens & ~out & ~opened) !== 0) return true;
  return game.contests.some((contest) => {
    const rivals = contest.filter(
      (each) => (out & (1 << each)) === 0 && game.contenders[each]?.pattern.unless === null,
    );
    return rivals.some((each) => term.points[each] !== term.points[rivals[0] ?? each]);
  });
}
