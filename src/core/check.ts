/** Does a decision still fit? A profile against the catalogue, its own decision, and the day. */
import { walk } from './attribution.js';
import type { Catalogue } from './catalogue.js';
import { isSameAnswer } from './condition.js';
import type { Acceptance, Decision, Ground, InPlace, VendorEvent } from './decision.js';
import { factsOf } from './facts.js';
import type { AttributionStep, Cause, Checked, Detail, Finding, Observed, PlacePath } from './finding.js';
import type { Facts, Profile, Severity } from './model.js';
import { inOrder, observeUnpinned } from './observe.js';
import { judgeState } from './state.js';

/**
 * Checks a profile on a day (`2026-11-26`).
 *
 * What was known when somebody decided stays silent until it gets worse; broken hard rules, an overdue review and
 * ended acceptances are always told. Never throws on a profile that loaded.
 */
export function check(catalogue: Catalogue, profile: Profile, today: string): Checked {
  const { decision } = profile;
  const ground = groundOf(profile);
  if (decision === null) {
    const found = observeUnpinned(judgeState({ catalogue, ground, today }, null));
    return { findings: finish(catalogue, profile, today, found, causeWithoutDecision), steps: [] };
  }
  const walked = walk(catalogue, decision, sameWhereEqual(decision.ground, ground), today);
  const news = walked.found.filter((each) => !isKnown(each, decision));
  const findings = finish(catalogue, profile, today, news, walked.causeOf);
  return { findings, steps: walked.steps.map((step) => withFinalIds(step, findings)) };
}

/** Steps name findings as they are told: advice that became a new tool is called so there as well. */
function withFinalIds(step: AttributionStep, findings: readonly Finding[]): AttributionStep {
  const told = (id: string) => {
    const tool = id.replace(/^advice-changed/, newTool);
    return findings.some((each) => each.id === tool) ? tool : id;
  };
  return { ...step, appeared: step.appeared.map(told), gone: step.gone.map(told) };
}

/** What a profile says today. */
export function groundOf(profile: Profile): Ground {
  return { facts: factsOf(profile), stack: profile.stack, vendorEvents: profile.vendorEvents };
}

/** The parts of today's ground; a part that says what it said then is the very same, so that nobody compares it again. */
function sameWhereEqual(then: Ground, now: Ground): Ground {
  return {
    facts: isSameFacts(then.facts, now.facts) ? then.facts : now.facts,
    stack: isSameStack(then.stack, now.stack) ? then.stack : now.stack,
    vendorEvents: isSameNews(then.vendorEvents, now.vendorEvents) ? then.vendorEvents : now.vendorEvents,
  };
}

function isSameFacts(a: Facts, b: Facts): boolean {
  if (a.size !== b.size) return false;
  for (const [id, answer] of a) {
    const other = b.get(id);
    if (other === undefined || !isSameAnswer(answer, other)) return false;
  }
  return true;
}

function isSameStack(a: ReadonlyMap<string, InPlace>, b: ReadonlyMap<string, InPlace>): boolean {
  if (a.size !== b.size) return false;
  for (const [layer, one] of a) {
    const other = b.get(layer);
    const keys = ['provider', 'kind', 'approach', 'plan'] as const;
    if (other === undefined || keys.some((key) => one[key] !== other[key])) return false;
  }
  return true;
}

function isSameNews(a: readonly VendorEvent[], b: readonly VendorEvent[]): boolean {
  const keys = ['provider', 'kind', 'on', 'ends'] as const;
  return a.length === b.length && a.every((one, index) => keys.every((key) => one[key] === b[index]?.[key]));
}

const newTool = 'new-tools';
const alwaysTold: readonly Detail['code'][] = ['hard-rule-broken', 'review-overdue', 'acceptance-ended'];
const severities: readonly Severity[] = ['error', 'warning', 'note'];

function isKnown({ id, severity, detail }: Observed, { known }: Decision): boolean {
  if (alwaysTold.includes(detail.code)) return false;
  return known.some((each) => each.finding === id && severities.indexOf(each.severity) <= severities.indexOf(severity));
}

