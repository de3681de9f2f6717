/** The recommendation as JSON: the published contract (docs/schemas/advice.schema.json). Minor versions only add keys. */
import { safeJson } from './escape.js';
import type { Subject } from './words.js';

/** The version of the JSON contract. Readers ignore keys they do not know. */
export const schemaVersion = '1.0';

/** Renders a recommendation as JSON. */
export function renderJson({ name, file, recommendation, context }: Subject): string {
  return `${safeJson({ schemaVersion, profile: name, file, ...recommendation, context })}\n`;
}
