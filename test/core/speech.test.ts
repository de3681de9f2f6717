/** Risks, first steps and controls: from rules, from limits, and from traits that nobody has confirmed. */
import { describe, expect, it } from 'vitest';
import { advise } from '../../src/core/advise.js';
import type { Answer, CatalogueData } from '../../src/core/model.js';
import type { Limit } from '../../src/core/provider.js';
import {
  control,
  fact,
  facts,
  is,
  layer,
  number,
  offerings,
  patterns,
  plan,
  provider,
  ranked,
  require,
  rule,
  tinyCatalogue,
  trait,
  warn,
} from '../support/tiny.js';

function adviceOn(parts: Partial<CatalogueData>, known: Readonly<Record<string, Answer>> = {}) {
  return advise(tinyCatalogue({ patterns: ranked('platform', 'own'), ...parts }), facts(known));
}

describe('risks', () => {
  it('come worst first, then the general ones, then in the order of the layers', () => {
    const { risks } = adviceOn({
      layers: [layer('database', { order: 1 }), layer('files', { order: 2 })],
      providers: [provider('firm', { database: {}, files: {} })],
      rules: [
        rule('a', warn({ severity: 'note', layer: 'database' })),
        rule('b', warn({ severity: 'error', layer: 'files' })),
        rule('c', warn({ severity: 'error', layer: 'database' })),
        rule('d', warn({ severity: 'error' })),
      ],
    });
    expect(risks.map((risk) => `${risk.severity} ${risk.rule}`)).toEqual(['error d', 'error c', 'error b', 'note a']);
  });

  it('are said only when their condition holds for certain', () => {
    const rules = [rule('a', warn(), { when: is('cheats', true) })];
    expect(adviceOn({ rules }, { cheats: true }).risks).toHaveLength(1);
    expect(adviceOn({ rules }, { cheats: false }).risks).toEqual([]);
    expect(adviceOn({ rules }).risks).toEqual([]);
  });

  it('may depend on what is advised, and on whether a question was answered', () => {
    const rules = [
      rule('on-the-pattern', warn(), { when: is('advice.pattern', 'platform') }),
      rule('on-the-other', warn(), { when: is('advice.pattern', 'own') }),
      rule('on-the-pick', warn(), { when: is('advice.database.provider', 'firm') }),
      rule('on-what-is-not-needed', warn(), { when: is('advice.files.kind', 'not-needed') }),
      rule('on-silence', warn(), { when: fact('budget', { op: 'answered', value: false }) }),
    ];
    const { risks } = adviceOn(
      {
        rules,
        layers: [layer('database'), layer('files', { needed: is('uploads', true) })],
        providers: [provider('firm', { database: {} })],
      },
      { uploads: false },
    );
    expect(risks.map((risk) => risk.rule)).toEqual([
      'on-silence',
      'on-the-pattern',
      'on-the-pick',
      'on-what-is-not-needed',
    ]);
  });

  it('of a layer are what to watch for there', () => {
    const { layers } = adviceOn({
      layers: [layer('database'), layer('files')],
      providers: [provider('firm', { database: {}, files: {} })],
      rules: [rule('a', warn({ layer: 'files' }), { because: 'Files are lost.' })],
    });
    expect(layers.files?.watchFor).toEqual(['Files are lost.']);
    expect(layers.database?.watchFor).toEqual([]);
  });
});

describe('limits of the pick', () => {
  const limit = (at: number | null, planned: string): Limit => ({
    ...{
      fact: 'connections',
      at,
      plan: planned,
      kind: 'soft',
      source: 'their-page',
      on: null,
      confidence: 'high',
      expires: null,
    },
  });
  const riskAt = (got: number) =>
    adviceOn(
      {
        questions: [number('connections', { unit: 'at once', stresses: ['live'] })],
        layers: [layer('live')],
        providers: [
          provider('channels', { live: {} }, { name: 'Channels', limits: [limit(200, 'free'), limit(500, 'pro')] }),
        ],
      },
      { connections: got },
    ).risks;

  it('are silent while there is room', () => {
    expect(riskAt(100)).toEqual([]);
  });

  it('are a note while a larger plan lifts them, and name it', () => {
    expect(riskAt(300)).toMatchObject([
      {
        rule: 'limit/channels/connections',
        severity: 'note',
        layer: 'live',
        because: '300 at once is more than what the free plan of Channels allows (200).',
        mitigation: 'Plan with the pro plan of Channels.',
        sources: ['their-page'],
      },
    ]);
  });

  it('say so when the figure is not verified, or past its day when the catalogue was released', () => {
    const doubtful = { ...limit(200, 'free'), confidence: 'low' as const, expires: '2025-12-31' };
    const { risks } = adviceOn(
      {
        questions: [number('connections', { unit: 'at once', stresses: ['live'] })],
        layers: [layer('live')],
        providers: [provider('channels', { live: {} }, { name: 'Channels', limits: [doubtful] })],
      },
      { connections: 300 },
    );
    expect(risks[0]?.because).toBe(
      '300 at once is more than what the free plan of Channels allows (200, expired, unverified).',
    );
  });

  it('are told apart: close to it, and all of it used', () => {
    const because = (got: number) => riskAt(got)[0]?.because;
    expect(because(199)).toBe('199 at once is close to what the free plan of Channels allows (200).');
    expect(because(200)).toBe('200 at once reaches what the free plan of Channels allows (200).');
  });

  it('are written as people read numbers', () => {
    expect(riskAt(12_000)[0]?.because).toBe('12,000 at once is more than what the pro plan of Channels allows (500).');
  });

  it('are a warning when no plan is wide enough', () => {
    expect(riskAt(600)).toMatchObject([
      { severity: 'warning', mitigation: 'Ask Channels for a higher ceiling in writing before you build on it.' },
    ]);
  });
});

