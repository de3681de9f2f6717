/** What is wrong with a file, where, and what would be right: collected, never thrown. */
import type { Origin } from '../core/model.js';
import { byText } from '../core/order.js';

/** The kind of mistake: stable, so that tools may match on it. */
export type DiagnosticCode =
  | 'not-yaml'
  | 'not-text'
  | 'empty'
  | 'too-large'
  | 'too-deep'
  | 'several-documents'
  | 'alias'
  | 'tag'
  | 'repeated-key'
  | 'unknown-key'
  | 'missing-key'
  | 'wrong-type'
  | 'wrong-value'
  | 'out-of-range'
  | 'repeated-id'
  | 'unknown-id'
  | 'wrong-operator'
  | 'wrong-stratum'
  | 'circular-signal'
  | 'no-effect'
  | 'example'
  | 'contradiction'
  | 'repeated-name'
  | 'incomplete'
  | 'unverified'
  | 'expired'
  | 'declined'
  | 'unnamed'
  | 'dead'
  | 'contradictory'
  | 'always-true'
  | 'needless'
  | 'subsumed';

/** One mistake. `origin` is null when it belongs to no file, such as a command-line value. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** What is wrong, with the thing in quotes. */
  readonly message: string;
  readonly origin: Origin | null;
  /** How many characters the caret underlines. */
  readonly length: number;
  /** The line of the file that the origin points at, as it stands there. */
  readonly sourceLine: string | null;
  /** What would be right, or what was probably meant. */
  readonly help: string | null;
  /** Another place that belongs to the story, such as the first use of a repeated id. */
  readonly related: { readonly message: string; readonly origin: Origin } | null;
}

/** In the order of the file, so that one run reads from top to bottom. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = (each: Diagnostic) => each.origin ?? { file: '', line: 0, column: 0 };
  return [...diagnostics].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return byText(x.file, y.file) || x.line - y.line || x.column - y.column || byText(a.message, b.message);
  });
}

/** "Did you mean": the nearest legal word, when it is near enough to be a slip; else the only one that starts so. */
export function nearest(word: string, legal: Iterable<string>): string | null {
  const words = [...legal].sort();
  let best: string | null = null;
  let distance = slips(word) + 1;
  for (const candidate of words) {
    const each = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (each < distance) [best, distance] = [candidate, each];
  }
  if (best !== null || word.length < 3) return best;
  const longer = words.filter((candidate) => candidate.startsWith(word.toLowerCase()));
  return longer.length === 1 ? (longer[0] ?? null) : null;
}

/** How many slips a word may hold and still be recognised. In a short word every letter counts: "no" is not "is". */
function slips(word: string): number {
  if (word.length < 4) return word.length < 2 ? 0 : 1;
  return Math.max(2, Math.floor(word.length / 3));
}

/** A help line for an unknown word: the nearest legal one, else all of them while they fit on a line. */
export function suggest(word: string, legal: Iterable<string>): string {
  const words = [...legal];
  const near = nearest(word, words);
  if (near !== null) return `did you mean "${near}"?`;
  if (words.length === 0) return 'there is none yet';
  if (words.length === 1) return `use "${words[0]}"`;
  if (words.length <= 24) return `use one of: ${words.join(', ')}`;
  // Measured before sorting: a word is compared many times, and measuring it takes longer than all of that.
  const measured = words.map((each) => ({ each, distance: editDistance(word.toLowerCase(), each.toLowerCase()) }));
  const nearby = measured.sort((a, b) => a.distance - b.distance || byText(a.each, b.each)).slice(0, 5);
  return `one of ${words.length}, such as ${nearby.map(({ each }) => each).join(', ')}`;
}

/** Levenshtein distance with swapped neighbours counted once (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (rows[i - 1]?.[j - 1] ?? 0) + same);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}

/** What somebody may have meant as a word; a list or a map is none (and may not even be turned into text). */
export function wordOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? '' : String(value);
}

/** A value as the reader wrote it, short: text in quotes. */
export function valueInWords(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const shown = String(value);
  const short = shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
  return typeof value === 'string' ? `"${short}"` : short;
}
