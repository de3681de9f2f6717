/** The words of a finding: one line for founders first, the engineer's term after it. One function for each code. */
import type { Catalogue } from '../core/catalogue.js';
import { type EventKind, notNeeded, other } from '../core/decision.js';
import type { Action, Cause, Detail, Finding, FindingCode } from '../core/finding.js';
import { unitOf } from '../core/model.js';
import { answerInWords, layerInSentence, layerName, patternName, providerName, withThousands } from './words.js';

/** The detail that a code comes with; two shapes for a code that both the engine and rules raise. */
type DetailOf<Code extends FindingCode> = Detail extends infer Each
  ? Each extends { readonly code: infer Its }
    ? Code extends Its
      ? Each
      : never
    : never
  : never;

type Words<Code extends FindingCode> = (catalogue: Catalogue, finding: Finding, detail: DetailOf<Code>) => string;

const words = {
  'hard-rule-broken': (catalogue, finding, { item, runs, instead }) => {
    const what = `${nameOf(catalogue, finding, item)}${runs ? ', which runs today,' : ''} breaks a demand that cannot be bent (hard rule)`;
    const because = becauseOf(finding);
    const way =
      instead === null
        ? ''
        : `${capital(nameOf(catalogue, finding, instead))}${instead === item ? ', used in another way,' : ''} would meet it.`;
    return `${what}${because === '' ? '.' : `: ${because}`} ${way}`;
  },
  'advice-changed': moved,
  'new-tools': moved,
  'app-type-changed': ruleSays,
  'traffic-changed': ruleSays,
  'team-changed': ruleSays,
  'client-added': ruleSays,
  'recurring-limits': ruleSays,
  cost: ruleSays,
  'compliance-changed': ruleSays,
  'limit-near': limitNear,
  'vendor-event': (catalogue, finding, { provider, event, on, ends, layers, instead }) => {
    const covered = layers.filter((layer) => layer !== finding.layer);
    const also = finding.layer === null ? 'It covers' : 'It also covers';
    return [
      eventInWords(providerName(catalogue, provider), event, on),
      ...(ends === null ? [] : [`Last day of service: ${ends}.`]),
      ...(covered.length === 0 ? [] : [`${also}: ${layersInWords(catalogue, covered)}.`]),
      ...insteadInWords(catalogue, instead),
    ].join(' ');
  },
  'stack-differs': (catalogue, finding, { chosen, runs, ways }) => {
    const [way, other] = ways === null ? ['', ''] : [` (${ways.chosen})`, ` (${ways.runs})`];
    return `the decision says ${nameOf(catalogue, finding, chosen)}${way}, but ${nameOf(catalogue, finding, runs)}${other} runs (the stack differs from the decision).`;
  },
  'review-overdue': (_, __, { reviewBy }) => `this decision was to be looked at again by ${reviewBy} (review overdue).`,
  'acceptance-ended': (_, __, { finding, until, why }) =>
    why === 'ended'
      ? `you lived with "${finding}" until ${until}; that day has passed (acceptance ended).`
      : `you live with "${finding}" until ${until}, but it is not found any more: take it out of "accepted" (stale acceptance).`,
  'facts-expired': (catalogue, _, { provider, figures }) => {
    const each = figures.map(({ says, expires }) => `${says} (good until ${expires})`).join('; ');
    const count = figures.length === 1 ? 'a figure' : `${figures.length} figures`;
    return `${count} for ${providerName(catalogue, provider)} may have changed since we looked (facts expired): ${each}.`;
  },
  'answer-missing': (catalogue, _, { question, isNew }) => {
    const ask = catalogue.question.get(question)?.ask;
    const asked = ask === undefined ? `"${question}"` : `${ask} (${question})`;
    return `${isNew ? 'a question without an answer' : 'a question that had an answer when you decided has none now'}: ${asked}`;
  },
  'not-pinned': (_, __, { advice }) => notPinned[advice],
} satisfies { readonly [Code in FindingCode]: Words<Code> };

const notPinned = {
  given: 'no decision is written down yet (not pinned). "stackfit pin" does it; then check can tell what changed.',
  'too few answers':
    'there are too few answers to advise on, so that nothing can be pinned yet: "stackfit ask" asks them.',
  'none possible':
    'no backend meets all demands at once, so that nothing is advised; "stackfit advise" says what excludes what.',
} as const;

