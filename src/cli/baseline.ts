/** An earlier report as a baseline: what it already had is not told again, unless it has become worse. */
import type { Severity } from '../core/model.js';
import { atLeast, type CheckedFile } from '../report/check-report.js';
import type { PrintableDiagnostic } from '../report/diagnostics.js';
import { problem } from './problem.js';
import type { World } from './world.js';

/** How bad each finding was, by fingerprint: a profile's name and a finding's id, never a line or a count. */
export type Baseline = ReadonlyMap<string, Severity>;

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
  const read = await world.readFile(file);
  if (!read.ok) return wrong(`${read.why}.`);
  try {
    const findings = findingsIn(JSON.parse(read.text.replace(/^\uFEFF/, '')));
    return findings ?? wrong('is no report of check.');
  } catch {
    return wrong('is not JSON.');
  }
}

function findingsIn(report: unknown): Baseline | null {
  const { schemaVersion, profiles } = (report ?? {}) as { schemaVersion?: unknown; profiles?: unknown };
  if (typeof schemaVersion !== 'string' || !schemaVersion.startsWith('1.') || !Array.isArray(profiles)) return null;
  const known = new Map<string, Severity>();
  for (const profile of profiles) {
    const { findings } = (profile ?? {}) as { findings?: unknown };
    if (!Array.isArray(findings)) return null;
    for (const { fingerprint, severity } of findings) {
      if (typeof fingerprint !== 'string' || !['error', 'warning', 'note'].includes(severity)) return null;
      known.set(fingerprint, severity);
    }
  }
  return known;
}

/** A file without what the baseline knows. */
export function withoutKnown(file: CheckedFile, baseline: Baseline): CheckedFile {
  const findings = file.findings.filter(({ fingerprint, severity }) => {
    const known = baseline.get(fingerprint);
    return known === undefined || !atLeast(known, severity);
  });
  return { ...file, findings };
}
