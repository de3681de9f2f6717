/** Where several people disagree, as text and as JSON: what matters first, with what it would change. */
import type { Catalogue } from '../core/catalogue.js';
import { listOf } from '../core/condition.js';
import type { Disagreement, Disagreements } from '../core/explore/disagree.js';
import { besideInShort } from './beside-words.js';
import { clashInWords } from './clash-words.js';
import { safeJson, visible } from './escape.js';
import { itemInWords } from './finding-words.js';
import { schemaVersion } from './json.js';
import { paragraph } from './layout.js';
import type { TerminalOptions } from './terminal-frame.js';
import { answerInWords, layerInSentence } from './words.js';

/** One person's profile. */
export interface Person {
  readonly name: string;
  readonly file: string;
}

/** Renders disagreements as text that ends in a line break. */
export function renderDisagreements(
  catalogue: Catalogue,
  people: readonly Person[],
  { advised, questions }: Disagreements,
  { style, width }: Pick<TerminalOptions, 'style' | 'width'>,
): string {
  const who = labels(people);
  const item = ([first = '', ...others]: readonly string[]) => [
    ...paragraph(visible(`- ${first}`), width, '  ', ''),
    ...others.flatMap((line) => paragraph(visible(line), width, '    ', '  ')),
  ];
  const block = (title: string, items: readonly (readonly string[])[]) =>
    items.length === 0 ? [] : [style.strong(title), ...items.flatMap(item)];
  const matter = questions.filter(isDeciding);
  const heard = questions.filter((each) => each.swings.length > 0 && !isDeciding(each));
  const unsure = questions.filter(({ swings, untried }) => swings.length === 0 && untried.length > 0);
  const rest = questions.filter(({ swings, untried }) => swings.length === 0 && untried.length === 0);
  const parts = [
    block(
      'What each is advised',
      advised.map(({ pattern }, index) => [`${who[index]}: ${itemInWords(catalogue, null, pattern)}`]),
    ),
    block(
      'Settle these first: they change the advice',
      matter.map((each) => triedLines(catalogue, each, who)),
    ),
    block(
      'These change no pick, only what stands beside the picks',
      heard.map((each) => triedLines(catalogue, each, who)),
    ),
    block(
      'Whether these matter is not known: they go together with other answers',
      unsure.map((each) => triedLines(catalogue, each, who)),
    ),
    block(
      'None of these changes anything by itself, whoever is right',
      rest.map((each) => [`${each.question}: ${answersInWords(catalogue, each, who).join('; ')}`]),
    ),
  ];
  return `${[
    ...parts,
    paragraph(style.strong(sumInWords(questions.length, matter.length, heard.length, unsure.length)), width),
  ]
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

/** What people are called: the names of their files, with folders only where the names alone are not enough. */
function labels(people: readonly Person[]): readonly string[] {
  const names = people.map(({ file }) => file.slice(file.lastIndexOf('/') + 1));
  return new Set(names).size === names.length ? names : people.map(({ file }) => file);
}

/** Renders disagreements as JSON. */
export function renderDisagreementsJson(people: readonly Person[], { advised, questions }: Disagreements): string {
  const each = people.map((person, index) => ({
    ...person,
    pattern: advised[index]?.pattern ?? null,
    layers: Object.fromEntries(advised[index]?.layers ?? []),
  }));
  return `${safeJson({ schemaVersion, people: each, questions })}\n`;
}

/** Whether some answer changes a pick, in somebody's place. */
function isDeciding({ swings }: Disagreement): boolean {
  return swings.some(({ changes }) => changes.length > 0);
}

function sumInWords(all: number, matter: number, heard: number, unsure: number): string {
  if (all === 0) return 'All answers are the same.';
  const beside = heard === 0 ? '' : `, ${heard} only what stands beside them`;
  const sum = `${all} ${all === 1 ? 'answer differs' : 'answers differ'}; ${matter} of them ${matter === 1 ? 'changes' : 'change'} picks${beside}.`;
  return unsure === 0 ? sum : `${sum} ${unsure} could not be tried alone.`;
}

/** What each answered, one text a person; of a list what all have in common comes first, as one text. */
function answersInWords(
  catalogue: Catalogue,
  { question, answers }: Disagreement,
  who: readonly string[],
): readonly string[] {
  const common = inCommon(catalogue, question, answers);
  const words = answers.map((answer, index) => {
    if (answer === null) return `${who[index]}: no answer`;
    if (common.length === 0) return `${who[index]}: ${answerInWords(catalogue, question, answer)}`;
    const more = listOf(answer).filter((each) => !common.includes(each));
    return `${who[index]}: ${more.length === 0 ? 'nothing else' : `also ${answerInWords(catalogue, question, more)}`}`;
  });
  return [...(common.length === 0 ? [] : [`${common.length} in common`]), ...words];
}

/** Of a list, what all who answered say: it is left out, so that what differs is seen. */
function inCommon(catalogue: Catalogue, question: string, answers: Disagreement['answers']): readonly string[] {
  const [first, ...others] = answers.flatMap((each) => (each === null ? [] : [listOf(each)]));
  if (first === undefined || others.length === 0 || catalogue.question.get(question)?.type !== 'multi') return [];
  return first.filter((each) => others.every((other) => other.includes(each)));
}

/** The answers, what each would change in another's place, and where one could not be tried. */
function triedLines(catalogue: Catalogue, each: Disagreement, who: readonly string[]): readonly string[] {
  const place = (of: number, withAnswerOf: number) => `${who[of]} with the answer of ${who[withAnswerOf]}`;
  const swings = each.swings.map(({ of, withAnswerOf, changes, beside }) => {
    const what = changes.map(({ layer, before, after }) => {
      const words = (id: string | null) => (id === null ? 'open' : itemInWords(catalogue, layer, id));
      return `${layer === null ? 'pattern' : layerInSentence(catalogue, layer)} ${words(before)} → ${words(after)}`;
    });
    const picks = what.length === 0 ? '' : `${what.join('; ')}. `;
    return `→ ${place(of, withAnswerOf)}: ${picks}${besideInShort(catalogue, beside)}`.trimEnd();
  });
  const untried = each.untried.map(
    ({ of, withAnswerOf, clashes }) =>
      `→ ${place(of, withAnswerOf)} cannot be tried alone: ${clashes.map(clashInWords).join(' ')}`,
  );
  const ask = catalogue.question.get(each.question)?.ask ?? '';
  return [`${ask} (${each.question})`, ...answersInWords(catalogue, each, who), ...swings, ...untried];
}
