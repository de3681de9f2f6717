/** Why nothing is picked, in words: too few answers, or demands that exclude each other. */
import type { Catalogue } from '../core/catalogue.js';
import type { NoAdvice } from '../core/explore/explanation.js';

/** The sentences and the heading, as every report has them. */
export const noAdvice = {
  tooFew: 'Not enough answers to advise.',
  excluded: 'No backend meets all demands at once.',
  giveUp: 'The demands below exclude each other. Give one up, or get what is missing.',
  title: 'What excludes what',
} as const;

/** What is said of one thing, or of the advice as a whole where no name is given, and what to do or to know first. */
export function noAdviceInWords(
  catalogue: Catalogue,
  why: NoAdvice,
  name: string | null,
): { readonly head: string; readonly says: string; readonly title: string; readonly lines: readonly string[] } {
  if (why.status === 'insufficient')
    return {
      head: name === null ? noAdvice.tooFew : `${name}: no advice yet`,
      says: '',
      title: 'Answer at least one of these first (stackfit ask)',
      lines: why.essential.map((id) => `${catalogue.question.get(id)?.ask ?? ''} (${id})`),
    };
  return {
    head: name === null ? noAdvice.excluded : `${name}: nothing is picked, because no stack meets every demand`,
    says: noAdvice.giveUp,
    title: noAdvice.title,
    lines: why.conflict.map(({ demands, rules }) => `${demands} [${rules.join(', ')}]`),
  };
}
