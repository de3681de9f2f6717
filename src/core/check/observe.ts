/** Everything that speaks for another look in one state of a profile: rules broken, advice moved, triggers, limits, notices. */

import { hasEnoughAnswers } from '../advise.js';
import type { Catalogue } from '../catalogue.js';
import { isSameAnswer, judge, situationOf } from '../condition.js';
import type { Decision, InPlace } from '../decision.js';
import type { Action, Observed } from '../finding.js';
import type { Candidate, JudgedLayer } from '../layer.js';
import { type Question, severities } from '../model.js';
import { byText } from '../order.js';
import { reasonOf } from '../reason.js';
import { layerAction } from './action.js';
import { inShort, layerDrift, patternDrift } from './drift.js';
import { expiredFigures } from './expired.js';
import { candidateOf, inPlaceOf, isProduct } from './in-place.js';
import { limitsNear } from './limits-near.js';
import type { JudgedState } from './state.js';
import { triggersOf } from './triggers.js';
import { vendorNews } from './vendor-news.js';

/** What a decision is held against: everything that can be found. */
export function observe(state: JudgedState, decision: Decision): Observed[] {
  const { ground, pattern, solved, picked } = state;
  const inPlace = inPlaceOf(decision, ground.stack);
  // That a vendor ends something is told once, as news of the vendor. No rule file may use the engine's own names.
  const broken = brokenByLayers(state, decision).filter(
    ({ reasons }) => !reasons.some(({ rule }) => rule.startsWith('status/')),
  );
  const limits = limitsNear(state, inPlace);
  const found: Observed[] = [
    ...broken,
    ...patternDrift(decision, picked),
    ...(pattern && solved && pattern.unless === null ? layerDrift(state.noticed, decision, solved, pattern) : []),
    ...limits,
    ...vendorNews(state, inPlace),
    ...stackDiffers(decision, ground.stack),
    ...expiredFigures(state, inPlace),
    ...missingAnswers(state, decision),
    ...(state.today > decision.reviewBy ? [reviewOverdue(decision)] : []),
  ];
  const triggered = triggersOf(state, decision, inPlace, limits);
  const all = [...found, ...triggered];
  const isGrowthAlone = hasOnlyGrown(state, decision) && !triggered.some(({ severity }) => severity !== 'note');
  return inOrder(state.catalogue, isGrowthAlone ? all.map(asNote) : all);
}

/**
 * Whether nothing but quantities that strain a layer has changed, and all of them upwards: growth alone forced no move
 * that we know of, so that it is worth a note and no more (lesson 2).
 */
function hasOnlyGrown({ catalogue, ground }: JudgedState, { ground: then }: Decision): boolean {
  const changed = catalogue.questions.filter(({ id }) => {
    const [now, was] = [ground.facts.get(id), then.facts.get(id)];
    return now === undefined || was === undefined ? now !== was : !isSameAnswer(now, was);
  });
  const grew = ({ id, stresses }: Question) =>
    stresses.length > 0 && Number(ground.facts.get(id)) > Number(then.facts.get(id));
  return changed.length > 0 && changed.every(grew);
}

function asNote(each: Observed): Observed {
  return each.detail.code === 'advice-changed' ? { ...each, severity: 'note' } : each;
}

/** Without a decision: that there is none, and the hard rules that what runs breaks. */
export function observeUnpinned(state: JudgedState): Observed[] {
  const unpinned: Observed = {
    id: 'not-pinned/pattern',
    detail: { code: 'not-pinned', advice: adviceThere(state) },
    severity: 'note',
    layer: null,
    action: 'keep',
    reasons: [],
    place: ['name'],
  };
  return inOrder(state.catalogue, [...brokenByLayers(underSomePattern(state), null), unpinned]);
}

/** Whether there is advice that could be pinned. */
function adviceThere({ catalogue, ground, picked }: JudgedState): 'given' | 'too few answers' | 'none possible' {
  if (!hasEnoughAnswers(catalogue, ground.facts)) return 'too few answers';
  return picked.pick === null ? 'none possible' : 'given';
}

/** Where no pattern can be had, what runs is judged under the one that comes nearest: the law asks no less then. */
function underSomePattern(state: JudgedState): JudgedState {
  const nearest = state.picked.ranking.find((each) => each.pattern.unless === null)?.pattern;
  return state.pattern || !nearest ? state : { ...state, pattern: nearest, solved: state.picked.solved(nearest) };
}

