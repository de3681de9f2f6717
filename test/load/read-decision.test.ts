/** What a profile says beside its answers, as people write it by hand. The mistakes stand in `bad-profiles/`. */
import { describe, expect, test } from 'vitest';
import { loadProfile } from '../../src/load/profile.js';
import { baseCatalogue } from './base-catalogue.js';

const catalogue = baseCatalogue();

function load(text: string) {
  const { profile, diagnostics } = loadProfile(catalogue, 'p.yaml', `profile: 1\nname: a\n${text}`);
  if (profile === null) throw new Error(JSON.stringify(diagnostics, null, 2));
  return profile;
}

function told(text: string): string[] {
  const { diagnostics } = loadProfile(catalogue, 'p.yaml', `profile: 1\nname: a\n${text}`);
  return diagnostics.map(({ message, origin }) => `${origin?.line}:${origin?.column} ${message}`);
}

describe('the stack', () => {
  const plain = { kind: null, approach: null, plan: null };

  test('names a product for a layer, or says more of it', () => {
    const { stack } = load('stack: { search: finch, database: { provider: tern, approach: managed, plan: pro } }\n');
    expect([...stack]).toEqual([
      ['search', { ...plain, provider: 'finch' }],
      ['database', { ...plain, provider: 'tern', approach: 'managed', plan: 'pro' }],
    ]);
  });

  test('may hold what the catalogue does not know, in any way of the layer, and nothing at all', () => {
    const { stack } = load(
      'stack: { database: { provider: other, kind: document, approach: self-hosted }, search: not-needed }\n',
    );
    expect([...stack.values()]).toEqual([
      { ...plain, provider: 'other', kind: 'document', approach: 'self-hosted' },
      { ...plain, provider: 'not-needed' },
    ]);
  });

  test('keeps what is right beside a mistake, and tells each mistake once', () => {
    expect(told('stack:\n  database: { provider: terne, plan: 3, tier: x }\n  seach: finch\n')).toEqual([
      '4:25 unknown provider "terne"',
      '4:38 "plan" must be text, not 3',
      '4:41 unknown key "tier" in what runs as "database"',
      '5:3 unknown layer "seach"',
    ]);
  });

  test('is told when a way of another product, or two ways that do not go together, are given', () => {
    expect(told('stack: { database: { provider: tern, kind: document } }\n')).toEqual([
      '3:44 "tern" does not cover the layer "database" as "document"',
    ]);
    expect(told('stack: { database: { provider: tern, kind: relational, approach: platform } }\n')).toEqual([
      '3:66 "tern" does not cover the layer "database" as "relational" and "platform"',
    ]);
  });
});

describe('vendor events and acceptances', () => {
  test('are read in their order', () => {
    const { vendorEvents, accepted } = load(
      [
        ...[
          'vendor-events:',
          '  - { provider: tern, kind: sunset, on: 2026-10-01, ends: "2027-10-01", source: letter }',
        ],
        ...['  - { source: news, on: "2026-09-01", kind: acquisition, provider: finch }', 'accepted:'],
        ...['  - { finding: recurring-limits/database/queries, until: 2026-12-31, because: "It ends: then." }', ''],
      ].join('\n'),
    );
    expect(vendorEvents).toEqual([
      { provider: 'tern', kind: 'sunset', on: '2026-10-01', ends: '2027-10-01', source: 'letter' },
      { provider: 'finch', kind: 'acquisition', on: '2026-09-01', ends: null, source: 'news' },
    ]);
    expect(accepted).toEqual([
      { finding: 'recurring-limits/database/queries', until: '2026-12-31', because: 'It ends: then.' },
    ]);
  });
});

/** The lines of a decision, with some of them changed or, by null, left out. */
function decision(changes: Readonly<Record<string, string | null>> = {}): string {
  const lines = {
    ...{ on: '2026-02-10', by: '[product, engineering]', 'review-by': '"2027-02-10"', rules: '3f9c2b7e90ab11d2' },
    ...{ facts: '77aa01c2e4d5f608', answers: '{ team-size: 2 }', pattern: '{ advised: ~, chosen: custom }' },
    ...{ layers: '{ database: { advised: gone, chosen: tern, kind: relational, because: known } }' },
    ...changes,
  };
  const written = Object.entries(lines).flatMap(([key, value]) => (value === null ? [] : [`  ${key}: ${value}`]));
  return `decision:\n${written.join('\n')}\n`;
}

