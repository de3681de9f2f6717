/** The catalogue as a whole: what may change without changing anything, and each example inside the rules as a test. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { judge, situationOf } from '../../src/core/condition.js';
import type { Answer, CatalogueData } from '../../src/core/model.js';
import { loadCatalogue, type SourceText } from '../../src/index.js';
import { shipped, shippedRules } from '../support/catalogue.js';
import { baseCatalogue, baseFiles } from './base-catalogue.js';

const { catalogue, examples } = shipped();

function dataOf(files: readonly SourceText[]): CatalogueData {
  const loaded = loadCatalogue(files);
  if (loaded.catalogue === null) throw new Error(JSON.stringify(loaded.diagnostics.slice(0, 3), null, 2));
  return loaded.catalogue.data;
}

/** The providers of the small catalogue as they are written. */
const providersText = baseFiles.find(({ file }) => file === 'base/providers.yaml')?.text ?? '';

/** Data without the places where it was read. */
function unplaced(data: CatalogueData): unknown {
  return JSON.parse(JSON.stringify(data, (key, value) => (key === 'origin' ? undefined : value)));
}

describe('order changes nothing', () => {
  // The shipped rules are large, so they are tried a few times; the small catalogue makes up for it.
  const catalogues = [
    ['the small catalogue', baseFiles, 25],
    ['the shipped rules', shippedRules(), 2],
  ] as const;

  test.each(catalogues)('the order of files: %s', (_, files, numRuns) => {
    const before = dataOf(files);
    fc.assert(
      fc.property(anyOrderOf(files), (order) => {
        expect(dataOf(order.flatMap((index) => files[index] ?? []))).toEqual(before);
      }),
      { numRuns },
    );
  });

  test.each(catalogues)('the order of keys: %s', (_, files, numRuns) => {
    const before = unplaced(dataOf(files));
    const parsed = files.map(({ file, text }) => ({ file, content: parse(text) as unknown }));
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (chance) => {
        const shuffled = parsed.map(({ file, content }) => ({
          file,
          text: JSON.stringify(content, (_key, value) => shuffledKeys(value, chance)),
        }));
        expect(unplaced(dataOf(shuffled))).toEqual(before);
      }),
      { numRuns },
    );
  });

  test.each(catalogues)(
    'for the digests even the order of rules, and which file each stands in: %s',
    (_, files, runs) => {
      const before = digestsOf(files);
      const parsed = files.map(({ text }) => parse(text) as Record<string, unknown>);
      const pieces = parsed.flatMap((content) =>
        Object.entries(content).flatMap(([section, items]): Record<string, unknown>[] =>
          Array.isArray(items) ? items.map((item) => ({ [section]: [item] })) : [{ [section]: items }],
        ),
      );
      fc.assert(
        fc.property(anyOrderOf(pieces), (order) => {
          const shuffled = order.map((index) => pieces[index] ?? {});
          // Whole files of one piece each would be slow to read, so pieces of one section share a file.
          const merged: Record<string, unknown> = {};
          for (const [section, items] of shuffled.flatMap((piece) => Object.entries(piece)))
            merged[section] = Array.isArray(items) ? [...((merged[section] as unknown[]) ?? []), ...items] : items;
          expect(digestsOf([{ file: 'all.yaml', text: JSON.stringify(merged) }])).toEqual(before);
        }),
        { numRuns: Math.min(runs, 20) },
      );
    },
  );
});

/** The places of a list in any order: a counterexample then shows numbers instead of whole files. */
function anyOrderOf(list: readonly unknown[]): fc.Arbitrary<number[]> {
  return fc.shuffledSubarray([...list.keys()], { minLength: list.length });
}

function shuffledKeys(value: unknown, chance: fc.Stream<number>): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const keyed = Object.entries(value).map((entry) => ({ entry, at: chance.next().value ?? 0 }));
  return Object.fromEntries(keyed.sort((a, b) => a.at - b.at).map(({ entry }) => entry));
}

function digestsOf(files: readonly SourceText[]): { rules: string; facts: string } {
  const { rulesDigest, factsDigest } = dataOf(files);
  return { rules: rulesDigest, facts: factsDigest };
}

