/** What ships of a catalogue: all of it, and the part that is enough to advise, which loads in half the time. */
import type { CatalogueData, Option, Question, Rule } from '../core/model.js';
import type { TraitValue } from '../core/provider.js';

/**
 * The catalogue without what only some views say: sources and claims, how to find an answer out, where a trait was
 * read, the next steps, prices and ways out. Ids, conditions, effects, reasons and names stay, so the advice is the same to the
 * letter, and so is what `check` finds: what a hard rule may lean on keeps the day on which it expires.
 */
export function withoutDetails(data: CatalogueData): CatalogueData {
  const required = requiredTraits(data.rules);
  const plainTraits = (traits: Readonly<Record<string, TraitValue>>) =>
    Object.fromEntries(Object.entries(traits).map(([id, value]) => [id, plainTrait(value, required.has(id))]));
  return {
    ...data,
    ...{ sources: [], claims: [], dimensions: [], meters: [], futures: [] },
    layers: data.layers.map((layer) => ({ ...layer, next: [], sources: [] })),
    patterns: data.patterns.map((pattern) => ({ ...pattern, sources: [] })),
    questions: data.questions.map(plainQuestion),
    signals: data.signals.map((signal) => ({ ...signal, says: '', origin: null })),
    rules: data.rules.map(plainRule),
    providers: data.providers.map((provider) => ({
      ...provider,
      ...{ says: '', chooseWhen: '', licence: null, model: null, lockIn: [], wayOut: [], prices: null },
      status: { ...provider.status, on: null, source: '', note: null },
      evidence: { ...provider.evidence, source: null, on: null },
      limits: provider.limits.map((limit) => ({ ...limit, source: null, on: null })),
      traits: plainTraits(provider.traits),
      offerings: provider.offerings.map((offering) => ({ ...offering, traits: plainTraits(offering.traits) })),
    })),
  };
}

/** Why there is a step, and all that a control says, is printed only with details: without them controls are counted. */
function plainRule(rule: Rule): Rule {
  const isUnexplained = rule.effects.every(({ kind }) => kind === 'control' || kind === 'plan');
  const effects = rule.effects.map((effect) => (effect.kind === 'control' ? { ...effect, says: '' } : effect));
  return { ...rule, effects, because: isUnexplained ? '' : rule.because, sources: [], origin: null };
}

function plainQuestion(question: Question): Question {
  const plain = { ...question, because: '', help: '', example: '', sources: [], origin: null };
  if (plain.type === 'choice') return { ...plain, options: plainOptions(plain.options), helper: null };
  if (plain.type === 'multi') return { ...plain, options: plainOptions(plain.options) };
  return plain.type === 'number' ? { ...plain, bands: [] } : plain;
}

function plainOptions(options: readonly Option[]): Option[] {
  return options.map(({ id, says }) => ({ id, says }));
}

function requiredTraits(rules: readonly Rule[]): ReadonlySet<string> {
  const traits = rules.flatMap(({ effects }) =>
    effects.flatMap((effect) =>
      effect.kind === 'require' && effect.target.on === 'layer' ? effect.target.trait : null,
    ),
  );
  return new Set(traits.filter((trait) => trait !== null));
}

/** Nothing leans on what a product is said to lack, or what nobody knows. */
function plainTrait({ is, expires }: TraitValue, isRequired: boolean): TraitValue {
  return isRequired && is === 'yes' && expires ? { is, expires } : { is };
}
