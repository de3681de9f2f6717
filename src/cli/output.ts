/** What leaves the program: advice in the format asked for, and mistakes, each on its own stream. */
import { type PrintableDiagnostic, renderDiagnostics } from '../report/diagnostics.js';
import { visible } from '../report/escape.js';
import { renderJson } from '../report/json.js';
import { renderMarkdown } from '../report/markdown.js';
import { renderTerminal } from '../report/terminal.js';
import type { TerminalOptions } from '../report/terminal-frame.js';
import type { Subject } from '../report/words.js';
import type { Format, OutputOptions } from './command.js';
import { mistakesAsJson } from './json-mistakes.js';
import type { World } from './world.js';

const formats = {
  human: renderTerminal,
  json: renderJson,
  markdown: renderMarkdown,
} as const satisfies Record<Format, (subject: Subject, options: TerminalOptions) => string>;

/** The columns that text is wrapped to: lines longer than a hundred characters are hard to read. */
export function readingWidth(world: World): number {
  return Math.min(world.columns ?? 80, 100);
}

/** Prints advice on standard output: nothing else is printed there in a machine format. */
export async function printAdvice(world: World, options: OutputOptions, subject: Subject): Promise<void> {
  const style = await world.style('out', options.color);
  const whole = options.format === 'json' ? subject : await withSettling(subject);
  await world.out(formats[options.format](whole, { style, width: readingWidth(world), verbose: options.verbose }));
}

/** Provisional advice names the questions that would settle it. */
async function withSettling(subject: Subject): Promise<Subject> {
  if (subject.settling !== null || !subject.recommendation.provisional) return subject;
  const { settlingQuestions } = await import('./settling.js');
  return { ...subject, settling: settlingQuestions(subject.catalogue, subject.facts) };
}

/** Said after mistakes by commands that write: whoever reads it need not wonder what became of the file. */
export const nothingWasChanged = ' Nothing was changed.';

/**
 * Prints mistakes for people on standard error; in the JSON format also as JSON on standard output. `outcome` is said
 * after their count. Exit code 2.
 */
export async function printMistakes(
  world: World,
  options: OutputOptions,
  mistakes: readonly PrintableDiagnostic[],
  outcome = '',
): Promise<number> {
  if (options.format === 'json') await world.out(mistakesAsJson(mistakes));
  await world.err(renderDiagnostics(mistakes, await world.style('err', options.color), outcome, readingWidth(world)));
  return 2;
}

/** One mistake that belongs to no line of a file, such as a file that is not there. Exit code 2. */
export async function fail(world: World, options: OutputOptions, message: string): Promise<number> {
  if (options.format === 'json') await world.out(mistakesAsJson([{ code: 'unusable', message }]));
  await world.err(`${message.split('\n').map(visible).join('\n')}\n`);
  return 2;
}
