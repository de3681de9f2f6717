/** Reads the fields of a profile: maps, lists, texts, days and names, each mistake told where it stands and none hiding another. */
import { isDay } from '../core/check/day.js';
import { type Diagnostic, type DiagnosticCode, nearest, suggest, valueInWords } from './diagnostic.js';
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
    const whole = help ?? `write it as { ${keys.required.map((key) => `${key}: …`).join(', ')} }`;
    if (!isMap(raw)) {
      this.say('wrong-type', path, `${what} must be a map, not ${valueInWords(raw)}`, whole);
      return null;
    }
    const legal = [...keys.required, ...(keys.optional ?? [])];
    const left = legal.filter((key) => !(key in raw));
    const misspelt = new Set<string | null>();
    for (const key of Object.keys(raw).filter((each) => !legal.includes(each))) {
      misspelt.add(nearest(key, left) ?? (left.length === 1 ? (left[0] ?? null) : null));
      const help = suggest(key, left.length > 0 ? left : legal);
      this.say('unknown-key', [...path, key], `unknown key "${key}" in ${what}`, help, 'key');
    }
    // One that is only written wrongly is one mistake, not two.
    for (const key of keys.required.filter((each) => !(each in raw) && !misspelt.has(each)))
      this.say('missing-key', [...path, key], `"${key}" is missing in ${what}`, whole);
    return raw;
  }

  /** The entries of a map with free keys; nothing, and a mistake, when it is no map. */
  entries(raw: unknown, path: Path, what: string, help: string): [string, unknown][] {
    if (raw === undefined || raw === null) return [];
    if (isMap(raw)) return Object.entries(raw);
    this.say('wrong-type', path, `${what} must be a map, not ${valueInWords(raw)}`, help);
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
    if (typeof raw === 'string') this.say('wrong-value', path, `"${path.at(-1)}" must not be empty`, help);
    else this.say('wrong-type', path, `"${path.at(-1)}" must be text, not ${valueInWords(raw)}`, inQuotes(raw) ?? help);
    return null;
  }

  /** One text or a list of texts, as a list. */
  texts(raw: unknown, path: Path): readonly string[] {
    if (typeof raw === 'string') return [this.text(raw, path) ?? []].flat();
    if (!Array.isArray(raw)) {
      this.say('wrong-type', path, `"${path.at(-1)}" wants a list of texts, not ${valueInWords(raw)}`, inQuotes(raw));
      return [];
    }
    return raw.flatMap((each, index) => {
      if (typeof each === 'string' && each.trim() !== '') return [each];
      const got = typeof each === 'string' ? 'an empty one' : valueInWords(each);
      this.say('wrong-type', [...path, index], `"${path.at(-1)}" wants texts, not ${got}`, inQuotes(each));
      return [];
    });
  }

  /** A day of the calendar. Written without quotes it is text in YAML 1.2, and taken as well. */
  day(raw: unknown, path: Path): string | null {
    if (typeof raw === 'string' && isDay(raw)) return raw;
    const help = 'write year, month and day: "2026-11-20"';
    if (typeof raw === 'string') this.say('wrong-value', path, `${valueInWords(raw)} is no day of the calendar`, help);
    else this.say('wrong-type', path, `"${path.at(-1)}" wants a day, not ${valueInWords(raw)}`, help);
    return null;
  }

  /** One of the words that are legal here. */
  word<T extends string>(raw: unknown, path: Path, legal: Iterable<T>, what: string, help?: string): T | null {
    const words = [...legal];
    if (words.includes(raw as T)) return raw as T;
    if (typeof raw === 'string') this.say('unknown-id', path, `unknown ${what} "${raw}"`, suggest(raw, words));
    else {
      const message = `"${path.at(-1)}" wants a ${what}, not ${valueInWords(raw)}`;
      this.say('wrong-type', path, message, help ?? suggest('', words));
    }
    return null;
  }

  say(code: DiagnosticCode, path: Path, message: string, help: string | null, at?: 'key'): void {
    const more = { ...(help === null ? {} : { help }), ...(at ? { at } : {}) };
    this.diagnostics.push(this.located.diagnostic(code, path, message, more));
  }
}

function inQuotes(raw: unknown): string | null {
  return typeof raw === 'number' || typeof raw === 'boolean' ? 'put it in quotes' : null;
}

/** Whether YAML data is a map. */
export function isMap(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}
