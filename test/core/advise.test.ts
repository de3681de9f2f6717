/** The recommendation as a whole: when there is none, what makes it provisional, and how pattern and layers meet. */
import { describe, expect, it } from 'vitest';
import { advise } from '../../src/core/advise.js';
import type { Answer, CatalogueData } from '../../src/core/model.js';
import {
  all,
  atMost,
  choice,
  exclude,
  facts,
  is,
  layer,
  number,
  offerings,
  patterns,
  patternUnless,
  prefer,
  provider,
  ranked,
  require,
  rule,
  tinyCatalogue,
  trait,
  yesNo,
} from '../support/tiny.js';

const two = ranked('platform', 'own');

function adviceOn(parts: Partial<CatalogueData>, known: Readonly<Record<string, Answer>> = {}) {
  return advise(tinyCatalogue({ patterns: two, ...parts }), facts(known));
}

describe('too little to go on', () => {
  const questions = [
    choice('app', ['shop', 'game'], { essential: true, ask: 'What is it?' }),
    number('team', { essential: true, ask: 'How many are you?' }),
    yesNo('live'),
  ];
  const rules = [rule('r', prefer(patterns('own')), { when: is('app', 'game') })];

  it('while no essential question is answered there is no pick, and it says which would do', () => {
    const advice = adviceOn({ questions, rules }, { live: true });
    expect(advice.pattern).toMatchObject({
      status: 'insufficient',
      pick: null,
      bestFit: null,
      ranking: [],
      conflict: [],
    });
    expect(advice.provisionalBecause).toEqual(['None of these is answered: What is it? How many are you?']);
    expect(advice.open.map((each) => each.question)).toEqual(['app']);
  });

  it.each([{ app: 'shop' }, { team: 3 }])('one essential answer is enough: %j', (known) => {
    expect(adviceOn({ questions, rules }, known).pattern.pick).toBe('platform');
  });
});

describe('nothing is left', () => {
  it('shows one conflict for each distinct set of rules that excludes a pattern, that of the best pattern first', () => {
    const advice = adviceOn({
      patterns: ranked('platform', 'functions', 'own'),
      rules: [
        rule('law', exclude(patterns('platform', 'functions'))),
        rule('people', exclude(patterns('own'))),
        rule('taste', prefer(patterns('own'))),
      ],
    });
    expect(advice.pattern).toMatchObject({ status: 'infeasible', pick: null, margin: null, confidence: 'low' });
    expect(advice.pattern.conflict).toEqual([
      { rules: ['people'], demands: 'people says so.' },
      { rules: ['law'], demands: 'law says so.' },
    ]);
  });

  it('blames the smallest set of rules that leaves a layer without an offering, and no bystander', () => {
    const advice = adviceOn({
      patterns: ranked('platform'),
      layers: [layer('files')],
      traits: [trait('agreement', 'no')],
      providers: [provider('bucket', { files: {} }), provider('disk', { files: { approach: 'self-hosted' } })],
      rules: [
        rule('a-bystander', exclude(offerings('files', { provider: 'disk' }))),
        rule('law', require(offerings('files', { trait: 'agreement' }))),
        rule('z-bystander', exclude(offerings('files', { provider: 'bucket' }))),
      ],
    });
    expect(advice.pattern.conflict).toEqual([{ rules: ['law'], demands: 'law says so.' }]);
    expect(advice.layers.files).toMatchObject({ status: 'impossible', pick: null });
  });

  it('leaves the layers that could be covered unchosen, because no stack stands', () => {
    const advice = adviceOn({
      patterns: ranked('platform'),
      layers: [layer('database'), layer('files')],
      providers: [provider('rows', { database: {} })],
    });
    expect(advice.layers.files?.status).toBe('impossible');
    expect(advice.layers.database).toMatchObject({ status: 'open', pick: null });
    expect(advice).toMatchObject({ vendors: [], tensions: [] });
  });
});

