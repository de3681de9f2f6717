/** The formats of `check`: one table from a name to what renders it. Each is a pure function from a report to text. */
import type { CheckFormat } from './check-format-names.js';
import { renderCheckJson } from './check-json.js';
import { renderCheckMarkdown } from './check-markdown.js';
import type { CheckReport } from './check-report.js';
import { renderCheck } from './check-terminal.js';
import { renderGithub } from './github.js';
import { renderGitlab } from './gitlab.js';
import { renderJunit } from './junit.js';
import { renderSarif, type SarifOptions } from './sarif.js';
import type { TerminalOptions } from './terminal-frame.js';

/** What the formats need beside the report: how a terminal looks, and what SARIF tells of the run. */
interface ReportOptions extends TerminalOptions, SarifOptions {}

const renderers = {
  human: renderCheck,
  json: renderCheckJson,
  sarif: renderSarif,
  junit: renderJunit,
  github: renderGithub,
  gitlab: renderGitlab,
  markdown: (report) => renderCheckMarkdown(report),
} satisfies Record<CheckFormat, (report: CheckReport, options: ReportOptions) => string>;

/** Renders a run of `check` in a format. Only `human` is styled; no other format has colour. */
export function renderReport(format: CheckFormat, report: CheckReport, options: ReportOptions): string {
  return renderers[format](report, options);
}
