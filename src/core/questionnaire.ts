/** The interview without a screen: which question is next, how far it is, what a typed answer means. */
import type { Catalogue } from './catalogue.js';
import { judge, situationOf } from './condition.js';
import type { Answer, ChoiceQuestion, Facts, NumberQuestion, Question } from './model.js';

/** Which questions are asked: those that can still change the verdict, all that apply, or the few of the quick mode. */
export type InterviewMode = 'adaptive' | 'full' | 'quick';

/** Where an interview stands. `passed` holds the questions that were answered with "I don't know". */
export interface InterviewState {
  readonly mode: InterviewMode;
  readonly answers: Facts;
  readonly passed: ReadonlySet<string>;
}

/** The questions that apply now, in the order of the catalogue. One whose condition is unknown is asked. */
export function applicableQuestions(
  catalogue: Catalogue,
  { mode, answers }: Pick<InterviewState, 'mode' | 'answers'>,
): Question[] {
  const situation = situationOf(answers, catalogue.signal);
  return catalogue.questions.filter(
    (question) =>
      (mode !== 'quick' || question.quick) &&
      (question.askWhen === null || judge(question.askWhen, situation) !== 'no'),
  );
}

/** The first question that applies and was neither answered nor passed; null at the end. */
export function nextQuestion(catalogue: Catalogue, state: InterviewState): Question | null {
  return unansweredQuestions(catalogue, state)[0] ?? null;
}

/** Every question that applies and was neither answered nor passed. */
export function unansweredQuestions(catalogue: Catalogue, state: InterviewState): Question[] {
  const isOpen = (question: Question) => !state.answers.has(question.id) && !state.passed.has(question.id);
  return applicableQuestions(catalogue, state).filter(isOpen);
}

/** Which of how many a question is. The total can change while answers open and close branches. */
export function progressOf(
  catalogue: Catalogue,
  state: InterviewState,
  question: Question,
): { at: number; of: number } {
  const all = applicableQuestions(catalogue, state);
  return { at: all.findIndex((each) => each.id === question.id) + 1, of: all.length };
}

/** Answers to questions that no longer apply, such as a region when nothing has to stay anywhere. */
export function answersNotAsked(catalogue: Catalogue, answers: Facts): string[] {
  const applies = new Set(applicableQuestions(catalogue, { mode: 'full', answers }).map((question) => question.id));
  return [...answers.keys()].filter((id) => catalogue.question.has(id) && !applies.has(id));
}

const units: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 };

/** A typed number: `12000`, `12,000`, `12k`, `1.5M`, `-1`. Null when it is none. */
export function numberFromText(text: string): number | null {
  const match = /^(-?(?:\d{1,3}(?:[, _']\d{3})+|\d+))(\.\d+)?\s*([kmb])?$/i.exec(text.trim());
  if (!match) return null;
  const value =
    Number(`${match[1]?.replace(/[, _']/g, '')}${match[2] ?? ''}`) * (units[match[3]?.toLowerCase() ?? ''] ?? 1);
  // 1.1 thousand is 1100, whatever binary fractions make of it; there is no -0.
  return Math.round(value * 1e6) / 1e6 + 0;
}

/** The quick picks that are legal here: none above an answer that caps the question. */
export function bandsOf(question: NumberQuestion, answers: Facts): NumberQuestion['bands'] {
  const most = typeof question.atMost === 'string' ? answers.get(question.atMost) : question.atMost;
  return question.bands.filter((band) => typeof most !== 'number' || band.value <= most);
}

/**
 * What the recognised examples suggest: the option that most of them point to. When two lead, the option `mixed` if the
 * question has one, else nothing.
 */
export function suggestionOf(question: ChoiceQuestion, recognised: readonly number[]): Answer | null {
  const votes = new Map<string, number>();
  for (const index of recognised) {
    const suggests = question.helper?.choices[index]?.suggests;
    if (suggests !== undefined) votes.set(suggests, (votes.get(suggests) ?? 0) + 1);
  }
  const most = Math.max(0, ...votes.values());
  const leaders = [...votes].filter(([, count]) => count === most).map(([option]) => option);
  if (leaders.length === 1 && leaders[0] !== undefined) return leaders[0];
  return leaders.length > 1 && question.options.some((option) => option.id === 'mixed') ? 'mixed' : null;
}