describe('digests', () => {
  const before = digestsOf(baseFiles);

  /** Which digests move when one piece of text in the small catalogue is replaced everywhere. */
  function moved(from: string, to: string): string[] {
    expect(
      baseFiles.some(({ text }) => text.includes(from)),
      `"${from}" is in the small catalogue`,
    ).toBe(true);
    const after = digestsOf(baseFiles.map(({ file, text }) => ({ file, text: text.replaceAll(from, to) })));
    return (['rules', 'facts'] as const).filter((each) => after[each] !== before[each]);
  }

  test('are sixteen hexadecimal digits each', () => {
    expect(before.rules).toMatch(/^[0-9a-f]{16}$/);
    expect(before.facts).toMatch(/^[0-9a-f]{16}$/);
  });

  test.each([
    ['the reason of a rule', 'Somebody must answer when it breaks.', 'Nights are long.'],
    ['what is missing', 'a second backend engineer', 'one more person'],
    ['the sources of a rule', 'source: [handbook]', 'source: [tern-page]'],
    ['a mitigation', 'Move them to a server.', 'Write a function.'],
    ['a question and its help', 'How many people build the product?', 'How many are you?'],
    ['a help text', 'Count everybody who builds.', 'Count all.'],
    ['what an option says', 'says: Nobody }', 'says: Not a soul }'],
    ['what a signal says', 'nobody can keep a server alive', 'no one runs servers'],
    ['the name of a provider', 'name: Tern', 'name: Arctic Tern'],
    ['the title of a source', 'How to choose a backend', 'Choosing'],
    ['the day of release', '"2026-11-20"', '"2026-12-24"'],
    ['a place in the interview', 'order: 60', 'order: 65'],
    ['an example', 'backend-engineers: 2 }', 'backend-engineers: 3 }'],
    ['a comment', '# A rule for each stratum.', '# Rules.'],
    ['a claim', 'Nobody keeps tables.', 'Nobody ever kept tables.'],
    ['a line of the comparison', 'says: weeks', 'says: months'],
    ['a worked example', 'team-size: 2 }', 'team-size: 3 }'],
    ['how long figures keep', 'limit: 24', 'limit: 36'],
    [
      'the order within a condition',
      'ops-capability: { is: none } }, { backend-engineers: { at-most: 0 } }',
      swapped(),
    ],
  ])('stay when prose or order changes: %s', (_, from, to) => {
    expect(moved(from, to)).toEqual([]);
  });

  function swapped(): string {
    return 'backend-engineers: { at-most: 0 } }, { ops-capability: { is: none } }';
  }

  test.each([
    ['a threshold', 'at-most: 0 }', 'at-most: 1 }'],
    ['a strength', 'strength: strong', 'strength: slight'],
    ['a concern', 'concern: logic', 'concern: data'],
    ['an aim', 'exclude: { pattern: custom', 'exclude: { pattern: baas-first'],
    ['an effect', 'exclude: { pattern: custom', 'require: { pattern: baas-first'],
    ['a severity', 'severity: error', 'severity: note'],
    ['the id of a rule', 'pattern/custom-needs-two', 'pattern/custom-needs-more'],
    ['the order of ownership', 'says: A platform does it., order: 1', 'says: A platform does it., order: 3'],
    [
      'the order of ordered options',
      '{ id: none, says: Nobody }',
      '{ id: nobody-yet, says: X }\n      - { id: none, says: Y }',
    ],
  ])('the one of rules moves with %s', (_, from, to) => {
    expect(moved(from, to)).toEqual(['rules']);
  });

  test.each([
    ['a trait', 'sql: yes', 'sql: no'],
    ['what holds where a trait is not mentioned', 'otherwise: unknown', 'otherwise: no'],
    ['a figure', 'at: 10000,', 'at: 20000,'],
    ['a plan', 'plan: all', 'plan: free'],
    ['a status', 'status: { is: active, source: tern-page }', 'status: { is: sunset, source: tern-page }'],
    ['how sure a fact is', 'confidence: high', 'confidence: low'],
    ['a vendor', 'vendor: tern', 'vendor: gull'],
    ['a way to cover a layer', 'kind: document, approach: platform', 'kind: document, approach: managed'],
  ])('the one of facts moves with %s', (_, from, to) => {
    expect(moved(from, to)).toEqual(['facts']);
  });
});

