/** A decision, and what is accepted, as plain data in the order in which people read it. */
import type { Catalogue } from '../core/catalogue.js';
import type { Acceptance, Decision, InPlace, PastDecision, VendorEvent } from '../core/decision.js';
import type { Answer, Facts } from '../core/model.js';
import { type Plain, withBlock } from './splice.js';

/** The text of a profile with a decision written into it; every byte outside its block stays. The profile must load. */
export function withDecision(catalogue: Catalogue, text: string, decision: Decision): string {
  return withBlock(text, 'decision', decisionData(catalogue, decision));
}

/** The `decision` block of a profile. Parts that hold nothing are left out, but for those that a reader looks for. */
export function decisionData(catalogue: Catalogue, decision: Decision): Plain {
  const { on, by, reviewBy, rules, facts, ground, pattern, layers, known, open, review, history } = decision;
  return {
    on,
    by: [...by],
    'review-by': reviewBy,
    rules,
    facts,
    answers: answersData(catalogue, ground.facts),
    ...(ground.stack.size > 0 ? { stack: stackData(ground.stack) } : {}),
    ...(ground.vendorEvents.length > 0 ? { 'vendor-events': ground.vendorEvents.map(eventData) } : {}),
    known: known.map(({ finding, severity }) => ({ finding, severity })),
    open: [...open],
    pattern: { advised: pattern.advised, chosen: pattern.chosen, ...reason(pattern.because) },
    layers: Object.fromEntries(
      [...layers].map(([layer, { advised, chosen, because }]) => [
        layer,
        { advised, chosen: chosen?.provider ?? null, ...ways(chosen), ...reason(because) },
      ]),
    ),
    ...(review ? { review: { action: review.action, because: review.because } } : {}),
    ...(history.length > 0 ? { history: history.map(pastData) } : {}),
  };
}

function pastData({ on, by, pattern, layers }: PastDecision): Plain {
  return { on, by: [...by], pattern, layers: { ...layers } };
}

/** The `accepted` block of a profile. */
export function acceptedData(accepted: readonly Acceptance[]): Plain {
  return accepted.map(({ finding, until, because, severity }) => ({
    ...{ finding, until, because },
    ...(severity === undefined ? {} : { severity }),
  }));
}

/** Answers in the order of the questions. */
export function answersData(catalogue: Catalogue, facts: Facts): Record<string, Plain> {
  return Object.fromEntries(
    catalogue.questions.flatMap(({ id }) => {
      const answer = facts.get(id);
      return answer === undefined ? [] : [[id, answerData(answer)] as const];
    }),
  );
}

function answerData(answer: Answer): Plain {
  return typeof answer === 'object' ? [...answer] : answer;
}

function stackData(stack: ReadonlyMap<string, InPlace>): Record<string, Plain> {
  return Object.fromEntries(
    [...stack].map(([layer, what]) => {
      const how = { ...ways(what), ...(what.plan === null ? {} : { plan: what.plan }) };
      return [layer, Object.keys(how).length === 0 ? what.provider : { provider: what.provider, ...how }];
    }),
  );
}

function eventData({ provider, kind, on, ends, source }: VendorEvent): Plain {
  return { provider, kind, on, ...(ends === null ? {} : { ends }), source };
}

function ways(what: InPlace | null): Record<string, Plain> {
  return {
    ...(what?.kind ? { kind: what.kind } : {}),
    ...(what?.approach ? { approach: what.approach } : {}),
  };
}

function reason(because: string | null): Record<string, Plain> {
  return because === null ? {} : { because };
}
