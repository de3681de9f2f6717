/** A run of `check` as Markdown for a comment, an issue or a job summary: the answer first, reasons folded away. */
import { type CheckedFile, type CheckReport, type PrintableFinding, shownFindings, statusOf } from './check-report.js';
import {
  acceptanceInWords,
  citationInWords,
  counted,
  countsInWords,
  groundsInWords,
  messageOf,
  stepInWords,
  summaryInWords,
  titleOf,
  verdictInWords,
} from './check-words.js';
import { markdownText } from './escape.js';
import { remedyInWords } from './finding-words.js';
import { placeInWords } from './places.js';
import { severityInWords } from './words.js';

/** By this line a bot finds its own comment again, to bring it up to date. */
export const markdownMarker = '<!-- stackfit:check -->';

/** More profiles than this that are fine are counted, not named. */
const namedFine = 10;

/** Renders a run as Markdown that ends in a line break. */
export function renderCheckMarkdown(report: CheckReport): string {
  const files = report.files.map((file) => ({ file, shown: shownFindings(report, file, report.showAccepted) }));
  const unread = files.filter(({ file }) => statusOf(file) === 'invalid');
  const revisit = files.filter(({ file }) => statusOf(file) === 'revisit');
  const fine = files.filter(({ file }) => statusOf(file) === 'fine');
  const told = [...revisit, ...fine.filter(({ shown }) => shown.length > 0)];
  const quiet = fine.filter(({ shown }) => shown.length === 0).map(({ file }) => file);
  const parts = [
    [`${markdownMarker}\n**${verdictInWords(report)}**`],
    report.problems.map(({ code, message }) => `- ${md(message)} (${md(code)})`),
    ...unread.map(({ file }) => unreadPart(file)),
    ...told.map(({ file, shown }) => profilePart(report, file, shown)),
    finePart(quiet),
    [`${md(summaryInWords(report))} Checked on ${md(report.today)}.`],
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

function unreadPart(file: CheckedFile): string[] {
  const mistakes = file.diagnostics.map(({ code, message, help, origin }) =>
    [
      ...(origin === null ? [] : [`${md(placeInWords(origin))}:`]),
      md(message),
      ...(help === null ? [] : [md(help)]),
      `(${md(code)})`,
    ].join(' '),
  );
  return [
    heading(file, `not readable, ${counted(mistakes.length, 'mistake')}`),
    '',
    ...mistakes.map((each) => `- **Mistake:** ${each}`),
  ];
}

function profilePart(report: CheckReport, file: CheckedFile, shown: readonly PrintableFinding[]): string[] {
  const state = statusOf(file) === 'revisit' ? 'revisit' : 'fine';
  const counts = shown.length === 0 ? '' : `, ${countsInWords(shown)}`;
  return [
    heading(file, `${state}${counts}`),
    '',
    ...shown.flatMap((finding) => findingLines(report, finding)),
    ...details(report, file, shown),
  ];
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
    '',
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
      const grounds = catalogue === null ? '' : groundsInWords(catalogue, reason);
      return `  - ${[reason.because, ...(grounds === '' ? [] : [`(${grounds})`]), citationInWords(report, reason)].map(md).join(' ')}`;
    }),
  ];
}

function finePart(files: readonly CheckedFile[]): string[] {
  if (files.length === 0) return [];
  if (files.length > namedFine) return [`Fine: ${counted(files.length, 'profile')}.`];
  return [`Fine: ${files.map((file) => md(titleOf(file))).join(', ')}.`];
}

/** Text in a paragraph. An invisible space behind an at sign keeps a comment from calling people. */
function md(text: string): string {
  return markdownText(text).replaceAll('@', '@&#8203;');
}
