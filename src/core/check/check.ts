/**
 * Does a decision still fit? A profile against the catalogue, its own decision, and the day.
 *
 * To read this half of the core: model, decision, finding, then state and observe (what is found in one state) with
 * drift, limits-near, vendor-news, expired and triggers; attribution (where a change comes from); check; pin, review, compare.
 */

import type { Catalogue } from '../catalogue.js';
import type { Acceptance, Decision } from '../decision.js';
import type { AttributionStep, Cause, Checked, Detail, Finding, Observed, PlacePath } from '../finding.js';
import { isAsBad, type Profile, type Severity } from '../model.js';
import { walk } from './attribution.js';
import { groundOf, sameWhereEqual } from './ground.js';
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

const newTool = 'new-tools';
const alwaysTold: readonly Detail['code'][] = ['hard-rule-broken', 'review-overdue', 'acceptance-ended'];

function isKnown({ id, severity, detail }: Observed, { known }: Decision): boolean {
  if (alwaysTold.includes(detail.code)) return false;
  return known.some((each) => each.finding === id && isAsBad(each.severity, severity));
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
  const covers = (then: Severity | undefined) => then === undefined || isAsBad(then, severity);
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
