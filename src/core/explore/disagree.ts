/** Several people's answers about one project: where they disagree, and which of the disagreements matter to the advice. */

import type { Catalogue } from '../catalogue.js';
import { type Advised, adviceInFull, type Beside, changedItems } from '../check/advised.js';
import { type Clash, clashesBrought } from '../clash.js';
import { isSameAnswer } from '../condition.js';
import type { Ground } from '../decision.js';
import type { Answer } from '../model.js';
import { type BesideChanges, besideChanges, isSameBeside } from './beside.js';

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
  /** What it would change beside the picks. */
  readonly beside: BesideChanges;
}

/** An answer of another that cannot stand in one person's profile as long as the rest of it stays. */
export interface Untried {
  readonly of: number;
  readonly withAnswerOf: number;
  readonly clashes: readonly Clash[];
}

/** A question that people answer differently. */
export interface Disagreement {
  readonly question: string;
  /** One for each person; null: not answered. */
  readonly answers: readonly (Answer | null)[];
  readonly swings: readonly Swing[];
  /** Nothing is claimed for these. Where this and `swings` are empty, it does not matter, by itself, who is right. */
  readonly untried: readonly Untried[];
}

export interface Disagreements {
  readonly advised: readonly Advised[];
  /**
   * Those that change a pick first, then those that change only what is said beside the picks, then those that could not be
   * tried everywhere; within each in the order of the questions.
   */
  readonly questions: readonly Disagreement[];
}

/** Compares what several people say. Each answer is tried in everybody else's place, one at a time. */
export function disagreementsOf(catalogue: Catalogue, grounds: readonly Ground[]): Disagreements {
  const advised = grounds.map((ground) => adviceInFull(catalogue, ground));
  const questions = catalogue.questions.flatMap(({ id }): Disagreement[] => {
    const answers = grounds.map(({ facts }) => facts.get(id) ?? null);
    if (answers.every((each) => isSame(each, answers[0] ?? null))) return [];
    return [{ question: id, answers, ...triedInTurn(catalogue, grounds, advised, id, answers) }];
  });
  const matters = ({ swings, untried }: Disagreement) => {
    if (swings.some(({ changes }) => changes.length > 0)) return 0;
    return swings.length > 0 ? 1 : untried.length > 0 ? 2 : 3;
  };
  return { advised, questions: [...questions].sort((a, b) => matters(a) - matters(b)) };
}

function isSame(a: Answer | null, b: Answer | null): boolean {
  return a === null || b === null ? a === b : isSameAnswer(a, b);
}

/** One question's answers, each in everybody else's place: what it would change, or why it cannot be tried there. */
function triedInTurn(
  catalogue: Catalogue,
  grounds: readonly Ground[],
  advised: readonly (Advised & Beside)[],
  question: string,
  answers: readonly (Answer | null)[],
): Pick<Disagreement, 'swings' | 'untried'> {
  const swings: Swing[] = [];
  const untried: Untried[] = [];
  grounds.forEach((ground, of) => {
    const before = advised[of];
    answers.forEach((answer, withAnswerOf) => {
      const isFirst = answers.findIndex((each) => isSame(each, answer)) === withAnswerOf;
      if (!before || !isFirst || isSame(answer, answers[of] ?? null)) return;
      const facts = new Map(ground.facts);
      if (answer === null) facts.delete(question);
      else facts.set(question, answer);
      const clashes = clashesBrought(catalogue, ground.facts, facts);
      if (clashes.length > 0) {
        untried.push({ of, withAnswerOf, clashes });
        return;
      }
      const after = adviceInFull(catalogue, { ...ground, facts });
      const changes = changedItems(catalogue, before, after);
      const beside = besideChanges(before, after);
      if (changes.length > 0 || !isSameBeside(beside)) swings.push({ of, withAnswerOf, changes, beside });
    });
  });
  return { swings, untried };
}
