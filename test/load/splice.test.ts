/** Blocks written into profiles: only the block changes, it reads back as it was written, and its comments stay. */
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Acceptance } from '../../src/core/decision.js';
import { findingCodes } from '../../src/core/finding.js';
import type { Profile } from '../../src/core/model.js';
import { loadProfile } from '../../src/load/profile.js';
import { type Plain, withAnswer, withBlock } from '../../src/load/splice.js';
import { acceptedData, answersData, decisionData } from '../../src/load/write-decision.js';
import { answerSets } from '../core/answer-sets.js';
import { baseCatalogue } from './base-catalogue.js';
import { days, decisions, texts } from './decisions.js';
import { type WrittenProfile, writtenProfiles } from './profile-texts.js';

const catalogue = baseCatalogue();

function load(text: string): Omit<Profile, 'originOf'> {
  const { profile, diagnostics } = loadProfile(catalogue, 'p.yaml', text);
  if (profile === null) throw new Error(`${diagnostics.map(({ message }) => message).join('\n')}\n${text}`);
  const { originOf, ...rest } = profile;
  return rest;
}

const accepted: fc.Arbitrary<Acceptance[]> = fc.array(
  fc.record(
    {
      finding: fc.constantFrom(...findingCodes).map((code) => `${code}/x`),
      until: days,
      because: texts,
      severity: fc.constantFrom('error', 'warning', 'note'),
    },
    { requiredKeys: ['finding', 'until', 'because'] },
  ),
  { maxLength: 4 },
);

/** What is common to all: nothing outside the block changes, and writing the same again changes nothing. */
function onlyTheBlock({ before, block, after }: WrittenProfile, key: string, value: Plain): string {
  const text = before + (block ?? '') + after;
  const written = withBlock(text, key, value);
  if (block !== null) {
    expect(written.startsWith(before)).toBe(true);
    expect(written.endsWith(after)).toBe(true);
  } else {
    let at = 0;
    while (at < text.length && text[at] === written[at]) at += 1;
    const rest = text.slice(at);
    // At the end of a file without a last line end, the block brings one.
    expect(written.endsWith(rest), written).toBe(true);
    if (after === '') expect(written).toMatch(/\n$/);
  }
  if (!text.includes('\r')) expect(written).not.toContain('\r');
  else expect(written.replaceAll('\r\n', '')).not.toMatch(/\n/);
  expect(withBlock(written, key, value)).toBe(written);
  return written;
}

describe('a block that is written', () => {
  test('decision: is read back, and nothing else changes', () => {
    fc.assert(
      fc.property(writtenProfiles('decision'), decisions(catalogue), (profile, decision) => {
        const text = profile.before + (profile.block ?? '') + profile.after;
        const data = decisionData(catalogue, decision);
        const written = onlyTheBlock(profile, 'decision', data);
        expect(load(written)).toEqual({ ...load(text), decision });
        expect(decisionData(catalogue, load(written).decision ?? decision)).toEqual(data);
      }),
      { numRuns: 120 },
    );
  });

  test('accepted: is read back, and nothing else changes', () => {
    fc.assert(
      fc.property(writtenProfiles('accepted'), accepted, (profile, some) => {
        const text = profile.before + (profile.block ?? '') + profile.after;
        const written = onlyTheBlock(profile, 'accepted', acceptedData(some));
        expect(load(written)).toEqual({ ...load(text), accepted: some });
      }),
      { numRuns: 120 },
    );
  });

  test('answers: are read back, and nothing else changes', () => {
    const answers = answerSets(catalogue).filter((each) => each.get('realtime') !== 'none');
    fc.assert(
      fc.property(writtenProfiles('answers'), answers, (profile, facts) => {
        const text = profile.before + (profile.block ?? '') + profile.after;
        const { observed, ...before } = load(text);
        const written = onlyTheBlock(profile, 'answers', answersData(catalogue, facts));
        expect(load(written)).toEqual({ ...before, observed, answers: facts });
      }),
      { numRuns: 120 },
    );
  });
});

