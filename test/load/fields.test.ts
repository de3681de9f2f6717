/** Fields of a profile, read one by one: what is legal, and that no mistake hides another. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/load/diagnostic.js';
import { Fields, isMap } from '../../src/load/fields.js';
import { parseYaml } from '../../src/load/yaml.js';

/** What one reader makes of the value of `a`, and what it says. */
function read<T>(value: unknown, reader: (fields: Fields, raw: unknown) => T): readonly [T, ...string[]] {
  const { located } = parseYaml('p.yaml', `a: ${JSON.stringify(value)}`);
  if (located === null) throw new Error(`not YAML: ${JSON.stringify(value)}`);
  const diagnostics: Diagnostic[] = [];
  const got = reader(new Fields(located, diagnostics), (located.data as { a: unknown }).a);
  for (const { origin } of diagnostics) expect(origin?.line).toBe(1);
  return [got, ...diagnostics.map(({ message, help }) => (help === null ? message : `${message}: ${help}`))];
}

const keys = { required: ['on', 'by', 'because'], optional: ['plan'] };
function map(value: unknown): string[] {
  const [, ...told] = read(value, (fields, raw) => fields.map(raw, ['a'], 'a thing', keys));
  return told;
}
const whole = 'write it as { on: …, by: …, because: … }';

describe('a map', () => {
  test('has the keys that it must have, and may have others', () => {
    expect(map({ on: 1, by: 2, because: 3 })).toEqual([]);
    expect(map({ plan: 4, because: 3, by: 2, on: null })).toEqual([]);
  });

  test.each([
    ['no map', 'text', [`a thing must be a map, not "text": ${whole}`]],
    ['a list', [1], [`a thing must be a map, not a list: ${whole}`]],
    ['nothing', null, [`a thing must be a map, not nothing: ${whole}`]],
    ['a missing key', { on: 1, by: 2 }, [`"because" is missing in a thing: ${whole}`]],
    [
      'a misspelt key, which is one mistake',
      { on: 1, by: 2, becuase: 3 },
      ['unknown key "becuase" in a thing: did you mean "because"?'],
    ],
    [
      'an unknown key beside a missing one, which are two',
      { on: 1, by: 2, reason: 3 },
      ['unknown key "reason" in a thing: use one of: because, plan', `"because" is missing in a thing: ${whole}`],
    ],
    [
      'an unknown key where only one is left, which must be that one',
      { on: 1, by: 2, plan: 3, reason: 4 },
      ['unknown key "reason" in a thing: use "because"'],
    ],
    [
      'an unknown key where nothing is left',
      { on: 1, by: 2, because: 3, plan: 4, owner: 5 },
      ['unknown key "owner" in a thing: use one of: on, by, because, plan'],
    ],
    [
      'more missing keys than unknown ones',
      { becuase: 3 },
      [
        'unknown key "becuase" in a thing: did you mean "because"?',
        `"on" is missing in a thing: ${whole}`,
        `"by" is missing in a thing: ${whole}`,
      ],
    ],
    [
      'a key that means something to JavaScript',
      { on: 1, by: 2, because: 3, constructor: 4 },
      ['unknown key "constructor" in a thing: use "plan"'],
    ],
  ])('%s', (_, value, told) => {
    expect(map(value)).toEqual(told);
  });

  test('tells every key that is wrong, whatever the keys are', () => {
    const some = fc.subarray(['on', 'by', 'because', 'plan', 'x', 'reason', 'becuase', 'o', 'toString']);
    fc.assert(
      fc.property(some, (written) => {
        const told = map(Object.fromEntries(written.map((key) => [key, 1])));
        const unknown = written.filter((key) => !['on', 'by', 'because', 'plan'].includes(key));
        for (const key of unknown) expect(told.join('\n')).toContain(`unknown key "${key}"`);
        // A missing key is told, or it is the one that an unknown key is taken for.
        for (const key of keys.required.filter((each) => !written.includes(each)))
          expect(told.some((each) => each.startsWith(`"${key}" is missing`) || each.includes(`"${key}"`))).toBe(true);
      }),
    );
  });
});

