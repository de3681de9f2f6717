/** The command `rules coverage`: what of the rules the given profiles show. */

import { factsOf } from '../core/facts.js';
import { coverageOf } from '../core/rules/coverage.js';
import type { PrintableDiagnostic } from '../report/diagnostics.js';
import { renderCoverage, renderCoverageJson } from '../report/rules-coverage.js';
import { catalogueFor } from './catalogue.js';
import type { CoverageTask, OutputOptions } from './command.js';
import { givenProfiles } from './given-profiles.js';
import { printMistakes, readingWidth } from './output.js';
import type { World } from './world.js';

/** Runs the command. Exit codes: 0 fine, 1 below what is asked for, 2 rules or profiles cannot be read. */
export async function coverage(world: World, command: OutputOptions & CoverageTask): Promise<number> {
  const loaded = await catalogueFor(world, command.rules, false);
  if (!loaded.ok) return printMistakes(world, command, loaded.diagnostics);
  const problems: PrintableDiagnostic[] = [];
  const profiles = await givenProfiles(world, loaded.catalogue, command.profiles, problems);
  if (problems.length > 0) return printMistakes(world, command, problems);
  const covered = coverageOf(
    loaded.catalogue,
    profiles.map(({ profile }) => factsOf(profile)),
  );
  const options = { style: await world.style('out', command.color), width: readingWidth(world), min: command.min };
  await world.out(command.format === 'json' ? renderCoverageJson(covered) : renderCoverage(covered, options));
  return command.min !== null && covered.percent < command.min ? 1 : 0;
}