describe('a layer that cannot be covered', () => {
  const parts = {
    layers: [layer('files')],
    providers: [provider('bucket', { files: {} }), provider('disk', { files: { approach: 'self-hosted' as const } })],
    patterns: ranked('platform', 'own').map((each) =>
      each.id === 'platform' ? { ...each, allows: { files: ['managed' as const] } } : each,
    ),
  };
  const law = rule('law', exclude(offerings('files', { provider: 'bucket' })), { concern: 'compliance' });
  const wish = rule('wish', prefer(patterns('platform'), 'strong'));

  it('excludes the pattern, with the rules as its reason, and the next one is tried', () => {
    const advice = adviceOn({ ...parts, rules: [law, wish] });
    expect(advice.pattern).toMatchObject({ pick: 'own', bestFit: 'own', gap: null, margin: null });
    const platform = advice.pattern.ranking.find((each) => each.pattern === 'platform');
    expect(platform).toMatchObject({ excluded: true, points: 4 });
    expect(platform?.reasons.map((each) => each.rule)).toEqual(['law', 'wish']);
    expect(advice.layers.files?.pick).toBe('disk');
  });

  it('for want of people is a gap, and the pattern stays the best fit', () => {
    const people = rule('people', exclude(offerings('files', { provider: 'bucket' }), 'somebody who can run it'), {
      concern: 'capacity',
      because: 'Nobody can run it.',
    });
    expect(adviceOn({ ...parts, rules: [people, wish] }).pattern).toMatchObject({
      pick: 'own',
      bestFit: 'platform',
      gap: { missing: ['somebody who can run it'], because: 'Nobody can run it.' },
    });
  });

  it('that is not known to be needed excludes nothing yet', () => {
    const layers = [layer('files', { needed: is('uploads', true) })];
    const advice = adviceOn({ ...parts, layers, rules: [law, wish] });
    expect(advice.pattern.pick).toBe('platform');
    expect(advice.layers.files).toMatchObject({ status: 'open', note: 'Not known yet whether it is needed.' });
  });

  it('that is not needed says why it is left out', () => {
    const layers = [layer('files', { needed: is('uploads', true), otherwise: 'No files are uploaded.' })];
    const advice = adviceOn({ ...parts, layers, rules: [law, wish] }, { uploads: false });
    expect(advice.layers.files).toMatchObject({ status: 'not-needed', note: 'No files are uploaded.', pick: null });
  });
});

describe('the gap', () => {
  const wish = rule('wish', prefer(patterns('own'), 'strong'));
  const people = rule('people', exclude(patterns('own'), 'a second engineer', 'somebody on call'), {
    concern: 'capacity',
    when: atMost('engineers', 1),
    because: 'It takes two.',
  });

  it('names what the team would need for the best fit', () => {
    expect(adviceOn({ rules: [wish, people] }, { engineers: 1 }).pattern).toMatchObject({
      pick: 'platform',
      bestFit: 'own',
      gap: { missing: ['a second engineer', 'somebody on call'], because: 'It takes two.' },
    });
  });

  it('lists everything that is missing once, the gate on the pattern before the gates on its layers', () => {
    const inALayer = rule('a-layer-gate', exclude(offerings('files'), 'a second engineer', 'a night shift'), {
      concern: 'capacity',
    });
    const parts = { layers: [layer('files')], providers: [provider('disk', { files: {} })] };
    const library = ranked('platform', 'own').map((each) =>
      each.id === 'platform' ? { ...each, allows: { files: ['library' as const] } } : each,
    );
    const own = provider('own-code', { files: { approach: 'library' } });
    const advice = adviceOn(
      { ...parts, patterns: library, providers: [...parts.providers, own], rules: [wish, people, inALayer] },
      { engineers: 1 },
    );
    expect(advice.pattern).toMatchObject({ pick: null, bestFit: 'own', gap: { because: 'It takes two.' } });
  });

  it('does not exist when the pick is the best fit', () => {
    expect(adviceOn({ rules: [wish, people] }, { engineers: 2 }).pattern).toMatchObject({
      pick: 'own',
      bestFit: 'own',
      gap: null,
    });
  });
});

describe('advice is provisional', () => {
  const full = yesNo('full');
  const quick = yesNo('quick', { quick: true });
  const answered = { full: true };

  it('while only quick questions are answered', () => {
    expect(adviceOn({ questions: [full, quick] }, { quick: true })).toMatchObject({
      provisional: true,
      provisionalBecause: ['Only the quick questions are answered.'],
      pattern: { status: 'provisional' },
    });
    expect(adviceOn({ questions: [full, quick] }, { quick: true, full: true })).toMatchObject({
      provisional: false,
      provisionalBecause: [],
      pattern: { status: 'clear' },
    });
  });

  it('while an open hard rule could exclude the pick or bring back a better pattern', () => {
    const gate = rule('gate', exclude(patterns('own')), { when: is('gate-opens', false) });
    const wish = rule('wish', prefer(patterns('own')));
    expect(adviceOn({ questions: [full], rules: [gate, wish] }, answered)).toMatchObject({
      provisional: true,
      pattern: { pick: 'platform' },
    });
    expect(adviceOn({ questions: [full], rules: [gate] }, answered).provisional).toBe(false);
  });

  it('while a vendor has to confirm something about a pick', () => {
    const advice = adviceOn(
      {
        questions: [full],
        layers: [layer('files', { name: 'Files' })],
        traits: [trait('agreement', 'unknown')],
        providers: [provider('bucket', { files: {} })],
        rules: [rule('law', require(offerings('files', { trait: 'agreement' })))],
      },
      answered,
    );
    expect(advice.provisionalBecause).toEqual(['A vendor must confirm something first: files.']);
    expect(advice.layers.files?.status).toBe('open');
  });

  it('while a question that could exclude the pick of a layer has no answer', () => {
    const advice = adviceOn(
      {
        questions: [full],
        layers: [layer('files', { name: 'Files' })],
        providers: [provider('bucket', { files: {} })],
        rules: [rule('law', exclude(offerings('files', { provider: 'bucket' })), { when: is('at-home', true) })],
      },
      answered,
    );
    expect(advice.provisionalBecause).toEqual(['A rule that can exclude a pick still waits for an answer: files.']);
    expect(advice.layers.files).toMatchObject({ status: 'open', pick: 'bucket' });
  });
});

