/** What can be asked about, and by which words: an id, a name as the advice prints it, the last part of a rule. */
import type { Catalogue } from '../catalogue.js';
import { distinct } from '../order.js';
import { type Topic, type TopicKind, topics } from './explanation.js';

/** A topic with everything that it goes by. */
interface NamedTopic extends Topic {
  readonly names: readonly string[];
}

/**
 * Everything that a word could mean, in the order of the kinds: some ids are a layer and a question too. An id as it
 * stands comes first; else ids and names are compared without regard to capitals.
 */
export function topicsOf(catalogue: Catalogue, asked: string): Topic[] {
  const all = namedTopics(catalogue);
  const exact = all.filter(({ id }) => id === asked);
  const word = asked.trim().toLowerCase();
  const found = exact.length > 0 ? exact : all.filter(({ names }) => names.some((each) => each.toLowerCase() === word));
  return found.map(({ kind, id }) => ({ kind, id }));
}

/** Every word that names a topic, of one kind or of any; of words that differ in their capitals only the id. */
export function topicWords(catalogue: Catalogue, kind: TopicKind | null = null): string[] {
  const some = namedTopics(catalogue).filter((each) => kind === null || each.kind === kind);
  const ids = new Set(some.map(({ id }) => id));
  return distinct(some.flatMap(({ names }) => names)).filter((each) => ids.has(each) || !ids.has(each.toLowerCase()));
}

function namedTopics(catalogue: Catalogue): NamedTopic[] {
  const { rules, signals } = catalogue.data;
  const isUnique = uniqueAmong(rules.map(({ id }) => lastPart(id)));
  const named = {
    pattern: catalogue.patterns.map(({ id, name }) => ({ id, names: namesOf(id, name) })),
    layer: catalogue.layers.map(({ id, name }) => ({ id, names: namesOf(id, name) })),
    provider: [...catalogue.provider.values()].map(({ id, name }) => ({ id, names: namesOf(id, name) })),
    rule: rules.map(({ id }) => ({ id, names: isUnique(lastPart(id)) ? [id, lastPart(id)] : [id] })),
    question: catalogue.questions.map(({ id }) => ({ id, names: [id] })),
    signal: signals.map(({ id }) => ({ id, names: [id] })),
  } satisfies Record<TopicKind, readonly Omit<NamedTopic, 'kind'>[]>;
  return topics.flatMap((kind) => named[kind].map((each) => ({ kind, ...each })));
}

/** By its id, its whole name, and its name without what stands in brackets behind it. */
function namesOf(id: string, name: string): string[] {
  return [id, name, name.replace(/ \(.*\)$/, '')];
}

function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

function uniqueAmong(words: readonly string[]): (word: string) => boolean {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => counts.get(word) === 1;
}