/** What was found, as one line: where first, then what it is. The action is told apart (`actionInWords`). */
export function findingInWords(catalogue: Catalogue, finding: Finding): string {
  const say = words[finding.detail.code] as (catalogue: Catalogue, finding: Finding, detail: Detail) => string;
  const says = say(catalogue, finding, finding.detail);
  const line = finding.layer === null ? capital(says) : `${layerName(catalogue, finding.layer)}: ${says}`;
  return line.replace(/\s+/g, ' ').trim();
}

const actionWords = {
  keep: 'Keep what you have.',
  'add-managed-component': 'Add a hosted service beside what you have (add a managed component).',
  'scale-layer': 'Give this part more room (scale this layer).',
  consolidate: 'Use fewer vendors (consolidate).',
  'own-less': 'Run less of it yourselves (own less).',
  'replace-layer': 'Exchange this one part (replace one layer).',
  'extract-service': 'Move this part into a service of its own (extract a service).',
  replatform: 'Move the backend to another base (replatform).',
} satisfies Record<Action, string>;

/** The change that is advised, as a sentence. */
export function actionInWords(action: Action): string {
  return actionWords[action];
}

/** What to do about findings that ask for no change of the stack. */
const remedyWords: Partial<Record<FindingCode, string>> = {
  'stack-differs': 'Pin what runs, or go back to what was decided.',
  'review-overdue': 'Look at it together (stackfit review).',
  'acceptance-ended': 'Accept it anew, or take it out of the profile.',
  'facts-expired': 'Ask the vendor before you lean on it further.',
  'answer-missing': 'Answer it, or pin again to leave it open.',
};

/** What would mend a finding and what it comes from, in two sentences; nothing where the finding says it all. */
export function remedyInWords({ detail, action, cause }: Pick<Finding, 'detail' | 'action' | 'cause'>): string {
  if (detail.code === 'not-pinned') return '';
  const remedy = withoutWay(detail) ?? remedyWords[detail.code] ?? actionInWords(action);
  return `${remedy} Why now: ${causeInWords(cause)}.`;
}

/** What is left to do where nothing that we know of would mend it. */
function withoutWay(detail: Detail): string | null {
  if (detail.code === 'limit-near' && detail.nextPlan === null && detail.instead === null)
    return 'Ask the vendor for more room, in writing, before you grow into it (scale this layer).';
  if (detail.code === 'vendor-event' && detail.event === 'sunset' && detail.layers.length > 1)
    return 'Exchange these parts, one at a time (replace one layer after the other).';
  if (detail.code === 'hard-rule-broken' && detail.instead === null)
    return 'Give one demand up, or get what is missing; nothing that we know meets them all.';
  return null;
}

const causeWords = {
  rules: 'our rules changed',
  facts: 'what we know of the products changed',
  vendor: 'there is news about a vendor',
  answers: 'your answers or measurements changed',
  stack: 'what really runs changed',
  calendar: 'time has passed',
} satisfies Record<Cause, string>;

/** What a finding comes from, as it stands behind "Why now:". */
export function causeInWords(cause: Cause): string {
  return causeWords[cause];
}

const eventWords = {
  sunset: { is: 'is being switched off', when: 'announced on', term: 'sunset' },
  'price-change': { is: 'changes its prices', when: 'announced on', term: 'price change' },
  acquisition: { is: 'was bought by another company', when: 'announced on', term: 'acquisition' },
  stagnation: { is: 'has hardly moved on', when: 'seen on', term: 'stagnation' },
} satisfies Record<EventKind, { readonly is: string; readonly when: string; readonly term: string }>;

/** The day is empty where only the catalogue knows of it, and does not say since when. */
function eventInWords(name: string, event: EventKind, on: string): string {
  const { is, when, term } = eventWords[event];
  return `${name} ${is}${on === '' ? '' : `, ${when} ${on}`} (${term}).`;
}

