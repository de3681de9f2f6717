/**
 * The fast path: a catalogue compiled once to tables, then a verdict in microseconds. It says what the explained path says
 * (`pickPattern` and the solution under the pick), on every input, without the reasons; see docs/decisions/0013.
 */
import type { Catalogue } from '../catalogue.js';
import type { Condition, Facts, Truth } from '../model.js';
import type { Offering } from '../provider.js';
import { circuitOf } from './circuit.js';
import { columnsOf, columnsRead, patternFact } from './columns.js';
import { compileLayers, type LayerTables } from './compiled-layers.js';
import { compilePatterns, type PatternTables, patternConditions } from './compiled-patterns.js';
import { encode } from './encode.js';
import { LayerJudge, notKnown, notNeeded } from './fast-layers.js';
import { layerConditions, stackConditions, teamFact, teamTests } from './layer-conditions.js';
import { type Masks, masksOf } from './masks.js';
import { PatternJudge } from './pattern-judge.js';
import { encodeAll, type Layout, layoutOf } from './row.js';

/** A catalogue as tables: immutable, made once. */
export interface Compiled {
  readonly catalogue: Catalogue;
  readonly layout: Layout;
  readonly patterns: PatternTables;
  readonly layers: LayerTables;
  /** Which answers cannot stand together. */
  readonly contradictions: Masks;
  /** The columns that some rule reads which decides on a pattern or a layer. */
  readonly decides: readonly number[];
  /** The columns that only contradictions read: they decide nothing, but can make room for another answer. */
  readonly makesRoom: readonly number[];
  /** Of all these, the columns that can have to do with the pattern: its rules, and those that can take its stack away. */
  readonly movesPattern: ReadonlySet<number>;
}

/** What is said of one layer: whether it is needed and, when it is, which offering covers it. */
export interface LayerOutcome {
  readonly needed: Truth;
  readonly offering: Offering | null;
}

/** The verdict in short: the pattern, and every layer under it. Without a pattern there are no layers. */
export interface FastVerdict {
  readonly pattern: string | null;
  readonly layers: ReadonlyMap<string, LayerOutcome>;
}

/** A verdict as numbers: two of one catalogue say the same exactly when the numbers are the same. */
export interface Outcome {
  /** The place of the pattern in the catalogue; -1 when none can be had. */
  readonly pattern: number;
  /** By layer the number of the offering, or `notNeeded` or `notKnown`; empty without a pattern. */
  readonly picks: Int32Array;
}

/** Compiles a catalogue, which must have passed the loader. Takes some tens of milliseconds for the shipped one. */
export function compile(catalogue: Catalogue): Compiled {
  const deciding = [patternConditions(catalogue), layerConditions(catalogue)] as const;
  const contradictions = contradictionsOf(catalogue);
  const columns = columnsOf(catalogue, [...deciding.flat(), ...contradictions], teamTests);
  const readBy = (conditions: readonly Condition[]) =>
    // The pattern that is tried is written while layers are judged: it stands by itself.
    columnsRead(columns, conditions, catalogue.signal).filter((index) => !columns.of.get(patternFact)?.includes(index));
  const layout = layoutOf(columns, deciding.map(readBy));
  const patterns = compilePatterns(catalogue, layout);
  const layers = compileLayers(catalogue, layout, patterns.masks.width);
  const impossible = masksOf(circuitOf(columns, contradictions, catalogue.signal, layers.masks.width), layout);
  const decides = [...deciding.flatMap(readBy), ...(columns.of.get(teamFact) ?? [])];
  const makesRoom = readBy(contradictions).filter((index) => !decides.includes(index));
  const movesPattern = new Set(readBy([...deciding[0], ...stackConditions(catalogue), ...contradictions]));
  return { catalogue, layout, patterns, layers, contradictions: impossible, decides, makesRoom, movesPattern };
}

/** The conditions that say which answers cannot stand together. */
function contradictionsOf(catalogue: Catalogue): Condition[] {
  return catalogue.questions.flatMap((question) => question.contradicts.map((each) => each.when));
}

const nothing = new Int32Array(0);

/**
 * Asks a compiled catalogue one question after another. It remembers states of layers and joint choices by all that
 * they depend on, so an answer that is changed costs only what reads it; what it says never depends on what it was
 * asked before. Not to be shared between calls that run at the same time.
 */
export class FastPath {
  readonly compiled: Compiled;
  readonly patterns: PatternJudge;
  readonly layers: LayerJudge;
  private readonly spare: Int32Array;

  constructor(compiled: Compiled) {
    this.compiled = compiled;
    this.patterns = new PatternJudge(compiled.patterns);
    this.layers = new LayerJudge(compiled.layers);
    this.spare = new Int32Array(compiled.contradictions.width);
  }

  /**
   * Facts that the questions allow, as a row: a code for each column, and behind them room where parts of conditions are
   * noted while the row is judged. Codes may be changed (`setCode`), and the row asked again.
   */
  codesOf(facts: Facts): Int32Array {
    const row = new Int32Array(this.compiled.contradictions.width);
    encodeAll(this.compiled.layout, facts, row);
    return row;
  }

  /** Judges the rules about patterns on facts: points by pattern and fired rules stand in `patterns` afterwards. */
  score(facts: Facts): void {
    encode(this.compiled.layout.encodings.early, facts, this.spare);
    this.patterns.judge(this.spare);
  }

  /** The pattern that stands: its place in the catalogue, or -1. */
  patternOf(row: Int32Array): number {
    this.patterns.judge(row);
    for (let blocked = 0; ; ) {
      const best = this.patterns.best(blocked);
      if (best < 0 || this.layers.isPossible(best, row)) return best;
      blocked |= 1 << best;
    }
  }

  /** The pattern that stands, and its layers. */
  outcomeOf(row: Int32Array): Outcome {
    const pattern = this.patternOf(row);
    const picks = pattern < 0 ? null : this.layers.choose(pattern, row);
    return { pattern, picks: picks ?? nothing };
  }

  /** The verdict on facts. */
  verdictOn(facts: Facts): FastVerdict {
    return readable(this.compiled, this.outcomeOf(this.codesOf(facts)));
  }
}

/** A verdict in words. */
export function readable({ layers, patterns }: Compiled, { pattern, picks }: Outcome): FastVerdict {
  const found = new Map<string, LayerOutcome>();
  picks.forEach((pick, index) => {
    const id = layers.layers[index]?.layer.id ?? '';
    const needed = pick === notNeeded ? 'no' : pick === notKnown ? 'unknown' : 'yes';
    found.set(id, { needed, offering: layers.offerings[pick] ?? null });
  });
  return { pattern: patterns.patterns[pattern]?.id ?? null, layers: found };
}
