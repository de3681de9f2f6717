/** The command `check`: finds profiles, checks each, and reports them all; a broken one among a hundred hides no other. */
import { resolve } from 'node:path';
import { isAsBad } from '../core/model.js';
import { type CheckReport, summaryOf } from '../report/check-report.js';
import type { PrintableDiagnostic } from '../report/diagnostics.js';
import { againstBaseline, readBaseline } from './baseline.js';
import { catalogueFor } from './catalogue.js';
import { checkFiles } from './check-files.js';
import { printReport, rendered } from './check-output.js';
import type { CheckCommand, OutputFile, RefuseCommand } from './command.js';
import { problem } from './problem.js';
import { profilePaths } from './profile-paths.js';
import type { World } from './world.js';

/** Runs the command. Exit codes: 0 fine, 1 findings at or above --fail-on, 2 something could not be read. */
export async function check(world: World, version: string, command: CheckCommand): Promise<number> {
  const today = command.today ?? world.today;
  const empty = emptyReport(command, today);
  const problems: PrintableDiagnostic[] = [];
  const paths = await profilePaths(world, command, problems);
  const outputs = safeOutputs(command, paths, problems);
  const baseline = command.baseline === null ? null : await readBaseline(world, command.baseline, problems);
  const loaded = await catalogueFor(world, command.rules, needsDetails(world, command));
  if (!loaded.ok) problems.push(...loaded.diagnostics);
  const { catalogue } = loaded.ok ? loaded : { catalogue: null };
  const files = catalogue === null ? [] : await checkFiles(world, command, catalogue, paths, today);
  const report = againstBaseline({ ...empty, catalogue, files, problems }, baseline);
  return printReport(world, version, { ...command, outputs }, report, exitCodeOf(report, command));
}

/**
 * Tells that nothing can be checked, in the format that was asked for: nothing else may stand on standard output. People
 * read it on standard error, which is not ours.
 */
export async function printProblem(
  world: World,
  version: string,
  command: CheckCommand | RefuseCommand,
  told: PrintableDiagnostic,
  exitCode: number,
): Promise<void> {
  if (command.format === 'human') return;
  const asked = command.do === 'check' ? command : { ...unasked, format: command.format };
  const report = { ...emptyReport(asked, asked.today ?? world.today), problems: [told] };
  await world.out(rendered(asked, version, report, exitCode)(asked.format));
}

/** A report never takes the place of a profile, nor of another report. */
function safeOutputs(
  { outputs }: CheckCommand,
  paths: readonly string[],
  problems: PrintableDiagnostic[],
): readonly OutputFile[] {
  const taken = new Set(paths.map((path) => resolve(path)));
  return outputs.filter(({ file }) => {
    const path = resolve(file);
    const isFree = !taken.has(path);
    taken.add(path);
    if (!isFree) problems.push(problem('unusable', `"${file}" is a profile of this run, or an output already.`));
    return isFree;
  });
}

const unasked: CheckCommand = {
  do: 'check',
  paths: [],
  format: 'human',
  verbose: false,
  outputs: [],
  failOn: 'warning',
  minSeverity: 'note',
  showAccepted: false,
  baseline: null,
  allowEmpty: false,
  today: null,
  standardInputName: null,
  color: null,
  rules: null,
};

function emptyReport({ minSeverity, showAccepted }: CheckCommand, today: string): CheckReport {
  return { catalogue: null, today, files: [], problems: [], minSeverity, showAccepted, baseline: null };
}

/** Where reasons are printed with their sources, the whole catalogue is needed; the other formats load half of it. */
function needsDetails({ jobSummary }: World, { format, verbose, outputs }: CheckCommand): boolean {
  const all = [format, ...outputs.map((each) => each.format)];
  const summary = format === 'github' && jobSummary !== null;
  return verbose || summary || all.some((each) => ['json', 'markdown'].includes(each));
}

/** Never a count, and never dependent on a format. */
function exitCodeOf(report: CheckReport, { failOn }: CheckCommand): number {
  if (report.problems.length > 0 || summaryOf(report).invalid > 0) return 2;
  if (failOn === 'never') return 0;
  const fails = report.files.some(({ findings }) =>
    findings.some((each) => each.accepted === null && isAsBad(each.severity, failOn)),
  );
  return fails ? 1 : 0;
}
