/** Flip points: the smallest changes of one answer, or of two, that change the pattern or a layer. Exhaustive. */
import { hasEnoughAnswers } from '../advise.js';
import { type Compiled, FastPath, type LayerOutcome, type Outcome, readable } from '../compiled/compile.js';
import type { Facts } from '../model.js';
import { Legality } from './legality.js';
import { apply, type Change, type Neighbour, type NumberRange, neighboursOf } from './neighbours.js';

/** A change of one answer or two, and what it changes in the advice. */
export interface Flip {
  readonly changes: readonly Change[];
  /** The pattern before and after, null for none; null when it stays. */
  readonly pattern: { readonly before: string | null; readonly after: string | null } | null;
  /** Layers whose kind, approach or provider changes; empty when there is no pattern on one of the sides. */
  readonly layers: readonly LayerFlip[];
}

export interface LayerFlip {
  readonly layer: string;
  readonly before: LayerOutcome;
  readonly after: LayerOutcome;
}

/** What is sought beyond single changes: pairs for the pattern, or for the pattern and every layer. */
export type PairsWanted = 'none' | 'pattern' | 'layers';

export interface FlipPoints {
  readonly singles: readonly Flip[];
  /** Pairs of which neither change alone does the same to the pattern, or to the layer. */
  readonly pairs: readonly Flip[];
  /** How many legal changes were tried: everything that rules can tell apart. */
  readonly tried: { readonly singles: number; readonly pairs: number };
}

/**
 * Finds every flip point of a project. Answers that no rule tells apart count as one; a number is given with the nearest
 * value on the other side and the range in which the same holds. Changes that the questions do not allow are left out,
 * so is "I don't know". Of changes in one direction with the same result only the smallest is told.
 *
 * `facts` are the effective facts; without enough answers for any advice there is nothing to flip.
 */
export function flipPoints(compiled: Compiled, facts: Facts, pairs: PairsWanted = 'pattern'): FlipPoints {
  if (!hasEnoughAnswers(compiled.catalogue, facts)) return { singles: [], pairs: [], tried: { singles: 0, pairs: 0 } };
  const search = new FlipSearch(compiled, facts);
  const singles = search.singles();
  const found = pairs === 'none' ? { flips: [], tried: 0 } : search.pairs(pairs === 'layers');
  return { singles, pairs: found.flips, tried: { singles: search.tried, pairs: found.tried } };
}

/** A neighbour that was judged; the outcome is null when it is not legal by itself. */
export interface Tried {
  readonly neighbour: Neighbour;
  readonly changes: readonly Change[] | null;
  readonly outcome: Outcome | null;
}

/** Every legal neighbour of a project, with the verdict there. */
export class FlipSearch {
  readonly fast: FastPath;
  readonly base: Outcome;
  readonly around: readonly Tried[];
  /** Legal or not, what changes nothing by itself but can make another change possible. */
  private readonly room: readonly Tried[];
  private readonly compiled: Compiled;
  private readonly row: Int32Array;
  private readonly legality: Legality;

  constructor(compiled: Compiled, facts: Facts) {
    this.compiled = compiled;
    this.fast = new FastPath(compiled);
    this.row = this.fast.codesOf(facts);
    this.legality = new Legality(compiled, facts, this.row);
    this.base = this.fast.outcomeOf(this.row);
    const judged = (among: readonly number[]) =>
      neighboursOf(compiled, facts, among).map((neighbour) => this.judge(neighbour));
    this.around = judged(compiled.decides);
    this.room = judged(compiled.makesRoom);
  }

  /** How many neighbours are legal. */
  get tried(): number {
    return this.around.filter(({ outcome }) => outcome !== null).length;
  }

  private judge(neighbour: Neighbour): Tried {
    apply(this.compiled, neighbour, this.row, 1);
    const changes = this.legality.isConsistent(this.row) ? this.legality.withinCeilings([neighbour.change]) : null;
    const outcome = changes && this.fast.outcomeOf(this.row);
    apply(this.compiled, neighbour, this.row, -1);
    return { neighbour, changes, outcome };
  }

  /** The smallest single changes that change anything. */
  singles(): Flip[] {
    const flips: Flip[] = [];
    let last: Tried | null = null;
    for (const tried of this.around) {
      const { neighbour, changes, outcome } = tried;
      if (changes === null || outcome === null) continue;
      const isFurther = last?.outcome && last.neighbour.track === neighbour.track && isSame(last.outcome, outcome);
      last = tried;
      if (isSame(outcome, this.base)) continue;
      const [change] = changes;
      const before = flips.at(-1);
      if (isFurther && before && change) flips.splice(-1, 1, extended(before, change));
      else flips.push(this.flipOf(changes, outcome, () => true));
    }
    return flips;
  }