describe('the first steps', () => {
  it('stand in the order that the rules give, then by rule', () => {
    const { plan: steps } = adviceOn({
      rules: [rule('z', plan(10, 'first')), rule('b', plan(30, 'third')), rule('a', plan(30, 'second'))],
    });
    expect(steps.map((each) => each.step)).toEqual(['first', 'second', 'third']);
  });

  it('begin with what a vendor must confirm, once for each trait', () => {
    const law = (id: string) => rule(id, require(offerings('files', { trait: 'agreement' })));
    const { plan: steps, layers } = adviceOn({
      layers: [layer('files')],
      traits: [trait('agreement', 'unknown', { says: 'the vendor signs an agreement' })],
      providers: [provider('bucket', { files: {} }, { name: 'Bucket' })],
      rules: [law('law-one'), law('law-two'), rule('step', plan(1, 'Draw a plan.'))],
    });
    expect(steps.map((each) => each.step)).toEqual([
      'Confirm with Bucket before use: the vendor signs an agreement.',
      'Draw a plan.',
    ]);
    expect(steps[0]).toMatchObject({ layer: 'files', because: 'law-one says so.' });
    expect(layers.files).toMatchObject({ status: 'open', pick: 'bucket' });
  });

  it('are only those that come before a choice when nothing can be chosen', () => {
    const { plan: steps } = adviceOn({
      rules: [
        rule('gate', require(patterns('nothing-there-is'))),
        rule('people', plan(10, 'Find somebody.')),
        rule('build', plan(30, 'Build it.')),
      ],
    });
    expect(steps.map((each) => each.step)).toEqual(['Find somebody.']);
  });
});

describe('controls', () => {
  const said = (parts: Partial<CatalogueData>, known: Readonly<Record<string, Answer>> = {}) =>
    adviceOn(parts, known).controls.map((each) => each.control);

  it('stand in the order of the layers, those of no layer first, then by rule', () => {
    const layers = [layer('sign-in', { order: 2 }), layer('files', { order: 1 })];
    const rules = [
      rule('a', control('Ask for a second factor.', 'sign-in')),
      rule('d', control('Scan uploads.', 'files')),
      rule('c', control('Close the bucket.', 'files')),
      rule('e', control('Name who answers.')),
    ];
    const providers = [provider('firm', { 'sign-in': {}, files: {} })];
    expect(said({ layers, rules, providers })).toEqual([
      'Name who answers.',
      'Close the bucket.',
      'Scan uploads.',
      'Ask for a second factor.',
    ]);
  });

  it('say why, by which rule and on whose word', () => {
    const rules = [
      rule('law', control('Sign the contract.', 'files'), { because: 'The law asks.', sources: ['claim-1'] }),
    ];
    const layers = [layer('files')];
    const providers = [provider('bucket', { files: {} })];
    expect(adviceOn({ rules, layers, providers }).controls).toEqual([
      {
        ...{ rule: 'law', layer: 'files', control: 'Sign the contract.' },
        ...{ because: 'The law asks.', sources: ['claim-1'] },
      },
    ]);
  });

  it('are asked for only when their condition holds for certain', () => {
    const rules = [rule('a', control('Ask the parents.'), { when: is('children', true) })];
    expect(said({ rules }, { children: true })).toEqual(['Ask the parents.']);
    expect(said({ rules }, { children: false })).toEqual([]);
    expect(said({ rules })).toEqual([]);
  });

  it('may depend on what is advised', () => {
    const rules = ['platform', 'own'].map((id) =>
      rule(id, control(`Look after ${id}.`), { when: is('advice.pattern', id) }),
    );
    expect(said({ rules })).toEqual(['Look after platform.']);
  });

  it('are none when nothing can be chosen, while risks are still told', () => {
    const rules = [rule('gate', require(patterns('nothing-there-is'))), rule('both', [control('Check it.'), warn()])];
    expect(adviceOn({ rules })).toMatchObject({ controls: [], risks: [{ rule: 'both' }] });
  });
});
