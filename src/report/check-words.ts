/** The words that every report of `check` shares: a finding with its advice, a profile in a line, the run in a line. */
import type { Catalogue } from '../core/catalogue.js';
import type { AttributionStep, FindingReason } from '../core/finding.js';
import { isAsBad, type Severity, severities } from '../core/model.js';
import { type CheckedFile, type CheckReport, type PrintableFinding, summaryOf } from './check-report.js';
import { causeInWords, findingInWords, itemInWords, remedyInWords } from './finding-words.js';
import { layerInSentence, layerName, sourcesInWords } from './words.js';

/** What was found, in a line; without a catalogue, what its rule says. */
export function messageOf({ catalogue }: CheckReport, finding: PrintableFinding): string {
  return catalogue === null ? (finding.reasons[0]?.because ?? finding.id) : findingInWords(catalogue, finding);
}

/** What was found and what would mend it, for formats that have room for one text. */
export function adviceOf(report: CheckReport, finding: PrintableFinding): string {
  return `${messageOf(report, finding)} ${remedyInWords(finding)}`.trim();
}

/** The name of a profile, or its file where it has none. */
export function titleOf({ name, file }: CheckedFile): string {
  return name ?? file;
}

/** What a finding is about: its layer by name, or the pattern. */
export function subjectOf({ catalogue }: CheckReport, layer: string | null): string {
  if (layer === null) return 'pattern';
  return catalogue === null ? layer : layerName(catalogue, layer);
}

/** `1 profile`, `2 profiles`. */
export function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}

/** The line that answers the question: how many profiles should be looked at again. */
export function verdictInWords(report: CheckReport): string {
  const { profiles, revisit, invalid } = summaryOf(report);
  if (profiles === 0)
    return report.problems.length > 0 ? 'Nothing could be checked.' : 'There was no profile to check.';
  const unread = invalid === 0 ? '' : ` ${invalid} could not be read.`;
  if (revisit > 0) return `${revisit} of ${counted(profiles, 'profile')} should be revisited.${unread}`;
  if (invalid === profiles) return `${invalid === 1 ? 'The profile' : 'The profiles'} could not be read.`;
  return `${profiles - invalid} of ${counted(profiles, 'profile')} ${profiles - invalid === 1 ? 'is' : 'are'} fine.${unread}`;
}

/** The counts of a run in a line: profiles, findings, what is accepted or hidden, the baseline. */
export function summaryInWords(report: CheckReport): string {
  const { profiles, revisit, findings, accepted, invalid } = summaryOf(report);
  const fine = profiles - revisit - invalid;
  const states = [`${revisit} to revisit`, `${fine} fine`, ...(invalid === 0 ? [] : [`${invalid} not readable`])];
  return [
    `${counted(profiles, 'profile')}: ${states.join(', ')}.`,
    `${counted(findings, 'finding')}${hiddenInWords(report)}.`,
    ...acceptedInWords(report, accepted),
    ...baselineInWords(report),
  ].join(' ');
}

function hiddenInWords({ files, minSeverity }: CheckReport): string {
  const hidden = files
    .flatMap(({ findings }) => findings)
    .filter((each) => each.accepted === null && !isAsBad(each.severity, minSeverity)).length;
  return hidden === 0 ? '' : `, ${hidden} of them not shown (below --min-severity ${minSeverity})`;
}

function acceptedInWords({ showAccepted }: CheckReport, accepted: number): string[] {
  if (accepted === 0) return [];
  return [`${accepted} accepted${showAccepted ? '' : ', shown with --show-accepted'}.`];
}

function baselineInWords({ baseline }: CheckReport): string[] {
  if (baseline === null) return [];
  return [`Baseline: ${counted(baseline.known, 'known finding')} left out, ${baseline.resolved} no longer found.`];
}

const severityNouns = {
  error: ['danger', 'dangers'],
  warning: ['to watch', 'to watch'],
  note: ['note', 'notes'],
} satisfies Record<Severity, readonly [string, string]>;

/** How many findings there are of each severity: "1 danger, 2 to watch". */
export function countsInWords(findings: readonly PrintableFinding[]): string {
  const open = findings.filter((each) => each.accepted === null);
  const counts = severities.flatMap((severity) => {
    const count = open.filter((each) => each.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severityNouns[severity][count === 1 ? 0 : 1]}`];
  });
  const accepted = findings.length - open.length;
  return [...counts, ...(accepted === 0 ? [] : [`${accepted} accepted`])].join(', ');
}

/** Until when, and why, somebody lives with a finding; null where nobody does. */
export function acceptanceInWords({ accepted }: PrintableFinding): string | null {
  return accepted === null ? null : `Accepted until ${accepted.until}: ${accepted.because}`;
}

/** What one cause changed, in a sentence; null where it changed nothing that is told of. */
export function stepInWords(catalogue: Catalogue, { cause, pattern, layers }: AttributionStep): string | null {
  const move = (layer: string | null, { from, to }: { readonly from: string | null; readonly to: string | null }) =>
    `${itemInWords(catalogue, layer, from)} → ${itemInWords(catalogue, layer, to)}`;
  const moves = [
    ...(pattern === null ? [] : [`pattern ${move(null, pattern)}`]),
    ...Object.entries(layers).map(([layer, change]) => `${layerInSentence(catalogue, layer)} ${move(layer, change)}`),
  ];
  const because = causeInWords(cause);
  return moves.length === 0 ? null : `${because.charAt(0).toUpperCase()}${because.slice(1)}: ${moves.join('; ')}`;
}

/** The rule that a reason rests on, and on whose word. */
export function citationInWords({ catalogue }: CheckReport, { rule, sources }: FindingReason): string {
  return `[${rule}] ${catalogue === null ? sources.join('; ') : sourcesInWords(catalogue, sources)}`.trim();
}
