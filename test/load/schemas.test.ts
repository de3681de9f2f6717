/** The JSON Schemas for editors: current, and of one mind with the loader on what a profile or a rule file looks like. */
import { Ajv, type ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogueOf } from '../../src/core/catalogue.js';
import { isDay } from '../../src/core/check/day.js';
import { day } from '../../src/load/limits.js';
import { loadProfile } from '../../src/load/profile.js';
import { profileSchema } from '../../src/load/profile-schema.js';
import { rulesSchema } from '../../src/load/rules-schema.js';
import { ruleFile } from '../../src/load/schema.js';
import { parseYaml } from '../../src/load/yaml.js';
import { projectFiles, projectText, shipped } from '../support/catalogue.js';
import { choice, multi, number, tinyCatalogue, yesNo } from '../support/tiny.js';
import { baseCatalogue } from './base-catalogue.js';

const profiles = validator(profileSchema(shipped().catalogue));
const rules = validator(rulesSchema());

/** Strict, but for schemas that name several types and for keys that are required without being described. */
function validator(schema: object): ValidateFunction {
  const formats = { uri: (text: string) => URL.canParse(text) };
  return new Ajv({ allowUnionTypes: true, strictRequired: false, formats }).compile(schema);
}

/** The data of a file; null where the YAML itself is refused. */
function dataOf(file: string): unknown {
  return parseYaml(file, projectText(file)).located?.data ?? null;
}

/** What the schema has against a file. */
function objections(validate: ValidateFunction, data: unknown): unknown[] {
  return validate(data) ? [] : [...(validate.errors ?? [])].map((each) => `${each.instancePath} ${each.message}`);
}

test('the schemas in docs/schemas are current: "npm run schemas" writes them', () => {
  const written = { profile: profileSchema(shipped().catalogue), rules: rulesSchema() };
  for (const [name, schema] of Object.entries(written))
    expect(projectText(`docs/schemas/${name}.schema.json`)).toBe(`${JSON.stringify(schema, null, 2)}\n`);
});

test('every shipped profile and rule file fits its schema', () => {
  for (const file of projectFiles('profiles', '.yaml')) expect(objections(profiles, dataOf(file)), file).toEqual([]);
  for (const file of [...projectFiles('rules', '.yaml'), ...projectFiles('test/load/base', '.yaml')])
    expect(objections(rules, dataOf(file)), file).toEqual([]);
});

/** A profile that uses every key. */
const whole = {
  profile: 1,
  name: 'whole',
  answers: { 'team-size': 2, 'data-model': 'relational', 'sensitive-rules': true, compliance: 'gdpr', clients: [] },
  observed: { 'users-year-one': { value: 140000, on: '2026-10-01', from: 'product analytics' } },
  stack: {
    database: 'firestore',
    auth: { provider: 'firebase-auth', kind: 'platform-auth', approach: 'platform', plan: 'blaze' },
    api: 'other',
    push: 'not-needed',
  },
  'vendor-events': [
    { provider: 'firebase', kind: 'price-change', on: '2026-09-01', ends: '2027-01-01', source: 'their letter' },
  ],
  decision: {
    on: '2026-02-10',
    by: ['product', 'engineering'],
    'review-by': '2027-02-10',
    rules: '3f9c2b7e90ab11d2',
    facts: '77aa01c2e4d5f608',
    answers: { 'team-size': 2, 'no-longer-asked': [] },
    stack: { database: 'firestore' },
    'vendor-events': [],
    known: [{ finding: 'cost/database', severity: 'note' }],
    open: ['budget-usd-month'],
    pattern: { advised: null, chosen: 'baas-first', because: 'We know it.' },
    layers: {
      database: {
        advised: 'no-longer-sold',
        chosen: 'firestore',
        kind: 'document',
        approach: 'managed',
        because: 'So.',
      },
      push: { advised: null, chosen: null },
    },
    review: { action: 'keep', because: 'Nothing has changed.' },
    history: [{ on: '2025-02-10', by: 'product', pattern: 'baas-first', layers: { database: 'firestore' } }],
  },
  accepted: [
    { finding: 'cost/database', until: '2026-12-31', because: 'The commitment ends then.', severity: 'warning' },
  ],
};

test('a profile that uses every key fits, for the loader and for the schema', () => {
  expect(loadProfile(shipped().catalogue, 'whole.yaml', JSON.stringify(whole)).diagnostics).toEqual([]);
  expect(objections(profiles, whole)).toEqual([]);
});

/** Every place in some data, key by key. */
function places(data: unknown): (string | number)[][] {
  const under = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  const key = (name: string) => (Array.isArray(data) ? Number(name) : name);
  return [[], ...under.flatMap(([name, inner]) => places(inner).map((path) => [key(name), ...path]))];
}

/** The data with another value at a place; undefined takes the place away. */
function changed(data: unknown, [step, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (step === undefined) return value;
  const copy = (Array.isArray(data) ? [...data] : { ...(data as object) }) as Record<string | number, unknown>;
  const inner = changed(copy[step], rest, value);
  if (inner !== undefined) copy[step] = inner;
  else if (Array.isArray(copy)) copy.splice(Number(step), 1);
  else delete copy[step];
  return copy;
}

test('whatever is changed in a profile, the schema refuses it when the loader does', () => {
  const values = [
    undefined,
    null,
    '',
    ' ',
    'none',
    'x',
    '2026-10-01',
    0,
    2,
    2.5,
    -1,
    true,
    [],
    ['x'],
    [2],
    {},
    { x: 1 },
  ];
  const { catalogue } = shipped();
  const change = fc.tuple(fc.constantFrom(...places(whole).slice(1)), fc.constantFrom(...values));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
      let data: unknown = whole;
      for (const [path, value] of changes) if (exists(data, path)) data = changed(data, path, value);
      const { diagnostics } = loadProfile(catalogue, 'whole.yaml', JSON.stringify(data));
      // Contradictions take two answers to see: no schema says them.
      const wrong = diagnostics.filter(({ code }) => code !== 'contradiction');
      expect({ wrong: objections(profiles, data).length > 0, data }).toEqual({ wrong: wrong.length > 0, data });
    }),
    { numRuns: 500 },
  );
});

