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
/** What is no answer: advice, and what a later look may read. */
const derived = new Map<string, FactType>([
  ['advice.pattern', { type: 'choice', options: ['baas-first', 'custom'], ordered: true }],
  ['stack.database.kind', { type: 'choice', options: ['relational', 'document'], ordered: false }],
  ...[...facts].map(([id, type]) => [`was.${id}`, type] as const),
]);
const scope: Scope = {
  facts,
  derived,
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

describe('a look back', () => {
  const later = { ...scope, facts: new Map([...facts, ...derived]) };
  const change = (fact: string, test_: unknown) => ({ kind: 'change', fact, test: test_ });

  test.each([
    ['{ team-size: { grew-by: 3 } }', change('team-size', { op: 'grew-by', factor: 3 })],
    ['{ team-size: { shrank-by: 1.5 } }', change('team-size', { op: 'shrank-by', factor: 1.5 })],
    ['{ compliance: { gained: hipaa } }', change('compliance', { op: 'gained', values: ['hipaa'] })],
    ['{ compliance: { lost: [gdpr, hipaa] } }', change('compliance', { op: 'lost', values: ['gdpr', 'hipaa'] })],
    ['{ sensitive: { changed: true } }', change('sensitive', { op: 'changed', value: true })],
    ['{ ops: { changed: false } }', change('ops', { op: 'changed', value: false })],
    ['{ was.team-size: { at-most: 3 } }', { kind: 'fact', fact: 'was.team-size', test: { op: 'at-most', value: 3 } }],
    [
      '{ not: { stack.database.kind: { is: document } } }',
      { kind: 'not', of: { kind: 'fact', fact: 'stack.database.kind', test: { op: 'is', value: 'document' } } },
    ],
  ])('%s', (text, expected) => {
    expect(read(text, later)).toEqual({ condition: expected, mistakes: [] });
  });

  test('is for rules that are about revisiting, and for answers: nothing else has a before', () => {
    const mistakes = (text: string, within: Scope) =>
      read(text, within).mistakes.map(({ code, message }) => [code, message]);
    expect(mistakes('{ team-size: { grew-by: 3 } }', scope)).toEqual([['wrong-stratum', '"grew-by" looks back']]);
    expect(mistakes('{ was.team-size: { at-most: 3 } }', scope)).toEqual([
      ['wrong-stratum', '"was.team-size" cannot be read here'],
    ]);
    for (const fact of ['was.team-size', 'advice.pattern', 'stack.database.kind'])
      expect(mistakes(`{ ${fact}: { changed: true } }`, later)).toEqual([
        ['wrong-stratum', `"changed" is for answers, and "${fact}" is none`],
      ]);
  });

  test('a name that is nothing is told with the nearest of its family', () => {
    const help = (fact: string) => read(`{ ${fact}: { is: 1 } }`, scope).mistakes.map((each) => each.help);
    expect(help('was.team-sise')).toEqual(['did you mean "was.team-size"?']);
    expect(help('stack.databse.kind')).toEqual(['did you mean "stack.database.kind"?']);
    expect(help('decision.database')).toEqual(['there is none yet']);
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
    const later = { ...scope, facts: new Map([...facts, ...derived]) };
    expect(read('{ advice.pattern: { at-least: custom } }', later).condition).not.toBeNull();
  });
});

test('whatever stands there, either a condition comes out or at least one mistake, never both and never neither', () => {
  const word = fc.constantFrom(
    ...facts.keys(),
    'all',
    'any',
    'not',
    'count',
    'signal',
    'of',
    'at-least',
    'is',
    'in',
    'grew-by',
    'changed',
    'gained',
  );
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
  const scopes = fc.constantFrom(scope, { ...scope, facts: new Map([...facts, ...derived]) });
  fc.assert(
    fc.property(anything.any, scopes, (raw, within) => {
      const { condition, mistakes } = read(JSON.stringify(raw), within);
      expect(condition === null).toBe(mistakes.length > 0);
    }),
    { numRuns: 500 },
  );
});
