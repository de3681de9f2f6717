/** The shape of rule files and profiles, and its violations in our own words. Meaning is checked elsewhere. */
import * as z from 'zod';
import { approaches, concerns } from '../core/model.js';
import { type Diagnostic, type DiagnosticCode, suggest } from './diagnostic.js';
import type { Located, Path } from './yaml.js';

const text = z.string().min(1);
const id = z.string().regex(/^[a-z0-9][a-z0-9./-]*$/);
const texts = z.union([text, z.array(text)]);
const truth = z.enum(['yes', 'no', 'unknown']);
/** A day, or a month where the source shows no more. */
const date = z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/);
const confidence = z.enum(['high', 'medium', 'low']);
const approach = z.enum(approaches);
/** Conditions have a reader of their own, which checks names as well as shape. */
const condition = z.unknown();

const words = {
  id,
  section: text,
  order: z.number().int(),
  ask: text,
  because: text,
  help: text,
  example: text,
  'ask-when': condition.optional(),
  contradicts: z.array(z.strictObject({ when: condition, because: text })).optional(),
  quick: z.boolean().optional(),
  essential: z.boolean().optional(),
  stresses: z.array(id).optional(),
};
const options = z.array(z.strictObject({ id, says: text, hint: text.optional() })).min(2);
const question = z.discriminatedUnion('type', [
  z.strictObject({
    ...words,
    type: z.literal('choice'),
    options,
    ordered: z.boolean().optional(),
    helper: z
      .strictObject({ ask: text, choices: z.array(z.strictObject({ says: text, suggests: id })).min(2) })
      .optional(),
  }),
  z.strictObject({ ...words, type: z.literal('multi'), options }),
  z.strictObject({ ...words, type: z.literal('yes-no') }),
  z.strictObject({
    ...words,
    type: z.literal('number'),
    unit: text,
    'at-least': z.number(),
    'at-most': z.union([z.number(), id]),
    whole: z.boolean().optional(),
    bands: z.array(z.strictObject({ value: z.number(), says: text })).optional(),
  }),
]);

const signal = z.strictObject({ id, says: text, when: condition });

const trait = z.strictObject({
  id,
  says: text,
  layers: z.union([z.literal('every'), z.array(id)]),
  otherwise: truth,
  'by-approach': z.partialRecord(approach, truth).optional(),
});

const pattern = z.strictObject({
  id,
  name: text,
  says: text,
  order: z.number().int(),
  unless: condition.optional(),
  allows: z.record(id, z.array(approach)).optional(),
});

const layer = z.strictObject({
  id,
  name: text,
  says: text,
  order: z.number().int(),
  kinds: z.record(id, text),
  needed: z.strictObject({ when: condition, otherwise: text }),
  surfaces: z.array(z.strictObject({ id, says: text, when: condition, trait: id })).optional(),
  next: z.array(z.strictObject({ step: text, when: text })).optional(),
});

const evidence = { source: id.optional(), on: date.optional(), confidence: confidence.optional() };
const traitValue = z.union([truth, z.strictObject({ is: truth, plan: text.optional(), note: text.optional(), ...evidence })]);
const need = z.strictObject({
  vendor: z.literal('same').optional(),
  provider: z.union([z.literal('same'), z.array(id)]).optional(),
  approach: z.union([z.literal('same'), z.array(approach)]).optional(),
  trait: id.optional(),
});
const provider = z.strictObject({
  id,
  name: text,
  vendor: id.optional(),
  says: text,
  'choose-when': text,
  status: z.strictObject({
    is: z.enum(['active', 'beta', 'maintenance', 'sunset']),
    on: date.optional(),
    source: id,
    note: text.optional(),
  }),
  licence: text.optional(),
  evidence: z.strictObject(evidence),
  covers: z
    .array(
      z.strictObject({
        layer: id,
        kind: id,
        approach,
        vendor: id.nullable().optional(),
        needs: z.record(id, need).optional(),
        traits: z.record(id, traitValue).optional(),
      }),
    )
    .min(1),
  traits: z.record(id, traitValue).optional(),
  limits: z
    .array(
      z.strictObject({
        fact: id,
        at: z.union([z.number(), z.literal('unlimited')]),
        plan: text,
        kind: z.enum(['hard', 'soft']),
        note: text.optional(),
        ...evidence,
      }),
    )
    .optional(),
});

