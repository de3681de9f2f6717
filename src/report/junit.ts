/** A run of `check` as JUnit XML: a suite for each profile, a case for each layer and one for the pattern. */
import { type CheckedFile, type CheckReport, type PrintableFinding, shownFindings } from './check-report.js';
import { acceptanceInWords, messageOf, subjectOf, titleOf } from './check-words.js';
import type { PrintableDiagnostic } from './diagnostics.js';
import { visible } from './escape.js';
import { remedyInWords } from './finding-words.js';
import { placeInWords, relativePath } from './places.js';
import { severityInWords } from './words.js';

/** What a case comes to: readers know one of these for each. */
type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

interface Case {
  readonly name: string;
  readonly outcome: Outcome;
  /** Of the failure, the error, or what is skipped. */
  readonly type: string;
  readonly message: string;
  /** Everything that was found, a line each. */
  readonly text: readonly string[];
  /** What is told but fails nothing. */
  readonly output: readonly string[];
}

interface Suite {
  readonly name: string;
  readonly file: string | null;
  readonly cases: readonly Case[];
}

/** Renders a run as XML that ends in a line break. Warnings and errors fail a case; notes are its output. */
export function renderJunit(report: CheckReport): string {
  const suites = [...problemSuite(report), ...report.files.map((file) => suiteOf(report, file))];
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="stackfit"${counts(all)}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
    '',
  ].join('\n');
}

function problemSuite({ problems }: CheckReport): Suite[] {
  if (problems.length === 0) return [];
  const cases = problems.map(
    ({ code, message }): Case => ({ name: code, outcome: 'error', type: code, message, text: [message], output: [] }),
  );
  return [{ name: 'stackfit', file: null, cases }];
}

function suiteOf(report: CheckReport, file: CheckedFile): Suite {
  const shown = shownFindings(report, file, report.showAccepted);
  const layers = new Set([...file.layers, ...shown.flatMap(({ layer }) => layer ?? [])]);
  const cases =
    file.diagnostics.length > 0
      ? [unreadCase(file.diagnostics)]
      : [null, ...layers].map((layer) =>
          caseOf(
            report,
            layer,
            shown.filter((each) => each.layer === layer),
          ),
        );
  return { name: titleOf(file), file: relativePath(file.file), cases };
}

function unreadCase(diagnostics: readonly PrintableDiagnostic[]): Case {
  const text = diagnostics.map(({ origin, message, code, help }) =>
    [
      ...(origin === null ? [] : [`${placeInWords(origin)}:`]),
      message,
      ...(help === null ? [] : [help]),
      `[${code}]`,
    ].join(' '),
  );
  const { code = '', message = '' } = diagnostics[0] ?? {};
  return { name: 'profile', outcome: 'error', type: code, message: andMore(message, text.length), text, output: [] };
}

/** One element says what a case comes to, since that is what readers count; it tells of every finding. */
function caseOf(report: CheckReport, layer: string | null, findings: readonly PrintableFinding[]): Case {
  const name = layer === null ? 'pattern' : subjectOf(report, layer);
  const open = findings.filter(({ accepted }) => accepted === null);
  const failed = open.filter(({ severity }) => severity !== 'note');
  const notes = open.filter(({ severity }) => severity === 'note').map((each) => line(report, each));
  const accepted = findings.filter((each) => each.accepted !== null);
  const told = accepted.map((each) => line(report, each));
  const worst = failed[0];
  if (worst !== undefined) {
    const message = andMore(messageOf(report, worst), failed.length);
    const text = failed.map((each) => line(report, each));
    return { name, outcome: 'failure', type: worst.detail.code, message, text, output: [...notes, ...told] };
  }
  const first = accepted[0];
  if (first === undefined) return { name, outcome: 'passed', type: '', message: '', text: [], output: notes };
  const message = andMore(acceptanceInWords(first) ?? '', accepted.length);
  return { name, outcome: 'skipped', type: '', message, text: [], output: [...notes, ...told] };
}

function andMore(message: string, count: number): string {
  return count > 1 ? `${message} (and ${count - 1} more)` : message;
}

/** A finding in a line that starts with its place. */
function line(report: CheckReport, finding: PrintableFinding): string {
  const { location, severity, id } = finding;
  const remedy = remedyInWords(finding);
  const accepted = acceptanceInWords(finding);
  return [
    `${placeInWords({ ...location, file: relativePath(location.file) })}: ${severityInWords(severity)}:`,
    messageOf(report, finding),
    ...(remedy === '' ? [] : [remedy]),
    ...(accepted === null ? [] : [accepted]),
    `[${id}]`,
  ].join(' ');
}

function suiteLines({ name, file, cases }: Suite): string[] {
  return [
    `  <testsuite name="${xml(name)}"${counts(cases)} time="0">`,
    ...cases.flatMap((each) => caseLines(each, name, file)),
    '  </testsuite>',
  ];
}

function caseLines({ name, outcome, type, message, text, output }: Case, suite: string, file: string | null): string[] {
  const place = file === null ? '' : ` file="${xml(file)}"`;
  const head = `<testcase name="${xml(name)}" classname="${xml(suite)}"${place} time="0"`;
  if (outcome === 'passed' && output.length === 0) return [`    ${head}/>`];
  const said = `message="${xml(message)}"`;
  const element = {
    passed: [],
    skipped: [`      <skipped ${said}/>`],
    failure: [`      <failure ${said} type="${xml(type)}">${lines(text)}</failure>`],
    error: [`      <error ${said} type="${xml(type)}">${lines(text)}</error>`],
  } satisfies Record<Outcome, string[]>;
  return [
    `    ${head}>`,
    ...element[outcome],
    ...(output.length === 0 ? [] : [`      <system-out>${lines(output)}</system-out>`]),
    '    </testcase>',
  ];
}

function counts(cases: readonly Case[]): string {
  const count = (outcome: Outcome) => cases.filter((each) => each.outcome === outcome).length;
  return ` tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}

function lines(text: readonly string[]): string {
  return text.map(xml).join('\n');
}

/** Text for XML 1.0: marks escaped, and characters that it forbids shown as \u{…} like control characters. */
function xml(text: string): string {
  return visible(text)
    .replace(/[\p{Surrogate}\ufffe\uffff]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
