/** A run of `check` as Markdown for a comment, an issue or a job summary: the answer first, reasons folded away. */
import { type CheckedFile, type CheckReport, type PrintableFinding, shownFindings, statusOf } from './check-report.js';
import {
  acceptanceInWords,
  citationInWords,
  counted,
  countsInWords,
  messageOf,
  stepInWords,
  summaryInWords,
  titleOf,
  verdictInWords,
} from './check-words.js';
import { markdownText } from './escape.js';
import { evidenceInWords } from './evidence-words.js';
import { remedyInWords } from './finding-words.js';
import { placeInWords } from './places.js';
import { severityInWords } from './words.js';

/** By this line a bot finds its own comment again, to bring it up to date. */
export const markdownMarker = '<!-- stackfit:check -->';

/** More profiles than this that are fine are counted, not named. */
const namedFine = 10;

/** GitHub refuses a comment over 65,536 characters, and drops a summary over one mebibyte. */
const roomInComment = 65_000;

/** A part of the report: what it begins with, its points one by one, and what is folded away; empty for nothing. */
interface Part {
  readonly head: string;
  readonly points: readonly string[];
  readonly folded: string;
}

/**
 * Renders a run as Markdown that ends in a line break. What does not fit into so many characters is left out, the least
 * needed first: what is folded away, then findings from the last ones on, then profiles from the last ones on.
 */
export function renderCheckMarkdown(report: CheckReport, budget = roomInComment): string {
  const files = report.files.map((file) => ({ file, shown: shownFindings(report, file, report.showAccepted) }));
  const unread = files.filter(({ file }) => statusOf(file) === 'invalid');
  const revisit = files.filter(({ file }) => statusOf(file) === 'revisit');
  const fine = files.filter(({ file }) => statusOf(file) === 'fine');
  const told = [...revisit, ...fine.filter(({ shown }) => shown.length > 0)];
  const quiet = fine.filter(({ shown }) => shown.length === 0).map(({ file }) => file);
  const parts: readonly Part[] = [
    openingPart(report),
    ...unread.map(({ file }) => unreadPart(file)),
    ...told.map(({ file, shown }) => profilePart(report, file, shown)),
  ];
  const end = [fineInWords(quiet), `${md(summaryInWords(report))} Checked on ${md(report.today)}.`];
  const whole = written(parts, end);
  return whole.length <= budget ? whole : shortened(parts, end, budget);
}

function written(parts: readonly Part[], end: readonly string[]): string {
  const texts = [...parts.flatMap(({ head, points, folded }) => [head, points.join('\n'), folded]), ...end];
  return `${texts.filter((each) => each !== '').join('\n\n')}\n`;
}

function shortened(whole: readonly Part[], end: readonly string[], budget: number): string {
  const parts = whole.map((part) => ({ ...part, folded: '' }));
  const bare = written(parts, [...end, 'The reasons are left out, so that the rest fits.']);
  if (bare.length <= budget) return bare;
  const points = parts.reduce((sum, part) => sum + part.points.length, 0);
  const withPoints = (count: number) =>
    written(firstPoints(parts, count), [...end, 'What is left out, so that the rest fits, is in the log.']);
  if (withPoints(0).length <= budget) return withPoints(mostThatFit(points, budget, withPoints));
  const heads = firstPoints(parts, 0);
  const withProfiles = (count: number) =>
    written(heads.slice(0, 1 + count), [`${counted(heads.length - 1 - count, 'more profile')}; see the log.`, ...end]);
  return withProfiles(mostThatFit(heads.length - 1, budget, withProfiles));
}

/** The parts with so many points in all, and how many are missing in the one that is cut. */
function firstPoints(parts: readonly Part[], count: number): readonly Part[] {
  let left = count;
  return parts.map((part) => {
    const points = part.points.slice(0, left);
    const missing = part.points.length - points.length;
    left -= points.length;
    return { ...part, points: missing > 0 && points.length > 0 ? [...points, `- ${missing} more`] : points };
  });
}

