/** Writes one block of a profile into its text: every other byte, comment and order of keys stays as it is. */
import {
  Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  visit,
  YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { canonical } from './digest.js';

/** Plain data as YAML knows it. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

type Entry = Pair<Scalar, Node | null>;

/**
 * The text with a top key set to a value; the same text when it says so already. Within a block, comments beside what
 * stays are kept; in a file written with braces, those inside the old value are not. The text must be a profile that
 * loads.
 */
export function withBlock(text: string, key: string, value: Plain): string {
  const bom = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const plain = text.slice(bom.length);
  const { contents } = parsed(plain);
  if (!isMap(contents)) throw new Error('a profile is a map');
  const pair = (contents.items as Entry[]).find((each) => each.key.value === key);
  if (pair && says(pair.value, value)) return text;
  if (contents.flow) return bom + inFlow(plain, contents, pair, key, value);
  return bom + (pair ? withPair(plain, pair, value) : withNewPair(plain, contents, key, value));
}

/**
 * The text with one answer set: the line of that answer changes, and no other. The text must be a profile that loads.
 */
export function withAnswer(text: string, id: string, answer: Plain): string {
  const bom = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const plain = text.slice(bom.length);
  const { contents } = parsed(plain);
  const answers = isMap(contents) ? contents.get('answers') : undefined;
  if (!isMap(answers) || answers.items.length === 0) return withBlock(text, 'answers', { [id]: answer });
  const pair = (answers.items as Entry[]).find((each) => each.key.value === id);
  if (pair && says(pair.value, answer)) return text;
  if (answers.flow) return bom + inFlow(plain, answers, pair, id, answer);
  return bom + (pair ? withPair(plain, pair, answer) : behindLast(plain, answers, id, answer));
}

/** On a line of its own behind the last pair of a map. */
function behindLast(text: string, map: YAMLMap, key: string, value: Plain): string {
  const last = map.items.at(-1) as Entry;
  const end = endOf(last);
  const at = text.charAt(end - 1) === '\n' ? endOfText(text, end) : endOfLine(text, end);
  const indent = indentAt(text, last.key.range?.[0] ?? 0);
  const line = lineEndOf(text) + ' '.repeat(indent) + placed(blockText(null, key, value), text, indent);
  return text.slice(0, at) + line + text.slice(at);
}

function parsed(text: string) {
  return parseDocument(text, { stringKeys: true, uniqueKeys: false, prettyErrors: false });
}

/** Whether a node says a value, in whatever order and style. */
function says(node: Node | null, value: Plain): boolean {
  return canonical(node === null ? null : node.toJSON()) === canonical(value);
}

/** In a map written with braces, as JSON is: the value on one line. */
function inFlow(text: string, top: YAMLMap, pair: Entry | undefined, key: string, value: Plain): string {
  const json = escaped(JSON.stringify(value));
  const replaced = (from: number, to: number, by: string) => text.slice(0, from) + by + text.slice(to);
  if (pair === undefined) {
    // Right behind the last value, so that a comment or a comma after it stays what it is.
    const last = top.items.at(-1) as Entry;
    const end = last.value?.range?.[1] ?? endOf(last);
    return replaced(end, end, `, ${JSON.stringify(key)}: ${json}`);
  }
  const [from = 0, to = 0] = pair.value?.range ?? [];
  if (pair.value === null) return replaced(endOf(pair), endOf(pair), `: ${json}`);
  return from === to ? replaced(from, to, ` ${json} `) : replaced(from, to, json);
}

function withPair(text: string, pair: Entry, value: Plain): string {
  const key = pair.key.range?.[0] ?? 0;
  // A key may be written with a question mark before it; the new one is not.
  const from = key - (/\?[ \t]+$/.exec(text.slice(0, key))?.[0].length ?? 0);
  const last = endOf(pair);
  // A text of several lines ends behind its line. Comments on later lines are not of the block.
  const to = text.charAt(last - 1) === '\n' ? endOfText(text, last) : endOfLine(text, last);
  const old = parsed(text.slice(from, Math.max(to, last)).replaceAll('\r\n', '\n')).contents as YAMLMap<Scalar, Node>;
  const block = blockText(old.items[0] as Entry, String(pair.key.value), value);
  return text.slice(0, from) + placed(block, text, indentAt(text, from)) + text.slice(to);
}

/** Behind everything, comments as well: they belong to what stands before them. */
function withNewPair(text: string, top: YAMLMap, key: string, value: Plain): string {
  const contentEnd = top.range?.[2] ?? text.length;
  const marker = /^\.\.\./m.exec(text.slice(contentEnd));
  const end = marker ? contentEnd + marker.index : text.length;
  // Empty lines at the end stay there, unless they are of a text that keeps them.
  const lastLine = text.slice(0, contentEnd).replace(/\r?\n$/, '').length;
  const at = endOfLine(text, Math.max(lastLine, text.slice(0, end).trimEnd().length));
  const indent = indentAt(text, (top.items[0] as Entry | undefined)?.key.range?.[0] ?? 0);
  const block = lineEndOf(text) + ' '.repeat(indent) + placed(blockText(null, key, value), text, indent);
  return text.slice(0, at) + block + (at === text.length ? lineEndOf(text) : '') + text.slice(at);
}

/** Where the last value of a pair ends. A collection in a block reaches over the comments after it, its last item does not. */
function endOf({ key, value }: Entry): number {
  const inner = isMap(value) || isSeq(value) ? value : null;
  const item = inner?.flow ? undefined : inner?.items.at(-1);
  if (isNode(item)) return endOf({ key, value: item } as Entry);
  if (item !== undefined) return endOf(item as Entry);
  const [from = 0, to = 0] = value?.range ?? [];
  const keyEnd = key.range?.[1] ?? 0;
  return from === to ? Math.max(inner ? to : keyEnd, keyEnd) : to;
}

function endOfLine(text: string, from: number): number {
  return from + (/\r?\n|$/.exec(text.slice(from))?.index ?? 0);
}

/** The end of the last line before an offset that holds something. */
function endOfText(text: string, before: number): number {
  return text.slice(0, before).replace(/[\r\n]+$/, '').length;
}

function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function indentAt(text: string, offset: number): number {
  return /^ */.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0].length ?? 0;
}

