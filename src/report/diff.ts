/** Two profiles side by side, for a terminal, as Markdown and as JSON. */
import type { Catalogue } from '../core/catalogue.js';
import { listOf } from '../core/condition.js';
import { isSameBeside } from '../core/explore/beside.js';
import type { AdviceChange, AnswerChange, Comparison } from '../core/explore/comparison.js';
import type { Answer } from '../core/model.js';
import { controlLines, riskLines, runsLines, stepLines } from './beside-words.js';
import { markdownText as md, safeJson, visible } from './escape.js';
import { itemInWords } from './finding-words.js';
import { schemaVersion } from './json.js';
import { paragraph } from './layout.js';
import type { TerminalOptions } from './terminal-frame.js';
import { answerInWords, layerName } from './words.js';

interface Side {
  readonly name: string;
  readonly file: string;
}

/** Everything that a report of `diff` is about. */
export interface Compared {
  readonly catalogue: Catalogue;
  readonly before: Side;
  readonly after: Side;
  readonly comparison: Comparison;
}

/** Renders a comparison as text that ends in a line break. */
export function renderDiff(compared: Compared, { style, width }: Pick<TerminalOptions, 'style' | 'width'>): string {
  const parts = partsOf(compared).map(({ title, lines }) => [
    style.strong(title),
    ...lines.flatMap((line) => paragraph(`- ${visible(line)}`, width, '  ', '')),
  ]);
  const head = paragraph(visible(headInWords(compared)), width);
  return `${[head, ...parts, paragraph(style.strong(sumInWords(compared)), width)].map((part) => part.join('\n')).join('\n\n')}\n`;
}

/** Renders a comparison as Markdown. */
export function renderDiffMarkdown(compared: Compared): string {
  const parts = partsOf(compared).map(({ title, lines }) => [
    `## ${title}`,
    '',
    ...lines.map((line) => `- ${md(line)}`),
  ]);
  const all = [[`# ${md(headInWords(compared))}`], [`**${sumInWords(compared)}**`], ...parts];
  return `${all.map((part) => part.join('\n')).join('\n\n')}\n`;
}

/** Renders a comparison as JSON. */
export function renderDiffJson({ before, after, comparison }: Compared): string {
  return `${safeJson({ schemaVersion, before, after, ...comparison })}\n`;
}

interface Part {
  readonly title: string;
  readonly lines: readonly string[];
}

function partsOf({ catalogue, comparison }: Compared): Part[] {
  const { answers, advice } = comparison;
  const changes = [...advice.map((each) => adviceLine(catalogue, each)), ...runsLines(catalogue, comparison)];
  const parts: Part[] = [
    { title: 'What is answered differently', lines: answers.map((each) => answerLine(catalogue, each)) },
    { title: 'What that changes in the advice', lines: changes },
    { title: 'What else to watch, and no longer', lines: riskLines(catalogue, comparison) },
    { title: 'What else to do first, and no longer', lines: stepLines(catalogue, comparison) },
    { title: 'What else to tick off before launch, and no longer', lines: controlLines(catalogue, comparison) },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

function headInWords({ before, after }: Compared): string {
  const words = ({ name, file }: Side) => `${name} (${file})`;
  return `From ${words(before)} to ${words(after)}`;
}

function sumInWords({ comparison }: Compared): string {
  const { answers, advice } = comparison;
  const isSame = isSameBeside(comparison);
  if (answers.length === 0 && advice.length === 0 && isSame) return 'Both say the same.';
  const count = (number: number, noun: string) => `${number} ${number === 1 ? noun : `${noun}s`}`;
  const differ = `${count(answers.length, 'answer')} differ${answers.length === 1 ? 's' : ''}`;
  if (advice.length > 0)
    return `${differ}; ${count(advice.length, 'part')} of the advice change${advice.length === 1 ? 's' : ''}.`;
  return `${differ}; ${isSame ? 'nothing in the advice changes' : 'no pick changes, only what stands beside the picks'}.`;
}

function answerLine(catalogue: Catalogue, { question, before, after }: AnswerChange): string {
  const words = (answer: Answer | null) =>
    answer === null ? 'not answered' : answerInWords(catalogue, question, answer);
  const isList = catalogue.question.get(question)?.type === 'multi' && before !== null && after !== null;
  const [then, now] = isList ? [listOf(before), listOf(after)] : [[], []];
  const stays = then.filter((each) => now.includes(each));
  if (stays.length === 0) return `${question}: ${words(before)} → ${words(after)}`;
  // Of a list only what differs: all that stays would hide it.
  const come = now.filter((each) => !then.includes(each));
  const gone = then.filter((each) => !now.includes(each));
  return `${question}: ${[
    ...(come.length > 0 ? [`also ${words(come)}`] : []),
    ...(gone.length > 0 ? [`no longer ${words(gone)}`] : []),
    `${stays.length} as before`,
  ].join('; ')}`;
}

function adviceLine(catalogue: Catalogue, { layer, before, after, because, news }: AdviceChange): string {
  const words = (item: string | null) => (item === null ? 'open' : itemInWords(catalogue, layer, item));
  const what = layer === null ? 'Pattern' : layerName(catalogue, layer);
  const causes = [...because, ...(news ? ["a vendor's notice"] : [])];
  const why = causes.length === 0 ? '' : `, because of ${causes.join(causes.length > 2 ? ', ' : ' and ')}`;
  return `${what}: ${words(before)} → ${words(after)}${why}`;
}
