/** Checks data against a schema; every violation is told in our own words, with the place where it stands. */
import type * as z from 'zod/mini';
import { type Diagnostic, type DiagnosticCode, nearest, suggest, valueInWords } from './diagnostic.js';
import { keysAt, typesWithKey, valuesAt } from './schema-walk.js';
import type { Located, Path } from './yaml.js';

/** Checks shape; every violation becomes a diagnostic in our own words. Null when there is any. */
export function checkShape<T>(
  schema: z.ZodMiniType<T>,
  located: Located,
): { value: T | null; diagnostics: readonly Diagnostic[] } {
  const result = schema.safeParse(located.data, { reportInput: true });
  if (result.success) return { value: result.data, diagnostics: [] };
  const teller = new Teller(schema, located);
  return { value: null, diagnostics: teller.tell(result.error.issues) };
}

type Issue = z.core.$ZodIssue;

/** The state of telling what is wrong with one file: its schema, its data, and which missing keys were only misspelt. */
class Teller {
  private readonly schema: z.ZodMiniType;
  private readonly located: Located;
  private readonly misspelt = new Set<string>();

  constructor(schema: z.ZodMiniType, located: Located) {
    this.schema = schema;
    this.located = located;
  }

  tell(issues: readonly Issue[]): Diagnostic[] {
    // Unknown keys first: "becuase" is one mistake, so "because" is then not missing as well.
    const unknown = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? this.inOurWords(issue) : []));
    const rest = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? [] : this.inOurWords(issue)));
    return [...unknown, ...rest];
  }

  private inOurWords(issue: Issue): Diagnostic[] {
    const path = issue.path as Path;
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => this.unknownKey(key, path));
    const value = valueAt(this.located.data, path);
    if (value === undefined) return this.misspelt.has(keyOf(path)) ? [] : [this.missing(path)];
    const name = this.name(path);
    switch (issue.code) {
      case 'invalid_type': {
        const message = `${name} must be ${typeInWords(issue.expected)}, not ${valueInWords(value)}`;
        return [this.say('wrong-type', path, message, this.typeHelp(path, issue.expected, value))];
      }
      case 'invalid_value':
        return [this.unfit(path, value, issue.values.map(String), [])];
      case 'invalid_union':
        return this.union(issue, path, value);
      case 'invalid_format':
        return [this.illegal(path, value)];
      case 'too_small':
        if (['number', 'int'].includes(issue.origin)) return [this.say('out-of-range', path, tooLow(name, issue))];
        return [this.say('wrong-value', path, tooSmall(name, issue))];
      case 'too_big':
        return [this.say('wrong-value', path, `${name} is too long`, `at most ${issue.maximum} characters`)];
      case 'invalid_key':
        return [this.say('wrong-value', path, `"${path.at(-1)}" is no legal id`, formatHelp.id, 'key')];
      default:
        return [this.say('wrong-value', path, `${name} is not right`)];
    }
  }

  private unknownKey(key: string, path: Path): Diagnostic {
    const at = [...path, key];
    const message = `unknown key "${key}" in ${this.name(path)}`;
    const types = typesWithKey(this.schema, path, this.located.data, key);
    if (types.length > 0)
      return this.say(
        'unknown-key',
        at,
        message,
        `it belongs to the type ${types.map((type) => `"${type}"`).join(' or ')}`,
        'key',
      );
    const written = Object.keys(valueAt(this.located.data, path) ?? {});
    const legal = keysAt(this.schema, path, this.located.data).filter((each) => !written.includes(each));
    const meant = nearest(key, legal);
    if (meant !== null) this.misspelt.add(keyOf([...path, meant]));
    return this.say('unknown-key', at, message, suggest(key, legal), 'key');
  }

  private missing(path: Path): Diagnostic {
    const values = valuesAt(this.schema, path, this.located.data);
    const help = values.length > 0 ? `use one of: ${values.join(', ')}` : undefined;
    return this.say('missing-key', path, `"${path.at(-1)}" is missing in ${this.name(path.slice(0, -1))}`, help);
  }

  /** A union fails in as many ways as it has options; the option of the same type as the data says what was meant. */
  private union(issue: Extract<Issue, { code: 'invalid_union' }>, path: Path, value: unknown): Diagnostic[] {
    if (issue.discriminator !== undefined)
      return [this.unfit(path, value, valuesAt(this.schema, path, this.located.data), [])];
    const atRoot = (each: Issue, code: Issue['code']) => each.code === code && each.path.length === 0;
    const ofTheType = issue.errors.filter(
      (errors) => !errors.some((each) => atRoot(each, 'invalid_type') || atRoot(each, 'invalid_value')),
    );
    const best = [...ofTheType].sort((a, b) => a.length - b.length)[0];
    if (best) return this.tell(best.map((each) => ({ ...each, path: [...path, ...each.path] }) as Issue));
    const errors = issue.errors.flat();
    const values = errors.flatMap((each) => (each.code === 'invalid_value' ? each.values.map(String) : []));
    const types = errors.flatMap((each) => (atRoot(each, 'invalid_type') && 'expected' in each ? [each.expected] : []));
    return [this.unfit(path, value, values, [...new Set(types.map(typeInWords))])];
  }

  private unfit(path: Path, value: unknown, values: readonly string[], types: readonly string[]): Diagnostic {
    const near = typeof value === 'string' ? nearest(value, values) : null;
    const listed = `${values.length > 1 ? 'one of: ' : ''}${values.join(', ')}`;
    const all = `use ${[...(values.length > 0 ? [listed] : []), ...types].join(', or ')}`;
    const help = near === null ? all : `did you mean "${near}"?`;
    const isOfTheType = types.length === 0 || (values.length > 0 && typeof value === 'string');
    const code = isOfTheType ? 'wrong-value' : 'wrong-type';
    return this.say(code, path, `${valueInWords(value)} does not fit ${this.name(path)}`, help);
  }

  private illegal(path: Path, value: unknown): Diagnostic {
    const format = formatOf(path);
    return this.say('wrong-value', path, `${valueInWords(value)} is no legal ${format}`, formatHelp[format]);
  }

  private typeHelp(path: Path, expected: string, value: unknown): string | undefined {
    if (path.length === 0) return `start with one of: ${keysAt(this.schema, [], this.located.data).join(', ')}`;
    if (expected === 'array') return 'write it as a list: [ … ]';
    if (expected !== 'string') return undefined;
    if (formatOf(path) === 'date') return formatHelp.date;
    return typeof value === 'number' || typeof value === 'boolean' ? 'put it in quotes' : undefined;
  }

  /** What a path leads to, in quotes: by its id where it has one. */
  private name(path: Path): string {
    const last = path.at(-1);
    if (last === undefined) return 'the file';
    if (typeof last === 'string') return `"${last}"`;
    const id = (valueAt(this.located.data, path) as { id?: unknown } | null)?.id;
    return typeof id === 'string' ? `"${id}"` : `an item of "${path.at(-2) ?? 'the list'}"`;
  }

  private say(code: DiagnosticCode, path: Path, message: string, help?: string, at?: 'key'): Diagnostic {
    return this.located.diagnostic(code, path, message, { ...(help ? { help } : {}), ...(at ? { at } : {}) });
  }
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<string | number, unknown> | null | undefined)?.[step], data);
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

function tooSmall(name: string, issue: { readonly origin: string; readonly minimum: number | bigint }): string {
  return issue.origin === 'array' && issue.minimum > 1
    ? `${name} needs at least ${issue.minimum} items`
    : `${name} must not be empty`;
}

/** A number below its floor; an exclusive floor is not legal itself. */
function tooLow(
  name: string,
  issue: { readonly minimum: number | bigint; readonly inclusive?: boolean | undefined },
): string {
  return `${name} must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
}

function typeInWords(expected: string): string {
  const known: Record<string, string> = {
    string: 'text',
    object: 'a map',
    record: 'a map',
    array: 'a list',
    boolean: 'true or false',
    int: 'a whole number',
    number: 'a number',
  };
  return known[expected] ?? expected;
}

const formatHelp = {
  id: 'use small letters, digits, hyphens, dots and slashes',
  date: 'write year, month and day in quotes: "2026-11-20"',
  address: 'write https://…',
} as const;

function formatOf(path: Path): keyof typeof formatHelp {
  const last = path.at(-1);
  return typeof last === 'string' && ['on', 'date', 'released', 'expires'].includes(last)
    ? 'date'
    : last === 'url'
      ? 'address'
      : 'id';
}