/** A block with the line ends and the indentation of a text. */
function placed(block: string, text: string, indent: number): string {
  return block.split('\n').join(lineEndOf(text) + ' '.repeat(indent));
}

/** The block, made from the old one so that comments stay. A list stays on its line, however long. */
function blockText(old: Entry | null, key: string, value: Plain): string {
  const document = new Document();
  const map = new YAMLMap();
  const pair = document.createPair(key, null) as Entry;
  if (old) pair.key = old.key;
  pair.value = merged(document, old?.value ?? null, key, value);
  map.items.push(pair as Pair);
  document.contents = map as unknown as typeof document.contents;
  quoteLast(pair.value);
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: true, nullStr: '~' });
  return escaped(text.replace(/\n+$/, ''));
}

/** The old node where it says the same, its map or list with what changed, else a new node. */
function merged(document: Document, old: Node | null, key: string, value: Plain): Node {
  if (old !== null && says(old, value)) return old;
  if (isMap(old) && old.items.length > 0 && isPlainMap(value)) return mergedMap(document, old as YAMLMap, value);
  if (isSeq(old) && old.items.length > 0 && isPlainList(value) && value.length > 0)
    return mergedList(document, old as YAMLSeq, value);
  const fresh = styled(document, key, value);
  const comments = [old?.commentBefore, old?.comment].filter((each) => each !== null && each !== undefined);
  if (comments.length === 0) return fresh;
  // Behind a value that ends on its line a comment stays there; before a block it stands on a line of its own.
  const isBlock = !isScalar(fresh) && !(fresh as YAMLMap).flow;
  if (isBlock || old?.commentBefore) fresh.commentBefore = comments.join('\n');
  else fresh.comment = comments.join('\n');
  return fresh;
}

function mergedMap(document: Document, old: YAMLMap, value: Readonly<Record<string, Plain>>): Node {
  old.items = old.items.filter((each) => String((each.key as Scalar).value) in value);
  for (const [key, part] of Object.entries(value)) {
    const pair = old.items.find((each) => (each.key as Scalar).value === key) as Entry | undefined;
    if (pair) pair.value = merged(document, pair.value, key, part);
    else old.add(document.createPair(document.createNode(key), styled(document, key, part)));
  }
  return old;
}

function mergedList(document: Document, old: YAMLSeq, value: readonly Plain[]): Node {
  const left = [...old.items] as Node[];
  old.items = value.map((part) => {
    const at = left.findIndex((each) => says(each, part));
    return at < 0 ? styled(document, '', part) : left.splice(at, 1)[0];
  });
  return old;
}

function isPlainMap(value: Plain): value is { readonly [key: string]: Plain } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlainList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

/** A new node: days in quotes, since older YAML takes them for dates; what is small on one line. */
function styled(document: Document, key: string, value: Plain): Node {
  const node = document.createNode(value) as Node;
  visit(node, {
    Scalar: (_, each) => {
      if (typeof each.value === 'string' && (/^\d{4}-\d{2}-\d{2}$/.test(each.value) || refused.test(each.value)))
        each.type = Scalar.QUOTE_DOUBLE;
    },
    Collection: (_, each) => {
      const parts = isMap(each) ? each.items.map((pair) => pair.value) : each.items;
      if (parts.every((part) => isScalar(part))) each.flow = true;
    },
  });
  if (isMap(node) && key === 'answers') node.flow = false;
  return node;
}

/** A text of several lines would run on into what stands below the block: as the last value it is written in quotes. */
function quoteLast(node: Node | null): void {
  let last: unknown = node;
  while (isMap(last) || isSeq(last)) last = isMap(last) ? (last as YAMLMap).items.at(-1)?.value : last.items.at(-1);
  if (isScalar(last) && typeof last.value === 'string' && last.value.includes('\n')) last.type = Scalar.QUOTE_DOUBLE;
}

/** What the loader takes for a byte that is no text: it may stand as a number in quotes only. */
const refused = /[\u007f\ufffd]/;

function escaped(text: string): string {
  return text.replaceAll('\u007f', '\\u007f').replaceAll('\ufffd', '\\ufffd');
}
