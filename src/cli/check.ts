/** The command `check`: finds profiles, checks each, and reports them all; a broken one among a hundred hides no other. */
import { atLeast, type CheckedFile, type CheckReport, summaryOf } from '../report/check-report.js';
import type { PrintableDiagnostic } from '../report/diagnostics.js';
import { type Baseline, readBaseline, withoutKnown } from './baseline.js';
import { catalogueFor } from './catalogue.js';
import { checkFiles } from './check-files.js';
import { printReport } from './check-output.js';
import type { CheckCommand, RefuseCommand } from './command.js';
import { profilePaths } from './profile-paths.js';
import type { World } from './world.js';

/** Runs the command. Exit codes: 0 fine, 1 findings at or above --fail-on, 2 something could not be read. */
export async function check(world: World, version: string, command: CheckCommand): Promise<number> {
  const today = command.today ?? world.today;
  const empty = emptyReport(command, today);
  const problems: PrintableDiagnostic[] = [];
  const paths = await profilePaths(world, command, problems);
  const baseline = command.baseline === null ? null : await readBaseline(world, command.baseline, problems);
  const loaded = await catalogueFor(world, command.rules, needsDetails(command));
  if (!loaded.ok) problems.push(...loaded.diagnostics);
  const { catalogue } = loaded.ok ? loaded : { catalogue: null };
  const files = catalogue === null ? [] : await checkFiles(world, command, catalogue, paths, today);
  const report = againstBaseline({ ...empty, catalogue, files, problems }, baseline);
  return printReport(world, version, command, report, exitCodeOf(report, command));
}

/** A mistake on the command line, in the format that was asked for: nothing else may stand on standard output. */
export async function refuseCheck(
  world: World,
  version: string,
  { format, message, more }: RefuseCommand,
): Promise<number> {
  const command = { ...unasked, format };
  const report = { ...emptyReport(command, world.today), problems: [problem('usage', message, more.trim())] };
  return printReport(world, version, command, report, 2);
}

/** A path or an output that cannot be used, told in the format that was asked for. */
export async function failCheck(
  world: World,
  version: string,
  command: CheckCommand,
  message: string,
): Promise<number> {
  const report = { ...emptyReport(command, command.today ?? world.today), problems: [problem('unusable', message)] };
  return printReport(world, version, { ...command, outputs: [] }, report, 2);
}

/** A mistake that belongs to no line of a file. */
export function problem(code: string, message: string, help: string | null = null): PrintableDiagnostic {
  return { code, message, help, origin: null, length: 1, sourceLine: null, related: null };
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
function needsDetails({ format, verbose, outputs }: CheckCommand): boolean {
  return (
    verbose ||
    [format, ...outputs.map((each) => each.format)].some((each) => ['json', 'sarif', 'markdown'].includes(each))
  );
}

function againstBaseline(report: CheckReport, baseline: Baseline | null): CheckReport {
  if (baseline === null) return report;
  const files = report.files.map((file) => withoutKnown(file, baseline));
  const known = sum(report.files, 'findings') - sum(files, 'findings');
  return { ...report, files, baseline: { known, resolved: baseline.size - known } };
}

function sum(files: readonly CheckedFile[], key: 'findings'): number {
  return files.reduce((total, file) => total + file[key].length, 0);
}

/** Never a count, and never dependent on a format. */
function exitCodeOf(report: CheckReport, { failOn }: CheckCommand): number {
  if (report.problems.length > 0 || summaryOf(report).invalid > 0) return 2;
  if (failOn === 'never') return 0;
  const fails = report.files.some(({ findings }) =>
    findings.some((each) => each.accepted === null && atLeast(each.severity, failOn)),
  );
  return fails ? 1 : 0;
}
