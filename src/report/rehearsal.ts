/** Growth rehearsed, as text and as JSON: each future with what changes first, and the cheap steps that prepare for it. */
import type { Catalogue } from '../core/catalogue.js';
import type { Rehearsal, Turn } from '../core/explore/rehearse.js';
import { besideInShort } from './beside-words.js';
import { clashInWords } from './clash-words.js';
import { safeJson, visible } from './escape.js';
import { itemInWords } from './finding-words.js';
import { schemaVersion } from './json.js';
import { paragraph } from './layout.js';
import type { TerminalOptions } from './terminal-frame.js';
import { answerInWords, layerInSentence } from './words.js';

type Options = Pick<TerminalOptions, 'style' | 'width'>;

/** Renders a rehearsal as text that ends in a line break. */
export function renderRehearsal(
  catalogue: Catalogue,
  name: string,
  rehearsals: readonly Rehearsal[],
  { style, width }: Options,
): string {
  const head = paragraph(style.strong(visible(`${name}: what would change first`)), width);
  const blocks = rehearsals
    .filter(({ applies, clashes }) => applies || clashes.length > 0)
    .map((each) => futureLines(catalogue, each, { style, width }));
  const left = rehearsals
    .filter(({ applies, clashes }) => !applies && clashes.length === 0)
    .map(({ future }) => future.says);
  const foot =
    left.length === 0
      ? []
      : paragraph(`Not rehearsed, because it is so already or not known: ${left.join('; ')}.`, width);
  return `${[head, ...blocks, foot]
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

/** Renders a rehearsal as JSON. */
export function renderRehearsalJson(profile: string, file: string, rehearsals: readonly Rehearsal[]): string {
  const futures = rehearsals.map(({ future, ...rest }) => ({ future: future.id, says: future.says, ...rest }));
  return `${safeJson({ schemaVersion, profile, file, futures })}\n`;
}

function futureLines(catalogue: Catalogue, rehearsal: Rehearsal, { style, width }: Options): string[] {
  const { future, clashes, carried, turns, prepare, beside, pattern } = rehearsal;
  const item = (text: string) => paragraph(visible(`- ${text}`), width, '  ', '');
  const title = style.strong(`What if: ${visible(future.says)}`);
  if (clashes.length > 0) return [title, ...item(`It cannot be tried: ${clashes.map(clashInWords).join(' ')}`)];
  const along = carried.flatMap(({ question, ceiling, answer }) =>
    item(
      `${question} goes down with ${ceiling}, which it cannot exceed: ${answerInWords(catalogue, question, answer)}.`,
    ),
  );
  const more = besideInShort(catalogue, beside);
  return [
    title,
    ...along,
    ...turns.flatMap((turn) => item(turnInWords(catalogue, turn))),
    ...(turns.length === 0 ? item(withoutTurns(pattern, more)) : more === '' ? [] : item(more)),
    ...prepare.flatMap(({ step }) => item(`Cheap now: ${step}`)),
  ];
}

/** What is said of a future in which no pick changes. */
function withoutTurns(pattern: string | null, more: string): string {
  if (pattern === null) return `There is still no advice. ${more}`.trimEnd();
  return more === '' ? 'The advice stays as it is.' : `No pick changes. ${more}`;
}

function turnInWords(catalogue: Catalogue, { at, changes }: Turn): string {
  const when = at
    .map(({ question, answer }) => `${question}: ${answerInWords(catalogue, question, answer)}`)
    .join('; ');
  const words = (layer: string | null, item: string | null) =>
    item === null ? 'open' : itemInWords(catalogue, layer, item);
  const what = changes.map(({ layer, before, after }) => {
    const where = layer === null ? 'pattern' : layerInSentence(catalogue, layer);
    return `${where} ${words(layer, before)} → ${words(layer, after)}`;
  });
  return `${when}: ${what.join('; ')}`;
}