/** The most of something that can be told within a budget; none when not even that fits. */
function mostThatFit(most: number, budget: number, render: (count: number) => string): number {
  let [fits, tooMany] = [0, most + 1];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (render(middle).length <= budget) fits = middle;
    else tooMany = middle;
  }
  return fits;
}

function openingPart(report: CheckReport): Part {
  const points = report.problems.map(({ code, message }) => `- ${md(message)} (${md(code)})`);
  return { head: `${markdownMarker}\n**${verdictInWords(report)}**`, points, folded: '' };
}

function unreadPart(file: CheckedFile): Part {
  const mistakes = file.diagnostics.map(({ code, message, help, origin }) =>
    [
      ...(origin === null ? [] : [`${md(placeInWords(origin))}:`]),
      md(message),
      ...(help === null ? [] : [md(help)]),
      `(${md(code)})`,
    ].join(' '),
  );
  return {
    head: heading(file, `not readable, ${counted(mistakes.length, 'mistake')}`),
    points: mistakes.map((each) => `- **Mistake:** ${each}`),
    folded: '',
  };
}

function profilePart(report: CheckReport, file: CheckedFile, shown: readonly PrintableFinding[]): Part {
  const state = statusOf(file) === 'revisit' ? 'revisit' : 'fine';
  const counts = shown.length === 0 ? '' : `, ${countsInWords(shown)}`;
  return {
    head: heading(file, `${state}${counts}`),
    points: shown.map((finding) => findingLines(report, finding).join('\n')),
    folded: details(report, file, shown).join('\n'),
  };
}

function heading(file: CheckedFile, state: string): string {
  const place = file.name === null ? '' : ` (${md(file.file)})`;
  return `### ${md(titleOf(file))}${place}: ${state}`;
}

function findingLines(report: CheckReport, finding: PrintableFinding): string[] {
  const { severity, id } = finding;
  const accepted = acceptanceInWords(finding);
  return [
    `- **${severityInWords(severity)}:** ${md(messageOf(report, finding))}`,
    `  ${[remedyInWords(finding), `Id: ${md(id)}`].join(' ').trim()}`,
    ...(accepted === null ? [] : [`  ${md(accepted)}`]),
  ];
}

/** Reasons and steps, folded; nothing where there is nothing to tell. */
function details(report: CheckReport, file: CheckedFile, shown: readonly PrintableFinding[]): string[] {
  const { catalogue } = report;
  const reasons = shown.flatMap((finding) => reasonLines(report, finding));
  const steps = catalogue === null ? [] : file.steps.flatMap((step) => stepInWords(catalogue, step) ?? []);
  if (reasons.length + steps.length === 0) return [];
  return [
    '<details><summary>Reasons</summary>',
    '',
    ...steps.map((each) => `- What moved the advice. ${md(each)}`),
    ...reasons,
    '',
    '</details>',
  ];
}

function reasonLines(report: CheckReport, { id, location, reasons }: PrintableFinding): string[] {
  if (reasons.length === 0) return [];
  const { catalogue } = report;
  return [
    `- ${md(id)} at ${md(placeInWords(location))}`,
    ...reasons.map((reason) => {
      const grounds = catalogue === null ? '' : evidenceInWords(catalogue, reason.evidence);
      return `  - ${[reason.because, ...(grounds === '' ? [] : [`(${grounds})`]), citationInWords(report, reason)].map(md).join(' ')}`;
    }),
  ];
}

function fineInWords(files: readonly CheckedFile[]): string {
  if (files.length === 0) return '';
  if (files.length > namedFine) return `Fine: ${counted(files.length, 'profile')}.`;
  return `Fine: ${files.map((file) => md(titleOf(file))).join(', ')}.`;
}

/** Text in a paragraph. An invisible space behind an at sign keeps a comment from calling people. */
function md(text: string): string {
  return markdownText(text).replaceAll('@', '@&#8203;');
}
