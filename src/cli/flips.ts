/** The command `flips`: the smallest changes of answers that change the advice, and how firmly it stands. */

import { groundOf } from '../core/check/ground.js';
import { withVendorEvents } from '../core/check/in-place.js';
import { compile } from '../core/compiled/compile.js';
import { flipPoints } from '../core/explore/flips.js';
import { stabilityOf } from '../core/explore/stability.js';
import { renderFlips, renderFlipsJson } from '../report/flips.js';
import type { FlipsCommand } from './command.js';
import { readingWidth } from './output.js';
import { readProfiles } from './reading-profiles.js';
import type { World } from './world.js';

/** Runs the command. Exit codes: 0 when they were found, 2 when the profile is wrong. */
export async function flips(world: World, command: FlipsCommand): Promise<number> {
  const loaded = await readProfiles(world, command, [command.profile]);
  if ('exitCode' in loaded) return loaded.exitCode;
  const [one] = loaded.read;
  if (!one) return 2;
  // Thousands of neighbours are judged: optimised code pays here.
  await world.expectLongRun();
  const ground = groundOf(one.profile);
  const catalogue = withVendorEvents(loaded.catalogue, ground.vendorEvents);
  const compiled = compile(catalogue);
  const found = {
    points: flipPoints(compiled, ground.facts, command.pairs),
    stability: stabilityOf(compiled, ground.facts),
    pairs: command.pairs,
  };
  const style = await world.style('out', command.color);
  await world.out(
    command.format === 'json'
      ? renderFlipsJson(one.profile.name, one.file, found)
      : renderFlips(catalogue, one.profile.name, found, {
          style,
          width: readingWidth(world),
          verbose: command.verbose,
        }),
  );
  return 0;
}
