/** Several people's answers about one project: where they disagree, and which of the disagreements matter to the advice. */

import { type Advised, adviceOn, changedItems } from './advised.js';
import type { Catalogue } from './catalogue.js';
import { isSameAnswer } from './condition.js';
import type { Ground } from './decision.js';
import type { Answer } from './model.js';

/** What one person's advice would be with another's answer to one question. */
export interface Swing {
  /** Places in the list of people. */
  readonly of: number;
  readonly withAnswerOf: number;
  readonly changes: readonly {
    readonly layer: string | null;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

/** A question that people answer differently. */
export interface Disagreement {
  readonly question: string;
  /** One for each person; null: not answered. */
  readonly answers: readonly (Answer | null)[];
  /** Empty: it does not matter, whoever is right. */
  readonly swings: readonly Swing[];
}

export interface Disagreements {
  readonly advised: readonly Advised[];
  /** Those that matter first, then in the order of the questions. */
  readonly questions: readonly Disagreement[];
}

/** Compares what several people say. Each answer is tried in everybody else's place, one at a time. */
export function disagreementsOf(catalogue: Catalogue, grounds: readonly Ground[]): Disagreements {
  const advised = grounds.map((ground) => adviceOn(catalogue, ground));
  const questions = catalogue.questions.flatMap(({ id }): Disagreement[] => {
    const answers = grounds.map(({ facts }) => facts.get(id) ?? null);
    if (answers.every((each) => isSame(each, answers[0] ?? null))) return [];
    return [{ question: id, answers, swings: swingsOf(catalogue, grounds, advised, id, answers) }];
  });
  const matters = ({ swings }: Disagreement) => (swings.length > 0 ? 0 : 1);
  return { advised, questions: [...questions].sort((a, b) => matters(a) - matters(b)) };
}

function isSame(a: Answer | null, b: Answer | null): boolean {
  return a === null || b === null ? a === b : isSameAnswer(a, b);
}

function swingsOf(
  catalogue: Catalogue,
  grounds: readonly Ground[],
  advised: readonly Advised[],
  question: string,
  answers: readonly (Answer | null)[],
): Swing[] {
  return grounds.flatMap((ground, of) =>
    answers.flatMap((answer, withAnswerOf): Swing[] => {
      const isFirst = answers.findIndex((each) => isSame(each, answer)) === withAnswerOf;
      if (!isFirst || isSame(answer, answers[of] ?? null)) return [];
      const facts = new Map(ground.facts);
      if (answer === null) facts.delete(question);
      else facts.set(question, answer);
      const before = advised[of];
      const changes = before ? changedItems(catalogue, before, adviceOn(catalogue, { ...ground, facts })) : [];
      return changes.length > 0 ? [{ of, withAnswerOf, changes }] : [];
    }),
  );
}
