/** Checks data against a schema; every violation is told in our own words, with the place where it stands. */
import type * as z from 'zod/mini';
import { type Diagnostic, type DiagnosticCode, suggest } from './diagnostic.js';
import type { Located, Path } from './yaml.js';

/** Checks shape; every violation becomes a diagnostic in our own words. Null when there is any. */
export function checkShape<T>(
  schema: z.ZodMiniType<T>,
  located: Located,
): { value: T | null; diagnostics: readonly Diagnostic[] } {
  const result = schema.safeParse(located.data, { reportInput: true });
  if (result.success) return { value: result.data, diagnostics: [] };
  return { value: null, diagnostics: result.error.issues.flatMap((issue) => inOurWords(issue, schema, located)) };
}

type Issue = z.core.$ZodIssue;

function inOurWords(issue: Issue, schema: z.ZodMiniType, located: Located): Diagnostic[] {
  const path = issue.path as Path;
  const say = (code: DiagnosticCode, message: string, help?: string) => [
    located.diagnostic(code, path, message, help === undefined ? {} : { help }),
  ];
  const name = nameOf(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        located.diagnostic('unknown-key', [...path, key], `unknown key "${key}" in ${name}`, {
          at: 'key',
          help: suggest(key, keysAt(schema, path, located.data)),
        }),
      );
    case 'invalid_type':
      if (issue.input === undefined)
        return say('missing-key', `"${path.at(-1)}" is missing in ${nameOf(path.slice(0, -1))}`);
      return say('wrong-type', `${name} must be ${typeInWords(issue.expected)}, not ${valueInWords(issue.input)}`);
    case 'invalid_value':
      if (issue.input === undefined)
        return say('missing-key', `"${path.at(-1)}" is missing in ${nameOf(path.slice(0, -1))}`);
      return say(
        'wrong-value',
        `${valueInWords(issue.input)} does not fit ${name}`,
        suggest(String(issue.input), issue.values.map(String)),
      );
    case 'invalid_union':
      return unionInOurWords(issue, path, schema, located);
    case 'invalid_format':
      return say('wrong-value', `${valueInWords(issue.input)} is no legal ${formatOf(path)}`, formatHelp(path));
    case 'too_small':
      return say('wrong-value', `${name} must not be empty`);
    case 'invalid_key':
      return say('wrong-value', `"${path.at(-1)}" is no legal name here`, formatHelp(['id']));
    default:
      return say('wrong-value', `${name} is not right`);
  }
}

/** A union fails in as many ways as it has options; the option that got furthest says what was meant. */
function unionInOurWords(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  schema: z.ZodMiniType,
  located: Located,
): Diagnostic[] {
  if (issue.input === undefined)
    return [located.diagnostic('missing-key', path, `"${path.at(-1)}" is missing in ${nameOf(path.slice(0, -1))}`)];
  if (issue.discriminator !== undefined)
    return [
      located.diagnostic(
        'wrong-value',
        [...path, issue.discriminator],
        `"${issue.discriminator}" of ${nameOf(path)} is missing or unknown`,
        { help: 'use one of: choice, multi, yes-no, number' },
      ),
    ];
  const deep = issue.errors.filter((errors) =>
    errors.every((each) => each.path.length > 0 || each.code === 'unrecognized_keys'),
  );
  const best = deep.sort((a, b) => a.length - b.length)[0];
  if (best)
    return best.flatMap((each) => inOurWords({ ...each, path: [...path, ...each.path] } as Issue, schema, located));
  const values = issue.errors.flat().flatMap((each) => (each.code === 'invalid_value' ? each.values.map(String) : []));
  const help = values.length > 0 ? { help: suggest(String(issue.input), values) } : {};
  return [located.diagnostic('wrong-type', path, `${valueInWords(issue.input)} does not fit ${nameOf(path)}`, help)];
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last === 'string') return `"${last}"`;
  return `an item of "${path.at(-2) ?? 'the list'}"`;
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

/** A value as the reader wrote it, short. */
export function valueInWords(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const shown = String(value);
  return `"${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}"`;
}

function formatOf(path: Path): string {
  const last = path.at(-1);
  return last === 'on' || last === 'date' || last === 'released' ? 'date' : last === 'url' ? 'address' : 'id';
}

function formatHelp(path: Path): string {
  const format = formatOf(path);
  if (format === 'date') return 'write it in quotes, for example "2026-11-20"';
  return format === 'url' ? 'write https://…' : 'use small letters, digits, hyphens, dots and slashes';
}

/** The legal keys of the map at a path of a schema. */
function keysAt(schema: unknown, path: Path, data: unknown): string[] {
  const def = (schema as { def?: Record<string, unknown> }).def ?? {};
  const [step, ...rest] = path;
  switch (def.type) {
    case 'optional':
    case 'nullable':
      return keysAt(def.innerType, path, data);
    case 'union': {
      const options = def.options as readonly unknown[];
      const fitting =
        typeof def.discriminator === 'string'
          ? options.filter((each) => discriminates(each, def.discriminator as string, data))
          : options;
      return fitting.map((option) => keysAt(option, path, data)).reduce((a, b) => (b.length > a.length ? b : a), []);
    }
    case 'array':
      return step === undefined ? [] : keysAt(def.element, rest, (data as unknown[])?.[step as number]);
    case 'record':
      return step === undefined ? [] : keysAt(def.valueType, rest, (data as Record<string, unknown>)?.[step]);
    case 'object': {
      const shape = def.shape as Record<string, unknown>;
      if (step === undefined) return Object.keys(shape);
      return keysAt(shape[step], rest, (data as Record<string, unknown>)?.[step]);
    }
    default:
      return [];
  }
}

function discriminates(option: unknown, key: string, data: unknown): boolean {
  const shape = (option as { def: { shape: Record<string, { def: { values: readonly unknown[] } }> } }).def.shape;
  return shape[key]?.def.values.includes((data as Record<string, unknown> | undefined)?.[key]) ?? false;
}