function causeWithoutDecision({ detail }: Observed): Cause {
  return detail.code === 'hard-rule-broken' ? 'stack' : 'answers';
}

/** Causes, acceptances, and what has become of them. */
function finish(
  catalogue: Catalogue,
  profile: Profile,
  today: string,
  found: readonly Observed[],
  causeOf: (each: Observed) => Cause,
): Finding[] {
  const findings = found.map((each): Finding => {
    const cause = causeOf(each);
    const told = asNewTool(catalogue, each, cause);
    return {
      ...told,
      place: placeIn(profile, each.place),
      cause,
      accepted: acceptedBy(profile.accepted, told, today),
    };
  });
  const ended = profile.accepted.flatMap((each, index) => {
    const why = whyEnded(each, findings, profile.decision, today);
    return why === null ? [] : [acceptanceEnded(catalogue, each, index, why)];
  });
  return inOrder(catalogue, [...findings, ...ended]);
}

/** Advice that a new catalogue moved to something simpler to own is what the founders' guide calls a new tool (claim 207). */
function asNewTool(catalogue: Catalogue, each: Observed, cause: Cause): Observed {
  const { detail, layer, action } = each;
  const isSimpler = action === 'own-less' || action === 'consolidate' || isLessOwned(catalogue, detail, layer);
  if (detail.code !== 'advice-changed' || layer === null || !['rules', 'facts'].includes(cause) || !isSimpler)
    return each;
  if (detail.from === null || detail.to === null) return each;
  return {
    ...each,
    id: each.id.replace(/^advice-changed/, 'new-tools'),
    detail: { ...detail, code: 'new-tools' },
    severity: 'note',
  };
}

/** Whether a layer would be covered by a platform or service where it was one's own code or machine. */
function isLessOwned(catalogue: Catalogue, detail: Detail, layer: string | null): boolean {
  if (!('from' in detail) || layer === null) return false;
  const isBought = (provider: string | null) =>
    (catalogue.offerings.get(layer) ?? []).some(
      (each) => each.provider === provider && ['platform', 'managed'].includes(each.approach),
    );
  return isBought(detail.to) && !isBought(detail.from);
}

/** An acceptance covers a finding until its day, and no longer when it gets worse. */
function acceptedBy(accepted: readonly Acceptance[], { id, severity }: Observed, today: string): Finding['accepted'] {
  const covers = (then: Severity | undefined) =>
    then === undefined || severities.indexOf(then) <= severities.indexOf(severity);
  const found = accepted.find((each) => each.finding === id && each.until >= today && covers(each.severity));
  return found ? { until: found.until, because: found.because } : null;
}

/** An acceptance whose day has passed, or that matches nothing that is found or was known. */
function whyEnded(
  { finding, until }: Acceptance,
  findings: readonly Finding[],
  decision: Decision | null,
  today: string,
): 'ended' | 'stale' | null {
  const isFound = findings.some(({ id }) => id === finding);
  if (until < today) return isFound ? 'ended' : 'stale';
  return isFound || decision?.known.some((each) => each.finding === finding) ? null : 'stale';
}

function acceptanceEnded(
  catalogue: Catalogue,
  { finding, until }: Acceptance,
  index: number,
  why: 'ended' | 'stale',
): Finding {
  const named = finding.split('/')[1] ?? '';
  const layer = catalogue.layer.has(named) ? named : null;
  return {
    id: `acceptance-ended/${layer ?? 'pattern'}/${finding}`,
    detail: { code: 'acceptance-ended', finding, until, why },
    severity: 'note',
    layer,
    action: 'keep',
    reasons: [],
    place: ['accepted', index],
    cause: why === 'ended' ? 'calendar' : 'answers',
    accepted: null,
  };
}

/** A measured value wins over an answer, so that is where it stands. */
function placeIn({ observed }: Profile, place: PlacePath): PlacePath {
  const [top, fact] = place;
  return top === 'answers' && observed.has(String(fact)) ? ['observed', String(fact), 'value'] : place;
}
