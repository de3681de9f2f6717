/** A mistake that belongs to no line of a file: a flag, a path, a file that cannot be read. */
import type { PrintableDiagnostic } from '../report/diagnostics.js';

/** Makes one. `help` says what would be right. */
export function problem(code: string, message: string, help: string | null = null): PrintableDiagnostic {
  return { code, message, help, origin: null, length: 1, sourceLine: null, related: null };
}
