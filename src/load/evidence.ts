/** The evidence of facts and figures: where it was read, when, how sure, and until when it holds. */
import type { DatedEvidence, FactEvidence } from '../core/provenance.js';
import type { RuleFile } from './schema.js';

/** Evidence as written. */
export interface RawEvidence {
  readonly source?: string | undefined;
  readonly on?: string | undefined;
  readonly confidence?: FactEvidence['confidence'] | undefined;
  readonly expires?: string | undefined;
}

/** What a figure is: each kind keeps for so many months (`lifetimes`). */
export type FigureKind = keyof NonNullable<RuleFile['lifetimes']>;

/** What dates a figure besides its own words. */
export interface Dating {
  /** Months by kind of figure; null: nobody said, so nothing expires by age. */
  readonly lifetimes: Readonly<Record<FigureKind, number>> | null;
  /** The day that a source shows. */
  readonly dates: ReadonlyMap<string, string>;
}

/** Evidence with what is missing written out; the day of the source stands in for a day of its own. */
export function evidenceOf(raw: RawEvidence, { dates }: Dating): FactEvidence {
  const { source = null, on, confidence = null } = raw;
  return { source, confidence, on: on ?? (source === null ? null : (dates.get(source) ?? null)) };
}

/** Evidence with its expiry: as written, else its age plus the lifetime of its kind; without a date nobody can tell. */
export function datedOf(raw: RawEvidence, kind: FigureKind, dating: Dating): DatedEvidence {
  const evidence = evidenceOf(raw, dating);
  const months = dating.lifetimes?.[kind];
  const { on } = evidence;
  return { ...evidence, expires: raw.expires ?? (on && months ? monthsLater(on, months) : null) };
}

/** What is not written is taken from around; but a source of its own brings its own day and confidence. */
export function within(around: RawEvidence, { source, on, confidence, expires }: RawEvidence): RawEvidence {
  const own = Object.entries({ source, on, confidence, expires }).filter(([, each]) => each !== undefined);
  return source === undefined ? { ...around, ...Object.fromEntries(own) } : Object.fromEntries(own);
}

/** The same day so many months later, as text; a day that the month does not have still compares rightly. */
function monthsLater(on: string, months: number): string {
  const [year = 0, month = 1, day] = on.split('-').map(Number);
  const later = year * 12 + month - 1 + months;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(later / 12)}-${two((later % 12) + 1)}${day === undefined ? '' : `-${two(day)}`}`;
}
