/** Interviews without a screen: somebody who knows these answers is asked, and passes what is not among them. */
import { expect } from 'vitest';
import { advise } from '../../src/core/advise.js';
import type { Compiled } from '../../src/core/compiled/compile.js';
import { nextUsefulQuestion } from '../../src/core/explore/next-question.js';
import { speakingQuestions } from '../../src/core/explore/open-speech.js';
import type { Answer, Facts, Question } from '../../src/core/model.js';
import { nextQuestion } from '../../src/core/questionnaire.js';

/** What came of an interview. */
export interface Held {
  readonly answers: Facts;
  readonly passed: ReadonlySet<string>;
  readonly asked: readonly string[];
}

type Next = (answers: Facts, passed: ReadonlySet<string>) => Question | null;

const nothing: Held = { answers: new Map(), passed: new Set(), asked: [] };

/** Asks until there is no next question; none is asked twice. */
export function interview(known: Facts, next: Next, before = nothing): Held {
  const answers = new Map<string, Answer>(before.answers);
  const passed = new Set<string>(before.passed);
  const asked = [...before.asked];
  for (;;) {
    const question = next(answers, passed);
    if (question === null) return { answers, passed, asked };
    expect(asked).not.toContain(question.id);
    asked.push(question.id);
    const answer = known.get(question.id);
    if (answer === undefined) passed.add(question.id);
    else answers.set(question.id, answer);
  }
}

/** Asks everything that applies. */
export function fullInterview({ catalogue }: Compiled, known: Facts): Held {
  return interview(known, (answers, passed) => nextQuestion(catalogue, { mode: 'full', answers, passed }));
}

/** Asks what can still change the verdict. */
export function shortInterview(compiled: Compiled, known: Facts): Held {
  return interview(known, (answers, passed) => nextUsefulQuestion(compiled, answers, passed)?.question ?? null);
}

/** After the short interview, asks what could still add a warning, a step or a control. */
export function withWarnings({ catalogue }: Compiled, known: Facts, before: Held): Held {
  const next: Next = (answers, passed) =>
    speakingQuestions(catalogue, answers, passed, advise(catalogue, answers))[0]?.question ?? null;
  return interview(known, next, before);
}
