/** A decision in words: what was pinned, where it differs from the advice, and what already speaks against it. */
import type { Catalogue } from '../core/catalogue.js';
import type { PinProblem } from '../core/check/pin.js';
import type { Decision } from '../core/decision.js';
import type { Finding } from '../core/finding.js';
import { counted } from './check-words.js';
import { visible } from './escape.js';
import { findingInWords, itemInWords } from './finding-words.js';
import { paragraph } from './layout.js';
import type { TerminalOptions } from './terminal-frame.js';
import { layerName, patternName } from './words.js';

type Options = Pick<TerminalOptions, 'style' | 'width'>;

/** What `pin` says when it has written. `findings` are those that stay in spite of the pin. */
export function decisionInWords(
  catalogue: Catalogue,
  file: string,
  decision: Decision,
  findings: readonly Finding[],
  { style, width }: Options,
): string {
  const { pattern, layers, by, on, reviewBy, known } = decision;
  const chosen = [...layers.values()].filter((each) => each.chosen !== null && each.chosen.provider !== 'not-needed');
  const who = by.length === 0 ? '' : ` by ${by.join(', ')}`;
  const differs = differences(catalogue, decision);
  const lines = [
    ...paragraph(
      `${style.good('Pinned')} in ${visible(file)}: ${patternName(catalogue, pattern.chosen)}, ${counted(chosen.length, 'layer')}.`,
      width,
    ),
    ...paragraph(`Decided on ${on}${visible(who)}; to be looked at again by ${reviewBy}.`, width),
    ...differs.flatMap((each) => paragraph(`- ${visible(each)}`, width, '  ', '')),
    ...(known.length > 0
      ? paragraph(`${counted(known.length, 'finding')} already true today will stay silent until worse.`, width)
      : []),
    ...findings.flatMap((each) =>
      paragraph(`${style.bad('!')} ${visible(findingInWords(catalogue, each))}`, width, '  ', ''),
    ),
    ...remedy(file, findings, width),
    ...paragraph(style.quiet(`Does it still fit? stackfit check ${shellWord(file)}`), width),
  ];
  return `${lines.join('\n')}\n`;
}

/** What can be done about findings that stay: an acceptance that has ended is no finding to accept. */
function remedy(file: string, findings: readonly Finding[], width: number): string[] {
  if (findings.length === 0) return [];
  const acceptable = findings.find(({ detail }) => detail.code !== 'acceptance-ended');
  if (!acceptable) return paragraph('check will tell this until it is mended.', width);
  const command = `stackfit accept ${shellWord(file)} ${acceptable.id} --until DAY --because "…"`;
  // The command on a line of its own, never wrapped: it is to be copied.
  return [...paragraph('check will tell this until it is mended, or accepted for a while:', width), `  ${command}`];
}

/** A file name as a word for a shell. */
function shellWord(path: string): string {
  const word = visible(path);
  return /^[\w./~+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function differences(catalogue: Catalogue, { pattern, layers }: Decision): string[] {
  const name = (layer: string | null, id: string | null) => itemInWords(catalogue, layer, id);
  return [
    ...(pattern.because === null
      ? []
      : [
          `Not as advised: ${name(null, pattern.chosen)} (advised: ${name(null, pattern.advised)}). ${pattern.because}`,
        ]),
    ...[...layers].flatMap(([layer, { advised, chosen, because }]) =>
      because === null || chosen === null
        ? []
        : [
            `Not as advised: ${layerName(catalogue, layer)}, ${name(layer, chosen.provider)} (advised: ${name(layer, advised)}). ${because}`,
          ],
    ),
  ];
}

/** Why nothing could be pinned, and what to do about it. */
export function problemInWords(catalogue: Catalogue, problem: PinProblem): string {
  switch (problem.what) {
    case 'unknown-pattern':
      return `There is no pattern "${problem.choice.chosen}".`;
    case 'unknown-layer':
      return `There is no layer "${problem.choice.about}".`;
    case 'unknown-product':
      return `There is no product "${problem.choice.chosen}" for the layer "${problem.choice.about}".`;
    case 'not-covering':
      return `"${problem.choice.chosen}" does not cover the layer "${problem.choice.about}".`;
    case 'unknown-way':
      return `"${problem.choice.chosen}" does not cover "${problem.choice.about}" as ${problem.choice.approach}.`;
    case 'review-in-the-past':
      return `The review must come after ${problem.on}, the day of the decision: not on ${problem.reviewBy}.`;
    case 'insufficient': {
      const essential = catalogue.questions.filter((question) => question.essential).map(({ id }) => id);
      return `There are not enough answers to decide on. Answer at least one of: ${essential.join(', ')}.`;
    }
    case 'no-pattern':
      return 'No backend meets all demands at once, so nothing is advised. Choose all the same with --choose pattern=… --because "…".';
    case 'no-reason': {
      const { about, advised, chosen } = problem;
      const layer = about === 'pattern' ? null : about;
      const [mine, theirs] = [chosen, advised].map((id) => itemInWords(catalogue, layer, id));
      const what = layer === null ? 'The pattern' : layerName(catalogue, layer);
      const take =
        advised === null ? '' : `, or take the advice: --choose ${about}=${advised}, everywhere: --take-advice`;
      return `${what}: ${mine} instead of what is advised (${theirs}) needs a reason: --choose ${about}=${chosen} --because "…"${take}.`;
    }
    default:
      return problem satisfies never;
  }
}
