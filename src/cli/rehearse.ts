/** The command `rehearse`: what changes first in each of some futures, and what is cheap to prepare now. */
import { groundOf } from '../core/check/ground.js';
import { rehearse as rehearseAll } from '../core/explore/rehearse.js';
import { renderRehearsal, renderRehearsalJson } from '../report/rehearsal.js';
import type { RehearseCommand } from './command.js';
import { readingWidth } from './output.js';
import { readProfiles } from './reading-profiles.js';
import type { World } from './world.js';

/** Runs the command. Exit codes: 0 when it was rehearsed, 2 when the profile is wrong. */
export async function rehearse(world: World, command: RehearseCommand): Promise<number> {
  const loaded = await readProfiles(world, command, [command.profile]);
  if ('exitCode' in loaded) return loaded.exitCode;
  const [one] = loaded.read;
  if (!one) return 2;
  const rehearsals = rehearseAll(loaded.catalogue, groundOf(one.profile));
  const style = await world.style('out', command.color);
  await world.out(
    command.format === 'json'
      ? renderRehearsalJson(one.profile.name, one.file, rehearsals)
      : renderRehearsal(loaded.catalogue, one.profile.name, rehearsals, { style, width: readingWidth(world) }),
  );
  return 0;
}