describe('a catalogue that loads', () => {
  test('has everything in its place', () => {
    const { data, layer, provider, offerings } = baseCatalogue();
    expect(data.released).toBe('2026-11-20');
    expect([...layer.keys()]).toEqual(['database', 'search']);
    expect(offerings.get('database')?.map((each) => each.provider)).toEqual(['plover', 'tern']);
    expect(provider.get('tern')?.limits).toEqual([
      {
        fact: 'peak-connections',
        at: 10000,
        plan: 'all',
        kind: 'hard',
        source: 'tern-page',
        on: '2026-10-01',
        confidence: 'high',
        expires: '2028-10-01',
      },
    ]);
    expect(data.rules.map(({ origin }) => origin)).toContainEqual({ file: 'base/rules.yaml', line: 3, column: 5 });
  });

  test('has what its rules cite, short forms written out', () => {
    const { data, claim } = baseCatalogue();
    expect([...claim.values()]).toEqual([
      {
        ...{ id: 'claim-1', says: 'Tern keeps tables.', trust: 'seed-rule', sources: ['field-guide'] },
        ...{ names: ['tern'], between: [], declined: null, keptBy: null },
      },
      expect.objectContaining({ id: 'claim-2', names: [], declined: 'somebody does' }),
      expect.objectContaining({ id: 'claim-3', between: ['claim-1', 'claim-2'] }),
    ]);
    expect(data.dimensions).toEqual([
      {
        ...{ id: 'first-feature', order: 1, name: 'Time to the first feature', quantity: 'time' },
        ...{ milestone: null, note: null, sources: ['claim-1'] },
        values: { 'baas-first': { says: 'hours', derived: false }, custom: { says: 'weeks', derived: false } },
      },
    ]);
    expect(data.workedExamples).toMatchObject([{ id: 'bird-table', pattern: 'baas-first', sources: ['claim-1'] }]);
    expect(data.meters).toContainEqual({ id: 'seeds', says: 'seeds that were eaten', unit: 'seed' });
  });

  test('dates each price by its own page, else by that of all prices, else by that of its provider', () => {
    const lines = [
      'plans:',
      '  - { id: free, usd-month: 0, includes: [{ meter: nests, quantity: 3, period: always }] }',
      '  - { id: team, usd-month: unknown, per: seat, source: tern-page }',
      'meters:',
      '  - { meter: seeds, usd: 2, per: 1000, expires: "2026-12-31" }',
      '  - { meter: seeds, usd: unknown, per: 1, tiers: [{ up-to: unlimited, usd: 1 }] }',
    ];
    const pricesWith = (more: string) => {
      const prices = ['prices:', '  billed-per: account', ...[...lines, more].map((line) => `  ${line}`)];
      const text = providersText.replace(
        '    traits: { signs-hipaa: no }',
        prices.map((line) => `    ${line}`).join('\n'),
      );
      const others = baseFiles.filter(({ file }) => file !== 'base/providers.yaml');
      return dataOf([...others, { file: 'base/providers.yaml', text }]).providers.find(({ id }) => id === 'plover')
        ?.prices;
    };
    const own = pricesWith('on: "2026-02"');
    expect(own).toMatchObject({ billedPer: 'account', unknown: [] });
    expect(own?.plans).toMatchObject([
      { id: 'free', usdMonth: 0, per: 'account', source: 'handbook', on: '2026-02', expires: '2027-02' },
      { id: 'team', usdMonth: null, per: 'seat', source: 'tern-page', on: '2026-10-01', expires: '2027-10-01' },
    ]);
    expect(own?.plans[0]?.includes).toMatchObject([{ meter: 'nests', over: null, on: '2026-02', expires: '2027-02' }]);
    expect(own?.meters).toMatchObject([
      { usd: 2, plans: [], free: null, on: '2026-02', expires: '2026-12-31' },
      { usd: null, tiers: [{ upTo: null, usd: 1 }], on: '2026-02', expires: '2027-02' },
    ]);
    expect(pricesWith('unknown: [taxes]')?.meters[1]).toMatchObject({ source: 'handbook', on: null, expires: null });
  });

  test('survives JSON: nothing in it is lost when it is compiled', () => {
    expect(JSON.parse(JSON.stringify(catalogue.data))).toEqual(catalogue.data);
  });
});

describe('every example inside the shipped rules', () => {
  const truths = { fires: 'yes', silent: 'no', open: 'unknown' } as const;
  const named = catalogue.data.rules.flatMap((rule) =>
    (['fires', 'silent', 'open'] as const).flatMap((kind) =>
      (examples.get(rule.id)?.raw[kind] ?? []).map((answers) => [rule, kind, answers] as const),
    ),
  );

  test('there is at least one for each rule', () => {
    expect(new Set(named.map(([rule]) => rule.id)).size).toBe(catalogue.data.rules.length);
  });

  test.each(named.map(([rule, kind, answers]) => [rule.id, kind, inWords(answers), rule, answers] as const))(
    '%s: %s for %s',
    (_id, kind, _words, rule, answers) => {
      const situation = situationOf(new Map(Object.entries(answers)), catalogue.signal);
      expect(judge(rule.when, situation)).toBe(truths[kind]);
    },
  );
});

function inWords(answers: Readonly<Record<string, Answer>>): string {
  const all = Object.entries(answers).map(
    ([id, answer]) => `${id} ${Array.isArray(answer) ? answer.join('+') : answer}`,
  );
  return all.length === 0 ? 'no answer at all' : all.join(', ');
}