describe('a file written with braces', () => {
  /** The same profile as programs write it, and as people do who like braces. */
  const styles: readonly ((data: Record<string, unknown>) => string)[] = [
    (data) => JSON.stringify(data),
    (data) => `${JSON.stringify(data, null, 2)}\n`,
    (data) => `# braces\r\n${JSON.stringify(data, null, '\t').replaceAll('\n', '\r\n')}\r\n# the end`,
    (data) => JSON.stringify(data).replace(/\}$/, ' # last, with a comma: }\n  , # and more\n}\n...\n'),
    (data) =>
      `---\n{ ${Object.entries(data)
        .map(([key, each]) => `${key}: ${JSON.stringify(each)} # of "${key}", or so`)
        .join('\n, ')}\n}`,
  ];
  const old: readonly (readonly [key: string, value: unknown])[] = [
    ['answers', { 'team-size': 2 }],
    ['accepted', []],
    ['accepted', [{ finding: 'cost/x', until: '2026-12-31', because: 'so # it }, is' }]],
    ['decision', null],
    ['stack', { database: 'tern' }],
  ];

  test.each(['decision', 'accepted'])('keeps every other character when "%s" is written', (key) => {
    const values = key === 'decision' ? decisions(catalogue) : accepted;
    fc.assert(
      fc.property(fc.subarray([...old]), fc.constantFrom(...styles), fc.nat(2), values, (some, style, at, value) => {
        const entries = [...some.slice(0, at), ['profile', 1], ['name', 'a: {b} # c'], ...some.slice(at)];
        const text = style(Object.fromEntries(entries));
        const data = key === 'decision' ? decisionData(catalogue, value as never) : acceptedData(value as never);
        const written = withBlock(text, key, data);
        expect(load(written)).toEqual({ ...load(text), [key]: value });
        expect(withBlock(written, key, data)).toBe(written);
        let same = 0;
        while (same < text.length && text[same] === written[same]) same += 1;
        const was = text.slice(same).match(/^.*?(?=[}\],\n ]|$)/s)?.[0] ?? '';
        expect(was.length).toBeLessThan(120);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['{ profile: 1, name: a, accepted }', '{ profile: 1, name: a, accepted: [1] }'],
    ['{ profile: 1, accepted:, name: a }', '{ profile: 1, accepted: [1] , name: a }'],
    ['{ profile: 1, name: a, accepted: # none\n}', '{ profile: 1, name: a, accepted: [1] # none\n}'],
    ['{ profile: 1, name: a # no } yet\n}', '{ profile: 1, name: a, "accepted": [1] # no } yet\n}'],
    ['{ profile: 1, name: a, }', '{ profile: 1, name: a, "accepted": [1], }'],
    ['{ profile: 1, name: a, stack: }', '{ profile: 1, name: a, stack: , "accepted": [1]}'],
    ['{ profile: 1, name: a, stack }', '{ profile: 1, name: a, stack, "accepted": [1] }'],
    ['{ "accepted": [ 1 ] # so\n, profile: 1 }', '{ "accepted": [1] # so\n, profile: 1 }'],
  ])('%s', (text, wanted) => {
    const written = withBlock(text, 'accepted', [1]);
    expect(withBlock(written, 'accepted', [1])).toBe(written);
    expect(written.replaceAll(/ +/g, ' ')).toBe(text.includes('[ 1 ]') ? text : wanted);
  });
});

describe('comments within a block', () => {
  test('stay above and beside every answer that stays, whether it changed or not', () => {
    const questions = catalogue.questions.map(({ id }) => id);
    const sets = answerSets(catalogue).map((each) => answersData(catalogue, each));
    const quoted = fc.constantFrom('', '"', "'");
    fc.assert(
      fc.property(sets, sets, fc.boolean(), quoted, fc.constantFrom(2, 4, 7), (was, is, braces, quote, indent) => {
        const lines = Object.entries(was).flatMap(([id, answer], index, { length }) => [
          `${' '.repeat(indent)}# above ${id}`,
          `${' '.repeat(indent)}${quote}${id}${quote}: ${JSON.stringify(answer)}${braces && index < length - 1 ? ',' : ''} # beside ${id}`,
        ]);
        if (lines.length === 0 || Object.keys(is).length === 0) return;
        const block = braces ? ['answers: {', ...lines, '  }'] : ['answers: # all', ...lines];
        const written = withBlock(`name: a\n${block.join('\n')}\nprofile: 1\n`, 'answers', is);
        for (const id of questions.filter((each) => each in was && each in is))
          expect(written).toMatch(new RegExp(`# above ${id}\n( *# .*\n)* *${quote}${id}${quote}: .* # beside ${id}\n`));
        for (const id of questions.filter((each) => each in was && !(each in is)))
          expect(written).not.toContain(`# beside ${id}`);
      }),
      { numRuns: 200 },
    );
  });

  const wanted: readonly (readonly [what: string, before: string, key: string, value: Plain, after: string])[] = [
    [
      'beside an empty block go above what is written',
      'name: a\ndecision: ~ # not yet\n# next\n',
      'decision',
      { on: '2026-01-01', by: ['us'] },
      'name: a\ndecision:\n  # not yet\n  on: "2026-01-01"\n  by: [ us ]\n# next\n',
    ],
    [
      'in a list stay beside the items that stay',
      'accepted:\n  # why\n  - { finding: a } # one\n  # two\n  - finding: b # it\n    until: 2026-01-01 # then\n  # tail\n',
      'accepted',
      [{ finding: 'b', until: '2026-01-01' }, { finding: 'c' }],
      'accepted:\n  # why\n  # two\n  - finding: b # it\n    until: 2026-01-01 # then\n  - { finding: c }\n  # tail\n',
    ],
    [
      'stay beside what changed, however deep',
      'decision:\n  layers:\n    # data\n    database: { advised: a, chosen: a } # agreed\n\n    # find\n    search: { advised: b } # open\n',
      'decision',
      { layers: { database: { advised: 'a', chosen: 'c' }, search: { advised: 'b' } } },
      'decision:\n  layers:\n    # data\n    database: { advised: a, chosen: c } # agreed\n\n    # find\n    search: { advised: b } # open\n',
    ],
    [
      'between the last value and the next key are not of the block',
      'decision:\n    on: "2026-01-01"\n    # deep\n  # less\n# none\n\nname: a',
      'decision',
      { on: '2026-01-02' },
      'decision:\n  on: "2026-01-02"\n    # deep\n  # less\n# none\n\nname: a',
    ],
    [
      'at the end of the file stay behind what they are about',
      'answers:\n  team-size: 2\n  # the budget is not known yet\n\n# the end',
      'accepted',
      [],
      'answers:\n  team-size: 2\n  # the budget is not known yet\n\n# the end\naccepted: []\n',
    ],
  ];
  test.each(wanted)('%s', (_, before, key, value, after) => {
    expect(withBlock(before, key, value)).toBe(after);
  });
});

