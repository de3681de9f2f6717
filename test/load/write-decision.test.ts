/** A decision as data: the order in which people read it, and nothing that says nothing. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Decision, InPlace } from '../../src/core/decision.js';
import { loadProfile } from '../../src/load/profile.js';
import { withBlock } from '../../src/load/splice.js';
import { acceptedData, answersData, decisionData } from '../../src/load/write-decision.js';
import { facts } from '../support/tiny.js';
import { baseCatalogue } from './base-catalogue.js';
import { decisions } from './decisions.js';

const catalogue = baseCatalogue();
const tern: InPlace = { provider: 'tern', kind: null, approach: null, plan: null };

const plain: Decision = {
  ...{ on: '2026-02-10', by: ['us'], reviewBy: '2027-02-10', rules: '3f9c', facts: '77aa' },
  ground: { facts: new Map(), stack: new Map(), vendorEvents: [] },
  pattern: { advised: 'custom', chosen: 'custom', because: null },
  layers: new Map([['database', { advised: 'tern', chosen: tern, because: null }]]),
  ...{ known: [], open: [], review: null, history: [] },
};

describe('a decision', () => {
  test('leaves out what holds nothing, but for what a reader looks for', () => {
    expect(decisionData(catalogue, plain)).toEqual({
      ...{ on: '2026-02-10', by: ['us'], 'review-by': '2027-02-10', rules: '3f9c', facts: '77aa' },
      ...{ answers: {}, known: [], open: [], pattern: { advised: 'custom', chosen: 'custom' } },
      layers: { database: { advised: 'tern', chosen: 'tern' } },
    });
  });

  test('says in which way, on which plan and why, where somebody said', () => {
    const way = { ...tern, kind: 'relational', approach: 'managed' } as const;
    const full: Decision = {
      ...plain,
      ground: {
        facts: new Map(),
        stack: new Map([
          ['database', { ...way, plan: 'pro' }],
          ['search', { ...tern, provider: 'finch' }],
        ]),
        vendorEvents: [{ provider: 'tern', kind: 'sunset', on: '2026-10-01', ends: null, source: 'letter' }],
      },
      pattern: { advised: null, chosen: 'custom', because: 'Nothing fits.' },
      layers: new Map([
        ['database', { advised: 'plover', chosen: way, because: 'We know it.' }],
        ['search', { advised: null, chosen: null, because: null }],
      ]),
      review: { action: 'keep', because: 'It holds.' },
      history: [{ on: '2025-02-10', by: ['us'], pattern: 'gone', layers: { database: 'tern' } }],
    };
    expect(decisionData(catalogue, full)).toMatchObject({
      stack: {
        database: { provider: 'tern', kind: 'relational', approach: 'managed', plan: 'pro' },
        search: 'finch',
      },
      'vendor-events': [{ provider: 'tern', kind: 'sunset', on: '2026-10-01', source: 'letter' }],
      pattern: { advised: null, chosen: 'custom', because: 'Nothing fits.' },
      layers: {
        database: {
          advised: 'plover',
          chosen: 'tern',
          kind: 'relational',
          approach: 'managed',
          because: 'We know it.',
        },
        search: { advised: null, chosen: null },
      },
      review: { action: 'keep', because: 'It holds.' },
      history: [{ on: '2025-02-10', by: ['us'], pattern: 'gone', layers: { database: 'tern' } }],
    });
  });

  test('reads well', () => {
    const decided: Decision = {
      ...plain,
      by: ['product', 'engineering'],
      ground: {
        ...plain.ground,
        facts: facts({ compliance: ['gdpr'], 'team-size': 2 }),
      },
      layers: new Map([['database', { advised: 'plover', chosen: tern, because: 'We know it: well.' }]]),
      known: [{ finding: 'cost/database', severity: 'note' }],
      history: [{ on: '2025-02-10', by: ['us'], pattern: 'custom', layers: { database: 'tern' } }],
    };
    expect(withBlock('profile: 1\nname: a\n', 'decision', decisionData(catalogue, decided))).toBe(
      [
        ...['profile: 1', 'name: a', 'decision:', '  on: "2026-02-10"', '  by: [ product, engineering ]'],
        ...['  review-by: "2027-02-10"', '  rules: 3f9c', '  facts: 77aa', '  answers:', '    team-size: 2'],
        ...['    compliance: [ gdpr ]', '  known:', '    - { finding: cost/database, severity: note }', '  open: []'],
        ...['  pattern: { advised: custom, chosen: custom }', '  layers:'],
        ...['    database: { advised: plover, chosen: tern, because: "We know it: well." }', '  history:'],
        ...[
          '    - on: "2025-02-10"',
          '      by: [ us ]',
          '      pattern: custom',
          '      layers: { database: tern }',
          '',
        ],
      ].join('\n'),
    );
  });

  test('is read back as it was, whatever writes it as YAML', () => {
    fc.assert(
      fc.property(decisions(catalogue), fc.boolean(), (decision, asJson) => {
        // A byte that is no text is refused when it stands as itself; the splice writes it as a number.
        const data = { profile: 1, name: 'a', decision: decisionData(catalogue, decision) };
        const text = asJson ? JSON.stringify(data) : stringify(data);
        fc.pre(!/[\u007f\ufffd]/.test(text));
        expect(loadProfile(catalogue, 'p.yaml', text).profile?.decision).toEqual(decision);
      }),
      { numRuns: 200 },
    );
  });

  test('shares nothing with what it is made from, so that writing cannot change it', () => {
    const data = decisionData(catalogue, plain) as { by: string[]; open: string[] };
    data.by.push('them');
    data.open.push('realtime');
    expect([plain.by, plain.open]).toEqual([['us'], []]);
  });
});

test('answers stand in the order of the questions; one that is no longer asked is left out', () => {
  const answers = facts({ realtime: 'chat', gone: 'x', compliance: ['gdpr'], 'team-size': 2 });
  const data = answersData(catalogue, answers);
  expect(Object.keys(data)).toEqual(['team-size', 'compliance', 'realtime']);
  expect(data).toEqual({ 'team-size': 2, compliance: ['gdpr'], realtime: 'chat' });
});

test('what is accepted keeps its order, and nothing but what belongs to it', () => {
  const one = { finding: 'cost/x', until: '2026-12-31', because: 'so', severity: 'warning', left: 'over' } as const;
  const byHand = { finding: 'cost/a', until: '2026-12-31', because: 'so' };
  expect(acceptedData([one, byHand])).toEqual([
    { finding: 'cost/x', until: '2026-12-31', because: 'so', severity: 'warning' },
    byHand,
  ]);
});
