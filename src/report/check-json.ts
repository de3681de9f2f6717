/** A run of `check` as JSON: the published contract (docs/schemas/check.schema.json). Minor versions only add keys. */
import {
  type CheckedFile,
  type CheckReport,
  type PrintableFinding,
  shownFindings,
  statusOf,
  summaryOf,
} from './check-report.js';
import { messageOf } from './check-words.js';
import type { PrintableDiagnostic } from './diagnostics.js';
import { safeJson } from './escape.js';
import { schemaVersion } from './json.js';

/** Renders a run as JSON that ends in a line break. What is accepted is always there; what is not severe enough is not. */
export function renderCheckJson(report: CheckReport): string {
  const { catalogue, today, files, problems, baseline } = report;
  return `${safeJson({
    schemaVersion,
    today,
    rules: catalogue?.data.rulesDigest ?? null,
    facts: catalogue?.data.factsDigest ?? null,
    summary: { ...summaryOf(report), ...(baseline === null ? {} : { baseline }) },
    profiles: files.map((file) => profileAsData(report, file)),
    diagnostics: problems.map(({ code, message, help, origin }) => ({ code, message, help, location: origin })),
  })}\n`;
}

function profileAsData(report: CheckReport, file: CheckedFile) {
  return {
    file: file.file,
    name: file.name,
    status: statusOf(file),
    findings: shownFindings(report, file, true).map((finding) => findingAsData(report, finding)),
    steps: file.steps,
    layers: file.layers,
    diagnostics: file.diagnostics.map(diagnosticAsData),
  };
}

function findingAsData(report: CheckReport, finding: PrintableFinding) {
  const { id, detail, severity, layer, action, cause, reasons, location, fingerprint, accepted } = finding;
  return {
    ...{ id, code: detail.code, severity, layer, action, cause },
    message: messageOf(report, finding),
    ...{ detail, reasons, location, fingerprint, accepted },
  };
}

function diagnosticAsData({ code, message, help, origin }: PrintableDiagnostic) {
  return { code, message, help, location: origin };
}
