/** Which changed answers the questions allow together: contradictions, and ceilings that other answers set. */
import type { Compiled } from '../compiled/compile.js';
import { judgeAll } from '../compiled/judge-masks.js';
import type { Facts, NumberQuestion } from '../model.js';
import { type Change, type NumberRange, nearest } from './neighbours.js';

/** Which changes can stand together, and with what else the project says. */
export class Legality {
  private readonly compiled: Compiled;
  private readonly facts: Facts;
  /** Number questions whose ceiling is another answer. */
  private readonly capped: readonly NumberQuestion[];
  private readonly possible: Int32Array;
  private readonly sure: Int32Array;
  /** What already contradicts itself in the project; a change is blamed for nothing else. */
  private readonly already: Int32Array;

  constructor(compiled: Compiled, facts: Facts, row: Int32Array) {
    this.compiled = compiled;
    this.facts = facts;
    this.capped = compiled.catalogue.questions.filter(
      (each): each is NumberQuestion => each.type === 'number' && typeof each.atMost === 'string',
    );
    const { blocks } = compiled.contradictions;
    [this.possible, this.sure] = [new Int32Array(blocks), new Int32Array(blocks)];
    judgeAll(compiled.contradictions, row, this.possible, this.sure);
    this.already = this.sure.slice();
  }

  /** Whether a row, which has the changes in it, contradicts itself no more than the project does. */
  isConsistent(row: Int32Array): boolean {
    judgeAll(this.compiled.contradictions, row, this.possible, this.sure);
    for (let block = 0; block < this.sure.length; block += 1)
      if ((this.sure[block] as number) & ~(this.already[block] as number)) return false;
    return true;
  }

  /** The changes with values that keep within their ceilings, as near as can be; null when none do. */
  withinCeilings(changes: readonly Change[]): readonly Change[] | null {
    let settled = changes;
    for (const question of this.capped) {
      if (!changes.some((each) => each.question === question.id || each.question === question.atMost)) continue;
      const kept = this.underCeiling(question, settled);
      if (kept === null) return null;
      settled = kept;
    }
    return settled;
  }

  private underCeiling(question: NumberQuestion, changes: readonly Change[]): readonly Change[] | null {
    const changeOf = (id: string) => changes.find((each) => each.question === id);
    const rangeOf = (id: string): NumberRange | null => {
      const got = this.facts.get(id);
      return (
        changeOf(id)?.range ?? (typeof got === 'number' ? { from: got, to: got, openFrom: false, openTo: false } : null)
      );
    };
    const [own, ceiling] = [rangeOf(question.id), rangeOf(String(question.atMost))];
    if (own === null || ceiling === null) return changes;
    const cap = meet(ceiling, { from: own.from, to: null, openFrom: own.openFrom, openTo: false });
    if (cap === null) return null;
    const now = (id: string) => Number(this.facts.get(id) ?? 0);
    const capValue = nearest(cap, now(String(question.atMost)));
    const below = meet(own, { from: null, to: capValue, openFrom: false, openTo: false });
    if (below === null) return null;
    const ranges = new Map([
      [String(question.atMost), cap],
      [question.id, below],
    ]);
    return changes.map((each) => {
      const range = ranges.get(each.question);
      return range ? { ...each, after: nearest(range, now(each.question)), range } : each;
    });
  }
}

/** What two ranges share; null when nothing. */
function meet(a: NumberRange, b: NumberRange): NumberRange | null {
  const lower = (a.from ?? Number.NEGATIVE_INFINITY) >= (b.from ?? Number.NEGATIVE_INFINITY) ? a : b;
  const upper = (a.to ?? Number.POSITIVE_INFINITY) <= (b.to ?? Number.POSITIVE_INFINITY) ? a : b;
  const range = { from: lower.from, openFrom: lower.openFrom, to: upper.to, openTo: upper.openTo };
  if (range.from === null || range.to === null || range.from < range.to) return range;
  return range.from === range.to && !range.openFrom && !range.openTo ? range : null;
}
