/** The command `compare`: several people's answers about one project, and which of their disagreements matter. */

import { groundOf } from '../core/check/ground.js';
import { disagreementsOf } from '../core/explore/disagree.js';
import { renderDisagreements, renderDisagreementsJson } from '../report/disagreements.js';
import type { CompareCommand } from './command.js';
import { fail, readingWidth } from './output.js';
import { readProfiles } from './reading-profiles.js';
import type { World } from './world.js';

/** Runs the command. Exit codes: 0 when they were compared, 2 when a profile is wrong or there is only one. */
export async function compare(world: World, command: CompareCommand): Promise<number> {
  if (command.profiles.length < 2) return fail(world, command, 'Comparing takes two profiles or more.');
  const loaded = await readProfiles(world, command, command.profiles);
  if ('exitCode' in loaded) return loaded.exitCode;
  const { catalogue, read } = loaded;
  const found = disagreementsOf(
    catalogue,
    read.map(({ profile }) => groundOf(profile)),
  );
  const people = read.map(({ file, profile }) => ({ file, name: profile.name }));
  const style = await world.style('out', command.color);
  await world.out(
    command.format === 'json'
      ? renderDisagreementsJson(people, found)
      : renderDisagreements(catalogue, people, found, { style, width: readingWidth(world) }),
  );
  return 0;
}
