/** What each fact is: an answer to a question, or a piece of advice that later rules may read. */
import { atDecision } from '../core/condition.js';
import { eventKinds, notNeeded, other } from '../core/decision.js';
import { approaches } from '../core/model.js';
import type { RuleFile } from './schema.js';

/** What a condition may say of a fact. */
export type FactType =
  | { readonly type: 'choice'; readonly options: readonly string[]; readonly ordered: boolean }
  | { readonly type: 'multi'; readonly options: readonly string[] }
  | { readonly type: 'yes-no' }
  /** No answer lies outside the range; null where another answer is the ceiling. */
  | { readonly type: 'number'; readonly atLeast: number; readonly atMost: number | null };

/** The type of the answers to a question. */
export function factType(question: NonNullable<RuleFile['questions']>[number]): FactType {
  switch (question.type) {
    case 'choice': {
      const { options, ordered = false } = question;
      return { type: 'choice', options: options.map((option) => option.id), ordered };
    }
    case 'multi':
      return { type: 'multi', options: question.options.map((option) => option.id) };
    case 'number': {
      const atMost = question['at-most'];
      return { type: 'number', atLeast: question['at-least'], atMost: typeof atMost === 'number' ? atMost : null };
    }
    default:
      return { type: question.type };
  }
}

/** The parts of a catalogue, as written or as loaded, that advice is about. */
interface Advisable {
  readonly patterns: readonly { readonly id: string; readonly order: number }[];
  readonly layers: readonly { readonly id: string; readonly kinds: Readonly<Record<string, string>> }[];
  readonly providers: readonly { readonly id: string }[];
}

/** Every piece of advice by the name that conditions use: the pattern first, then what was chosen for each layer. */
export function adviceTypes({ patterns, layers, providers }: Advisable): Map<string, FactType> {
  const chosen = (options: readonly string[]): FactType => ({
    type: 'choice',
    options: [...options, notNeeded],
    ordered: false,
  });
  const byOwnership = [...patterns].sort((a, b) => a.order - b.order).map((pattern) => pattern.id);
  const types = new Map<string, FactType>([
    ['advice.pattern', { type: 'choice', options: byOwnership, ordered: true }],
  ]);
  for (const layer of layers) {
    types.set(`advice.${layer.id}.kind`, chosen(Object.keys(layer.kinds)));
    types.set(`advice.${layer.id}.approach`, chosen(approaches));
    types.set(`advice.${layer.id}.provider`, chosen(providers.map((provider) => provider.id)));
  }
  return types;
}

/** What only a later look may read: the answers then, what was chosen, what really runs, and the vendors' notices. */
export function revisitTypes(
  answers: ReadonlyMap<string, FactType>,
  { patterns, layers, providers }: Advisable,
): Map<string, FactType> {
  const one = (options: readonly string[]): FactType => ({ type: 'choice', options, ordered: false });
  const byOwnership = [...patterns].sort((a, b) => a.order - b.order).map((pattern) => pattern.id);
  const types = new Map<string, FactType>([
    ...[...answers].map(([id, type]) => [atDecision(id), type] as const),
    ['decision.pattern', { type: 'choice', options: byOwnership, ordered: true }],
    ['vendor-events', { type: 'multi', options: eventKinds }],
    ['stack.limit-near', { type: 'yes-no' }],
  ]);
  for (const layer of layers) {
    for (const what of ['decision', 'stack']) {
      types.set(`${what}.${layer.id}.kind`, one([...Object.keys(layer.kinds), notNeeded]));
      types.set(`${what}.${layer.id}.approach`, one([...approaches, notNeeded]));
      types.set(`${what}.${layer.id}.provider`, one([...providers.map((provider) => provider.id), other, notNeeded]));
    }
    types.set(`stack.${layer.id}.limit-near`, { type: 'yes-no' });
  }
  return types;
}