function exists(data: unknown, path: readonly (string | number)[]): boolean {
  const parent = path.slice(0, -1).reduce<unknown>((at, step) => (at as Record<string, unknown> | null)?.[step], data);
  return typeof parent === 'object' && parent !== null && String(path.at(-1)) in parent;
}

/** A mistake that takes two values to see: a contradiction, or a way in which the product does not cover the layer. */
function takesTwo(line: string): boolean {
  return /\[contradiction\]$|does not cover the layer "[a-z]+" as "|says nothing of "not-needed"/.test(line);
}

test('the bad profiles are bad for the schema too, unless only two values together are wrong', () => {
  const validate = validator(profileSchema(baseCatalogue()));
  for (const file of projectFiles('test/load/bad-profiles', '.yaml')) {
    const data = dataOf(file);
    if (data === null) continue;
    const mistakes = projectText(file.replace('.yaml', '.out')).match(/^.*\[[a-z-]+\]$/gm) ?? [];
    expect({ file, fits: validate(data) }).toEqual({ file, fits: mistakes.every(takesTwo) });
  }
});

test('the schema and the loader know the same days', () => {
  const part = (most: number) => fc.integer({ min: 0, max: most }).map((each) => String(each).padStart(2, '0'));
  const near = fc.tuple(fc.constantFrom('1900', '2000', '2023', '2024', '2100', '0000', '9999'), part(14), part(33));
  const days = fc.oneof(
    near.map((parts) => parts.join('-')),
    fc.constantFrom('2026-1-1', '2026-01-01T00:00:00Z', '2026-01', '20260101', ' 2026-01-01', '2026-01-01\n', ''),
  );
  fc.assert(
    fc.property(days, (text) => {
      expect({ text, isDay: day.test(text) }).toEqual({ text, isDay: isDay(text) });
    }),
    { numRuns: 500 },
  );
});

test('what the loader says of the shape of a rule file, its schema says', () => {
  for (const file of projectFiles('test/load/bad', '.yaml')) {
    const data = dataOf(file);
    if (data !== null && !ruleFile.safeParse(data).success)
      expect({ file, fits: rules(data) }).toEqual({ file, fits: false });
  }
});

test('conditions have a shape too', () => {
  const bad = ['any-with-a-map', 'between-one-value', 'count-of-text', 'count-without-at-least', 'empty-all']
    .concat('in-without-list', 'is-empty', 'is-text', 'operator-misspelt', 'signal-as-a-map')
    .concat('with-two-keys', 'with-two-operators', 'without-operator');
  for (const name of bad)
    expect({ name, fits: rules(dataOf(`test/load/bad/condition-${name}.yaml`)) }).toEqual({ name, fits: false });
  const judged = (when: unknown) => rules({ signals: [{ id: 'a', says: 'so', when }] });
  const good = ['always', { not: { signal: 'b' } }, { count: { 'at-least': 1, of: [{ a: { changed: true } }] } }]
    .concat({ any: [{ a: { 'grew-by': 3 } }, { a: { gained: 'payments' } }, { a: { lost: ['payments'] } }] } as never)
    .concat({ 'was.team-size': { between: [1, 2] } } as never);
  for (const when of good) expect({ when, fits: judged(when) }).toEqual({ when, fits: true });
  for (const when of [{ a: { 'grew-by': 1 } }, { a: { gained: [] } }, { a: { changed: 'yes' } }, null, 'never'])
    expect({ when, fits: judged(when) }).toEqual({ when, fits: false });
});

test('questions of your own are in the schema, with their words', () => {
  const schema = profileSchema(
    tinyCatalogue({
      questions: [
        yesNo('own/yes'),
        choice('own.choice', ['red', 'green']),
        multi('own/multi', ['one', 'two']),
        number('own/number', { atLeast: 1, atMost: 'own/ceiling', whole: false }),
      ],
    }),
  );
  const validate = validator(schema);
  const fits = (answers: object) => validate({ profile: 1, name: 'own', answers });
  const good = { 'own/yes': true, 'own.choice': 'red', 'own/multi': 'one', 'own/number': 1.5 };
  expect([good, { 'own/multi': ['one', 'two'] }, { 'own/multi': [] }].map(fits)).toEqual([true, true, true]);
  expect([{ 'own/multi': 'three' }, { 'own/number': 0 }, { 'team-size': 3 }].map(fits)).toEqual([false, false, false]);
  expect(JSON.stringify(schema)).toContain('{"const":"red","description":"red"}');
});

test('the same catalogue gives the same schema, whatever the order of its parts', () => {
  const { data } = shipped().catalogue;
  const backwards = catalogueOf({
    ...data,
    questions: [...data.questions].reverse(),
    layers: [...data.layers].reverse(),
    patterns: [...data.patterns].reverse(),
    providers: [...data.providers].reverse(),
  });
  expect(JSON.stringify(profileSchema(backwards))).toBe(JSON.stringify(profileSchema(shipped().catalogue)));
});
