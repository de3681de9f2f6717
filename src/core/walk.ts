/** Walks every combination of answers at once: member by member, merging what no term that is left tells apart. */
import { type Change, changeOf, type Outlook, type Reducer, reducerOf, rowLength } from './balance.js';
import { type Game, isCertain, type Term } from './contest.js';
import { follow, type Node, no, yes } from './diagram.js';
import { outlooksOf } from './replay.js';
import { addRow, noRows, type Rows, rowAt } from './rows.js';
import { addState, countOf, noStates, type States, type Trail, trailOf, wayTo } from './states.js';

/** One way in which a walk ends: a stand that nothing can change, and how many combinations lead there. */
export interface End {
  readonly row: readonly number[];
  readonly count: bigint;
  /** The class of each member, in one combination that ends so. */
  readonly way: readonly number[];
}

/** Every combination was walked, or the walk was stopped before the member of a level: then nothing is known of the ends. */
export type Walked =
  | { readonly kind: 'whole'; readonly ends: readonly End[]; readonly illegal: bigint; readonly mostStates: number }
  | { readonly kind: 'stopped'; readonly level: number; readonly mostStates: number };

/** What still matters before a level: the nodes of the terms by their place, `no` where one cannot decide any more. */
interface Frontier {
  readonly nodes: readonly Node[];
  readonly steps: Step[];
}

/** What a class of the level's member does at a frontier. */
interface Step {
  readonly isIllegal: boolean;
  readonly change: number;
  readonly nodes: readonly Node[];
  /** The next frontier, by who is out then. */
  readonly next: Map<number, number>;
}

/** Everything of one level. */
interface Stage {
  readonly states: States;
  readonly rows: Rows;
  readonly frontiers: Frontier[];
  readonly known: Map<string, number>;
}

/** So many states are stepped between two looks at the time. */
const stride = 8192;

/**
 * Walks all levels. A state is a frontier and a reduced stand; states that are equal are one with their counts added, so
 * the counts are exact. `mayGoOn` is asked now and then and ends the walk when it says no.
 */
export function walk(game: Game, mayGoOn: () => boolean): Walked {
  const { sizes } = game.diagrams;
  const outlooks = outlooksOf(game);
  let stage = firstStage(game, outlooks[0]);
  const trails: Trail[] = [];
  let illegal = stage.states.size === 0 ? combinations(sizes) : 0n;
  let mostStates = 1;
  for (let level = 0; level < sizes.length; level += 1) {
    const stepped = stepLevel(game, stage, level, outlooks[level], outlooks[level + 1], mayGoOn);
    if (stepped === null) return { kind: 'stopped', level, mostStates };
    illegal += stepped.dropped * combinations(sizes.slice(level + 1));
    stage = stepped.stage;
    trails.push(trailOf(stage.states));
    mostStates = Math.max(mostStates, stage.states.size);
  }
  const { states, rows } = stage;
  const ends = Array.from({ length: states.size }, (_, place) => ({
    row: [...rowAt(rows, states.rows[place] ?? 0)],
    count: countOf(states, place),
    way: wayTo(trails, place),
  }));
  return { kind: 'whole', ends, illegal, mostStates };
}

/** How many combinations members of these sizes have. */
export function combinations(sizes: readonly number[]): bigint {
  return sizes.reduce((product, size) => product * BigInt(size), 1n);
}

function noStage(game: Game): Stage {
  return { states: noStates(), rows: noRows(rowLength(game)), frontiers: [], known: new Map() };
}

/** Before the first member: what is certain is done already. */
function firstStage(game: Game, outlook: Outlook | undefined): Stage {
  const stage = noStage(game);
  const certain = game.terms.filter(isCertain);
  if (outlook === undefined || certain.some(({ isIllegal }) => isIllegal)) return stage;
  const row = reducerOf(game)(new Int16Array(rowLength(game)), changeOf(game, certain), outlook);
  const nodes = game.terms.map(({ node }) => (node === yes ? no : node));
  addState(stage.states, frontierOf(game, stage, nodes, row[0] ?? 0), addRow(stage.rows, row), 1, 0, 0, 0);
  return stage;
}

/** The frontier of these nodes, without those that can change nothing for who is still in. */
function frontierOf(game: Game, stage: Stage, nodes: readonly Node[], out: number): number {
  const kept = nodes.map((node, place) => (node !== no && matters(game, game.terms[place], out) ? node : no));
  const key = kept.join();
  const known = stage.known.get(key);
  if (known !== undefined) return known;
  stage.known.set(key, stage.frontiers.length);
  stage.frontiers.push({ nodes: kept, steps: [] });
  return stage.frontiers.length - 1;
}

