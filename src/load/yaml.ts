/** YAML text to plain data that remembers where everything stands. Anchors and aliases are refused, so nothing can explode. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments, type YAMLError } from 'yaml';
import type { Origin } from '../core/model.js';
import type { Diagnostic, DiagnosticCode } from './diagnostic.js';
import { largestFile } from './limits.js';

export type Path = readonly (string | number)[];

/** A parsed file: its data, and the place of each key and value. */
export interface Located {
  readonly file: string;
  readonly data: unknown;
  /** Where the value at a path stands; for a path that does not exist, the nearest thing around it. */
  origin(path: Path): Origin;
  /** A diagnostic at the value, or at the key when the key itself is the mistake. */
  diagnostic(code: DiagnosticCode, path: Path, message: string, more?: Extra): Diagnostic;
}

interface Extra {
  readonly at?: 'key' | 'value';
  readonly help?: string;
  readonly related?: Diagnostic['related'];
}

const deepest = 40;

/** Parses one file. Without data there is at least one diagnostic. */
export function parseYaml(file: string, text: string): { located: Located | null; diagnostics: Diagnostic[] } {
  const reader = new Reader(file, text);
  const refusal = reader.refuse();
  if (refusal) return { located: null, diagnostics: [refusal] };
  return reader.read();
}

interface Place {
  readonly key: readonly [number, number] | null;
  readonly value: readonly [number, number];
}

