/** What each fact is: an answer to a question, or a piece of advice that later rules may read. */
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
    options: [...options, 'not-needed'],
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
