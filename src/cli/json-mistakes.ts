/** Mistakes in the JSON format: the same keys whether a file, a flag or a path is wrong. */
import type { Origin } from '../core/model.js';
import { safeJson } from '../report/escape.js';
import { schemaVersion } from '../report/json.js';

interface Mistake {
  readonly code: string;
  readonly message: string;
  readonly help?: string | null;
  readonly origin?: Origin | null;
}

/** What `--format json` prints instead of advice. */
export function mistakesAsJson(mistakes: readonly Mistake[]): string {
  const diagnostics = mistakes.map(({ code, message, help = null, origin = null }) => ({
    code,
    message,
    help,
    location: origin,
  }));
  return `${safeJson({ schemaVersion, diagnostics })}\n`;
}