/** Whether a term may still change anything: exclude somebody who is in, or move two who compete for points apart. */
function matters(game: Game, term: Term | undefined, out: number): boolean {
  if (term === undefined) return false;
  if (term.isIllegal || (term.excludes & ~out) !== 0) return true;
  return game.contests.some((contest) => {
    const rivals = contest.filter(
      (each) => (out & (1 << each)) === 0 && game.contenders[each]?.pattern.unless === null,
    );
    return rivals.some((each) => term.points[each] !== term.points[rivals[0] ?? each]);
  });
}

/** All states one member further; null when the time is up. */
function stepLevel(
  game: Game,
  before: Stage,
  level: number,
  outlookBefore: Outlook | undefined,
  outlook: Outlook | undefined,
  mayGoOn: () => boolean,
): { readonly stage: Stage; readonly dropped: bigint } | null {
  if (outlook === undefined) return null;
  const stage = noStage(game);
  const changes = knownChanges(game, JSON.stringify(outlookBefore) === JSON.stringify(outlook));
  const { states } = before;
  let dropped = 0n;
  for (let place = 0; place < states.size; place += 1) {
    if (place % stride === 0 && !mayGoOn()) return null;
    const frontier = before.frontiers[states.frontiers[place] ?? 0];
    if (frontier === undefined) continue;
    if (frontier.steps.length === 0) addSteps(game, frontier, level, changes);
    const [low, high] = [states.low[place] ?? 0, states.high[place] ?? 0];
    for (let choice = 0; choice < frontier.steps.length; choice += 1) {
      const step = frontier.steps[choice];
      if (step === undefined) continue;
      if (step.isIllegal) dropped += countOf(states, place);
      else {
        const row = changes.rowAfter(before.rows, states.rows[place] ?? 0, step.change, stage.rows, outlook);
        const next = nextFrontier(game, stage, step, row);
        addState(stage.states, next, row, low, high, place, choice);
      }
    }
  }
  return { stage, dropped };
}

function nextFrontier(game: Game, stage: Stage, step: Step, row: number): number {
  const out = stage.rows.values[row * stage.rows.width] ?? 0;
  const known = step.next.get(out);
  if (known !== undefined) return known;
  const frontier = frontierOf(game, stage, step.nodes, out);
  step.next.set(out, frontier);
  return frontier;
}

/** Where each class of the level's member leads from a frontier. */
function addSteps(game: Game, frontier: Frontier, level: number, changes: Changes): void {
  for (let choice = 0; choice < (game.diagrams.sizes[level] ?? 0); choice += 1) {
    const nodes = frontier.nodes.map((node) => follow(game.diagrams, node, level, choice));
    const decided = game.terms.filter((_, place) => nodes[place] === yes);
    frontier.steps.push({
      isIllegal: decided.some(({ isIllegal }) => isIllegal),
      change: changes.numberOf(decided),
      nodes: nodes.map((node) => (node === yes ? no : node)),
      next: new Map(),
    });
  }
}

/** The changes of one level, each applied to each row once. */
interface Changes {
  numberOf(terms: readonly Term[]): number;
  rowAfter(before: Rows, row: number, change: number, after: Rows, outlook: Outlook): number;
}

function knownChanges(game: Game, isSameOutlook: boolean): Changes {
  const reduce: Reducer = reducerOf(game);
  const numbers = new Map<string, number>();
  const changes: { readonly change: Change; readonly isNothing: boolean; readonly rows: Int32Array | null }[] = [];
  const applied: (Int32Array | undefined)[] = [];
  return {
    numberOf(terms) {
      const change = changeOf(game, terms);
      const key = JSON.stringify(change);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, changes.length);
      const isNothing = change.excludes === 0 && change.adds.length === 0;
      changes.push({ change, isNothing, rows: null });
      return changes.length - 1;
    },
    rowAfter(before, row, number, after, outlook) {
      const memory = applied[number] ?? new Int32Array(before.size);
      applied[number] = memory;
      const known = memory[row] ?? 0;
      if (known > 0) return known - 1;
      const one = changes[number];
      const given = rowAt(before, row);
      const next = addRow(
        after,
        one === undefined || (isSameOutlook && one.isNothing) ? given : reduce(given, one.change, outlook),
      );
      memory[row] = next + 1;
      return next;
    },
  };
}
