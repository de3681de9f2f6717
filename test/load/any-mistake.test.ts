/** Mistakes that nobody thought of: a right file in which one thing is replaced, removed or renamed at random. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Diagnostic, loadCatalogue, loadProfile } from '../../src/index.js';
import { renderDiagnostics } from '../../src/report/diagnostics.js';
import { plainStyle } from '../../src/report/style.js';
import { baseCatalogue, baseFiles } from './base-catalogue.js';

type Change =
  | { readonly kind: 'replace'; readonly by: unknown }
  | { readonly kind: 'remove' }
  | { readonly kind: 'rename' };

/** What stands where something else is expected: plain values, and things with keys that mean something. */
const wrongValue = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, '', 'none', 'always', 'every', 'custom', 'database', 'Not an id'),
  fc.constantFrom<unknown>(
    [],
    {},
    [[]],
    [null],
    { all: [] },
    { is: 'none' },
    { signal: 'x' },
    { count: {} },
    { a: { b: {} } },
  ),
);
const change: fc.Arbitrary<Change> = fc.oneof(
  wrongValue.map((by): Change => ({ kind: 'replace', by })),
  fc.constantFrom<Change>({ kind: 'remove' }, { kind: 'rename' }),
);

/** The paths to everything in some data. */
function pathsIn(data: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof data !== 'object' || data === null) return [path];
  const entries = Array.isArray(data) ? [...data.entries()] : Object.entries(data);
  return [path, ...entries.flatMap(([key, value]) => pathsIn(value, [...path, key]))];
}

/** The data with one change; renaming an item of a list leaves it. */
function changed(data: unknown, [step, ...rest]: readonly (string | number)[], how: Change): unknown {
  if (step === undefined) return how.kind === 'replace' ? how.by : data;
  if (Array.isArray(data)) {
    if (rest.length === 0 && how.kind === 'remove') return data.filter((_, index) => index !== step);
    return data.map((item, index) => (index === step ? changed(item, rest, how) : item));
  }
  const entries = Object.entries(data as Record<string, unknown>);
  if (rest.length === 0 && how.kind !== 'replace')
    return Object.fromEntries(
      entries.flatMap((entry) => (entry[0] !== step ? [entry] : how.kind === 'rename' ? [[`${step}s`, entry[1]]] : [])),
    );
  return Object.fromEntries(entries.map(([key, value]) => [key, key === step ? changed(value, rest, how) : value]));
}

/** Each message stands in one of the files and can be shown. */
function tellable(diagnostics: readonly Diagnostic[], files: readonly { file: string; text: string }[]): void {
  for (const { origin, sourceLine } of diagnostics) {
    const text = files.find(({ file }) => file === origin?.file)?.text ?? '';
    expect(text.split('\n')[(origin?.line ?? 0) - 1]).toBe(sourceLine);
  }
  expect(renderDiagnostics(diagnostics, plainStyle)).not.toMatch(/undefined|\[object|use one of: \n/);
}

test('in a rule file: it loads, or every mistake is told with its place', () => {
  const parsed = baseFiles.map(({ file, text }) => {
    const data = parse(text) as unknown;
    return { file, data, paths: pathsIn(data) };
  });
  fc.assert(
    fc.property(fc.nat(parsed.length - 1), fc.nat(), change, (which, at, how) => {
      const files = parsed.map(({ file, data, paths }, index) => {
        const now = index === which ? changed(data, paths[at % paths.length] ?? [], how) : data;
        return { file, text: JSON.stringify(now, null, 2) };
      });
      const { catalogue, diagnostics } = loadCatalogue(files);
      expect(catalogue === null).toBe(diagnostics.length > 0);
      tellable(diagnostics, files);
    }),
    { numRuns: 150 },
  );
});

test('in a profile: it loads, or every mistake is told with its place', () => {
  const catalogue = baseCatalogue();
  const profile = {
    ...{ profile: 1, name: 'a', observed: { realtime: { value: 'chat', on: '2026-10-01', from: 'us' } } },
    answers: { 'team-size': 3, 'backend-engineers': 1, compliance: ['gdpr'], 'sensitive-rules': true },
    stack: { database: 'tern', search: { provider: 'finch', kind: 'engine', approach: 'managed', plan: 'pro' } },
    'vendor-events': [{ provider: 'tern', kind: 'sunset', on: '2026-10-01', ends: '2027-10-01', source: 'letter' }],
    decision: {
      ...{ on: '2026-02-10', by: ['us'], 'review-by': '2027-02-10', rules: '3f9c', facts: '77aa' },
      ...{ answers: { 'team-size': 2 }, stack: { database: 'tern' }, 'vendor-events': [] },
      ...{ known: [{ finding: 'cost/database', severity: 'note' }], open: ['realtime'] },
      pattern: { advised: 'custom', chosen: 'baas-first', because: 'so' },
      layers: {
        database: { advised: 'plover', chosen: 'tern', kind: 'relational', approach: 'managed', because: 'so' },
      },
      review: { action: 'keep', because: 'so' },
      history: [{ on: '2025-02-10', by: 'us', pattern: 'custom', layers: { database: 'tern' } }],
    },
    accepted: [{ finding: 'cost/database', until: '2026-12-31', because: 'so' }],
  };
  expect(loadProfile(catalogue, 'p.yaml', JSON.stringify(profile)).diagnostics).toEqual([]);
  const paths = pathsIn(profile);
  fc.assert(
    fc.property(fc.constantFrom(...paths), change, (path, how) => {
      const file = { file: 'p.yaml', text: JSON.stringify(changed(profile, path, how), null, 2) };
      const loaded = loadProfile(catalogue, file.file, file.text);
      expect(loaded.profile === null).toBe(loaded.diagnostics.length > 0);
      tellable(loaded.diagnostics, [file]);
    }),
    { numRuns: 400 },
  );
});
