/** An earlier report as a baseline: what it already had is not told again, unless it has become worse. */
import { isAsBad, type Severity } from '../core/model.js';
import type { CheckedFile, CheckReport } from '../report/check-report.js';
import type { PrintableDiagnostic } from '../report/diagnostics.js';
import { problem } from './problem.js';
import type { World } from './world.js';

/** What was found, by fingerprint: a profile's name and a finding's id, never a line or a count. */
export type Baseline = ReadonlyMap<string, { readonly severity: Severity; readonly profile: string | null }>;

/** A report of thousands of profiles is some tens of megabytes. */
const largestReport = 200_000_000;

/** Reads a report that `check --format json` wrote. Null, and a problem, when it is none. */
export async function readBaseline(
  world: World,
  file: string,
  problems: PrintableDiagnostic[],
): Promise<Baseline | null> {
  const wrong = (why: string): null => {
    problems.push(problem('baseline', `"${file}" ${why}`, 'make it with: stackfit check --format json'));
    return null;
  };
  const read = await world.readFile(file, largestReport);
  if (!read.ok) return wrong(`${read.why}.`);
  let report: unknown;
  try {
    report = JSON.parse(read.text);
  } catch {
    return wrong('is not JSON.');
  }
  return findingsIn(report) ?? wrong('is no report of check.');
}

type Unread = Readonly<Record<string, unknown>>;

function findingsIn(report: unknown): Baseline | null {
  const { schemaVersion, profiles } = asMap(report);
  if (typeof schemaVersion !== 'string' || !schemaVersion.startsWith('1.') || !Array.isArray(profiles)) return null;
  const known = new Map<string, { severity: Severity; profile: string | null }>();
  for (const { name, findings } of profiles.map(asMap)) {
    if (!Array.isArray(findings)) return null;
    for (const { fingerprint, severity, accepted } of findings.map(asMap)) {
      if (typeof fingerprint !== 'string' || !isSeverity(severity)) return null;
      // What somebody accepted is silent anyway; once that ends, it is news.
      if (!accepted) known.set(fingerprint, { severity, profile: typeof name === 'string' ? name : null });
    }
  }
  return known;
}

function asMap(value: unknown): Unread {
  return typeof value === 'object' && value !== null ? (value as Unread) : {};
}

function isSeverity(value: unknown): value is Severity {
  return value === 'error' || value === 'warning' || value === 'note';
}

/** The report without what the baseline knows. Gone is what a profile of this run no longer has, in any severity. */
export function againstBaseline(report: CheckReport, baseline: Baseline | null): CheckReport {
  if (baseline === null) return report;
  const read = new Set(report.files.filter((file) => file.diagnostics.length === 0).map(({ name }) => name));
  const found = new Set(report.files.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint)));
  const resolved = [...baseline].filter(([id, { profile }]) => read.has(profile) && !found.has(id)).length;
  const files = report.files.map((file) => withoutKnown(file, baseline));
  const count = (all: readonly CheckedFile[]) => all.reduce((total, { findings }) => total + findings.length, 0);
  return { ...report, files, baseline: { known: count(report.files) - count(files), resolved } };
}

/** A file without what the baseline knows. */
function withoutKnown(file: CheckedFile, baseline: Baseline): CheckedFile {
  const findings = file.findings.filter(({ fingerprint, severity, accepted }) => {
    const known = baseline.get(fingerprint);
    return accepted !== null || known === undefined || !isAsBad(known.severity, severity);
  });
  return { ...file, findings };
}
