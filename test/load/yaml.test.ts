/** YAML to data with places: what is read, where it stands, and that nothing a file holds can do harm. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { largestFile } from '../../src/load/limits.js';
import { type Located, type Path, parseYaml } from '../../src/load/yaml.js';

function read(text: string): Located {
  const { located, diagnostics } = parseYaml('a.yaml', text);
  if (located === null) throw new Error(JSON.stringify(diagnostics));
  return located;
}

/** The first mistake of a text, as `line:column code`. */
function mistake(text: string): string {
  const [first] = parseYaml('a.yaml', text).diagnostics;
  return first?.origin ? `${first.origin.line}:${first.origin.column} ${first.code}` : 'none';
}

/** Where the value at a path stands, as `line:column`. */
function place(text: string, path: Path): string {
  const { line, column } = read(text).origin(path);
  return `${line}:${column}`;
}

describe('values', () => {
  test('are those of YAML 1.2: "no" is a word, and so is a date', () => {
    expect(read('a: no\nb: false\nc: 2026-11-20\nd: 0x10\ne: 1e3\nf: ~\ng: "7"\nh: [on, off]').data).toEqual({
      ...{ a: 'no', b: false, c: '2026-11-20', d: 16, e: 1000, f: null, g: '7', h: ['on', 'off'] },
    });
  });

  test('may fold and keep lines', () => {
    expect(read('a: >-\n  one\n  two\nb: |\n  one\n  two\n').data).toEqual({ a: 'one two', b: 'one\ntwo\n' });
  });

  test('keep keys that mean something to JavaScript as plain keys', () => {
    const { data } = read('constructor: 1\ntoString: 2');
    expect(data).toEqual({ constructor: 1, toString: 2 });
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  });

  test('never reach the prototype', () => {
    expect(mistake('a: { __proto__: { polluted: true } }')).toBe('1:6 unknown-key');
  });
});

