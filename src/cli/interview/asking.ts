/** What the parts of an interview share: the answers so far, the screen, and what somebody can say to a question. */
import type { Catalogue } from '../../core/catalogue.js';
import type { Answer, Facts, Question } from '../../core/model.js';
import type { Style } from '../../report/style.js';
import type { Prompter } from '../world.js';

/** The answers so far. `passed` are the questions that were answered with "I don't know". */
export interface Interview {
  readonly answers: Facts;
  readonly passed: ReadonlySet<string>;
}

/** What the interview needs of its surroundings. */
export interface InterviewTools {
  readonly catalogue: Catalogue;
  readonly prompter: Prompter;
  readonly style: Style;
  readonly width: number;
  readonly say: (text: string) => Promise<void>;
  /** Called after every answer, before the next question. */
  readonly keep: (state: Interview) => Promise<void>;
}

/** What somebody said. */
export type Reply = { readonly answer: Answer } | 'unknown' | 'back';

/** A question with its place in the interview, and the answers so far. */
export interface Asking<Q extends Question = Question> {
  readonly question: Q;
  readonly message: string;
  readonly answers: Facts;
  /** What it can still decide; null where nobody looked. */
  readonly decides: string | null;
}

/** Why it is asked, what it can still decide, how to find out, and an example: one line each. */
export function explanation({ question: { because, help, example }, decides }: Asking): string {
  const still = decides === null ? '' : `\nCan still decide: ${decides}`;
  return `Why: ${because}${still}\nHow to find out: ${help}\nFor example: ${example}`;
}

/** A sentence, whatever it began and ended with. */
export function sentence(text: string): string {
  const words = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return words === '' || /[.!?]$/.test(words) ? words : `${words}.`;
}
