/** A recommendation and people's choices, made into a decision that later runs can be held against. */
import { hasEnoughAnswers } from '../advise.js';
import type { Catalogue } from '../catalogue.js';
import { judge, situationOf } from '../condition.js';
import {
  type DecidedLayer,
  type DecidedPattern,
  type Decision,
  type InPlace,
  notNeeded,
  other,
  type PastDecision,
  type ReviewOutcome,
} from '../decision.js';
import type { Approach, Profile, Question } from '../model.js';
import { advisedIn } from './advised.js';
import { groundOf } from './ground.js';
import { observe } from './observe.js';
import { judgeState } from './state.js';

/** What somebody wants instead of, or just like, what is advised. */
export interface Choice {
  /** `pattern` or a layer. */
  readonly about: string;
  readonly chosen: string;
  readonly approach: Approach | null;
  readonly because: string | null;
}

export interface PinRequest {
  readonly on: string;
  /** Null: whoever decided before. */
  readonly by: readonly string[] | null;
  readonly reviewBy: string;
  readonly choices: readonly Choice[];
  /** The reason for every difference that has none of its own. */
  readonly because: string | null;
  /** What is advised, where nothing else was asked for; else what runs, or was chosen before, stays. */
  readonly takeAdvice: boolean;
  readonly review: ReviewOutcome | null;
}

/** Why nothing can be pinned. */
export type PinProblem =
  /** A choice names what there is not; `legal` is what may stand there. */
  | {
      readonly what: 'unknown-pattern' | 'unknown-layer' | 'unknown-product' | 'not-covering' | 'unknown-way';
      readonly choice: Choice;
      readonly legal: readonly string[];
    }
  | { readonly what: 'review-in-the-past'; readonly on: string; readonly reviewBy: string }
  | { readonly what: 'insufficient' }
  | { readonly what: 'no-pattern' }
  /** What differs from the advice without a reason. */
  | { readonly what: 'no-reason'; readonly about: string; readonly advised: string | null; readonly chosen: string };

/** How many earlier decisions are kept. */
const keptHistory = 5;

/** Decides. The decision holds what was already true on its day, so that it stays silent afterwards. */
export function pin(
  catalogue: Catalogue,
  profile: Profile,
  request: PinRequest,
): { readonly decision: Decision; readonly problems: readonly [] } | { readonly problems: readonly PinProblem[] } {
  const wrong = wrongRequest(catalogue, request);
  if (wrong.length > 0) return { problems: wrong };
  const ground = groundOf(profile);
  const earlier = profile.decision;
  const asked = request.choices.find(({ about }) => about === 'pattern');
  const advice = judgeState({ catalogue, ground, today: request.on }, null);
  const advised = hasEnoughAnswers(catalogue, ground.facts) ? (advice.picked.pick?.pattern.id ?? null) : null;
  const kept = request.takeAdvice ? null : (earlier?.pattern.chosen ?? null);
  const chosen = asked?.chosen ?? kept ?? advised;
  if (chosen === null)
    return { problems: [{ what: hasEnoughAnswers(catalogue, ground.facts) ? 'no-pattern' : 'insufficient' }] };
  const earlierReason = earlier?.pattern.chosen === chosen ? earlier.pattern.because : null;
  const pattern: DecidedPattern = {
    advised,
    chosen,
    because: reasonFor(advised, chosen, asked?.because ?? earlierReason ?? request.because),
  };
  const draft = draftOf(catalogue, profile, request, pattern);
  const state = judgeState({ catalogue, ground, today: request.on }, chosen);
  const before = keptLayers(earlier, chosen);
  const layers = new Map<string, DecidedLayer>();
  for (const [layer, to] of advisedIn(state).layers)
    layers.set(layer, decideLayer(profile, request, layer, to, wayOf(state, layer), before.get(layer)));
  const decision = { ...draft, layers };
  const problems = withoutReason(decision);
  if (problems.length > 0) return { problems };
  const known = observe(state, decision)
    .filter(({ detail }) => detail.code !== 'hard-rule-broken' && detail.code !== 'review-overdue')
    .map(({ id, severity }) => ({ finding: id, severity }));
  return { decision: { ...decision, known }, problems: [] };
}

/** Choices of what there is not, and a review that would be overdue at once. */
function wrongRequest(catalogue: Catalogue, { on, reviewBy, choices }: PinRequest): PinProblem[] {
  const wrong = choices.flatMap((choice) => wrongChoice(catalogue, choice));
  return reviewBy > on ? wrong : [...wrong, { what: 'review-in-the-past', on, reviewBy }];
}

function wrongChoice(catalogue: Catalogue, choice: Choice): PinProblem[] {
  const { about, chosen, approach } = choice;
  const problem = (what: Extract<PinProblem, { choice: Choice }>['what'], legal: Iterable<string>): PinProblem[] => [
    { what, choice, legal: [...new Set(legal)] },
  ];
  if (about === 'pattern')
    return catalogue.pattern.has(chosen) ? [] : problem('unknown-pattern', catalogue.pattern.keys());
  const offerings = catalogue.offerings.get(about);
  if (offerings === undefined) return problem('unknown-layer', ['pattern', ...catalogue.layer.keys()]);
  const products = [...offerings.map(({ provider }) => provider), other, notNeeded];
  if (!products.includes(chosen))
    return problem(catalogue.provider.has(chosen) ? 'not-covering' : 'unknown-product', products);
  const ways = offerings.filter(({ provider }) => provider === chosen).map((each) => each.approach);
  return approach === null || ways.includes(approach) ? [] : problem('unknown-way', ways);
}

