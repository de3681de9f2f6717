/** A profile as YAML text: for drafts and saved profiles. */
import { stringify } from 'yaml';
import type { Catalogue } from '../core/catalogue.js';
import type { Facts } from '../core/model.js';

/**
 * Writes a profile with its answers in the order of the questions. `passed` are questions answered with "I don't
 * know": a draft keeps them as empty values, so that they are not asked again.
 */
export function profileText(
  catalogue: Catalogue,
  profile: {
    readonly name: string;
    readonly answers: Facts;
    readonly passed: ReadonlySet<string>;
    readonly comment: string;
    /** Where editors find the schema, from the folder of the profile. */
    readonly schema: string;
  },
): string {
  const answers: Record<string, unknown> = {};
  for (const { id } of catalogue.questions) {
    if (profile.answers.has(id)) answers[id] = profile.answers.get(id);
    else if (profile.passed.has(id)) answers[id] = null;
  }
  const text = stringify(
    { profile: 1, name: profile.name, answers },
    { lineWidth: 110, flowCollectionPadding: false, nullStr: '~' },
  );
  return `# yaml-language-server: $schema=${profile.schema}\n# ${profile.comment}\n${text}`;
}
