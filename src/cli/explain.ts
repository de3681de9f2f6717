/** The command `explain`: why, and why not, for one pattern, layer, product, rule or question of a profile's advice. */
import type { Catalogue } from '../core/catalogue.js';
import { withVendorEvents } from '../core/check/in-place.js';
import { explain as explainTopic, topicsOf } from '../core/explore/explain.js';
import { type Topic, type TopicKind, topics } from '../core/explore/explanation.js';
import { factsOf } from '../core/facts.js';
import { suggest } from '../load/diagnostic.js';
import { renderExplanation, renderExplanationJson } from '../report/explain.js';
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
    await world.err(
      `"${found.topic?.id}" is also a ${found.also.join(' and a ')}: explain it as ${found.also.map((kind) => `${kind}:${found.topic?.id}`).join(', ')}.\n`,
    );
  return 0;
}

type Found = { readonly topic: Topic | null; readonly also: readonly TopicKind[] } | { readonly problem: string };

/** What is asked about: `layer:realtime` says which of several; null, the pattern that is picked. */
function topicOf(catalogue: Catalogue, asked: string | null): Found {
  if (asked === null) return { topic: null, also: [] };
  const [, kind, named = asked] = /^([a-z]+):(.*)$/.exec(asked) ?? [];
  const all = topicsOf(catalogue, named);
  const fitting = kind === undefined ? all : all.filter((each) => each.kind === kind);
  const [topic, ...others] = fitting;
  if (topic) return { topic, also: others.map((each) => each.kind) };
  if (kind !== undefined && !(topics as readonly string[]).includes(kind))
    return { problem: `There is no kind of topic "${kind}": ${suggest(kind, topics)}` };
  const ids = [
    ...catalogue.pattern.keys(),
    ...catalogue.layer.keys(),
    ...catalogue.provider.keys(),
    ...catalogue.question.keys(),
    ...catalogue.data.rules.map(({ id }) => id),
  ];
  const near = suggest(named, ids);
  const hint = near.startsWith('did you mean') ? near : 'a topic is a pattern, layer, product, rule or question';
  return { problem: `There is no topic "${asked}": ${hint}` };
}
