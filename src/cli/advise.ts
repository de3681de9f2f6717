/** The command `advise`: reads a profile, advises, prints. */

import { withVendorEvents } from '../core/check/in-place.js';
import { factsOf } from '../core/facts.js';
import { loadProfile } from '../load/profile.js';
import { catalogueFor } from './catalogue.js';
import type { AdviseCommand } from './command.js';
import { fail, printAdvice, printMistakes } from './output.js';
import { subjectOf } from './subject.js';
import type { World } from './world.js';

/** Runs the command; the exit code is the result: 0 whenever advice was printed, infeasible included. */
export async function adviseOnProfile(world: World, command: AdviseCommand): Promise<number> {
  const loaded = await catalogueFor(world, command.rules, command.verbose || command.format !== 'human');
  if (!loaded.ok) return printMistakes(world, command, loaded.diagnostics);
  const { catalogue } = loaded;
  const standard = command.profile === '-';
  const file = standard ? 'standard input' : command.profile;
  const read = standard ? await world.readStandardInput() : await world.readFile(command.profile);
  if (!read.ok) return fail(world, command, `"${file}" ${read.why}.`);
  const { profile, diagnostics } = loadProfile(catalogue, file, read.text);
  if (profile === null) return printMistakes(world, command, diagnostics);
  // What its vendor ends is advised to nobody.
  const noticed = withVendorEvents(catalogue, profile.vendorEvents);
  await printAdvice(world, command, subjectOf(profile.name, file, noticed, factsOf(profile)));
  return 0;
}