describe('a decision', () => {
  test('says when, by whom, on what ground, and what was advised and chosen', () => {
    expect(load(decision()).decision).toEqual({
      ...{ on: '2026-02-10', by: ['product', 'engineering'], reviewBy: '2027-02-10' },
      ...{ rules: '3f9c2b7e90ab11d2', facts: '77aa01c2e4d5f608' },
      ground: { facts: new Map([['team-size', 2]]), stack: new Map(), vendorEvents: [] },
      pattern: { advised: null, chosen: 'custom', because: null },
      layers: new Map([
        [
          'database',
          {
            advised: 'gone',
            chosen: { provider: 'tern', kind: 'relational', approach: null, plan: null },
            because: 'known',
          },
        ],
      ]),
      ...{ known: [], open: [], review: null, history: [] },
    });
  });

  test('may name one who decided, and none', () => {
    expect(load(decision({ by: 'us' })).decision?.by).toEqual(['us']);
    expect(load(decision({ by: '[]' })).decision?.by).toEqual([]);
  });

  test('may leave a layer open, and empty what does not matter', () => {
    const empty = { known: '', open: '~', history: '', stack: '', 'vendor-events': '', answers: '' };
    const { decision: read } = load(decision({ ...empty, layers: '{ database: { advised: ~, chosen: } }' }));
    expect(read?.layers.get('database')).toEqual({ advised: null, chosen: null, because: null });
    expect([read?.known, read?.open, read?.history]).toEqual([[], [], []]);
  });

  test('keeps of the answers then what is still asked: history can be no mistake', () => {
    const answers = '{ team-size: 2, realtime: gone, compliance: gdpr, no-longer-asked: [x], sensitive-rules: ~ }';
    expect(Object.fromEntries(load(decision({ answers })).decision?.ground.facts ?? [])).toEqual({
      'team-size': 2,
      compliance: ['gdpr'],
    });
  });

  test('knows what was known, what was open, what a review came to, and earlier decisions', () => {
    const { decision: read } = load(
      decision({
        known: '[ { finding: anything/at/all, severity: note } ]',
        open: '[ realtime, no-longer-asked ]',
        review: '{ action: keep, because: It holds. }',
        history:
          '[ { on: 2025-02-10, by: us, pattern: gone, layers: { gone: gone } }, { on: 2024-02-10, by: [], pattern: x, layers: } ]',
      }),
    );
    expect(read).toMatchObject({
      known: [{ finding: 'anything/at/all', severity: 'note' }],
      open: ['realtime', 'no-longer-asked'],
      review: { action: 'keep', because: 'It holds.' },
      history: [
        { on: '2025-02-10', by: ['us'], pattern: 'gone', layers: { gone: 'gone' } },
        { on: '2024-02-10', by: [], pattern: 'x', layers: {} },
      ],
    });
  });

  test.each(['on', 'by', 'review-by', 'rules', 'facts', 'answers', 'pattern', 'layers'])('needs "%s"', (key) => {
    expect(told(decision({ [key]: null }))).toEqual([`3:1 "${key}" is missing in "decision"`]);
  });

  test('with a mistake in each part is told all of them, in the order of the file', () => {
    const wrong = {
      ...{ on: 'soon', by: '[ 1 ]', 'review-by': '2026-02-30', rules: '12', facts: '{}', answers: '[]' },
      ...{ pattern: '{ advised: [], chosen: x }', layers: '{ databas: {}, search: { advised: 3, chosen: tern } }' },
      ...{
        stack: '{ database: x }',
        'vendor-events': '[ 1 ]',
        known: '[ 1 ]',
        open: '[ 1 ]',
        review: '1',
        history: '[ 1 ]',
      },
    };
    expect(told(decision(wrong)).map((each) => Number(each.split(':')[0]))).toEqual([
      ...[4, 5, 6, 7, 8, 9, 10, 10, 11, 11, 11, 12, 13, 14, 15, 16, 17],
    ]);
  });
});
