/** What ships of a catalogue: all of it, and the part that is enough to advise, which loads in half the time. */
import type { CatalogueData, Question, Rule } from '../core/model.js';
import type { TraitValue } from '../core/provider.js';

/**
 * The catalogue without what only some views say: sources and claims, how to find an answer out, where a trait was
 * read, the next steps, prices and ways out. Ids, conditions, effects, reasons and names stay, so the advice is the same to the letter.
 */
export function withoutDetails(data: CatalogueData): CatalogueData {
  return {
    ...data,
    ...{ sources: [], claims: [], dimensions: [], meters: [] },
    layers: data.layers.map((layer) => ({ ...layer, next: [], sources: [] })),
    patterns: data.patterns.map((pattern) => ({ ...pattern, sources: [] })),
    questions: data.questions.map(plainQuestion),
    signals: data.signals.map((signal) => ({ ...signal, says: '', origin: null })),
    rules: data.rules.map(plainRule),
    providers: data.providers.map((provider) => ({
      ...provider,
      ...{ says: '', licence: null, model: null, lockIn: [], wayOut: [], prices: null },
      status: { ...provider.status, on: null, note: null },
      traits: plainTraits(provider.traits),
      offerings: provider.offerings.map((offering) => ({ ...offering, traits: plainTraits(offering.traits) })),
    })),
  };
}

/** What a control says is printed only with details: without them it is enough to count them. */
function plainRule(rule: Rule): Rule {
  const isControl = rule.effects.every(({ kind }) => kind === 'control');
  const effects = rule.effects.map((effect) => (effect.kind === 'control' ? { ...effect, says: '' } : effect));
  return { ...rule, effects, because: isControl ? '' : rule.because, origin: null };
}

function plainQuestion(question: Question): Question {
  const plain = { ...question, help: '', example: '', sources: [], origin: null };
  if (plain.type === 'choice') return { ...plain, helper: null };
  return plain.type === 'number' ? { ...plain, bands: [] } : plain;
}

function plainTraits(traits: Readonly<Record<string, TraitValue>>): Record<string, TraitValue> {
  return Object.fromEntries(Object.entries(traits).map(([trait, value]) => [trait, { is: value.is }]));
}
