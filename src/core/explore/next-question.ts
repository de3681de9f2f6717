/** The shortest interview: the next question that can still change the verdict, and none once nothing can. */
import { hasEnoughAnswers } from '../advise.js';
import type { Compiled } from '../compiled/compile.js';
import { factsRead, judge, situationOf } from '../condition.js';
import type { Facts, Question } from '../model.js';
import { unansweredQuestions } from '../questionnaire.js';
import { type Undecided, undecidedBy } from './undecided.js';

/** A question worth asking, and what for. */
export interface UsefulQuestion extends Omit<Undecided, 'weight'> {
  readonly question: Question;
  /** The question that applies, or does not, by the answer to this one: then it is asked for that one's sake. */
  readonly decidesOn: Question | null;
}

/**
 * The next question to ask, or null when the verdict (the pattern; kind, approach and provider of every needed layer) is
 * the same whatever the open questions are answered, "I don't know" included.
 *
 * `facts` are the answers so far, `passed` the questions that were answered with "I don't know". Sound: null is returned
 * only when no exclusion of the pick is possible any more, no other pattern can still stand alone, each rival is behind by
 * the least possible difference of points (summed over groups of rules that share no open question, each walked through
 * or, when it is large, bounded rule by rule), and in every needed layer nothing that is open tells the candidates apart
 * which can still be chosen. Cautious: it may ask what turns out not to matter. It relies on what the loader makes sure
 * of, that no rule which decides asks whether a question is answered: a rule that is yes or no stays so.
 */
export function nextUsefulQuestion(
  compiled: Compiled,
  facts: Facts,
  passed: ReadonlySet<string>,
): UsefulQuestion | null {
  return usefulQuestions(compiled, facts, passed)[0] ?? null;
}

/**
 * All questions that can still change the verdict as far as can be told now, the one to ask first at the head; none when
 * `nextUsefulQuestion` has none. While the pattern is not settled they are those about the pattern; before there is enough
 * for any advice, the essential ones.
 */
export function usefulQuestions(compiled: Compiled, facts: Facts, passed: ReadonlySet<string>): UsefulQuestion[] {
  const { catalogue } = compiled;
  const left = unansweredQuestions(catalogue, { mode: 'full', answers: facts, passed });
  const open = new Map(left.map((question) => [question.id, question]));
  const undecided = undecidedBy(compiled, facts, open);
  if (!hasEnoughAnswers(catalogue, facts)) {
    const essential = left.filter((question) => question.essential);
    return firstAsked(
      compiled,
      facts,
      open,
      essential.map(({ id }) => [id, undecided.get(id) ?? null]),
    );
  }
  const found = [...undecided];
  const order = (id: string) => open.get(id)?.order ?? 0;
  found.sort(([a, one], [b, other]) => other.weight - one.weight || order(a) - order(b));
  return firstAsked(compiled, facts, open, found);
}

/** Each question, or in its place an earlier one that decides whether it applies; none twice. */
function firstAsked(
  compiled: Compiled,
  facts: Facts,
  open: ReadonlyMap<string, Question>,
  found: readonly (readonly [string, Undecided | null])[],
): UsefulQuestion[] {
  const asked = new Map<string, UsefulQuestion>();
  for (const [id, undecided] of found) {
    const question = firstToAsk(compiled, facts, open, id);
    if (question === null || asked.has(question.id)) continue;
    const decidesOn = question.id === id ? null : (open.get(id) ?? null);
    const { patterns, layers } = undecided ?? { patterns: [], layers: [] };
    asked.set(question.id, { question, patterns, layers, decidesOn });
  }
  return [...asked.values()];
}

/**
 * The question itself, or first an earlier one that decides whether it applies: the full interview may never ask it then,
 * and an answer to it would make another verdict.
 */
function firstToAsk(
  compiled: Compiled,
  facts: Facts,
  open: ReadonlyMap<string, Question>,
  id: string,
): Question | null {
  const question = open.get(id);
  if (question === undefined) return null;
  const { signal } = compiled.catalogue;
  const { askWhen } = question;
  if (askWhen === null || judge(askWhen, situationOf(facts, signal)) === 'yes') return question;
  const places = [...open.keys()];
  const before = [...factsRead(askWhen, signal)].find(
    (fact) => open.has(fact) && places.indexOf(fact) < places.indexOf(id),
  );
  return before === undefined ? question : firstToAsk(compiled, facts, open, before);
}
