/** The kinds of topics that can be explained, as people are told of them. */
import type { Topic, TopicKind } from '../core/explore/explanation.js';

/** The word of each kind, and what stands before the colon where several topics go by one id. */
const kinds = {
  pattern: { word: 'pattern', prefix: 'pattern' },
  layer: { word: 'layer', prefix: 'layer' },
  provider: { word: 'product', prefix: 'product' },
  rule: { word: 'rule', prefix: 'rule' },
  question: { word: 'question', prefix: 'question' },
  signal: { word: 'named condition', prefix: 'condition' },
} satisfies Record<TopicKind, { readonly word: string; readonly prefix: string }>;

const order = Object.keys(kinds) as TopicKind[];

/** What may stand before the colon. */
export const topicPrefixes: readonly string[] = order.map((kind) => kinds[kind].prefix);

/** The kind of a prefix, or of the id that the JSON output has for it; null: there is none. */
export function kindOfPrefix(prefix: string): TopicKind | null {
  const word = prefix.toLowerCase();
  return order.find((kind) => kind === word || kinds[kind].prefix === word) ?? null;
}

/** "pattern, layer, product, rule, question or named condition". */
export function kindsInWords(): string {
  const words = order.map((kind) => kinds[kind].word);
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** That a word means other things too, and how to ask for them. */
export function alsoInWords(asked: string, others: readonly Topic[]): string {
  const what = others.map(({ kind }) => `a ${kinds[kind].word}`).join(' and ');
  const how = others.map(({ kind, id }) => `${kinds[kind].prefix}:${id}`).join(', ');
  return `"${asked}" is also ${what}: explain it as ${how}.`;
}
