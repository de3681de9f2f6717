/** What `pin`, `accept` and `review` wrote, as JSON for programs. */
import type { Acceptance } from '../core/decision.js';
import { safeJson } from './escape.js';
import { schemaVersion } from './json.js';

/** The decision as it stands in the profile now. */
export function renderDecisionJson(file: string, profile: string, decision: unknown): string {
  return `${safeJson({ schemaVersion, profile, file, decision })}\n`;
}

/** The acceptance that was written. */
export function renderAcceptanceJson(file: string, profile: string, accepted: Acceptance): string {
  return `${safeJson({ schemaVersion, profile, file, accepted })}\n`;
}
