/** What is asked next, by the mode of an interview, and what is left to ask. */
import { advise } from '../../core/advise.js';
import type { Compiled } from '../../core/compiled/compile.js';
import { nextUsefulQuestion, usefulQuestions } from '../../core/explore/next-question.js';
import { type SpeakingQuestion, speakingQuestions } from '../../core/explore/open-speech.js';
import type { Question } from '../../core/model.js';
import { type InterviewState, nextQuestion } from '../../core/questionnaire.js';
import type { LeftToAsk } from '../../report/interview-words.js';

/** The next question; null at the end. */
export function nextAsked(compiled: Compiled, state: InterviewState): Question | null {
  if (state.mode !== 'adaptive') return nextQuestion(compiled.catalogue, state);
  return nextUsefulQuestion(compiled, state.answers, state.passed)?.question ?? null;
}

/** The questions that could add a warning or a step to the advice on what is known. */
export function speakingLeft({ catalogue }: Compiled, { answers, passed }: InterviewState): SpeakingQuestion[] {
  return speakingQuestions(catalogue, answers, passed, advise(catalogue, answers));
}

/** What would be left to ask if one question had not been asked yet: what its answer is good for. */
export function leftToAsk(compiled: Compiled, state: InterviewState, question: string): LeftToAsk {
  const answers = new Map(state.answers);
  const passed = new Set(state.passed);
  answers.delete(question);
  passed.delete(question);
  const useful = usefulQuestions(compiled, answers, passed);
  return { useful, speaking: useful.length > 0 ? [] : speakingLeft(compiled, { ...state, answers, passed }) };
}
