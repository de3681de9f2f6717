/** Where several people disagree, as text and as JSON: what matters first, with what it would change. */
import type { Catalogue } from '../core/catalogue.js';
import type { Disagreement, Disagreements } from '../core/disagree.js';
import { safeJson, visible } from './escape.js';
import { itemInWords } from './finding-words.js';
import { schemaVersion } from './json.js';
import { paragraph } from './layout.js';
import type { TerminalOptions } from './terminal-frame.js';
import { answerInWords, layerName } from './words.js';

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
  const item = (text: string) => paragraph(visible(`- ${text}`), width, '  ', '');
  const file = (index: number) => people[index]?.file ?? '';
  const block = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [style.strong(title), ...lines.flatMap(item)];
  const matter = questions.filter(({ swings }) => swings.length > 0);
  const rest = questions.filter(({ swings }) => swings.length === 0);
  const parts = [
    block(
      'What each is advised',
      advised.map(({ pattern }, index) => `${file(index)}: ${itemInWords(catalogue, null, pattern)}`),
    ),
    block(
      'Settle these first: they change the advice',
      matter.flatMap((each) => matterLines(catalogue, each, file)),
    ),
    block(
      'These do not matter, whoever is right',
      rest.map((each) => answersInWords(catalogue, each, file)),
    ),
  ];
  const sum =
    questions.length === 0
      ? 'All answers are the same.'
      : `${questions.length} ${questions.length === 1 ? 'answer differs' : 'answers differ'}; ${matter.length} of them ${matter.length === 1 ? 'matters' : 'matter'}.`;
  return `${[...parts, [style.strong(sum)]]
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
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

function answersInWords(
  catalogue: Catalogue,
  { question, answers }: Disagreement,
  file: (index: number) => string,
): string {
  const words = answers.map((answer, index) => {
    const said = answer === null ? 'not answered' : answerInWords(catalogue, question, answer);
    return `${file(index)} says ${said}`;
  });
  return `${question}: ${words.join('; ')}`;
}

function matterLines(catalogue: Catalogue, each: Disagreement, file: (index: number) => string): string[] {
  const swings = each.swings.map(({ of, withAnswerOf, changes }) => {
    const what = changes.map(({ layer, before, after }) => {
      const words = (id: string | null) => (id === null ? 'open' : itemInWords(catalogue, layer, id));
      return `${layer === null ? 'pattern' : layerName(catalogue, layer).toLowerCase()} ${words(before)} → ${words(after)}`;
    });
    return `${file(of)} with the answer of ${file(withAnswerOf)}: ${what.join('; ')}`;
  });
  return [answersInWords(catalogue, each, file), ...swings];
}