const target = {
  pattern: z.union([id, z.array(id)]).optional(),
  layer: z.union([id, z.array(id)]).optional(),
  kind: z.union([id, z.array(id)]).optional(),
  approach: z.union([approach, z.array(approach)]).optional(),
  provider: z.union([id, z.array(id)]).optional(),
  trait: id.optional(),
};
const soft = z.strictObject({ ...target, strength: z.enum(['slight', 'moderate', 'strong']) });
const hard = z.strictObject({ ...target, missing: texts.optional() });
const warn = z.strictObject({ layer: id.optional(), severity: z.enum(['error', 'warning', 'note']), mitigation: text });
const plan = z.strictObject({ layer: id.optional(), order: z.number().int(), step: text });
const oneOrMore = <T extends z.ZodType>(schema: T) => z.union([schema, z.array(schema)]).optional();
const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));

const rule = z.strictObject({
  id,
  concern: z.enum(concerns),
  when: condition,
  prefer: oneOrMore(soft),
  avoid: oneOrMore(soft),
  require: oneOrMore(hard),
  exclude: oneOrMore(hard),
  warn: oneOrMore(warn),
  plan: oneOrMore(plan),
  because: text,
  source: texts,
  examples: z.strictObject({
    fires: z.array(facts).min(1),
    silent: z.array(facts).optional(),
    open: z.array(facts).optional(),
  }),
});

const source = z.strictObject({
  id,
  kind: z.enum(['document', 'vendor', 'standard', 'repository', 'third-party', 'survey']),
  title: text,
  publisher: text,
  url: z.url().optional(),
  date: date.optional(),
});

/** One rule file: a map with any of these keys. */
export const ruleFile = z.strictObject({
  released: date.optional(),
  sources: z.array(source).optional(),
  questions: z.array(question).optional(),
  signals: z.array(signal).optional(),
  traits: z.array(trait).optional(),
  patterns: z.array(pattern).optional(),
  layers: z.array(layer).optional(),
  providers: z.array(provider).optional(),
  rules: z.array(rule).optional(),
});
export type RuleFile = z.infer<typeof ruleFile>;
export type RawRule = z.infer<typeof rule>;
export type RawTraitValue = z.infer<typeof traitValue>;

/** Checks shape; every violation becomes a diagnostic in our own words. Null when there is any. */
export function checkShape<T>(
  schema: z.ZodType<T>,
  located: Located,
): { value: T | null; diagnostics: readonly Diagnostic[] } {
  const result = schema.safeParse(located.data, { reportInput: true });
  if (result.success) return { value: result.data, diagnostics: [] };
  return { value: null, diagnostics: result.error.issues.flatMap((issue) => inOurWords(issue, schema, located)) };
}

type Issue = z.core.$ZodIssue;

function inOurWords(issue: Issue, schema: z.ZodType, located: Located): Diagnostic[] {
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
      if (issue.input === undefined) return say('missing-key', `"${path.at(-1)}" is missing in ${nameOf(path.slice(0, -1))}`);
      return say('wrong-type', `${name} must be ${typeInWords(issue.expected)}, not ${valueInWords(issue.input)}`);
    case 'invalid_value':
      if (issue.input === undefined) return say('missing-key', `"${path.at(-1)}" is missing in ${nameOf(path.slice(0, -1))}`);
      return say('wrong-value', `${valueInWords(issue.input)} does not fit ${name}`, suggest(String(issue.input), issue.values.map(String)));
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
  schema: z.ZodType,
  located: Located,
): Diagnostic[] {
  if (issue.input === undefined)
    return [located.diagnostic('missing-key', path, `"${path.at(-1)}" is missing in ${nameOf(path.slice(0, -1))}`)];
  if (issue.discriminator !== undefined)
    return [located.diagnostic('wrong-value', [...path, issue.discriminator], `"${issue.discriminator}" of ${nameOf(path)} is missing or unknown`, { help: 'use one of: choice, multi, yes-no, number' })];
  const deep = issue.errors.filter((errors) => errors.every((each) => each.path.length > 0 || each.code === 'unrecognized_keys'));
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
      const fitting = typeof def.discriminator === 'string' ? options.filter((each) => discriminates(each, def.discriminator as string, data)) : options;
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