function moved(
  catalogue: Catalogue,
  finding: Finding,
  { from, to, points, together }: Extract<Detail, { readonly together: readonly string[] }>,
): string {
  const trails = points === null ? '' : `, which is now ${pointsInWords(points)}`;
  const joined =
    together.length === 0 ? '' : ` It would have to change together with: ${layersInWords(catalogue, together)}.`;
  const now = nameOf(catalogue, finding, to);
  const why = finding.reasons[0]?.because ?? '';
  if (from === null && finding.layer !== null)
    return `this is needed now${groundsOf(catalogue, finding)}; the advice is ${now}.`;
  if (to === null) return `the advice is now to do without; you chose ${nameOf(catalogue, finding, from)}.`;
  return `the advice is now ${now}; you chose ${nameOf(catalogue, finding, from)}${trails}.${joined}${why === '' ? '' : ` ${why}`}`;
}

/** The answers that make a layer needed, in brackets. */
function groundsOf(catalogue: Catalogue, { reasons }: Finding): string {
  const said = (reasons[0]?.evidence ?? []).flatMap(({ fact, got }) =>
    got === null || Array.isArray(got) ? [fact] : [`${fact}: ${answerInWords(catalogue, fact, got)}`],
  );
  return said.length === 0 ? '' : ` (${[...new Set(said)].join('; ')})`;
}

function limitNear(catalogue: Catalogue, _: Finding, detail: DetailOf<'limit-near'>): string {
  const { provider, question, got, at, plan, isOver, nextPlan, isPlanKnown, instead } = detail;
  const asked = catalogue.question.get(question);
  const unit = asked?.type === 'number' ? ` ${unitOf(asked, isOver ? got : at)}` : ` (${question})`;
  const ofPlan = `${plan === 'all' ? 'every plan' : `the ${plan} plan`} of ${providerName(catalogue, provider)}`;
  const unsure = isPlanKnown || plan === 'all' ? '' : ', if that is the plan you are on';
  const used = isOver
    ? `${withThousands(got)}${unit}, but ${ofPlan} ends at ${withThousands(at)}${unsure} (limit passed).`
    : `${withThousands(got)} of ${withThousands(at)}${unit} on ${ofPlan}${unsure} (limit near).`;
  const room = instead === null ? '' : ` ${providerName(catalogue, instead)} has room for it.`;
  return `${used}${nextPlanInWords(plan, nextPlan)}${room}`;
}

/** "The advice would be Nhost for the database." */
function insteadInWords(catalogue: Catalogue, instead: Readonly<Record<string, string>>): string[] {
  const each = Object.entries(instead).map(
    ([layer, provider]) => `${providerName(catalogue, provider)} (${layerInSentence(catalogue, layer)})`,
  );
  return each.length === 0 ? [] : [`The advice would be: ${each.join(', ')}.`];
}

function nextPlanInWords(plan: string, nextPlan: string | null): string {
  if (nextPlan !== null) return ` The next larger plan: ${nextPlan}.`;
  return plan === 'all' ? '' : ' We know of no larger plan.';
}

/** A pattern where no layer is concerned, else a provider; what stands for no product in words. */
function nameOf(catalogue: Catalogue, { layer }: Finding, item: string | null): string {
  return itemInWords(catalogue, layer, item);
}

/** A pattern (no layer) or a layer's provider inside a sentence. */
export function itemInWords(catalogue: Catalogue, layer: string | null, item: string | null): string {
  if (item === null) return layer === null ? 'no pattern at all' : 'no product (not needed)';
  if (item === notNeeded) return 'no product (not needed)';
  if (item === other) return 'a product that the catalogue does not have';
  if (layer === null && catalogue.pattern.has(item)) return patternName(catalogue, item);
  return providerName(catalogue, item);
}

function layersInWords(catalogue: Catalogue, layers: readonly string[]): string {
  return layers.map((layer) => layerInSentence(catalogue, layer)).join(', ');
}

function pointsInWords(points: number): string {
  return points === 0 ? 'level with it' : `${points} ${points === 1 ? 'point' : 'points'} behind`;
}

function becauseOf({ reasons, detail }: Finding): string {
  return reasons[0]?.because ?? ('rule' in detail ? `the rule ${detail.rule} applies.` : '');
}

/** What a rule about revisiting says, and today's advice where a part is to be exchanged. */
function ruleSays(catalogue: Catalogue, finding: Finding): string {
  const { detail } = finding;
  const instead = 'rule' in detail ? detail.instead : null;
  return `${becauseOf(finding)}${instead === null ? '' : ` Today's advice here: ${nameOf(catalogue, finding, instead)}.`}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
