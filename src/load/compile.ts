/** What ships of a catalogue: all of it, and the part that is enough to advise, which loads in half the time. */
import type { CatalogueData, Question, TraitValue } from '../core/model.js';

/**
 * The catalogue without what only some views say: the list of sources, how to find an answer out, where a trait was
 * read. Ids, conditions, effects, reasons and names stay, so the advice is the same to the letter.
 */
export function withoutDetails(data: CatalogueData): CatalogueData {
  return {
    ...data,
    sources: [],
    questions: data.questions.map(plainQuestion),
    rules: data.rules.map((rule) => ({ ...rule, origin: nowhere })),
    providers: data.providers.map((provider) => ({
      ...provider,
      says: '',
      traits: plainTraits(provider.traits),
      offerings: provider.offerings.map((offering) => ({ ...offering, traits: plainTraits(offering.traits) })),
    })),
  };
}

const nowhere = { file: '', line: 1, column: 1 };

function plainQuestion(question: Question): Question {
  const plain = { ...question, help: '', example: '', origin: nowhere };
  if (plain.type === 'choice') return { ...plain, helper: null };
  return plain.type === 'number' ? { ...plain, bands: [] } : plain;
}

function plainTraits(traits: Readonly<Record<string, TraitValue>>): Record<string, TraitValue> {
  return Object.fromEntries(Object.entries(traits).map(([trait, value]) => [trait, { is: value.is }]));
}
