/** A run of `check` as a code quality report of GitLab: one entry for each finding and mistake. */
import type { Severity } from '../core/model.js';
import { type CheckReport, shownFindings } from './check-report.js';
import { acceptanceInWords, adviceOf, titleOf } from './check-words.js';
import { safeJson, visible } from './escape.js';
import { relativePath } from './places.js';

interface Entry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const severities = { error: 'critical', warning: 'major', note: 'info' } satisfies Record<Severity, Entry['severity']>;

/** Renders a run as a JSON array that ends in a line break. Mistakes come first. */
export function renderGitlab(report: CheckReport): string {
  return `${safeJson(distinct([...mistakes(report), ...findings(report)]))}\n`;
}

function mistakes({ problems, files }: CheckReport): Entry[] {
  return [
    ...problems.map(({ code, message, origin }) => mistake(code, message, origin?.file ?? '.', origin?.line ?? 1)),
    ...files.flatMap(({ file, diagnostics }) =>
      diagnostics.map(({ code, message, origin }) => mistake(code, message, origin?.file ?? file, origin?.line ?? 1)),
    ),
  ];
}

/** A mistake keeps its fingerprint when its line moves: it is what is wrong, and in which file. */
function mistake(code: string, message: string, file: string, line: number): Entry {
  const path = relativePath(file);
  return {
    description: visible(message),
    check_name: code,
    fingerprint: digest(`${code}\n${path}\n${message}`),
    severity: 'blocker',
    location: { path, lines: { begin: line } },
  };
}

function findings(report: CheckReport): Entry[] {
  return report.files.flatMap((file) =>
    shownFindings(report, file, report.showAccepted).map((finding) => {
      const accepted = acceptanceInWords(finding);
      const says = `${titleOf(file)}: ${adviceOf(report, finding)} [${finding.id}]`;
      return {
        description: visible(accepted === null ? says : `${says} ${accepted}`),
        check_name: finding.detail.code,
        fingerprint: finding.fingerprint,
        severity: accepted === null ? severities[finding.severity] : 'info',
        location: { path: relativePath(finding.location.file), lines: { begin: finding.location.line } },
      };
    }),
  );
}

/** GitLab drops an entry without a word when its fingerprint was there before: the second and later ones get a number. */
function distinct(entries: readonly Entry[]): Entry[] {
  const taken = new Set(entries.map((each) => each.fingerprint));
  const used = new Set<string>();
  return entries.map((entry) => {
    let { fingerprint } = entry;
    for (let number = 2; used.has(fingerprint); number += 1) {
      const next = `${entry.fingerprint}-${number}`;
      if (!taken.has(next)) fingerprint = next;
    }
    used.add(fingerprint);
    return { ...entry, fingerprint };
  });
}

/** Sixteen hexadecimal digits of a text (FNV-1a, 64 bits): to tell mistakes apart, not to keep secrets. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1)
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