/** The state of reading one file: a class only because many small steps share the text and its lines. */
class Reader {
  private readonly lines: readonly string[];
  private readonly counter = new LineCounter();
  private readonly places = new Map<string, Place>();
  private readonly diagnostics: Diagnostic[] = [];
  private readonly file: string;
  private readonly text: string;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text.startsWith('\uFEFF') ? text.slice(1) : text;
    this.lines = this.text.slice(0, largestFile + 1).split(/\r?\n/);
  }

  refuse(): Diagnostic | null {
    if (this.text.length > largestFile)
      return this.at('too-large', [0, 0], 'the file is larger than 1 MB', 'a profile or rule file is a few kilobytes');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    const control = /[\u0000-\u0008\u000e-\u001f\u007f]/.exec(this.text);
    if (control)
      return this.at(
        'not-text',
        [control.index, control.index + 1],
        'the file holds binary data or control characters',
        'write plain UTF-8 text',
      );
    if (this.text.trim() === '') return this.at('empty', [0, 0], 'the file is empty', null);
    return null;
  }

  read(): { located: Located | null; diagnostics: Diagnostic[] } {
    const documents = this.parse();
    if (documents === null) return { located: null, diagnostics: this.diagnostics };
    const [document, second] = documents;
    for (const error of document?.errors ?? []) this.diagnostics.push(this.fromParser(error));
    if (second) {
      const start = second.range[0];
      this.diagnostics.push(
        this.at('several-documents', [start, start + 3], 'the file holds more than one YAML document', 'keep one'),
      );
    }
    if (this.diagnostics.length > 0 || !document) return { located: null, diagnostics: this.diagnostics };
    const data = this.value(document.contents as Node | null, [], null);
    if (this.diagnostics.length > 0) return { located: null, diagnostics: this.diagnostics };
    if (data === null)
      return { located: null, diagnostics: [this.at('empty', [0, 0], 'the file holds no data', null)] };
    return { located: this.located(data), diagnostics: [] };
  }

  private parse() {
    try {
      const options = { lineCounter: this.counter, prettyErrors: false, keepSourceTokens: false, stringKeys: true };
      const documents = parseAllDocuments(this.text, options);
      return 'empty' in documents ? [] : documents;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.diagnostics.push(this.at('too-deep', [0, 0], 'the file is nested too deeply', `at most ${deepest} levels`));
      return null;
    }
  }

  private value(node: Node | null, path: Path, key: readonly [number, number] | null): unknown {
    const range = node?.range ?? (key ? [key[1], key[1]] : [0, 0]);
    const value = [range[0], range[1]] as const;
    this.places.set(keyOf(path), { key, value });
    if (path.length > deepest) {
      this.diagnostics.push(this.at('too-deep', value, 'the file is nested too deeply', `at most ${deepest} levels`));
      return null;
    }
    if (node === null) return null;
    if (isAlias(node) || ('anchor' in node && node.anchor)) {
      this.diagnostics.push(
        this.at('alias', value, 'anchors (&) and aliases (*) are not used here', 'write the value out'),
      );
      return null;
    }
    if (isScalar(node)) return typeof node.value === 'bigint' ? Number(node.value) : node.value;
    if (isSeq(node)) return node.items.map((item, index) => this.value(item as Node | null, [...path, index], null));
    return isMap(node) ? this.map(node, path) : null;
  }

  private map(node: { items: readonly { key: unknown; value: unknown }[] }, path: Path): Record<string, unknown> {
    const data: Record<string, unknown> = {};
    for (const pair of node.items) {
      const key = pair.key as { value?: unknown; range?: readonly number[] } | null;
      const name = String(key?.value ?? key);
      const range = [key?.range?.[0] ?? 0, key?.range?.[1] ?? 0] as const;
      if (name === '__proto__') this.diagnostics.push(this.at('unknown-key', range, 'unknown key "__proto__"', null));
      else data[name] = this.value(pair.value as Node | null, [...path, name], range);
    }
    return data;
  }

  private located(data: unknown): Located {
    const find = (path: Path): Place => {
      for (let length = path.length; length > 0; length -= 1) {
        const place = this.places.get(keyOf(path.slice(0, length)));
        if (place) return place;
      }
      return { key: null, value: [0, 0] };
    };
    return {
      file: this.file,
      data,
      origin: (path) => this.originOf(find(path).value[0]),
      diagnostic: (code, path, message, more = {}) => {
        const place = find(path);
        const missing = !this.places.has(keyOf(path));
        const range = (more.at === 'key' || missing) && place.key ? place.key : place.value;
        return { ...this.at(code, range, message, more.help ?? null), related: more.related ?? null };
      },
    };
  }

  private originOf(offset: number): Origin {
    const { line, col } = this.counter.lineStarts.length > 0 ? this.counter.linePos(offset) : { line: 1, col: 1 };
    return { file: this.file, line: Math.max(1, line), column: Math.max(1, col) };
  }

  private at(code: DiagnosticCode, range: readonly [number, number], message: string, help: string | null): Diagnostic {
    const origin = this.originOf(range[0]);
    const sourceLine = this.lines[origin.line - 1] ?? '';
    const room = Math.max(1, sourceLine.length - origin.column + 1);
    const length = Math.max(1, Math.min(range[1] - range[0], room));
    return { code, message, origin, length, sourceLine, help, related: null };
  }

  /** The parser's own codes in our words; what is left is plain "not YAML". */
  private fromParser(error: YAMLError): Diagnostic {
    const range = [error.pos[0], error.pos[1]] as const;
    if (error.code === 'DUPLICATE_KEY')
      return this.at('repeated-key', range, 'this key is written twice in one map', 'keep one of them');
    const [message, help] = parserWords[error.code] ?? [
      'this is not valid YAML',
      'check the indentation and the quotes around here',
    ];
    return this.at('not-yaml', range, message, help);
  }
}

const parserWords: Readonly<Record<string, readonly [string, string]>> = {
  TAB_AS_INDENT: ['a tab is used for indentation', 'YAML wants spaces'],
  BAD_INDENT: ['the indentation does not fit the lines above', 'line it up with its neighbours'],
  MISSING_CHAR: ['a closing quote, bracket or colon is missing', 'close what was opened here'],
  BLOCK_AS_IMPLICIT_KEY: ['a key cannot start here', 'put quotes around text that holds a colon and a space'],
  MULTILINE_IMPLICIT_KEY: [
    'a key must stand on one line, with a colon after it',
    'check for a missing colon or a quote left open',
  ],
  NON_STRING_KEY: ['a key must be plain text', 'put it in quotes'],
  TAG_RESOLVE_FAILED: ['tags (!) are not used here', 'write a plain value'],
};

function keyOf(path: Path): string {
  return path.map((part) => `${typeof part} ${part}`).join('\u0000');
}
