/** Everything that a report of `check` is about: each file with its findings or mistakes, and how it is shown. */
import type { Catalogue } from '../core/catalogue.js';
import type { AttributionStep, Finding } from '../core/finding.js';
import { isAsBad, type Origin, type Severity } from '../core/model.js';
import type { PrintableDiagnostic } from './diagnostics.js';

/** A finding with what tells it from all others, wherever its file moves. */
export interface PrintableFinding extends Finding {
  readonly location: Origin;
  /** Sixteen hexadecimal digits: a hash of the profile's name and the finding's id. */
  readonly fingerprint: string;
}

/** One profile file. */
export interface CheckedFile {
  readonly file: string;
  /** Null: the file does not say, or could not be read. */
  readonly name: string | null;
  /** Worst first, accepted ones too. What the baseline knows is left out. */
  readonly findings: readonly PrintableFinding[];
  readonly steps: readonly AttributionStep[];
  /** The layers that the decision or the stack tells of, in the order of layers. */
  readonly layers: readonly string[];
  /** When there is any, the profile could not be checked. */
  readonly diagnostics: readonly PrintableDiagnostic[];
}

export interface CheckReport {
  /** Null when the rules did not load. */
  readonly catalogue: Catalogue | null;
  readonly today: string;
  /** In the order of the input. */
  readonly files: readonly CheckedFile[];
  /** Mistakes that belong to no profile: a flag, a path, a rule file. */
  readonly problems: readonly PrintableDiagnostic[];
  /** Less severe findings are not shown. */
  readonly minSeverity: Severity;
  /** Accepted findings are shown to people too; they always count. */
  readonly showAccepted: boolean;
  /** How many findings the baseline already held, and how many of it are gone; null without a baseline. */
  readonly baseline: { readonly known: number; readonly resolved: number } | null;
}

export interface CheckSummary {
  readonly profiles: number;
  /** Profiles with a warning or an error that nobody accepted. */
  readonly revisit: number;
  /** Findings that nobody accepted. */
  readonly findings: number;
  readonly accepted: number;
  readonly invalid: number;
}

/** What a profile comes to. */
export function statusOf({ diagnostics, findings }: CheckedFile): 'fine' | 'revisit' | 'invalid' {
  if (diagnostics.length > 0) return 'invalid';
  return findings.some((each) => each.accepted === null && isAsBad(each.severity, 'warning')) ? 'revisit' : 'fine';
}

/** The counts of a run: what is not shown counts as well. */
export function summaryOf({ files }: CheckReport): CheckSummary {
  const count = { profiles: files.length, revisit: 0, findings: 0, accepted: 0, invalid: 0 };
  for (const file of files) {
    const accepted = file.findings.filter((each) => each.accepted !== null).length;
    const status = statusOf(file);
    count.findings += file.findings.length - accepted;
    count.accepted += accepted;
    if (status === 'revisit') count.revisit += 1;
    if (status === 'invalid') count.invalid += 1;
  }
  return count;
}

/** The findings of a file to show: severe enough, and accepted ones only where they are wanted. */
export function shownFindings(report: CheckReport, file: CheckedFile, accepted: boolean): PrintableFinding[] {
  return file.findings.filter(
    (each) => isAsBad(each.severity, report.minSeverity) && (accepted || each.accepted === null),
  );
}
