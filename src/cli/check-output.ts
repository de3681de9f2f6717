/** Where the reports of `check` go: one on standard output, others into files, annotations with a summary of the job. */
import type { CheckFormat } from '../report/check-format-names.js';
import { renderReport } from '../report/check-formats.js';
import type { CheckReport } from '../report/check-report.js';
import { type PrintableDiagnostic, renderDiagnostics } from '../report/diagnostics.js';
import { plainStyle } from '../report/style.js';
import type { CheckCommand } from './command.js';
import { readingWidth } from './output.js';
import { problem } from './problem.js';
import { isOutsideProblem, type World } from './world.js';

/** Prints and writes the reports; the result is the exit code. What cannot be written is told, and hides nothing else. */
export async function printReport(
  world: World,
  version: string,
  command: CheckCommand,
  report: CheckReport,
  exitCode: number,
): Promise<number> {
  const render = rendered(command, version, report, exitCode);
  const unwritten = await writeFiles(world, command, render);
  const whole = { ...report, problems: [...report.problems, ...unwritten] };
  const code = unwritten.length > 0 ? 2 : exitCode;
  if (command.format !== 'human') await tellMistakes(world, command, whole);
  const style = await world.style('out', command.color);
  await world.out(rendered(command, version, whole, code)(command.format, style, readingWidth(world)));
  return code;
}

/** What renders a report in any format. */
export function rendered({ verbose }: CheckCommand, version: string, report: CheckReport, exitCode: number) {
  return (format: CheckFormat, style = plainStyle, width = 80): string =>
    renderReport(format, report, { style, width, verbose, version, exitCode });
}

/** Writes the files that were asked for, and adds to the summary of the job; gives what could not be written. */
async function writeFiles(
  world: World,
  { outputs, format }: CheckCommand,
  render: (format: CheckFormat) => string,
): Promise<readonly PrintableDiagnostic[]> {
  const unwritten: PrintableDiagnostic[] = [];
  const trying = async (write: Promise<void>) => {
    await write.catch((error: unknown) => {
      if (!isOutsideProblem(error)) throw error;
      unwritten.push(problem('unusable', `${error.message}.`));
    });
  };
  for (const each of outputs) await trying(world.writeFile(each.file, render(each.format)));
  if (format === 'github' && world.jobSummary !== null)
    await trying(world.appendFile(world.jobSummary, render('markdown')));
  return unwritten;
}

/** In a format for machines, whoever reads the log of a job is told as well why it ended with 2. */
async function tellMistakes(world: World, { color }: CheckCommand, { problems, files }: CheckReport): Promise<void> {
  const mistakes = [...problems, ...files.flatMap(({ diagnostics }) => diagnostics)];
  if (mistakes.length > 0)
    await world.err(renderDiagnostics(mistakes, await world.style('err', color), '', readingWidth(world)));
}
