/** A run of `check` as SARIF 2.1.0 (OASIS): one run, a rule for each code that was found, accepted findings suppressed. */
import type { FindingCode } from '../core/finding.js';
import type { Origin } from '../core/model.js';
import { type CheckedFile, type CheckReport, type PrintableFinding, shownFindings } from './check-report.js';
import { adviceOf, titleOf } from './check-words.js';
import { codeWords } from './code-words.js';
import { safeJson, visible } from './escape.js';
import { uriPath } from './places.js';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** What SARIF tells of the run itself. */
export interface SarifOptions {
  readonly version: string;
  readonly exitCode: number;
}

/** Renders a run as a SARIF log that ends in a line break. */
export function renderSarif(report: CheckReport, { version, exitCode }: SarifOptions): string {
  const found = report.files.flatMap((file) => shownFindings(report, file, true).map((finding) => ({ file, finding })));
  const codes = [...new Set(found.map(({ finding }) => finding.detail.code))].sort();
  const run = {
    tool: { driver: { name: 'stackfit', version, rules: codes.map(ruleOf) } },
    invocations: [
      { executionSuccessful: exitCode <= 1, exitCode, toolExecutionNotifications: notificationsOf(report) },
    ],
    columnKind: 'utf16CodeUnits',
    results: found.map(({ file, finding }) => resultOf(report, file, finding, codes)),
  };
  return `${safeJson({ $schema: schema, version: '2.1.0', runs: [run] })}\n`;
}

function ruleOf(code: FindingCode) {
  const { short, help } = codeWords[code];
  return { id: code, shortDescription: { text: short }, help: { text: help } };
}

function resultOf(report: CheckReport, file: CheckedFile, finding: PrintableFinding, codes: readonly FindingCode[]) {
  const { id, detail, severity, layer, action, cause, location, fingerprint, accepted } = finding;
  return {
    ruleId: detail.code,
    ruleIndex: codes.indexOf(detail.code),
    level: severity,
    message: messageText(adviceOf(report, finding)),
    locations: [placeOf(location)],
    partialFingerprints: { 'stackfit/v1': fingerprint },
    ...(accepted === null
      ? {}
      : {
          suppressions: [
            {
              kind: 'external',
              status: 'accepted',
              justification: visible(accepted.because),
              properties: { until: accepted.until },
            },
          ],
        }),
    properties: { profile: titleOf(file), id, layer, action, cause },
  };
}

function notificationsOf({ files, problems }: CheckReport) {
  return [
    ...problems.map(({ code, message, origin }) => notification(code, message, origin)),
    ...files.flatMap(({ file, diagnostics }) =>
      diagnostics.map(({ code, message, help, origin }) =>
        notification(code, help === null ? message : `${message}; ${help}`, origin ?? { file, line: 1, column: 1 }),
      ),
    ),
  ];
}

function notification(code: string, message: string, origin: Origin | null) {
  return {
    descriptor: { id: code },
    level: 'error',
    message: messageText(message),
    ...(origin === null ? {} : { locations: [placeOf(origin)] }),
  };
}

/** Lines and columns count from one; a place that says less is the start of the file. */
function placeOf({ file, line, column }: Origin) {
  const region = { startLine: Math.max(1, line), startColumn: Math.max(1, column) };
  return { physicalLocation: { artifactLocation: { uri: uriPath(file) }, region } };
}

/** A message without placeholders (braces are doubled, section 3.11.5) and without links (3.11.6), whatever people wrote. */
function messageText(text: string) {
  return { text: visible(text).replace(/[{}]/g, '$&$&').replaceAll('](', '\\](') };
}
