/** The command `diff`: two profiles, or two versions of one, side by side. */

import { groundOf } from '../core/check/ground.js';
import { compare } from '../core/explore/comparison.js';
import { renderDiff, renderDiffJson, renderDiffMarkdown } from '../report/diff.js';
import type { DiffCommand } from './command.js';
import { readingWidth } from './output.js';
import { readProfiles } from './reading-profiles.js';
import type { World } from './world.js';

/** Runs the command. Exit codes: 0 whenever both could be compared, 2 when one cannot be read. */
export async function diff(world: World, command: DiffCommand): Promise<number> {
  const { before, after } = command;
  const loaded = await readProfiles(world, command, [before, after]);
  if ('exitCode' in loaded) return loaded.exitCode;
  const { catalogue, read } = loaded;
  const [one, other] = read;
  if (!one || !other) return 2;
  const sides = {
    before: { name: one.profile.name, file: one.file },
    after: { name: other.profile.name, file: other.file },
  };
  const compared = {
    catalogue,
    ...sides,
    comparison: compare(catalogue, groundOf(one.profile), groundOf(other.profile)),
  };
  switch (command.format) {
    case 'json':
      await world.out(renderDiffJson(compared));
      return 0;
    case 'markdown':
      await world.out(renderDiffMarkdown(compared));
      return 0;
    case 'human': {
      const style = await world.style('out', command.color);
      await world.out(renderDiff(compared, { style, width: readingWidth(world) }));
      return 0;
    }
    default:
      return command.format satisfies never;
  }
}
