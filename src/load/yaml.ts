/** YAML text to plain data that remembers where everything stands. Anchors and aliases are refused, so nothing can explode. */
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments } from 'yaml';
import type { Origin } from '../core/model.js';
import type { Diagnostic, DiagnosticCode } from './diagnostic.js';
import { largestFile } from './limits.js';
import { type Lines, linesOf } from './lines.js';
import { syntaxMistake } from './yaml-mistakes.js';

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

type Range = readonly [number, number];

interface Place {
  readonly key: Range | null;
  readonly value: Range;
}

/** Characters that no text has; U+FFFD stands where a byte was not UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const binary = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;

/** The state of reading one file: a class only because many small steps share the text and its lines. */
class Reader {
  private readonly lines: Lines;
  private readonly diagnostics: Diagnostic[] = [];
  private readonly file: string;
  private readonly text: string;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text.startsWith('\uFEFF') ? text.slice(1) : text;
    this.lines = linesOf(this.text.slice(0, largestFile + 1));
  }

  refuse(): Diagnostic | null {
    if (this.text.length > largestFile)
      return this.at('too-large', [0, 0], 'the file is larger than 1 MB', 'a profile or rule file is a few kilobytes');
    const found = binary.exec(this.text);
    if (found)
      return this.at(
        'not-text',
        [found.index, found.index + 1],
        'the file holds binary data or control characters',
        'write plain UTF-8 text',
      );
    if (this.text.trim() === '') return this.at('empty', [0, 0], 'the file is empty', null);
    // A directive could bring back the YAML of 2005, in which "no" is false and 1:30 is ninety.
    const directive = /(?:^|\n)%[^\r\n]*/.exec(this.text);
    if (directive && !/^[^\s#%]/m.test(this.text.slice(0, directive.index))) {
      const start = this.text.indexOf('%', directive.index);
      const end = directive.index + directive[0].length;
      return this.at('not-yaml', [start, end], 'directives (%) are not used here', 'leave the line out');
    }
    return null;
  }

  read(): { located: Located | null; diagnostics: Diagnostic[] } {
    const [document, second] = this.parse();
    if (document) {
      const mistake = syntaxMistake(document, this.text);
      if (mistake) this.report('not-yaml', mistake.range, mistake.message, mistake.help);
    }
    if (second) {
      const start = second.range[0];
      this.report('several-documents', [start, start + 3], 'the file holds more than one YAML document', 'keep one');
    }
    if (this.diagnostics.length > 0) return { located: null, diagnostics: this.diagnostics };
    const root = document?.contents ?? null;
    const data = this.value(root, 0);
    if (data === null && this.diagnostics.length === 0) this.report('empty', [0, 0], 'the file holds no data', null);
    if (this.diagnostics.length > 0) return { located: null, diagnostics: this.diagnostics };
    return { located: this.located(data, root), diagnostics: [] };
  }

  private parse(): readonly Document.Parsed[] {
    try {
      // Keys used twice are looked for here, not by the parser, so that both places can be shown.
      const documents = parseAllDocuments(this.text, { prettyErrors: false, stringKeys: true, uniqueKeys: false });
      return 'empty' in documents ? [] : documents;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.report('too-deep', [0, 0], 'the file is nested too deeply', `at most ${deepest} levels`);
      return [];
    }
  }

  private value(node: Node | null, depth: number): unknown {
    if (node === null || this.refuseProperties(node)) return null;
    if (isScalar(node)) return typeof node.value === 'bigint' ? Number(node.value) : node.value;
    if (depth >= deepest) {
      this.report('too-deep', rangeOf(node), 'the file is nested too deeply', `at most ${deepest} levels`);
      return null;
    }
    if (isSeq(node)) return node.items.map((item) => this.value(item as Node | null, depth + 1));
    return isMap(node) ? this.map(node as RawMap, depth) : null;
  }

  /** Anchors, aliases and tags: what makes YAML explode, or makes things of other languages. */
  private refuseProperties(node: Node): boolean {
    if (isAlias(node)) {
      this.refuseAnchor(rangeOf(node));
      return true;
    }
    const anchor = 'anchor' in node ? node.anchor : undefined;
    if (node.tag === undefined && anchor === undefined) return false;
    const [start] = rangeOf(node);
    if (node.tag !== undefined) {
      const bang = this.text.lastIndexOf('!', start);
      const from = this.text.charAt(bang - 1) === '!' ? bang - 1 : bang;
      this.report('tag', [from, this.endOfWord(from)], 'tags (!) are not used here', 'write a plain value');
      return true;
    }
    const from = this.text.lastIndexOf(`&${anchor}`, start);
    this.refuseAnchor([from, this.endOfWord(from)]);
    return true;
  }

  private refuseAnchor(range: Range): void {
    this.report('alias', range, 'anchors (&) and aliases (*) are not used here', 'write the value out');
  }

  private endOfWord(start: number): number {
    return start + (/^\S*/.exec(this.text.slice(start, start + 200))?.[0].length ?? 0);
  }

  private map(node: RawMap, depth: number): Record<string, unknown> {
    const data: Record<string, unknown> = {};
    for (const { key, value } of node.items) {
      if (key && this.refuseProperties(key)) continue;
      const name = nameOf(key);
      if (Object.hasOwn(data, name)) this.refuseRepeated(name, node, key);
      else if (name === '__proto__') this.report('unknown-key', rangeOf(key), 'unknown key "__proto__"', null);
      else data[name] = this.value(value, depth + 1);
    }
    return data;
  }

  private refuseRepeated(name: string, { items }: RawMap, key: Key): void {
    const first = items.find((each) => nameOf(each.key) === name);
    const related = { message: 'first written here', origin: this.originOf(rangeOf(first?.key ?? null)[0]) };
    const message = `the key "${name}" is written twice in one map`;
    this.diagnostics.push({ ...this.at('repeated-key', rangeOf(key), message, 'keep one of them'), related });
  }

  private located(data: unknown, root: Node | null): Located {
    return {
      file: this.file,
      data,
      origin: (path) => this.originOf(placeIn(root, path).value[0]),
      diagnostic: (code, path, message, more = {}) => {
        const { key, value, isThere } = placeIn(root, path);
        const range = (more.at === 'key' || !isThere) && key ? key : value;
        return { ...this.at(code, range, message, more.help ?? null), related: more.related ?? null };
      },
    };
  }

  private originOf(offset: number): Origin {
    return { file: this.file, ...this.lines.place(offset) };
  }

  private report(code: DiagnosticCode, range: Range, message: string, help: string | null): void {
    this.diagnostics.push(this.at(code, range, message, help));
  }

  private at(code: DiagnosticCode, range: Range, message: string, help: string | null): Diagnostic {
    const origin = this.originOf(range[0]);
    const sourceLine = this.lines.text(origin.line);
    const room = Math.max(1, sourceLine.trimEnd().length - origin.column + 1);
    const length = Math.max(1, Math.min(range[1] - range[0], room));
    return { code, message, origin, length, sourceLine, help, related: null };
  }
}

