/** Conditions as rule authors write them, beside what the engine gets. The mistakes stand in `bad/condition-*`. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src/core/model.js';
import { readCondition, type Scope } from '../../src/load/condition-syntax.js';
import type { Diagnostic } from '../../src/load/diagnostic.js';
import type { FactType } from '../../src/load/fact-types.js';
import { parseYaml } from '../../src/load/yaml.js';

const facts = new Map<string, FactType>([
  ['team-size', { type: 'number', atLeast: 1, atMost: 100 }],
  ['data-model', { type: 'choice', options: ['relational', 'document', 'graph'], ordered: false }],
  ['ops', { type: 'choice', options: ['none', 'some', 'on-call', 'team'], ordered: true }],
  ['compliance', { type: 'multi', options: ['gdpr', 'hipaa'] }],
  ['sensitive', { type: 'yes-no' }],
]);
const scope: Scope = {
  facts,
  advice: new Map([['advice.pattern', { type: 'choice', options: ['baas-first', 'custom'], ordered: true }]]),
  reads: 'answers only',
  signals: new Set(['small']),
  mayAskWhetherAnswered: true,
};

function read(text: string, within = scope): { condition: Condition | null; mistakes: Diagnostic[] } {
  const { located } = parseYaml('a.yaml', `when: ${text}`);
  if (located === null) throw new Error(`not YAML: ${text}`);
  const mistakes: Diagnostic[] = [];
  const raw = (located.data as { when: unknown }).when;
  return { condition: readCondition(raw, ['when'], located, within, (each) => mistakes.push(each)), mistakes };
}

describe('one question with one operator', () => {
  const fact = (name: string, test_: unknown) => ({ kind: 'fact', fact: name, test: test_ });

  test.each([
    ['{ data-model: { is: graph } }', fact('data-model', { op: 'is', value: 'graph' })],
    ['{ data-model: { is-not: graph } }', fact('data-model', { op: 'is-not', value: 'graph' })],
    ['{ data-model: { in: [graph, document] } }', fact('data-model', { op: 'in', values: ['graph', 'document'] })],
    ['{ data-model: { not-in: [graph] } }', fact('data-model', { op: 'not-in', values: ['graph'] })],
    ['{ data-model: { answered: false } }', fact('data-model', { op: 'answered', value: false })],
    ['{ sensitive: { is: true } }', fact('sensitive', { op: 'is', value: true })],
    ['{ compliance: { includes: gdpr } }', fact('compliance', { op: 'includes', value: 'gdpr' })],
    ['{ compliance: { includes-any: [gdpr] } }', fact('compliance', { op: 'includes-any', values: ['gdpr'] })],
    ['{ compliance: { includes-all: [gdpr] } }', fact('compliance', { op: 'includes-all', values: ['gdpr'] })],
    ['{ team-size: { at-least: 5 } }', fact('team-size', { op: 'at-least', value: 5 })],
    ['{ team-size: { at-most: 100 } }', fact('team-size', { op: 'at-most', value: 100 })],
    ['{ team-size: { between: [2, 9] } }', fact('team-size', { op: 'between', from: 2, to: 9 })],
    ['{ team-size: { between: [2, 2] } }', fact('team-size', { op: 'between', from: 2, to: 2 })],
    ['{ team-size: { in: [1, 2] } }', fact('team-size', { op: 'in', values: [1, 2] })],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual({ condition: expected, mistakes: [] });
  });

  test.each([
    ['at-least: some', ['some', 'on-call', 'team']],
    ['at-least: none', ['none', 'some', 'on-call', 'team']],
    ['at-most: some', ['none', 'some']],
    ['between: [some, on-call]', ['some', 'on-call']],
  ])('on an ordered choice, %s lets pass what stands there in the order', (operator, allowed) => {
    expect(read(`{ ops: { ${operator} } }`).condition).toMatchObject({ test: { allowed } });
  });
});

describe('conditions of conditions', () => {
  const small: Condition = { kind: 'signal', signal: 'small' };

  test.each([
    ['always', { kind: 'always' }],
    ['{ signal: small }', small],
    ['{ not: { signal: small } }', { kind: 'not', of: small }],
    ['{ all: [ { signal: small } ] }', { kind: 'all', of: [small] }],
    ['{ any: [ { signal: small }, always ] }', { kind: 'any', of: [small, { kind: 'always' }] }],
    [
      '{ count: { at-least: 2, of: [ { signal: small }, { signal: small } ] } }',
      { kind: 'count', atLeast: 2, of: [small, small] },
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual({ condition: expected, mistakes: [] });
  });

  test('every part with a mistake is told, not only the first', () => {
    const { condition, mistakes } = read('{ all: [ { signal: smal }, { any: [ { team: { is: 1 } } ] }, { ops: 1 } ] }');
    expect(condition).toBeNull();
    expect(mistakes.map(({ message }) => message)).toEqual([
      'unknown signal "smal"',
      'unknown question "team"',
      '"ops" wants one operator',
    ]);
  });
});

describe('what may be read', () => {
  test('"answered" only where nothing is decided: else a profile older than a question would change', () => {
    const { condition, mistakes } = read('{ ops: { answered: true } }', { ...scope, mayAskWhetherAnswered: false });
    expect(condition).toBeNull();
    expect(mistakes.map(({ code }) => code)).toEqual(['wrong-stratum']);
  });

  test('advice only after it is given', () => {
    const [early] = read('{ advice.pattern: { is: custom } }').mistakes;
    expect(early).toMatchObject({ code: 'wrong-stratum', help: 'answers only' });
    const later = { ...scope, facts: new Map([...facts, ...scope.advice]) };
    expect(read('{ advice.pattern: { at-least: custom } }', later).condition).not.toBeNull();
  });
});

test('whatever stands there, either a condition comes out or at least one mistake, never both and never neither', () => {
  const word = fc.constantFrom(...facts.keys(), 'all', 'any', 'not', 'count', 'signal', 'of', 'at-least', 'is', 'in');
  const leaf = fc.oneof(fc.constantFrom('small', 'graph', 'some', 'gdpr', 'always', ''), fc.integer(), fc.boolean());
  const anything = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'medium' },
      leaf,
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(word, tie('any'), { maxKeys: 2 }),
    ),
  }));
  fc.assert(
    fc.property(anything.any, (raw) => {
      const { condition, mistakes } = read(JSON.stringify(raw));
      expect(condition === null).toBe(mistakes.length > 0);
    }),
    { numRuns: 500 },
  );
});