describe('entries and items', () => {
  const entries = (value: unknown) => read(value, (fields, raw) => fields.entries(raw, ['a'], '"a"', 'write { x: y }'));
  const items = (value: unknown) => read(value, (fields, raw) => fields.items(raw, ['a'], '"a"'));

  test('an empty one is none', () => {
    expect([entries(null), entries({}), items(null), items([])]).toEqual([[[]], [[]], [[]], [[]]]);
  });

  test('come in the order in which they are written', () => {
    expect([entries({ z: 1, a: 2 }), items(['z', 'a'])]).toEqual([
      [
        [
          ['z', 1],
          ['a', 2],
        ],
      ],
      [['z', 'a']],
    ]);
  });

  test('of something else are none, and a mistake', () => {
    expect(entries(['x'])).toEqual([[], '"a" must be a map, not a list: write { x: y }']);
    expect(items({ x: 1 })).toEqual([[], '"a" must be a list, not a map: write it as a list: [ … ]']);
  });
});

describe('words', () => {
  test.each([
    ['', '"a" must not be empty: say why'],
    [' \t\n', '"a" must not be empty: say why'],
    [7, '"a" must be text, not 7: put it in quotes'],
    [false, '"a" must be text, not false: put it in quotes'],
    [null, '"a" must be text, not nothing: say why'],
    [['so'], '"a" must be text, not a list: say why'],
  ])('a text that says something: %j does not', (value, told) => {
    expect(read(value, (fields, raw) => fields.text(raw, ['a'], 'say why'))).toEqual([null, told]);
  });

  test('a text is kept as it stands', () => {
    for (const text of [' so ', '0', 'no', '2026-01-01', '👩‍💻'])
      expect(read(text, (fields, raw) => fields.text(raw, ['a']))).toEqual([text]);
  });

  test.each([
    ['one', ['one']],
    [
      ['one', 'two'],
      ['one', 'two'],
    ],
    [[], []],
    ['', [], '"a" must not be empty'],
    [3, [], '"a" wants a list of texts, not 3: put it in quotes'],
    [null, [], '"a" wants a list of texts, not nothing'],
    [
      ['one', 2, '', null],
      ['one'],
      '"a" wants texts, not 2: put it in quotes',
      '"a" wants texts, not an empty one',
      '"a" wants texts, not nothing',
    ],
  ])('one text or several: %j', (value, got, ...told) => {
    expect(read(value, (fields, raw) => fields.texts(raw, ['a']))).toEqual([got, ...told]);
  });

  test.each([
    ['red', 'red'],
    ['rde', null, 'unknown colour "rde": did you mean "red"?'],
    ['toString', null, 'unknown colour "toString": use one of: red, blue'],
    [null, null, '"a" wants a colour, not nothing: use one of: red, blue'],
    [['red'], null, '"a" wants a colour, not a list: use one of: red, blue'],
  ])('one of some: %j', (value, got, ...told) => {
    expect(read(value, (fields, raw) => fields.word(raw, ['a'], ['red', 'blue'], 'colour'))).toEqual([got, ...told]);
  });
});

describe('a day', () => {
  const day = (value: unknown) => read(value, (fields, raw) => fields.day(raw, ['a']));
  const help = 'write year, month and day: "2026-11-20"';

  test.each(['2026-11-20', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (text) => {
    expect(day(text)).toEqual([text]);
  });

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '26-01-01',
    '2026-01',
    ' 2026-01-01',
    '2026-01-01\n',
    '2026-01-01T00:00:00Z',
    '20.11.2026',
  ])('%j is none', (text) => {
    expect(day(text)).toEqual([
      null,
      `${JSON.stringify(text).replace('\\n', '\n')} is no day of the calendar: ${help}`,
    ]);
  });

  test('is text: a number, a list or nothing is none', () => {
    expect([day(20261120), day(['2026-11-20']), day(null)].map(([, told]) => told)).toEqual([
      `"a" wants a day, not 20261120: ${help}`,
      `"a" wants a day, not a list: ${help}`,
      `"a" wants a day, not nothing: ${help}`,
    ]);
  });

  test('needs no quotes: in the YAML of today a date is text', () => {
    for (const text of ['a: 2026-11-20', 'a: "2026-11-20"', "a: '2026-11-20'"]) {
      const { located } = parseYaml('p.yaml', text);
      expect(located && new Fields(located, []).day((located.data as { a: unknown }).a, ['a'])).toBe('2026-11-20');
    }
  });
});

test('what is a map', () => {
  expect([{}, { a: 1 }].every(isMap)).toBe(true);
  expect([null, undefined, [], 'a', 1, true].some(isMap)).toBe(false);
});
