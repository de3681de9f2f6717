/** Futures as written to those of the core, and whether what they change can be an answer. */
import type { Catalogue } from '../core/catalogue.js';
import type { Future, FutureChange } from '../core/future.js';
import type { Question } from '../core/model.js';
import { checkAnswer } from './answers.js';
import type { ShapedFile } from './checked-file.js';
import { type Diagnostic, type DiagnosticCode, suggest } from './diagnostic.js';
import { listOf } from './effects.js';
import type { RuleFile } from './schema.js';
import type { Path } from './yaml.js';

type RawFuture = NonNullable<RuleFile['futures']>[number];

/** A future worth rehearsing. */
export function futureOf({ id, order, says, changes, prepare = [], source }: RawFuture): Future {
  return {
    ...{ id, order, says },
    changes,
    prepare: prepare.map((each) => ({
      layers: each.layers ?? [],
      step: each.step,
      sources: listOf<string>(each.source),
    })),
    sources: listOf<string>(source),
  };
}

/** Reports each change of a future that no answer can be. */
export function checkFutures(catalogue: Catalogue, files: readonly ShapedFile[], diagnostics: Diagnostic[]): void {
  for (const { located, raw } of files)
    raw.futures?.forEach(({ changes }, index) => {
      changes.forEach((change, at) => {
        const path = ['futures', index, 'changes', at];
        const mistake = mistakeIn(catalogue, change, path);
        if (mistake) diagnostics.push(located.diagnostic(mistake.code, mistake.path, mistake.message, mistake.more));
      });
    });
}

interface Mistake {
  readonly code: DiagnosticCode;
  readonly path: Path;
  readonly message: string;
  readonly more: { readonly help?: string };
}

function mistakeIn(catalogue: Catalogue, change: FutureChange, path: Path): Mistake | null {
  const question = catalogue.question.get(change.question);
  const at = (key: string): Path => [...path, key];
  if (!question) {
    const help = suggest(change.question, catalogue.question.keys());
    return {
      code: 'unknown-id',
      path: at('question'),
      message: `unknown question "${change.question}"`,
      more: { help },
    };
  }
  if ('times' in change) {
    if (question.type === 'number') return null;
    const message = `"times" is for numbers, and "${question.id}" is none`;
    return { code: 'wrong-operator', path: at('times'), message, more: { help: verbsFor(question) } };
  }
  const [key, value] = 'gains' in change ? (['gains', change.gains] as const) : (['becomes', change.becomes] as const);
  if (key === 'gains' && question.type !== 'multi') {
    const message = `"gains" is for lists, and "${question.id}" is none`;
    return { code: 'wrong-operator', path: at('gains'), message, more: { help: verbsFor(question) } };
  }
  const checked = checkAnswer(question, value);
  if (checked.ok) return null;
  const more = checked.help === null ? {} : { help: checked.help };
  return { code: checked.code, path: at(key), message: checked.message, more };
}

/** What can be said of a question in a future. */
function verbsFor({ type }: Question): string {
  if (type === 'number') return 'use "times" or "becomes"';
  return type === 'multi' ? 'use "gains" or "becomes"' : 'use "becomes"';
}
