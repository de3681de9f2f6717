/** Writes one block of a profile into its text: every other byte, comment and order of keys stays as it is. */
import {
  Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  YAMLMap,
} from 'yaml';

/** Plain data as YAML knows it. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * The text with a top key set to a value. Within the block, comments beside what stays are kept. The text must be a
 * profile that loads.
 */
export function withBlock(text: string, key: string, value: Plain): string {
  const bom = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const plain = text.slice(bom.length);
  const { contents } = parseDocument(plain, { stringKeys: true });
  if (!isMap(contents) || !contents.range) throw new Error('a profile is a map');
  const pair = contents.items.find((each) => isScalar(each.key) && each.key.value === key) as
    | Pair<Scalar, Node>
    | undefined;
  return bom + (contents.flow ? inFlow(plain, contents, pair, key, value) : inBlock(plain, contents, pair, key, value));
}

/** In a map written with braces, as JSON is: the value on one line. */
function inFlow(text: string, top: YAMLMap, pair: Pair<Scalar, Node> | undefined, key: string, value: Plain): string {
  const [from, to] = pair?.value?.range ?? [0, 0];
  if (pair) return text.slice(0, from) + JSON.stringify(value) + text.slice(to);
  const end = (top.range?.[1] ?? text.length) - 1;
  const before = text.slice(0, end).trimEnd();
  const comma = before.endsWith(',') || before.endsWith('{') ? ' ' : ', ';
  return `${before}${comma}${JSON.stringify(key)}: ${JSON.stringify(value)}${text.slice(before.length)}`;
}

function inBlock(text: string, top: YAMLMap, pair: Pair<Scalar, Node> | undefined, key: string, value: Plain): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const first = (top.items[0]?.key as Scalar | undefined)?.range?.[0] ?? 0;
  const indent = first - (text.lastIndexOf('\n', first - 1) + 1);
  const lines = (block: string) =>
    block
      .trimEnd()
      .split('\n')
      .join(newline + ' '.repeat(indent));
  if (pair) {
    const [from, to] = rangeOf(text, pair);
    const old = text.slice(from, to).replaceAll('\r\n', '\n');
    return text.slice(0, from) + lines(blockText(old, key, value)) + text.slice(to);
  }
  const at = top.range?.[2] ?? text.length;
  const before = text.slice(0, at);
  const gap = before.endsWith('\n') ? '' : newline;
  return `${before}${gap}${' '.repeat(indent)}${lines(blockText('', key, value))}${newline}${text.slice(at)}`;
}

/** From the key to the end of the line on which its last value ends: comments on later lines are not of the block. */
function rangeOf(text: string, pair: Pair<Scalar, Node>): readonly [number, number] {
  const from = pair.key.range?.[0] ?? 0;
  const last = lastEnd(pair.value) ?? pair.key.range?.[1] ?? from;
  const lineEnd = /\r?\n|$/.exec(text.slice(last));
  return [from, last + (lineEnd?.index ?? 0)];
}

/** Where the last value of a node ends; a collection in a block reaches over the comments after it, its last item does not. */
function lastEnd(node: Node | null): number | null {
  if (node === null) return null;
  const isBlock = (isMap(node) || isSeq(node)) && !node.flow && node.items.length > 0;
  if (!isBlock) return node.range?.[1] ?? null;
  const item = node.items.at(-1);
  if (isSeq(node)) return lastEnd(item as Node);
  const { key, value } = item as Pair<Scalar, Node | null>;
  return lastEnd(value) ?? key.range?.[1] ?? null;
}

/** The block, made from the old one so that comments stay. A list stays on its line, however long. */
function blockText(old: string, key: string, value: Plain): string {
  const document = new Document();
  const pair = old === '' ? null : oldPair(old);
  const node = merged(document, pair?.value ?? null, value);
  const map = new YAMLMap();
  map.add(document.createPair(key, null));
  const added = map.items[0];
  if (added) added.value = node;
  document.contents = map as unknown as typeof document.contents;
  return document.toString({ lineWidth: 0, flowCollectionPadding: true, nullStr: '~' });
}

function oldPair(old: string): Pair<Scalar, Node> | null {
  const { contents } = parseDocument(old, { stringKeys: true });
  return isMap(contents) ? ((contents.items[0] as Pair<Scalar, Node> | undefined) ?? null) : null;
}

/** The old node where it says the same, its map with what changed, else a new node. */
function merged(document: Document, old: Node | null, value: Plain): Node {
  if (old !== null && JSON.stringify(old.toJSON()) === JSON.stringify(value)) return old;
  if (isMap(old) && isPlainMap(value) && !old.flow) {
    old.items = old.items.filter((each) => String((each.key as Scalar).value) in value);
    for (const [key, part] of Object.entries(value)) {
      const pair = old.items.find((each) => (each.key as Scalar).value === key);
      if (pair) pair.value = merged(document, pair.value as Node | null, part);
      else old.add(document.createPair(document.createNode(key), styled(document, key, part)));
    }
    return old;
  }
  const fresh = styled(document, '', value);
  if (old?.comment) fresh.comment = old.comment;
  return fresh;
}

function isPlainMap(value: Plain): value is { readonly [key: string]: Plain } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A new node: days in quotes, since older YAML takes them for dates; what is small on one line. */
function styled(document: Document, key: string, value: Plain): Node {
  const node = document.createNode(value) as Node;
  visit(node, {
    Scalar: (_, each) => {
      if (typeof each.value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(each.value)) each.type = 'QUOTE_DOUBLE';
    },
    Collection: (_, each) => {
      const parts = isMap(each) ? each.items.map((pair) => pair.value) : each.items;
      if (parts.every((part) => isScalar(part))) each.flow = true;
    },
  });
  if (isMap(node) && key === 'answers') node.flow = false;
  return node;
}