describe('a pattern that stands alone', () => {
  const parts = {
    questions: [yesNo('shares-data')],
    patterns: [patternUnless('nothing', is('shares-data', true)), ...two],
    layers: [layer('files')],
    rules: [
      rule('wish', prefer(patterns('platform'), 'strong')),
      rule('gate', exclude(patterns('own')), { when: is('x', 1) }),
    ],
  };

  it('needs no layer, ties with nobody and is not provisional', () => {
    const advice = adviceOn(parts, { 'shares-data': false });
    expect(advice.pattern).toMatchObject({
      pick: 'nothing',
      status: 'clear',
      tiedWith: [],
      margin: null,
      confidence: 'high',
    });
    expect(advice.layers.files).toMatchObject({ status: 'not-needed', note: 'Go nothing.' });
  });
});

describe('a layer', () => {
  it('shows its pick with reasons, ties and alternatives, and when each is the better choice', () => {
    const advice = adviceOn(
      {
        layers: [layer('files', { next: [{ step: 'Add a cache', when: 'it is slow', kinds: [], sources: [] }] })],
        providers: [
          provider('bucket', { files: { kind: 'objects' } }),
          provider('crate', { files: { kind: 'objects' } }),
          provider('disk', { files: { approach: 'self-hosted', vendor: null } }),
        ],
        rules: [
          rule('objects', prefer(offerings('files', { kind: 'objects' }), 'moderate'), { when: is('photos', true) }),
          rule('later', prefer(offerings('files'), 'strong'), { when: is('unanswered', true) }),
        ],
      },
      { photos: true },
    );
    expect(advice.layers.files).toMatchObject({
      ...{ status: 'picked', pick: 'bucket', kind: 'objects', approach: 'managed', vendors: ['bucket'], note: '' },
      tiedWith: ['crate'],
      alternatives: [
        { pick: 'crate', when: 'you like crate' },
        { pick: 'disk', approach: 'self-hosted', when: 'you like disk' },
      ],
      reasons: [{ rule: 'objects', points: 2, evidence: [{ fact: 'photos', test: 'is true', got: true }] }],
      next: [{ step: 'Add a cache', when: 'it is slow' }],
    });
    expect(advice.vendors).toEqual(['bucket']);
  });

  it('shows only the next steps that make sense for the kind of its pick', () => {
    const step = (name: string, ...kinds: string[]) => ({ step: name, when: 'it is slow', kinds, sources: [] });
    const next = [step('for all'), step('for tables', 'tables'), step('for two', 'graph', 'documents')];
    const stepsFor = (kind: string) =>
      adviceOn({
        layers: [layer('database', { next })],
        providers: [provider('firm', { database: { kind } })],
      }).layers.database?.next.map((each) => each.step);
    expect(stepsFor('tables')).toEqual(['for all', 'for tables']);
    expect(stepsFor('documents')).toEqual(['for all', 'for two']);
    expect(stepsFor('files')).toEqual(['for all']);
  });

  it('has no next step before it has a pick', () => {
    const next = [{ step: 'Add a cache', when: 'it is slow', kinds: [], sources: [] }];
    const parts = { layers: [layer('files', { next, needed: is('uploads', true) })] };
    const providers = [provider('bucket', { files: {} })];
    expect(adviceOn({ ...parts, providers }, { uploads: true }).layers.files?.next).toHaveLength(1);
    expect(adviceOn({ ...parts, providers }, { uploads: false }).layers.files?.next).toEqual([]);
    expect(adviceOn({ ...parts, providers }).layers.files?.next).toEqual([]);
  });

  it('may be judged by the pattern that was picked', () => {
    const parts = {
      layers: [layer('files')],
      providers: [provider('bucket', { files: {} }), provider('disk', { files: {} })],
    };
    const law = rule('own-disks', require(offerings('files', { provider: 'disk' })), {
      when: all(is('advice.pattern', 'own')),
    });
    const wish = rule('wish', prefer(patterns('own')));
    expect(adviceOn({ ...parts, rules: [law] }).layers.files?.pick).toBe('bucket');
    expect(adviceOn({ ...parts, rules: [law, wish] }).layers.files?.pick).toBe('disk');
  });
});

describe('equal patterns', () => {
  it('are shown as a tie', () => {
    const wish = rule('wish', prefer(patterns('platform', 'own')));
    expect(adviceOn({ rules: [wish] }).pattern).toMatchObject({ pick: 'platform', tiedWith: ['own'], margin: 0 });
  });
});
