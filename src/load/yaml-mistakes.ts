/** What the YAML parser complains of, in our words, and at the cause instead of where the parser stumbled over it. */
import { type Document, isCollection, isScalar, type Node, visit, type YAMLError } from 'yaml';

/** A slip of syntax: from which character to which, what it is, and what would be right. */
export interface SyntaxMistake {
  readonly range: readonly [number, number];
  readonly message: string;
  readonly help: string;
}

type Words = readonly [message: string, help: string];

const tab: Words = ['a tab is used for indentation', 'YAML wants spaces'];
const indentation: Words = ['the indentation does not fit the lines above', 'line it up with its neighbours'];

/**
 * The first slip of a document. After it the parser guesses, and what it says further down is about its own guess, so
 * that is left out.
 */
export function syntaxMistake(document: Document.Parsed, text: string): SyntaxMistake | null {
  const errors = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0]);
  const [first] = errors;
  if (first === undefined) return null;
  return neverClosed(document, first, text) ?? misplacedLine(errors, first, text) ?? inWords(first, text);
}

/** A quote or bracket that is never closed is noticed far below; the mistake is where it opens. */
function neverClosed(document: Document.Parsed, error: YAMLError, text: string): SyntaxMistake | null {
  if (error.code !== 'MISSING_CHAR' && error.code !== 'BAD_INDENT') return null;
  let opened: number | null = null;
  visit(document, {
    Node: (_, node) => {
      if (isEnclosed(node) && node.range?.[1] === error.pos[0] && !isClosed(node.range, text)) opened = node.range[0];
    },
  });
  if (opened === null) return null;
  const mark = text.charAt(opened);
  const what = mark === '"' || mark === "'" ? 'quote' : mark === '[' ? 'bracket' : 'brace';
  return {
    range: [opened, opened + 1],
    message: `this ${what} is never closed`,
    help: `close it with ${{ '[': ']', '{': '}' }[mark] ?? mark} where the ${what === 'quote' ? 'text' : 'list or map'} ends`,
  };
}

function isEnclosed(node: Node): boolean {
  if (isScalar(node)) return node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
  return isCollection(node) && node.flow === true;
}

function isClosed([start, end]: readonly [number, number, number], text: string): boolean {
  const mark = text.charAt(start);
  return end - 1 > start && text.charAt(end - 1) === ({ '[': ']', '{': '}' }[mark] ?? mark);
}

/** A line that stands too far left or right: the parser then takes it for part of something else. */
function misplacedLine(errors: readonly YAMLError[], first: YAMLError, text: string): SyntaxMistake | null {
  // The line above and this one were read as one key over two lines, so the end of that "key" is the line to blame.
  const joined = errors.find((each) => each.code === 'MULTILINE_IMPLICIT_KEY' && each.pos[0] === first.pos[0]);
  const isJoined = first.code === 'BLOCK_AS_IMPLICIT_KEY' && joined !== undefined;
  const isAskew =
    first.code === 'BAD_INDENT' || /without - indicator|sequence may not be used as an implicit/.test(first.message);
  if (!isJoined && !isAskew) return null;
  const lineStart = text.lastIndexOf('\n', (isJoined ? joined.pos[1] : first.pos[0] + 1) - 1) + 1;
  const blank = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  if (blank.includes('\t')) return mistake(lineStart + blank.indexOf('\t'), 1, tab);
  const start = lineStart + blank.length;
  return mistake(start, wordLength(text, start), indentation);
}

function inWords(error: YAMLError, text: string): SyntaxMistake {
  const [start, end] = error.pos;
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return mistake(start, 1, tab);
    case 'BLOCK_AS_IMPLICIT_KEY':
      return mistake(start, restOfLine(text, start), [
        'this text holds a colon and a space, so it reads as a key',
        'put quotes around the text',
      ]);
    case 'BAD_SCALAR_START':
      return mistake(start, 1, [`text cannot start with ${text.charAt(start)}`, 'put quotes around the text']);
    case 'MISSING_CHAR':
      return mistake(start, end - start, missingCharacter(error.message));
    case 'UNEXPECTED_TOKEN':
      return mistake(start, end - start, /["']$/.test(text.slice(0, start)) ? afterQuote : misplaced);
    case 'BLOCK_IN_FLOW':
      return mistake(start, restOfLine(text.slice(0, end), start), inBrackets);
    default:
      return mistake(start, end - start, words[error.code] ?? anything);
  }
}

function missingCharacter(message: string): Words {
  if (message.includes('followed by map values')) return ['a colon is missing after this key', 'write "key: value"'];
  if (message.includes('Missing ,')) return ['a comma is missing before this', 'put a comma between the items'];
  if (message.includes('Missing space')) return ['a space is missing after the colon', 'write "key: value"'];
  if (message.includes('Comments')) return ['a space is missing before the #', 'a comment starts with a space and a #'];
  return anything;
}

const misplaced: Words = ['this does not belong here', 'check the quotes, brackets and colons just before it'];
const afterQuote: Words = [
  'text goes on after the closing quote',
  "between single quotes an apostrophe is written twice: ''",
];
const inBrackets: Words = [
  'between brackets this reads as a key within a value',
  'put a comma between two keys, or quotes around the text',
];
const anything: Words = ['this is not valid YAML', 'check the indentation, the quotes and the brackets just before it'];

const words: Readonly<Record<string, Words>> = {
  MULTILINE_IMPLICIT_KEY: [
    'a key must stand on one line, with a colon and a space after it',
    'check for a missing colon, a missing space after it, or a quote left open',
  ],
  NON_STRING_KEY: ['a key must be plain text', 'put it in quotes'],
  BAD_DQ_ESCAPE: ['this escape is unknown', 'between double quotes a backslash is written twice'],
  TAG_RESOLVE_FAILED: ['tags (!) are not used here', 'write a plain value'],
};

function mistake(start: number, length: number, [message, help]: Words): SyntaxMistake {
  return { range: [start, start + length], message, help };
}

function restOfLine(text: string, start: number): number {
  return /^[^\r\n]*/.exec(text.slice(start))?.[0].trimEnd().length ?? 1;
}

function wordLength(text: string, start: number): number {
  return /^[^\s:]+/.exec(text.slice(start))?.[0].length ?? 1;
}
