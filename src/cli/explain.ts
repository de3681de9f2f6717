/** The command `explain`: why, and why not, of one pattern, layer, product, rule, question or named condition of a profile's advice. */
import type { Catalogue } from '../core/catalogue.js';
import { withVendorEvents } from '../core/check/in-place.js';
import { explain as explainTopic } from '../core/explore/explain.js';
import type { Topic } from '../core/explore/explanation.js';
import { topicsOf, topicWords } from '../core/explore/topics.js';
import { factsOf } from '../core/facts.js';
import { nearest, suggest } from '../load/diagnostic.js';
import { visible } from '../report/escape.js';
import { renderExplanation, renderExplanationJson } from '../report/explain.js';
import { alsoInWords, kindOfPrefix, kindsInWords, topicPrefixes } from '../report/topic-words.js';
import type { ExplainCommand } from './command.js';
import { fail, readingWidth } from './output.js';
import { readProfiles } from './reading-profiles.js';
import type { World } from './world.js';

/** Runs the command. Exit codes: 0 when something was explained, 2 when the topic or the profile is wrong. */
export async function explain(world: World, command: ExplainCommand): Promise<number> {
  const loaded = await readProfiles(world, command, [command.profile]);
  if ('exitCode' in loaded) return loaded.exitCode;
  const [one] = loaded.read;
  if (!one) return 2;
  const { profile, file } = one;
  const catalogue = withVendorEvents(loaded.catalogue, profile.vendorEvents);
  const facts = factsOf(profile);
  const found = topicOf(catalogue, command.topic);
  if ('problem' in found) return fail(world, command, found.problem);
  const explanation = explainTopic(catalogue, facts, found.topic, command.today ?? world.today);
  const style = await world.style('out', command.color);
  await world.out(
    command.format === 'json'
      ? renderExplanationJson(profile.name, file, explanation)
      : renderExplanation(catalogue, explanation, { style, width: readingWidth(world), verbose: command.verbose }),
  );
  if (found.also.length > 0 && command.format === 'human')
    await world.err(`${visible(alsoInWords(command.topic ?? '', found.also))}\n`);
  return 0;
}

type Found = { readonly topic: Topic | null; readonly also: readonly Topic[] } | { readonly problem: string };

/** What is asked about: `layer:realtime` says which of several; null, the pattern that is picked. */
function topicOf(catalogue: Catalogue, asked: string | null): Found {
  if (asked === null) return { topic: null, also: [] };
  const [, prefix, named = asked] = /^([a-z]+):(.*)$/i.exec(asked) ?? [];
  const kind = prefix === undefined ? null : kindOfPrefix(prefix);
  if (prefix !== undefined && kind === null)
    return { problem: `There is no kind of topic "${prefix}": ${suggest(prefix, topicPrefixes)}` };
  const [topic, ...also] = topicsOf(catalogue, named).filter((each) => kind === null || each.kind === kind);
  return topic
    ? { topic, also }
    : { problem: unknownTopic(catalogue, asked, nearest(named, topicWords(catalogue, kind))) };
}

/** The few layers are named, since nobody can guess their ids; what else there is, is told by its kind. */
function unknownTopic(catalogue: Catalogue, asked: string, near: string | null): string {
  return [
    `There is no topic "${asked}"${near === null ? '.' : `: did you mean "${near}"?`}`,
    `A topic is a ${kindsInWords()}, by its id or its name.`,
    `Layers: ${catalogue.layers.map(({ id, name }) => `${id} (${name})`).join(', ')}.`,
  ].join('\n');
}
