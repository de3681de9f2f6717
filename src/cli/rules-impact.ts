/** The command `rules impact`: what a change of the rules does to profiles. */
import { impactOf, type ProfileTwice } from '../core/rules/impact.js';
import { loadProfile } from '../load/profile.js';
import type { PrintableDiagnostic } from '../report/diagnostics.js';
import { renderImpact, renderImpactJson } from '../report/rules-impact.js';
import type { CatalogueOrMistakes } from './catalogue.js';
import { type ImpactTask, type OutputOptions, shippedRules } from './command.js';
import { givenProfiles } from './given-profiles.js';
import { fail, printMistakes, readingWidth } from './output.js';
import { catalogueWith } from './rules-folder.js';
import type { World } from './world.js';

/** Runs the command. Exit codes: 0 both could be compared, changes or none; 2 rules or profiles cannot be read. */
export async function impact(world: World, command: OutputOptions & ImpactTask): Promise<number> {
  if (command.rules !== null)
    return fail(
      world,
      command,
      `"--rules" has no meaning here: name the two folders of rules to compare, or "${shippedRules}" for one of them.`,
    );
  const before = await catalogueOfSet(world, command.before);
  if (!before.ok) return printMistakes(world, command, before.diagnostics);
  const after = await catalogueOfSet(world, command.after);
  if (!after.ok) return printMistakes(world, command, after.diagnostics);
  const problems: PrintableDiagnostic[] = [];
  const given = await givenProfiles(world, before.catalogue, command.profiles, problems);
  const twice = given.flatMap(({ file, text, profile }): ProfileTwice[] => {
    const again = loadProfile(after.catalogue, file, text);
    if (again.profile === null) problems.push(...again.diagnostics);
    return again.profile === null ? [] : [{ file, before: profile, after: again.profile }];
  });
  if (problems.length > 0) return printMistakes(world, command, problems);
  const found = impactOf(before.catalogue, after.catalogue, twice, command.today ?? world.today);
  const options = { style: await world.style('out', command.color), width: readingWidth(world) };
  await world.out(command.format === 'json' ? renderImpactJson(found) : renderImpact(found, options));
  return 0;
}

/** Both sets are read from their YAML, so that they differ in nothing but what is written there. */
function catalogueOfSet(world: World, set: string): Promise<CatalogueOrMistakes> {
  return catalogueWith(world, set === shippedRules ? null : set, 'counted');
}
