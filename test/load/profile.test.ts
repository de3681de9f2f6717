/** Profiles: what is read, where it stands, and what an empty answer means. The mistakes stand in `bad-profiles/`. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsOf } from '../../src/core/facts.js';
import type { Facts } from '../../src/core/model.js';
import { loadAnswers, loadProfile } from '../../src/load/profile.js';
import { profileText } from '../../src/load/write-profile.js';
import { answerSets } from '../core/answer-sets.js';
import { projectFiles, projectText, shipped } from '../support/catalogue.js';
import { baseCatalogue } from './base-catalogue.js';

const catalogue = baseCatalogue();

function load(text: string) {
  const { profile, diagnostics } = loadProfile(catalogue, 'p.yaml', text);
  if (profile === null) throw new Error(JSON.stringify(diagnostics, null, 2));
  return profile;
}

describe('a profile', () => {
  test('has a name and answers', () => {
    const profile = load(
      'profile: 1\nname: Orders\nanswers: { team-size: 3, compliance: [gdpr], data-model: document }\n',
    );
    expect(profile.name).toBe('Orders');
    expect(Object.fromEntries(profile.answers)).toEqual({
      ...{ 'team-size': 3, compliance: ['gdpr'], 'data-model': 'document' },
    });
  });

  test('may hold no answer yet: nothing is known, and nothing is "no"', () => {
    for (const text of [
      'profile: 1\nname: a\n',
      'profile: 1\nname: a\nanswers:\n',
      'profile: 1\nname: a\nanswers: {}\n',
    ])
      expect(load(text).answers.size).toBe(0);
  });

  test('takes one option where a list is asked for', () => {
    expect(load('profile: 1\nname: a\nanswers: { compliance: gdpr }\n').answers.get('compliance')).toEqual(['gdpr']);
  });

  test('may say what was measured since, which wins over the answer', () => {
    const profile = load(
      [
        ...['profile: 1', 'name: a', 'answers: { team-size: 3, backend-engineers: 1 }', 'observed:'],
        ...['  team-size: { value: 9, on: "2026-10-01", from: payroll }', ''],
      ].join('\n'),
    );
    expect(profile.answers.get('team-size')).toBe(3);
    expect(profile.observed.get('team-size')).toBe(9);
    expect(Object.fromEntries(factsOf(profile))).toEqual({ 'team-size': 9, 'backend-engineers': 1 });
  });

  test('may answer more than was measured, as long as both together make sense', () => {
    const text =
      'profile: 1\nname: a\nanswers: { team-size: 2, backend-engineers: 4 }\nobserved:\n' +
      '  team-size: { value: 9, on: "2026-10-01", from: payroll }\n';
    expect(factsOf(load(text)).get('backend-engineers')).toBe(4);
  });

  test('remembers where each answer stands, and for what was measured where the value stands', () => {
    const { originOf } = load(
      'profile: 1\nname: a\nanswers:\n  team-size: 3\nobserved:\n  realtime: { value: chat, on: "2026-10-01", from: us }\n',
    );
    expect(originOf(['answers', 'team-size'])).toEqual({ file: 'p.yaml', line: 4, column: 14 });
    expect(originOf(['observed', 'realtime', 'value'])).toEqual({ file: 'p.yaml', line: 6, column: 22 });
  });

  test('remembers where everything else stands, and for what is not there the nearest thing around it', () => {
    const { originOf } = load('profile: 1\nname: a\nstack:\n  database: tern\naccepted: []\n');
    const place = (...path: (string | number)[]) => `${originOf(path).line}:${originOf(path).column}`;
    expect([place('stack', 'database'), place('stack', 'search'), place('accepted', 0), place('decision')]).toEqual([
      ...['4:13', '4:3', '5:11', '1:1'],
    ]);
  });

  test('may leave empty what other commands write', () => {
    const empty = 'stack:\nvendor-events:\ndecision:\naccepted: ~\n';
    for (const more of ['', empty, 'stack: {}\nvendor-events: []\naccepted: []\n'])
      expect(load(`profile: 1\nname: a\n${more}`)).toMatchObject({
        ...{ stack: new Map(), vendorEvents: [], decision: null, accepted: [] },
      });
  });
});

test.each(projectFiles('profiles', '.yaml'))('%s loads', (file) => {
  const { profile, diagnostics } = loadProfile(shipped().catalogue, file, projectText(file));
  expect(diagnostics).toEqual([]);
  expect(profile?.name).toBe(file.replace(/^profiles\/|\.yaml$/g, ''));
});

describe('a file of answers', () => {
  const read = (text: string) => loadAnswers(catalogue, 'a.yaml', text);

  test('may be a profile, or nothing but answers', () => {
    const bare = read('team-size: 3\n');
    const whole = read('profile: 1\nname: Orders\nanswers: { team-size: 3 }\n');
    expect([...bare.answers]).toEqual([['team-size', 3]]);
    expect(whole.answers).toEqual(bare.answers);
    expect([bare.name, whole.name]).toEqual([null, 'Orders']);
  });

  test('says "I don\'t know" with an empty answer: the question is passed over, not left to be asked again', () => {
    const { answers, unknown, diagnostics } = read('team-size: 3\ndata-model:\nrealtime: ~\n');
    expect(diagnostics).toEqual([]);
    expect([...answers.keys()]).toEqual(['team-size']);
    expect([...unknown]).toEqual(['data-model', 'realtime']);
  });

  test('keeps the legal answers beside a mistake, so that an interview can go on from them', () => {
    const { answers, diagnostics } = read('team-size: 3\ndata-model: graph\nteam: ~\n');
    expect([...answers]).toEqual([['team-size', 3]]);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      '"graph" is no option of "data-model"',
      'unknown question "team"',
    ]);
  });

  test.each([
    ['a list', '- team-size: 3\n', 'the file must be a map of answers'],
    ['an answer above the answer that caps it', 'team-size: 1\nbackend-engineers: 2\n', '"backend-engineers" is 2'],
    ['no YAML', 'team-size: "3\n', 'this quote is never closed'],
  ])('is told when it holds %s', (_, text, message) => {
    expect(read(text).diagnostics.map((each) => each.message)).toEqual([expect.stringContaining(message)]);
  });
});

describe('what an interview writes', () => {
  const { catalogue: full } = shipped();
  const written = (answers: Facts, name: string, passed: ReadonlySet<string> = new Set()) =>
    profileText(full, { name, answers, passed, comment: 'A test.', schema: '../rules/profile.schema.json' });

  test('is read again as it was: every answer, and any name', () => {
    // U+FFFD stands for bytes that are no text, so a file that holds it is refused.
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 50 })
      .filter((text) => !text.includes('\ufffd'));
    fc.assert(
      fc.property(answerSets(full), name, (answers, called) => {
        const { profile, diagnostics } = loadProfile(full, 'p.yaml', written(answers, called));
        expect(diagnostics).toEqual([]);
        expect(profile?.name).toBe(called);
        expect(profile?.answers).toEqual(answers);
      }),
      { numRuns: 50 },
    );
  });

  test('opens with the line by which editors find the schema', () => {
    expect(written(new Map(), 'a').split('\n').slice(0, 2)).toEqual([
      '# yaml-language-server: $schema=../rules/profile.schema.json',
      '# A test.',
    ]);
  });

  test('keeps "I don\'t know" in a draft', () => {
    const text = written(new Map(), 'Draft', new Set(['team-size', 'realtime']));
    const { unknown, name } = loadAnswers(full, 'draft.yaml', text);
    expect(unknown).toEqual(new Set(['team-size', 'realtime']));
    expect(name).toBe('Draft');
  });
});
