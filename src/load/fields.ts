/** Reads the fields of a profile: maps, lists, texts, days and names, each mistake told where it stands and none hiding another. */
import { isDay } from '../core/day.js';
import { type Diagnostic, type DiagnosticCode, suggest, valueInWords } from './diagnostic.js';
import type { Located, Path } from './yaml.js';

/** The keys that a map must have, and those that it may have. */
export interface Keys {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
}

type RawMap = Readonly<Record<string, unknown>>;

/** Reads fields of one file. A reader of a wrong field returns null, and the mistake is in `diagnostics`. */
export class Fields {
  readonly located: Located;
  readonly diagnostics: Diagnostic[];

  constructor(located: Located, diagnostics: Diagnostic[]) {
    this.located = located;
    this.diagnostics = diagnostics;
  }

  /** A map with certain keys. Null when it is no map; a map with a wrong key is still read, so that nothing is hidden. */
  map(raw: unknown, path: Path, what: string, keys: Keys, help?: string): RawMap | null {
    if (!isMap(raw)) {
      this.say('wrong-type', path, `${what} must be a map, not ${valueInWords(raw)}`, help ?? null);
      return null;
    }
    const legal = [...keys.required, ...(keys.optional ?? [])];
    const unknown = Object.keys(raw).filter((key) => !legal.includes(key));
    const left = legal.filter((key) => !(key in raw));
    for (const key of unknown)
      this.say(
        'unknown-key',
        [...path, key],
        `unknown key "${key}" in ${what}`,
        suggest(key, left.length > 0 ? left : legal),
        'key',
      );
    const missing = keys.required.filter((key) => !(key in raw));
    // As many unknown keys as missing ones: the missing ones are there, written wrongly.
    if (unknown.length < missing.length)
      for (const key of missing) this.say('missing-key', [...path, key], `"${key}" is missing in ${what}`, null);
    return raw;
  }

  /** The entries of a map with free keys; nothing, and a mistake, when it is no map. */
  entries(raw: unknown, path: Path, what: string): [string, unknown][] {
    if (raw === undefined || raw === null) return [];
    if (isMap(raw)) return Object.entries(raw);
    this.say('wrong-type', path, `${what} must be a map, not ${valueInWords(raw)}`, null);
    return [];
  }

  /** The items of a list; nothing, and a mistake, when it is no list. */
  items(raw: unknown, path: Path, what: string): readonly unknown[] {
    if (raw === undefined || raw === null) return [];
    if (Array.isArray(raw)) return raw;
    this.say('wrong-type', path, `${what} must be a list, not ${valueInWords(raw)}`, 'write it as a list: [ … ]');
    return [];
  }

  /** Text that says something. */
  text(raw: unknown, path: Path, help: string | null = null): string | null {
    if (typeof raw === 'string' && raw.trim() !== '') return raw;
    const quotes = typeof raw === 'number' || typeof raw === 'boolean' ? 'put it in quotes' : help;
    const message =
      raw === '' ? `"${path.at(-1)}" must not be empty` : `"${path.at(-1)}" must be text, not ${valueInWords(raw)}`;
    this.say(raw === '' ? 'wrong-value' : 'wrong-type', path, message, quotes);
    return null;
  }

  /** One text or a list of texts, as a list. */
  texts(raw: unknown, path: Path): readonly string[] {
    if (!Array.isArray(raw)) {
      const one = this.text(raw, path);
      return one === null ? [] : [one];
    }
    return raw.flatMap((each, index) => {
      if (typeof each === 'string' && each.trim() !== '') return [each];
      this.say('wrong-type', [...path, index], `"${path.at(-1)}" wants text, not ${valueInWords(each)}`, null);
      return [];
    });
  }

  /** A day of the calendar. Written without quotes it is text in YAML 1.2, and taken as well. */
  day(raw: unknown, path: Path): string | null {
    if (typeof raw === 'string' && isDay(raw)) return raw;
    this.say('wrong-value', path, `${valueInWords(raw)} is no legal day`, 'for example "2026-11-20"');
    return null;
  }

  /** One of the words that are legal here. */
  word<T extends string>(raw: unknown, path: Path, legal: Iterable<T>, what: string): T | null {
    const words = [...legal];
    if (words.includes(raw as T)) return raw as T;
    const message =
      typeof raw === 'string'
        ? `unknown ${what} "${raw}"`
        : `"${path.at(-1)}" wants a ${what}, not ${valueInWords(raw)}`;
    const help = typeof raw === 'string' ? suggest(raw, words) : null;
    this.say(typeof raw === 'string' ? 'unknown-id' : 'wrong-type', path, message, help);
    return null;
  }

  say(code: DiagnosticCode, path: Path, message: string, help: string | null, at?: 'key'): void {
    const more = { ...(help === null ? {} : { help }), ...(at ? { at } : {}) };
    this.diagnostics.push(this.located.diagnostic(code, path, message, more));
  }
}

/** Whether YAML data is a map. */
export function isMap(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}
