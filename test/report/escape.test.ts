/** Nothing that people write may steer the terminal or break out of Markdown or JSON. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownText, safeJson, visible } from '../../src/report/escape.js';
import { paragraph } from '../../src/report/layout.js';

const steering = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;
const anyText = fc.string({ unit: 'binary' });

test('an escape sequence is shown, not obeyed', () => {
  expect(visible('\u001b[31mred\u001b[0m')).toBe('\\u{1b}[31mred\\u{1b}[0m');
  expect(visible('two\nlines')).toBe('two lines');
  expect(visible('\u202egnirts')).toBe('\\u{202e}gnirts');
});

test('no text steers the terminal', () => {
  fc.assert(fc.property(anyText, (text) => !steering.test(visible(text))));
});

test('no wrapped text gives an order to the runner of a GitHub job: it takes what begins a line, after spaces', () => {
  const words = fc.array(fc.constantFrom('::error::boo', '##[error]boo', 'a', 'word', 'another one'), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(words, fc.integer({ min: 20, max: 90 }), (all, width) => {
      const [, ...others] = paragraph(all.join(' '), width, '  ');
      expect(others.filter((line) => /^\s*(?:::|##\[)/.test(line))).toEqual([]);
    }),
  );
});

test('no text makes Markdown of itself', () => {
  expect(markdownText('<script> | **bold** [x](y)')).toBe('\\<script\\> \\| \\*\\*bold\\*\\* \\[x\\](y)');
  fc.assert(fc.property(anyText, (text) => !/(?<!\\)(?:\\\\)*[<>|`*_[\]]/.test(markdownText(text))));
});

test('JSON stays the same value and harmless', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const json = safeJson({ text });
      expect(JSON.parse(json)).toEqual({ text });
      expect(steering.test(json.replaceAll('\n', ''))).toBe(false);
    }),
  );
});
