/** A run of `check` for a terminal: what could not be read, what to revisit, what is fine, and a line that counts it all. */
import type { Severity } from '../core/model.js';
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
} from './check-words.js';
import { renderDiagnostic } from './diagnostics.js';
import { visible } from './escape.js';
import { evidenceInWords } from './evidence-words.js';
import { remedyInWords } from './finding-words.js';
import { paragraph, widthOf } from './layout.js';
import type { TerminalOptions } from './terminal-frame.js';
import { severityInWords } from './words.js';

/** More profiles than this that are fine are counted, not named. */
const namedFine = 10;

/** Renders a run as text that ends in a line break. Each block stands apart; trouble comes first. */
export function renderCheck(report: CheckReport, options: TerminalOptions): string {
  const files = report.files.map((file) => ({ file, shown: shownFindings(report, file, report.showAccepted) }));
  const unread = files.filter(({ file }) => statusOf(file) === 'invalid');
  const revisit = files.filter(({ file }) => statusOf(file) === 'revisit');
  const fine = files.filter(({ file }) => statusOf(file) === 'fine');
  const blocks = [
    ...report.problems.map((each) => renderDiagnostic(each, options.style, options.width)),
    ...unread.map(({ file }) => unreadLines(file, options)),
    ...[...revisit, ...fine.filter(({ shown }) => shown.length > 0)].map(({ file, shown }) =>
      profileLines(report, file, shown, options),
    ),
    fineLines(
      fine.filter(({ shown }) => shown.length === 0).map(({ file }) => file),
      options,
    ),
    paragraph(options.style.strong(summaryInWords(report)), options.width),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function unreadLines(file: CheckedFile, options: TerminalOptions): string[] {
  const { style } = options;
  return [
    ...profileLine(file, `${style.bad('not readable')}, ${counted(file.diagnostics.length, 'mistake')}`, options),
    ...file.diagnostics.flatMap((diagnostic) => renderDiagnostic(diagnostic, style, options.width)),
  ];
}

/** The line that stands for a profile: its name, its file, what it comes to. */
function profileLine(file: CheckedFile, state: string, { style, width }: TerminalOptions): string[] {
  const place = file.name === null ? '' : ` ${style.quiet(`(${visible(file.file)})`)}`;
  return paragraph(`${style.strong(visible(titleOf(file)))}${place}: ${state}`, width, '  ', '');
}

function profileLines(
  report: CheckReport,
  file: CheckedFile,
  shown: readonly PrintableFinding[],
  options: TerminalOptions,
): string[] {
  const { style } = options;
  const word = statusOf(file) === 'revisit' ? style.warning('revisit') : style.good('fine');
  const counts = shown.length === 0 ? '' : `, ${countsInWords(shown)}`;
  return [
    ...profileLine(file, `${word}${counts}`, options),
    ...shown.flatMap((finding) => ['', ...findingLines(report, finding, options)]),
    ...(options.verbose ? stepLines(report, file, options) : []),
  ];
}

function findingLines(report: CheckReport, finding: PrintableFinding, options: TerminalOptions): string[] {
  const { style, width, verbose } = options;
  const { severity, location, id } = finding;
  const remedy = remedyInWords(finding);
  const accepted = acceptanceInWords(finding);
  const lead = emphasised(severity, options)(severityInWords(severity));
  return [
    ...paragraph(`${lead}: ${visible(messageOf(report, finding))}`, width, '    ', '  '),
    ...(remedy === '' ? [] : paragraph(remedy, width, '    ')),
    ...(accepted === null ? [] : paragraph(style.good(visible(accepted)), width, '    ')),
    ...placeLines(`${location.file}:${location.line}:${location.column}`, id, options),
    ...(verbose ? reasonLines(report, finding, options) : []),
  ];
}

/** Never wrapped: a place is to be clicked, an id to be copied. */
function placeLines(place: string, id: string, { style, width }: TerminalOptions): string[] {
  const [where, name] = [visible(place), `[${visible(id)}]`];
  const fits = widthOf(where) + widthOf(name) + 5 <= width;
  return (fits ? [`${where} ${name}`] : [where, name]).map((line) => `    ${style.quiet(line)}`);
}

function reasonLines(report: CheckReport, { reasons }: PrintableFinding, { style, width }: TerminalOptions): string[] {
  return reasons.flatMap((reason) => {
    const grounds = report.catalogue === null ? '' : evidenceInWords(report.catalogue, reason.evidence);
    return [
      ...paragraph(visible(reason.because), width, '      ', '    - '),
      ...(grounds === '' ? [] : paragraph(style.quiet(visible(grounds)), width, '      ')),
      ...paragraph(style.quiet(visible(citationInWords(report, reason))), width, '      '),
    ];
  });
}

function stepLines({ catalogue }: CheckReport, { steps }: CheckedFile, { style, width }: TerminalOptions): string[] {
  const told = catalogue === null ? [] : steps.flatMap((step) => stepInWords(catalogue, step) ?? []);
  if (told.length === 0) return [];
  return [
    '',
    `  ${style.strong('What moved the advice since the decision')}`,
    ...told.flatMap((each) => paragraph(visible(each), width, '    ', '  - ')),
  ];
}

function fineLines(files: readonly CheckedFile[], options: TerminalOptions): string[] {
  const { style, verbose, width } = options;
  if (files.length > namedFine && !verbose)
    return paragraph(`${counted(files.length, 'profile')} are ${style.good('fine')}.`, width);
  return files.flatMap((file) => profileLine(file, style.good('fine'), options));
}

function emphasised(severity: Severity, { style }: TerminalOptions): (text: string) => string {
  return { error: style.bad, warning: style.warning, note: style.strong }[severity];
}
