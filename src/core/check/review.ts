/**
 * The review routine (claim 208): the top three planned capabilities, the layers they strain, what hurts and what the bill
 * does; then keep, add a managed component, or extract one service. A rewrite needs evidence that delivery is blocked.
 */

import type { Catalogue } from '../catalogue.js';
import { listOf } from '../condition.js';
import type { Decision } from '../decision.js';
import { type Action, actions, type Observed } from '../finding.js';
import type { Answer, Facts, Profile } from '../model.js';
import { adviceOn, changedItems } from './advised.js';
import { monthsAfter } from './day.js';
import { groundOf } from './ground.js';
import { observe } from './observe.js';
import { pin } from './pin.js';
import { judgeState } from './state.js';

/** The questions that a review asks, in its order. */
export const reviewQuestions = ['planned-capabilities', 'pain-points', 'cost-trend'] as const;

/** How many planned capabilities a review looks at. */
export const mostPlanned = 3;

/** A layer that planned capabilities strain. */
export interface Strain {
  readonly layer: string;
  readonly capabilities: readonly string[];
}

/** What a review comes to, before people decide. */
export interface ReviewProposal {
  readonly strains: readonly Strain[];
  /** Everything that speaks for a change today, known or not. */
  readonly findings: readonly Observed[];
  /** What would be advised once the capabilities are there, where that differs from today. */
  readonly ahead: readonly {
    readonly layer: string | null;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  /** The smallest sufficient disposition. */
  readonly action: Action;
  /** The rules that show that the present stack blocks delivery; empty: a rewrite is not to be had. */
  readonly evidence: readonly Observed[];
}

/** Reviews a profile whose answers about plans, pain and the bill are up to date. */
export function reviewOf(catalogue: Catalogue, profile: Profile, today: string): ReviewProposal {
  const ground = groundOf(profile);
  const planned = plannedIn(ground.facts);
  const decision = profile.decision ?? draftDecision(catalogue, profile, today);
  const findings = decision ? observe(judgeState({ catalogue, ground, today }, decision.pattern.chosen), decision) : [];
  const grown = { ...ground, facts: withCapabilities(catalogue, ground.facts, planned) };
  // What would be open then says nothing yet.
  const ahead = changedItems(catalogue, adviceOn(catalogue, ground), adviceOn(catalogue, grown)).filter(
    ({ after }) => after !== null,
  );
  const evidence = findings.filter(({ action }) => action === 'replatform');
  return {
    strains: strainsOf(catalogue, planned),
    findings,
    ahead,
    evidence,
    action: actionOf(catalogue, findings, ahead),
  };
}

/** A profile that nobody has decided on yet is reviewed against its own advice. */
function draftDecision(catalogue: Catalogue, profile: Profile, today: string): Decision | null {
  const request = {
    on: today,
    by: null,
    reviewBy: monthsAfter(today, 1),
    choices: [],
    because: '-',
    takeAdvice: false,
    review: null,
  };
  const pinned = pin(catalogue, profile, request);
  return 'decision' in pinned ? pinned.decision : null;
}

/** The planned capabilities that a profile names; "none" is no capability. */
export function plannedIn(facts: Facts): string[] {
  const planned = facts.get('planned-capabilities');
  return planned === undefined ? [] : listOf(planned).filter((each) => each !== 'none');
}

/** The layers that capabilities strain, in the order of layers. */
export function strainsOf(catalogue: Catalogue, capabilities: readonly string[]): Strain[] {
  const question = catalogue.question.get('planned-capabilities');
  const options = question && 'options' in question ? question.options : [];
  return catalogue.layers.flatMap(({ id }) => {
    const strained = capabilities.filter((each) =>
      options.find((option) => option.id === each)?.stresses?.includes(id),
    );
    return strained.length > 0 ? [{ layer: id, capabilities: strained }] : [];
  });
}

/** The facts once the capabilities are there: each is an option of `features`, or of `realtime`. */
function withCapabilities(catalogue: Catalogue, facts: Facts, capabilities: readonly string[]): Facts {
  const grown = new Map(facts);
  const has = (question: string, option: string) => {
    const asked = catalogue.question.get(question);
    return asked !== undefined && 'options' in asked && asked.options.some(({ id }) => id === option);
  };
  for (const each of capabilities) {
    if (has('features', each)) grown.set('features', [...new Set([...listed(grown.get('features')), each])]);
    // What is live already stays what it is: the plan adds to it.
    else if (has('realtime', each) && ['none', undefined].includes(grown.get('realtime') as string | undefined))
      grown.set('realtime', each);
  }
  return grown;
}

function listed(answer: Answer | undefined): readonly string[] {
  return answer === undefined ? [] : listOf(answer);
}

/** The action that is enough for everything that speaks loudest: what is found today first, then what is planned. */
function actionOf(catalogue: Catalogue, findings: readonly Observed[], ahead: ReviewProposal['ahead']): Action {
  const pressing = findings.filter(({ severity, action }) => severity !== 'note' && action !== 'keep');
  const worst = pressing.filter(({ severity }) => severity === pressing[0]?.severity);
  if (worst.length > 0) return largest(worst.map(({ action }) => action));
  const pattern = ahead.find(({ layer }) => layer === null);
  const order = (id: string | null | undefined) => catalogue.pattern.get(id ?? '')?.order ?? 0;
  if (pattern && order(pattern.after) > order(pattern.before)) return 'extract-service';
  // A layer that was left out, or whose need was open, is added.
  const isAdded = ({ layer, before, after }: ReviewProposal['ahead'][number]) =>
    layer !== null && (before === null || before === 'not-needed') && after !== null && after !== 'not-needed';
  return ahead.some(isAdded) ? 'add-managed-component' : 'keep';
}

/** Each finding asks for its own smallest action, so the largest of them serves all; a rewrite only where nothing smaller does. */
function largest(wanted: readonly Action[]): Action {
  const short = wanted.filter((each) => each !== 'replatform');
  return actions.findLast((each) => (short.length > 0 ? short : wanted).includes(each)) ?? 'keep';
}

/** The profile with the answers of a review. */
export function withAnswers(profile: Profile, answers: Facts): Profile {
  return { ...profile, answers: new Map([...profile.answers, ...answers]) };
}