  /** Pairs that do what neither of their changes does alone. */
  pairs(layers: boolean): { readonly flips: Flip[]; readonly tried: number } {
    const all = [...this.around, ...this.room];
    const candidates = layers ? all : all.filter(({ neighbour }) => this.canMovePattern(neighbour));
    const kept = new Map<string, [number, number][]>();
    const flips: Flip[] = [];
    let tried = 0;
    candidates.forEach((first, index) => {
      if (!layers && first.outcome && first.outcome.pattern !== this.base.pattern) return;
      apply(this.compiled, first.neighbour, this.row, 1);
      for (const second of candidates.slice(index + 1)) {
        if (!layers && second.outcome && second.outcome.pattern !== this.base.pattern) continue;
        if (isSameChoice(first.neighbour, second.neighbour)) continue;
        apply(this.compiled, second.neighbour, this.row, 1);
        if (this.legality.isConsistent(this.row)) {
          tried += 1;
          const flip = this.pairFlip(first, second, layers, kept);
          if (flip) flips.push(flip);
        }
        apply(this.compiled, second.neighbour, this.row, -1);
      }
      apply(this.compiled, first.neighbour, this.row, -1);
    });
    return { flips, tried };
  }

  private pairFlip(first: Tried, second: Tried, layers: boolean, kept: Map<string, [number, number][]>): Flip | null {
    const outcome = layers
      ? this.fast.outcomeOf(this.row)
      : { pattern: this.fast.patternOf(this.row), picks: this.base.picks };
    const isNew = (topic: number) =>
      [first, second].every((each) => each.outcome === null || !differs(each.outcome, this.base, topic));
    const topics = [-1, ...outcome.picks.keys()].filter((topic) => differs(outcome, this.base, topic) && isNew(topic));
    if (topics.length === 0) return null;
    const changes = this.legality.withinCeilings([first.neighbour.change, second.neighbour.change]);
    if (changes === null) return null;
    const said = topics.map((topic) => `${topic} ${topic < 0 ? outcome.pattern : outcome.picks[topic]}`).join();
    const key = `${first.neighbour.track}\n${second.neighbour.track}\n${said}`;
    const ranks: [number, number] = [first.neighbour.rank, second.neighbour.rank];
    const smaller = kept.get(key) ?? [];
    if (smaller.some(([a, b]) => a <= ranks[0] && b <= ranks[1])) return null;
    kept.set(key, [...smaller, ranks]);
    return this.flipOf(changes, outcome, (topic) => topics.includes(topic));
  }

  /** Whether a neighbour can have to do with the pattern: a rule about patterns reads it, or one that can take its stack away. */
  private canMovePattern({ deltas }: Neighbour): boolean {
    for (let index = 0; index < deltas.length; index += 2)
      if (this.compiled.movesPattern.has(deltas[index] as number)) return true;
    return false;
  }

  private flipOf(changes: readonly Change[], outcome: Outcome, isTold: (topic: number) => boolean): Flip {
    const [before, after] = [readable(this.compiled, this.base), readable(this.compiled, outcome)];
    const layers = this.compiled.layers.layers.flatMap(({ layer: { id } }, topic): LayerFlip[] => {
      const [was, is] = [before.layers.get(id), after.layers.get(id)];
      return was && is && isTold(topic) && differs(outcome, this.base, topic)
        ? [{ layer: id, before: was, after: is }]
        : [];
    });
    const isMoved = before.pattern !== after.pattern && isTold(-1);
    return { changes, pattern: isMoved ? { before: before.pattern, after: after.pattern } : null, layers };
  }
}

/** Two answers to one question that cannot both be given. */
function isSameChoice(a: Neighbour, b: Neighbour): boolean {
  return a.change.question === b.change.question && (a.isAlternative || b.isAlternative);
}

/** Whether two outcomes say different things of a layer, by its place, or for -1 of the pattern. */
export function differs(a: Outcome, b: Outcome, topic: number): boolean {
  if (topic < 0) return a.pattern !== b.pattern;
  return a.picks.length > 0 && b.picks.length > 0 && a.picks[topic] !== b.picks[topic];
}

/** Whether two outcomes say the same of everything. */
export function isSame(a: Outcome, b: Outcome): boolean {
  return (
    a.pattern === b.pattern &&
    a.picks.length === b.picks.length &&
    a.picks.every((pick, topic) => pick === b.picks[topic])
  );
}

/** The flip with its range drawn out to that of a change that goes further to the same. */
function extended(flip: Flip, further: Change): Flip {
  const [change] = flip.changes;
  if (!change?.range || !further.range) return flip;
  const [low, high] = Number(further.after) > Number(change.after) ? [change, further] : [further, change];
  const range: NumberRange = {
    from: low.range?.from ?? null,
    openFrom: low.range?.openFrom ?? false,
    to: high.range?.to ?? null,
    openTo: high.range?.openTo ?? false,
  };
  return { ...flip, changes: [{ ...change, range }] };
}
