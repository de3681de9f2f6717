/** Profiles that show something: built from classes of answers, judged by the explained path, and cut to the fewest answers. */

import type { Catalogue } from '../catalogue.js';
import { listOf, situationOf } from '../condition.js';
import { withFact } from '../facts.js';
import type { Answer, Facts } from '../model.js';
import { type JudgedPattern, judgePatterns, marginOf, rivalsOf } from '../pattern.js';
import type { Member } from './answer-classes.js';
import type { Outcome } from './balance.js';

/**
 * The answers that stand for one class of each member; what is open is left out, with all its options. Answers above their
 * ceiling raise it as far as they must.
 */
export function profileOf(catalogue: Catalogue, members: readonly Member[], way: readonly number[]): Facts {
  const facts = new Map<string, Answer>();
  const answerAt = (level: number) => members[level]?.classes[way[level] ?? 0]?.answer ?? null;
  const open = new Set(
    members.flatMap(({ fact, option }, level) => ((option ?? answerAt(level)) === null ? [fact] : [])),
  );
  members.forEach(({ fact, option }, level) => {
    const answer = answerAt(level);
    if (open.has(fact) || answer === null) return;
    if (option === null) facts.set(fact, answer);
    else {
      const given = facts.get(fact);
      const list = Array.isArray(given) ? given : [];
      facts.set(fact, answer === true ? [...list, option] : list);
    }
  });
  for (const question of catalogue.questions) {
    if (question.type !== 'number' || typeof question.atMost !== 'string') continue;
    const [own, ceiling] = [facts.get(question.id), facts.get(question.atMost)];
    if (typeof own === 'number' && typeof ceiling === 'number' && own > ceiling) facts.set(question.atMost, own);
  }
  return facts;
}

/**
 * The same profile with as few answers as still show it: answers, then single options of lists, are taken away one by one
 * as long as `shows` holds, until none of those that are left can go.
 */
export function fewestAnswers(facts: Facts, shows: (facts: Facts) => boolean): Facts {
  const shorter = fewerAnswers(facts).find(shows);
  return shorter === undefined ? facts : fewestAnswers(shorter, shows);
}

/** Every profile with one answer less, then with one option less. */
function fewerAnswers(facts: Facts): Facts[] {
  const without = [...facts.keys()].map((id) => withFact(facts, id, undefined));
  const shorter = [...facts].flatMap(([id, answer]) =>
    (Array.isArray(answer) ? answer : []).map((option: string) =>
      withFact(
        facts,
        id,
        listOf(answer).filter((each) => each !== option),
      ),
    ),
  );
  return [...without, ...shorter];
}

/** The same facts after the answer changed; null when the question is not answered. */
export function afterStep(facts: Facts, changed: Facts, question: string, option: string | null): Facts | null {
  const before = facts.get(question);
  if (before === undefined) return null;
  const after: Answer | undefined =
    option === null ? changed.get(question) : [...(Array.isArray(before) ? before : []), option];
  return withFact(facts, question, after);
}

/** What the explained path says: the pick among the patterns, its lead up to a cap, and what broke a tie. */
export interface ExplainedOutcome extends Omit<Outcome, 'pick'> {
  /** Null when every pattern is excluded. */
  readonly pick: string | null;
  readonly excluded: readonly string[];
}

/** The outcome by the explained path (`judgePatterns`), told in the words of the walk. */
export function explainedOutcome(catalogue: Catalogue, facts: Facts, cap: number): ExplainedOutcome {
  const ranking = judgePatterns(catalogue, situationOf(facts, catalogue.signal), new Map());
  const excluded = ranking.flatMap(({ tier, pattern }) => (tier === 'excluded' ? [pattern.id] : []));
  const pick = ranking.find(({ tier }) => tier !== 'excluded');
  if (pick === undefined) return { pick: null, isOpen: false, lead: null, tieBroken: null, excluded };
  const margin = marginOf(pick, ranking);
  const won = { pick: pick.pattern.id, isOpen: pick.tier === 'open', excluded };
  if (margin === null || margin >= cap) return { ...won, lead: null, tieBroken: null };
  const next = rivalsOf(pick, ranking).find(({ points }) => points === pick.points);
  if (margin !== 0 || next === undefined) return { ...won, lead: Math.max(-1, margin), tieBroken: null };
  if (next.tier !== pick.tier) return { ...won, lead: 0, tieBroken: 'by tier' };
  return { ...won, lead: 0, tieBroken: isSameByConcern(pick, next) ? 'by ownership' : 'by concern' };
}

function isSameByConcern(a: JudgedPattern, b: JudgedPattern): boolean {
  return Object.entries(a.byConcern).every(([concern, points]) =>
    Object.entries(b.byConcern).some(([other, theirs]) => other === concern && theirs === points),
  );
}