/** Worst first, then in the order of the layers, then by id; what is found twice is told once. */
export function inOrder<T extends Observed>(catalogue: Catalogue, found: readonly T[]): T[] {
  const place = ({ layer }: T) => (layer === null ? -1 : (catalogue.layer.get(layer)?.order ?? 0));
  const sorted = [...found].sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) || place(a) - place(b) || byText(a.id, b.id),
  );
  const seen = new Set<string>();
  return sorted.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** Hard rules that the layers break: what was chosen, and what runs where that is something else. */
function brokenByLayers(state: JudgedState, decision: Decision | null): Observed[] {
  const { solved, ground } = state;
  if (solved === null) return [];
  return solved.layers.flatMap((judged) => {
    const chosen = decision?.layers.get(judged.layer.id)?.chosen ?? null;
    const runs = ground.stack.get(judged.layer.id) ?? null;
    return [
      ...(runs ? brokenBy(state, judged, runs, true) : []),
      ...(chosen ? brokenBy(state, judged, chosen, false) : []),
    ];
  });
}

function brokenBy(state: JudgedState, judged: JudgedLayer, inPlace: InPlace, runs: boolean): Observed[] {
  const { noticed, pattern, solved } = state;
  if (!isProduct(inPlace) || solved === null) return [];
  const candidate = candidateOf(noticed, judged, inPlace, pattern, solved.situation);
  if (candidate?.tier !== 'excluded') return [];
  const instead = solved.solution?.picks.get(judged.layer.id)?.what ?? null;
  const layer = judged.layer.id;
  return candidate.hard
    .filter((each) => each.truth === 'yes')
    .map((each) => ({
      id: `hard-rule-broken/${layer}/${each.rule.id}`,
      detail: {
        code: 'hard-rule-broken',
        item: inPlace.provider,
        runs,
        instead: instead?.offering.provider ?? null,
      },
      severity: 'error',
      layer,
      action: replaceAction(candidate, instead),
      reasons: [inShort(reasonOf(each, solved.situation))],
      place: runs ? ['stack', layer] : ['decision', 'layers', layer, 'chosen'],
    }));
}

function replaceAction(from: Candidate, to: Candidate | null): Action {
  return to === null ? 'replace-layer' : layerAction(from, to, []);
}

/** What runs is not what was decided: another product, or the same in another way. */
function stackDiffers(decision: Decision, stack: ReadonlyMap<string, InPlace>): Observed[] {
  return [...stack].flatMap(([layer, runs]): Observed[] => {
    const chosen = decision.layers.get(layer)?.chosen ?? null;
    if (chosen === null) return [];
    const isOther = runs.approach !== null && chosen.approach !== null && chosen.approach !== runs.approach;
    const ways = isOther && chosen.approach && runs.approach ? { chosen: chosen.approach, runs: runs.approach } : null;
    if (chosen.provider === runs.provider && ways === null) return [];
    const detail = {
      ...{ code: 'stack-differs' as const, chosen: chosen.provider, runs: runs.provider },
      ways: chosen.provider === runs.provider ? ways : null,
    };
    // A third product is another finding than the one that was known.
    const id = `stack-differs/${layer}/${runs.provider}`;
    return [{ id, detail, severity: 'warning', layer, action: 'keep', reasons: [], place: ['stack', layer] }];
  });
}

function reviewOverdue({ reviewBy }: Decision): Observed {
  return {
    id: 'review-overdue/pattern',
    detail: { code: 'review-overdue', reviewBy },
    severity: 'warning',
    layer: null,
    action: 'keep',
    reasons: [],
    place: ['decision', 'review-by'],
  };
}

/** Questions without an answer that were not open when somebody decided: new ones, and answers that were taken away. */
function missingAnswers({ catalogue, ground }: JudgedState, decision: Decision): Observed[] {
  const situation = situationOf(ground.facts, catalogue.signal);
  return catalogue.questions.flatMap(({ id, askWhen }) => {
    if (ground.facts.has(id) || decision.open.includes(id)) return [];
    if (askWhen !== null && judge(askWhen, situation) === 'no') return [];
    const isNew = !decision.ground.facts.has(id);
    return [
      {
        id: `answer-missing/pattern/${id}`,
        detail: { code: 'answer-missing', question: id, isNew },
        severity: 'note',
        layer: null,
        action: 'keep',
        reasons: [],
        place: ['answers'],
      },
    ];
  });
}
