/** Claims, dimensions and worked examples as written, to those of the core, and whether the examples answer rightly. */
import type { Catalogue } from '../core/catalogue.js';
import type { Dimension, WorkedExample } from '../core/knowledge.js';
import type { Claim } from '../core/provenance.js';
import { checkAnswer } from './answers.js';
import type { ShapedFile } from './checked-file.js';
import { type Diagnostic, suggest } from './diagnostic.js';
import { listOf } from './effects.js';
import type { RuleFile } from './schema.js';

type Raw<S extends keyof RuleFile> = NonNullable<RuleFile[S]> extends readonly (infer T)[] ? T : never;

/** A claim is advice of its document unless it says otherwise. */
export function claimOf(raw: Raw<'claims'>): Claim {
  const { id, says, trust = 'seed-rule', names = [], between = [], declined = null } = raw;
  return {
    id,
    says,
    trust,
    names,
    between,
    declined,
    sources: listOf<string>(raw.source),
    keptBy: raw['kept-by'] ?? null,
  };
}

/** One line of the comparison. */
export function dimensionOf(raw: Raw<'dimensions'>): Dimension {
  const { id, order, name, quantity, milestone = null, note = null } = raw;
  const values = Object.entries(raw.values).map(([pattern, { says, derived = false }]) => [pattern, { says, derived }]);
  return {
    id,
    order,
    name,
    quantity,
    milestone,
    note,
    values: Object.fromEntries(values),
    sources: listOf<string>(raw.source),
  };
}

/** An app that the documents work out. */
export function workedExampleOf(raw: Raw<'worked-examples'>): WorkedExample {
  const { id, order, name, says, pattern, answers } = raw;
  return { id, order, name, says, pattern, answers, sources: listOf<string>(raw.source) };
}

/** Reports each answer of a worked example that nobody could give. */
export function checkWorkedExamples(
  catalogue: Catalogue,
  files: readonly ShapedFile[],
  diagnostics: Diagnostic[],
): void {
  for (const { located, raw } of files)
    raw['worked-examples']?.forEach(({ answers }, index) => {
      for (const [id, value] of Object.entries(answers)) {
        const path = ['worked-examples', index, 'answers', id];
        const question = catalogue.question.get(id);
        if (!question) {
          const help = suggest(id, catalogue.question.keys());
          diagnostics.push(located.diagnostic('unknown-id', path, `unknown question "${id}"`, { help, at: 'key' }));
          continue;
        }
        const checked = checkAnswer(question, value);
        if (!checked.ok)
          diagnostics.push(
            located.diagnostic(
              checked.code,
              path,
              checked.message,
              checked.help === null ? {} : { help: checked.help },
            ),
          );
      }
    });
}
