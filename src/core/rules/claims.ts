/** Where each claim of the documents is carried: which rule, question, step, control or fact rests on it, or why none does. */
import type { CatalogueData, Rule } from '../model.js';
import { by } from '../order.js';
import type { Claim } from '../provenance.js';

/** What can carry a claim. The engine keeps some by how it works: a test shows it. */
export type CarrierKind = 'rule' | 'question' | 'plan step' | 'control' | 'catalogue fact' | 'engine' | 'declined';

/** One thing that carries a claim. For the engine and for declined claims, `id` says what is done instead. */
export interface Carrier {
  readonly kind: CarrierKind;
  readonly id: string;
}

export interface CarriedClaim {
  readonly claim: Claim;
  /** Empty: the claim is neither used nor declined, which a test refuses for the shipped rules. */
  readonly carriers: readonly Carrier[];
}

/** Every claim in the order of its number, with what carries it. */
export function carriedClaims(data: CatalogueData): CarriedClaim[] {
  const carriers = new Map<string, Carrier[]>(data.claims.map((claim) => [claim.id, ownCarriers(claim)]));
  const cite = (sources: readonly string[], kind: CarrierKind, id: string) => {
    for (const source of sources) {
      const found = carriers.get(source);
      if (found && !found.some((each) => each.kind === kind && each.id === id)) found.push({ kind, id });
    }
  };
  for (const rule of [...data.rules].sort(by((each) => each.id))) cite(rule.sources, kindOf(rule), rule.id);
  for (const question of data.questions) cite(question.sources, 'question', question.id);
  for (const { id, sources, unless } of data.patterns) {
    cite(sources, 'catalogue fact', `pattern ${id}`);
    if (unless) cite(unless.sources, 'rule', `pattern ${id}`);
  }
  for (const { id, sources, next } of data.layers) {
    cite(sources, 'catalogue fact', `layer ${id}`);
    for (const step of next) cite(step.sources, 'catalogue fact', `next steps of ${id}`);
  }
  for (const { id, sources } of data.dimensions) cite(sources, 'catalogue fact', `comparison ${id}`);
  for (const { id, sources, prepare } of data.futures) {
    cite(sources, 'catalogue fact', `future ${id}`);
    for (const step of prepare) cite(step.sources, 'catalogue fact', `future ${id}`);
  }
  for (const { id, sources } of data.workedExamples) cite(sources, 'catalogue fact', `worked example ${id}`);
  return [...data.claims].sort(byNumber).map((claim) => ({ claim, carriers: carriers.get(claim.id) ?? [] }));
}

/** What a claim brings itself: the providers that it names, what the engine does, or why it is declined. */
function ownCarriers({ names, keptBy, declined }: Claim): Carrier[] {
  return [
    ...names.map((id): Carrier => ({ kind: 'catalogue fact', id: `provider ${id}` })),
    ...(keptBy ? [{ kind: 'engine' as const, id: keptBy.says }] : []),
    ...(declined !== null ? [{ kind: 'declined' as const, id: declined }] : []),
  ];
}

/** By what the rule does first: a step of the plan, a control, else a rule. */
function kindOf({ effects }: Rule): CarrierKind {
  if (effects.some((effect) => effect.kind === 'plan')) return 'plan step';
  return effects.some((effect) => effect.kind === 'control') ? 'control' : 'rule';
}

/** "claim-9" before "claim-10": the number at the end of an id counts as a number. */
function byNumber(a: Claim, b: Claim): number {
  const parts = ({ id }: Claim) => /^(.*?)(\d*)$/.exec(id) ?? [id, id, ''];
  const [[, word = '', number = ''], [, other = '', otherNumber = '']] = [parts(a), parts(b)];
  return word < other ? -1 : word > other ? 1 : Number(number) - Number(otherNumber);
}
