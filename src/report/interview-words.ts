/** The words of an interview about itself: what a question can still decide, and what was not asked. */
import type { Catalogue } from '../core/catalogue.js';
import type { UsefulQuestion } from '../core/explore/next-question.js';
import type { SpeakingQuestion } from '../core/explore/open-speech.js';
import { layerInSentence, lowerFirst, openInWords, type Subject, shortPatternName } from './words.js';

/** What is left to ask, and what it is good for. */
export interface LeftToAsk {
  /** Questions that can still change the verdict: about the pattern, as long as one of them is. */
  readonly useful: readonly UsefulQuestion[];
  /** Questions that can only add warnings, steps or controls. */
  readonly speaking: readonly SpeakingQuestion[];
}

/** What a question can still decide, in one sentence. */
export function decidesInWords(catalogue: Catalogue, id: string, { useful, speaking }: LeftToAsk): string {
  const found = useful.find(({ question }) => question.id === id);
  if (found) return usefulInWords(catalogue, found);
  const isAboutPatterns = useful.some(({ patterns, layers }) => patterns.length > 0 || layers.length === 0);
  if (isAboutPatterns) return 'Not which kind of backend fits; its parts are decided after that.';
  const rules = speaking.find(({ question }) => question.id === id)?.rules.length ?? 0;
  if (rules === 0) return 'Nothing any more: no answer to it changes the result.';
  return `Not the result. ${rules} ${rules === 1 ? 'warning or step waits' : 'warnings or steps wait'} for it.`;
}

function usefulInWords(catalogue: Catalogue, { patterns, layers, decidesOn }: UsefulQuestion): string {
  if (decidesOn !== null) return `Whether another question applies: "${decidesOn.ask}"`;
  const names = patterns.map((id) => shortPatternName(catalogue, id));
  if (names.length === 1) return `Whether "${names[0]}" can be the answer.`;
  if (names.length > 1) return `Which of these fits best: ${list(names, 'or')}.`;
  const parts = layers.map((id) => layerInSentence(catalogue, id));
  if (parts.length === 0) return 'Whether there is enough to go on.';
  return `What is taken for ${list(parts, 'and')}.`;
}

/** What would settle provisional advice, and what else is open. */
export function openInOrder({ catalogue, recommendation, settling }: Subject): {
  readonly settling: readonly string[];
  readonly others: readonly string[];
} {
  const { open } = recommendation;
  const entry = (id: string) => open.find(({ question }) => question === id);
  const found = (settling ?? []).map((useful) => ({ useful, open: entry(useful.question.id) }));
  // What could change the answer all by itself comes first.
  const alone = (each: (typeof found)[number]) => each.open?.couldBecome.length ?? 0;
  const settles = [...found.filter((each) => alone(each) > 0), ...found.filter((each) => alone(each) === 0)];
  return {
    settling: settles.map((each) =>
      each.open && alone(each) > 0 ? openInWords(catalogue, each.open) : settlesInWords(catalogue, each.useful),
    ),
    others: open
      .filter(({ question }) => !found.some(({ useful }) => useful.question.id === question))
      .map((each) => openInWords(catalogue, each)),
  };
}

/** The headings of open questions: those that can still change the result, and the others. */
export function openTitles({ recommendation, settling }: Pick<Subject, 'recommendation' | 'settling'>): {
  readonly settling: string;
  readonly others: string;
} {
  return {
    settling: recommendation.provisional ? 'What would settle it' : 'What could still change it',
    others: settling?.length === 0 ? 'Still open, without a say in the result' : 'Still open',
  };
}

/** Said of open questions, none of which can change the result. */
export function settledInWords(count: number): string {
  return count === 1
    ? 'One question is open (--verbose names it); no answer to it changes the result.'
    : `${count} questions are open (--verbose lists them); no answer to them changes the result.`;
}

function settlesInWords(catalogue: Catalogue, useful: UsefulQuestion): string {
  const { question } = useful;
  return `${question.ask} (${question.id}) It helps to decide ${lowerFirst(usefulInWords(catalogue, useful))}`;
}

/** Long lists are cut: what matters is that there is more than one. */
const mostNamed = 4;

function list(names: readonly string[], word: 'and' | 'or'): string {
  const more = names.length - mostNamed;
  const shown = more > 1 ? [...names.slice(0, mostNamed), `${more} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length === 1 ? last : `${shown.slice(0, -1).join(', ')} ${more > 1 ? 'and' : word} ${last}`;
}

/**
 * How far the shortest interview went: "Asked 17 of 45. The others cannot change the result; 7 of them could add warnings
 * or steps." Empty when everything was asked.
 */
export function askedInWords(asked: number, all: number, speaking: number, hasEnough: boolean): string {
  if (asked >= all) return '';
  const so = `Asked ${asked} of ${all}.`;
  if (!hasEnough) return `${so} There is not enough to go on, whatever the others are answered.`;
  const others = all - asked === 1 ? 'The other one' : 'The others';
  if (speaking === 0) return `${so} ${others} cannot change the result.`;
  const which = speaking === all - asked ? ', but could' : `; ${speaking} of them could`;
  return `${so} ${others} cannot change the result${which} add warnings or steps.`;
}
