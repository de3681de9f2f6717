/** The command `whatif`: the advice as it is beside the advice with some answers changed; only what differs, with the reasons. */

import { groundOf } from '../core/check/ground.js';
import { compare } from '../core/explore/comparison.js';
import type { Answer } from '../core/model.js';
import { renderDiff, renderDiffJson, renderDiffMarkdown } from '../report/diff.js';
import type { WhatifCommand } from './command.js';
import { answersFromFlags } from './interview/given.js';
import { printMistakes, readingWidth } from './output.js';
import { readProfiles } from './reading-profiles.js';
import type { World } from './world.js';

/** Runs the command. Exit codes: 0 when both pieces of advice were compared, 2 when an answer or the profile is wrong. */
export async function whatif(world: World, command: WhatifCommand): Promise<number> {
  const loaded = await readProfiles(world, command, [command.profile]);
  if ('exitCode' in loaded) return loaded.exitCode;
  const { catalogue, read } = loaded;
  const [one] = read;
  if (!one) return 2;
  const before = groundOf(one.profile);
  const given = answersFromFlags(catalogue, command.set, before.facts);
  if ('mistakes' in given) return printMistakes(world, command, given.mistakes);
  const facts: ReadonlyMap<string, Answer> = given.facts;
  const sides = {
    before: { name: one.profile.name, file: one.file },
    after: { name: 'what if', file: command.set.join(', ') },
  };
  const compared = { catalogue, ...sides, comparison: compare(catalogue, before, { ...before, facts }) };
  const style = await world.style('out', command.color);
  const formats = {
    json: () => renderDiffJson(compared),
    markdown: () => renderDiffMarkdown(compared),
    human: () => renderDiff(compared, { style, width: readingWidth(world) }),
  };
  await world.out(formats[command.format]());
  return 0;
}