test('a text of several lines at the end of a block does not run on into what follows', () => {
  const text = 'stack:\n  a: x\n      # far in\nname: a\n';
  expect(withBlock(text, 'stack', { a: 'one\n\ntwo\n' })).toBe(
    'stack:\n  a: "one\\n\\ntwo\\n"\n      # far in\nname: a\n',
  );
  expect(withBlock('stack:\n  a: |\n    one\n\n\nname: a', 'stack', { a: 'two' })).toBe(
    'stack:\n  a: two\n\n\nname: a',
  );
});

test('days are written in quotes, which older YAML needs; those that stand there without are left as they are', () => {
  const text = 'profile: 1\naccepted:\n  - { finding: cost/x, until: 2026-12-31, because: so }\n';
  const first = { finding: 'cost/x', until: '2026-12-31', because: 'so' };
  expect(withBlock(text, 'accepted', [first, { ...first, finding: 'cost/y' }])).toBe(
    `${text}  - { finding: cost/y, until: "2026-12-31", because: so }\n`,
  );
  expect(withBlock(text, 'accepted', [first])).toBe(text);
});

test('a file that is no profile is refused: nobody may write into it', () => {
  expect(() => withBlock('- a\n', 'accepted', [])).toThrow('a profile is a map');
});

describe('one answer', () => {
  const text = [
    '# An app.',
    'profile: 1',
    'name: app',
    'answers:',
    '  team-size:   2     # two friends',
    '  clients: [ios,android]',
    '  pain-points: [ cost ] # since May',
    '',
    '# What follows is ours.',
    'accepted: []',
    '',
  ].join('\n');

  it('changes on its line, and every other byte stays', () => {
    const changed = withAnswer(text, 'pain-points', ['cost', 'latency']);
    expect(changed.split('\n').filter((line, index) => line !== text.split('\n')[index])).toEqual([
      '  pain-points: [ cost, latency ] # since May',
    ]);
  });

  it('that is new stands behind the last one', () => {
    expect(withAnswer(text, 'cost-trend', 'rising')).toBe(
      text.replace('# since May\n', '# since May\n  cost-trend: rising\n'),
    );
  });

  it('that says so already changes nothing', () => {
    expect(withAnswer(text, 'pain-points', ['cost'])).toBe(text);
  });

  it('is the first where there are none yet', () => {
    for (const empty of ['profile: 1\nname: app\n', 'profile: 1\nname: app\nanswers:\n'])
      expect(withAnswer(empty, 'team-size', 2)).toBe('profile: 1\nname: app\nanswers:\n  team-size: 2\n');
  });

  it('is set in braces and in lines that end as on Windows', () => {
    expect(withAnswer('{"profile": 1, "name": "app", "answers": {"team-size": 1}}', 'team-size', 3)).toBe(
      '{"profile": 1, "name": "app", "answers": {"team-size": 3}}',
    );
    const windows = text.replaceAll('\n', '\r\n');
    expect(withAnswer(windows, 'cost-trend', 'fine')).toBe(
      windows.replace('# since May\r\n', '# since May\r\n  cost-trend: fine\r\n'),
    );
  });
});