type State = ReturnType<typeof judgeState>;

function draftOf(catalogue: Catalogue, profile: Profile, request: PinRequest, pattern: DecidedPattern): Decision {
  const { decision: earlier } = profile;
  const ground = groundOf(profile);
  const situation = situationOf(ground.facts, catalogue.signal);
  const concerns = ({ askWhen }: Question) => askWhen === null || judge(askWhen, situation) !== 'no';
  const open = catalogue.questions.filter((each) => !ground.facts.has(each.id) && concerns(each)).map(({ id }) => id);
  const history = earlier ? [inShort(earlier), ...earlier.history].slice(0, keptHistory) : [];
  return {
    on: request.on,
    by: request.by ?? earlier?.by ?? [],
    reviewBy: request.reviewBy,
    rules: catalogue.data.rulesDigest,
    facts: catalogue.data.factsDigest,
    ...{ ground, pattern, open, history, layers: new Map(), known: [], review: request.review },
  };
}

function inShort({ on, by, pattern, layers }: Decision): PastDecision {
  const chosen = [...layers].flatMap(([layer, each]) => (each.chosen ? [[layer, each.chosen.provider] as const] : []));
  return { on, by, pattern: pattern.chosen, layers: Object.fromEntries(chosen) };
}

/** How the advised product covers a layer, said only where the product has several ways. */
function wayOf({ solved, noticed }: State, layer: string): Pick<InPlace, 'kind' | 'approach'> {
  const offering = solved?.solution?.picks.get(layer)?.what.offering;
  const ways = (noticed.offerings.get(layer) ?? []).filter((each) => each.provider === offering?.provider);
  const differs = (part: 'kind' | 'approach') => new Set(ways.map((each) => each[part])).size > 1;
  return {
    kind: offering && differs('kind') ? offering.kind : null,
    approach: offering && differs('approach') ? offering.approach : null,
  };
}

/** What was asked for; else what runs; else what was chosen before; else what is advised. */
function decideLayer(
  { stack }: Profile,
  request: PinRequest,
  layer: string,
  advised: string | null,
  way: Pick<InPlace, 'kind' | 'approach'>,
  before: DecidedLayer | undefined,
): DecidedLayer {
  const asked = request.choices.find(({ about }) => about === layer);
  const byAdvice: InPlace | null = advised === null ? null : { provider: advised, ...way, plan: null };
  const kept = request.takeAdvice ? null : (stack.get(layer) ?? stillSensible(before, advised));
  const wanted = asked ? { provider: asked.chosen, kind: null, approach: asked.approach, plan: null } : kept;
  const chosen = wanted === null ? byAdvice : { ...asAdvised(wanted, byAdvice), plan: null };
  const earlierReason = before?.chosen?.provider === chosen?.provider ? before?.because : null;
  const because = asked?.because ?? earlierReason ?? request.because;
  return { advised, chosen, because: chosen === null ? null : reasonFor(advised, chosen.provider, because ?? null) };
}

/** Earlier choices; under another pattern only those that somebody gave a reason for. */
function keptLayers(earlier: Decision | null, pattern: string): ReadonlyMap<string, DecidedLayer> {
  if (earlier === null || earlier.pattern.chosen === pattern) return earlier?.layers ?? new Map();
  return new Map([...earlier.layers].filter(([, { because }]) => because !== null));
}

/** What was left out before is no choice against what is needed now. */
function stillSensible(before: DecidedLayer | undefined, advised: string | null): InPlace | null {
  const chosen = before?.chosen ?? null;
  const wasLeftOut = chosen?.provider === notNeeded && before?.advised === notNeeded;
  const isLeftOver = advised === notNeeded && before?.because === null;
  return wasLeftOut || isLeftOver ? null : chosen;
}

/** The advised product is taken in the advised way unless somebody says another. */
function asAdvised(wanted: InPlace, advised: InPlace | null): InPlace {
  if (wanted.provider !== advised?.provider) return wanted;
  return { ...wanted, kind: wanted.kind ?? advised.kind, approach: wanted.approach ?? advised.approach };
}

/** A reason is kept only where there is something to give a reason for. */
function reasonFor(advised: string | null, chosen: string, because: string | null): string | null {
  return chosen === advised ? null : because;
}

function withoutReason({ pattern, layers }: Decision): PinProblem[] {
  const problems: PinProblem[] = [];
  const look = (about: string, advised: string | null, chosen: string | undefined, because: string | null) => {
    if (chosen !== undefined && chosen !== advised && because === null)
      problems.push({ what: 'no-reason', about, advised, chosen });
  };
  look('pattern', pattern.advised, pattern.chosen, pattern.because);
  for (const [layer, { advised, chosen, because }] of layers) look(layer, advised, chosen?.provider, because);
  return problems;
}