describe('places', () => {
  const text = 'rules:\n  - id: one\n    when: { a: { is: b } }\n  - id: two\n';

  test('count lines and columns from one', () => {
    expect(place(text, ['rules', 0, 'id'])).toBe('2:9');
    expect(place(text, ['rules', 0, 'when', 'a', 'is'])).toBe('3:22');
    expect(place(text, ['rules', 1])).toBe('4:5');
  });

  test('of what is not there are those of the nearest thing around it', () => {
    expect(place(text, ['rules', 1, 'because'])).toBe('4:5');
    expect(place(text, ['signals'])).toBe('1:1');
  });

  test('of a file that opens with a comment are those of the first key', () => {
    expect(place('# hello\nname: a\n', ['profile'])).toBe('2:1');
  });

  test.each([
    ['Windows line ends', text.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${text}`],
  ])('do not change with %s', (_, other) => {
    expect(place(other, ['rules', 0, 'when', 'a', 'is'])).toBe('3:22');
    expect(read(other).diagnostic('unknown-id', ['rules', 1, 'id'], '').sourceLine).toBe('  - id: two');
  });

  test('are at the key when the key is the mistake', () => {
    const diagnostic = read(text).diagnostic('unknown-id', ['rules', 0, 'when'], '', { at: 'key' });
    expect(diagnostic.origin).toEqual({ file: 'a.yaml', line: 3, column: 5 });
    expect(diagnostic.length).toBe('when'.length);
  });

  test('stay on one line, however long the value is', () => {
    expect(read(text).diagnostic('unknown-id', ['rules', 0], '').length).toBe('id: one'.length);
  });
});

describe('what is refused', () => {
  test.each([
    ['an empty file', '', '1:1 empty'],
    ['a file of blank lines', ' \n\n', '1:1 empty'],
    ['a file of comments', '# a\n# b\n', '1:1 empty'],
    ['a document of nothing', '---\n', '1:1 empty'],
    ['a second document', 'a: 1\n---\nb: 2\n', '2:1 several-documents'],
    ['a key written twice', 'a: 1\nb: { c: 1, c: 2 }\n', '2:12 repeated-key'],
    ['an alias', 'a: [1]\nb: *a\n', '2:4 alias'],
    ['an anchor', 'a: &x [1]\n', '1:4 alias'],
    ['an anchor on a key', 'a: 1\n&x b: 2\n', '2:1 alias'],
    ['a tag', 'a: !x 1\n', '1:4 tag'],
    ['a tag on nothing', 'a: !x\n', '1:4 tag'],
    ['a tag on a key', '!!str a: 1\n', '1:1 tag'],
    ['a directive', '# a\n%YAML 1.1\n---\na: no\n', '2:1 not-yaml'],
    ['a null byte', 'a: 1\nb: \0\n', '2:4 not-text'],
    ['bytes that are no UTF-8', 'a: caf\uFFFD\n', '1:7 not-text'],
    ['more than a megabyte', 'a'.repeat(largestFile + 1), '1:1 too-large'],
    ['forty-one levels', `${'['.repeat(41)}${']'.repeat(41)}`, '1:41 too-deep'],
  ])('%s', (_, text, expected) => {
    expect(mistake(text)).toBe(expected);
  });

  test('forty levels are enough for everybody', () => {
    expect(mistake(`${'['.repeat(40)}${']'.repeat(40)}`)).toBe('none');
  });

  test('a percent sign within text is none of that', () => {
    expect(mistake('a: "one\n %two"\n')).toBe('none');
  });

  test.each([50, 500, 1000, 2000, 5000, 20_000])('%i levels are a mistake, not an overflow of the stack', (depth) => {
    for (const [open, close] of [
      ['[', ']'],
      ['[', ''],
      ['{ a: ', '}'],
      ['- ', ''],
      ['? ', ''],
    ] as const)
      expect(mistake(`${open.repeat(depth)}${close.repeat(depth)}`)).toMatch(/too-deep|not-yaml/);
  });

  test('aliases that would grow to a billion items cost nothing', () => {
    const lines = ['a0: &a0 [x]'];
    for (let i = 1; i < 40; i += 1) lines.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`);
    expect(mistake(lines.join('\n'))).toBe('1:5 alias');
  });
});

describe('laws', () => {
  test('any text gives data or a mistake that stands in the text, and never throws', () => {
    const yamlish = fc.array(
      fc.constantFrom(...'abc:-[]{}"\'#&*!|>%@`\\,? \n\t'.split(''), ': ', '- ', '\n  ', '---\n', '\r\n', '\uFEFF'),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          yamlish.map((parts) => parts.join('')),
        ),
        (text) => {
          const { located, diagnostics } = parseYaml('a.yaml', text);
          expect(located === null).toBe(diagnostics.length > 0);
          const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
          for (const { origin, sourceLine } of diagnostics) {
            expect(lines[(origin?.line ?? 0) - 1]).toBe(sourceLine);
            expect(origin?.column).toBeLessThanOrEqual((sourceLine ?? '').length + 1);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('data written as JSON is read as it was, and each piece of text stands where it is said to stand', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcxyz -:é漢😀'), minLength: 1, maxLength: 8 });
    const value = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null)),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(word, tie('any'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(word, value.any, { minKeys: 1, maxKeys: 4 }), (data) => {
        const text = JSON.stringify(data, null, 2);
        const located = read(text);
        expect(located.data).toEqual(JSON.parse(text));
        for (const [path, leaf] of leavesOf(data)) {
          const { line, column } = located.origin(path);
          expect(text.split('\n')[line - 1]?.slice(column - 1)).toContain(JSON.stringify(leaf));
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** Every piece of text in some data, with the path to it. */
function leavesOf(data: unknown, path: Path = []): [Path, string][] {
  if (typeof data === 'string') return [[path, data]];
  if (typeof data !== 'object' || data === null) return [];
  const entries = Array.isArray(data) ? [...data.entries()] : Object.entries(data);
  return entries.flatMap(([key, value]) => leavesOf(value, [...path, key]));
}
