/** Where the reports of `check` go: one on standard output, others into files, annotations with a summary of the job. */
import type { CheckFormat } from '../report/check-format-names.js';
import { renderReport } from '../report/check-formats.js';
import type { CheckReport } from '../report/check-report.js';
import { plainStyle } from '../report/style.js';
import type { CheckCommand } from './command.js';
import { readingWidth } from './output.js';
import type { World } from './world.js';

/** A job on GitHub takes a summary of one mebibyte at most, and drops a larger one without a word. */
const largestSummary = 1_000_000;

/** Prints and writes the reports; the result is the exit code, which none of them changes. */
export async function printReport(
  world: World,
  version: string,
  command: CheckCommand,
  report: CheckReport,
  exitCode: number,
): Promise<number> {
  const { verbose, outputs, format } = command;
  const rendered = (name: CheckFormat, style = plainStyle, width = 80) =>
    renderReport(name, report, { style, width, verbose, version, exitCode });
  for (const each of outputs) await world.writeFile(each.file, rendered(each.format));
  if (format === 'github' && world.jobSummary !== null) {
    const summary = rendered('markdown');
    const more = '\n\nThe rest does not fit into a summary.\n';
    await world.appendFile(
      world.jobSummary,
      summary.length > largestSummary ? summary.slice(0, largestSummary) + more : summary,
    );
  }
  await world.out(rendered(format, await world.style('out', command.color), readingWidth(world)));
  return exitCode;
}
