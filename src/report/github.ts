/** A run of `check` as annotations of GitHub Actions: workflow commands, worst first, no more of a kind than are shown. */
import type { Severity } from '../core/model.js';
import { type CheckReport, type PrintableFinding, shownFindings } from './check-report.js';
import { acceptanceInWords, adviceOf, subjectOf, titleOf } from './check-words.js';
import { visible } from './escape.js';
import { relativePath } from './places.js';

/** GitHub shows ten annotations of a kind for a step and drops the others without a word. */
const mostOfAKind = 10;

const kinds = { error: 'error', warning: 'warning', note: 'notice' } satisfies Record<Severity, string>;

interface Annotation {
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | null;
}

/** Renders a run as workflow commands, one to a line: errors of all profiles, then warnings, then notices. */
export function renderGithub(report: CheckReport): string {
  const annotations = [...mistakes(report), ...findings(report)];
  const lines = (Object.keys(kinds) as Severity[]).flatMap((severity) => {
    const own = annotations.filter((each) => each.severity === severity);
    if (own.length <= mostOfAKind) return own.map(command);
    const more = own.length - mostOfAKind + 1;
    return [
      ...own.slice(0, mostOfAKind - 1).map(command),
      `::${kinds[severity]} title=stackfit::${more} more: see the job summary`,
    ];
  });
  return lines.map((line) => `${line}\n`).join('');
}

function mistakes({ problems, files }: CheckReport): Annotation[] {
  return [
    ...problems.map(
      ({ code, message, origin }): Annotation => ({
        severity: 'error',
        title: `stackfit (${code})`,
        message,
        place: origin,
      }),
    ),
    ...files.flatMap((file) =>
      file.diagnostics.map(
        ({ code, message, help, origin }): Annotation => ({
          severity: 'error',
          title: `${titleOf(file)}: not readable (${code})`,
          message: help === null ? message : `${message}; ${help}`,
          place: origin ?? { file: file.file, line: 1, column: 1 },
        }),
      ),
    ),
  ];
}

function findings(report: CheckReport): Annotation[] {
  return report.files.flatMap((file) =>
    shownFindings(report, file, report.showAccepted).map((finding) => ({
      severity: finding.accepted === null ? finding.severity : 'note',
      title: `${titleOf(file)}: ${subjectOf(report, finding.layer)} (${finding.detail.code})`,
      message: [...acceptance(finding), `${adviceOf(report, finding)} [${finding.id}]`].join(' '),
      place: finding.location,
    })),
  );
}

function acceptance(finding: PrintableFinding): string[] {
  const accepted = acceptanceInWords(finding);
  return accepted === null ? [] : [accepted];
}

function command({ severity, title, message, place }: Annotation): string {
  const where =
    place === null ? [] : [`file=${property(relativePath(place.file))}`, `line=${place.line}`, `col=${place.column}`];
  return `::${kinds[severity]} ${[...where, `title=${property(title)}`].join(',')}::${data(message)}`;
}

/** What the runner turns back: per cent signs and line breaks. */
function data(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** In a property, colons and commas too: they end it. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