type Key = (Node & { readonly value?: unknown }) | null;
type RawMap = { readonly items: readonly { readonly key: Key; readonly value: Node | null }[] };

function nameOf(key: Key): string {
  return String(key?.value ?? '');
}

function rangeOf(node: Node | null): Range {
  return [node?.range?.[0] ?? 0, node?.range?.[1] ?? 0];
}

/** Where a value stands; an empty one stands behind its key. */
function valueRange(node: Node | null, key: Range | null): Range {
  const [start, end] = node?.range ?? (key ? [key[1], key[1]] : [0, 0]);
  return [start, end];
}

/** The place of a path, looked up when it is asked for; for one that does not exist, the nearest thing around it. */
function placeIn(root: Node | null, path: Path): Place & { readonly isThere: boolean } {
  let [node, key]: [Node | null, Range | null] = [root, null];
  for (const step of path) {
    const next = stepInto(node, step);
    if (next === null) return { key, value: valueRange(node, key), isThere: false };
    [node, key] = next;
  }
  return { key, value: valueRange(node, key), isThere: true };
}

/** One step down; null where there is nothing. Of a key that is written twice the first counts. */
function stepInto(node: Node | null, step: string | number): [Node | null, Range | null] | null {
  if (isSeq(node) && typeof step === 'number')
    return step < node.items.length ? [node.items[step] as Node | null, null] : null;
  if (!isMap(node) || typeof step !== 'string') return null;
  const found = (node as RawMap).items.find(({ key }) => nameOf(key) === step);
  return found ? [found.value, rangeOf(found.key)] : null;
}
