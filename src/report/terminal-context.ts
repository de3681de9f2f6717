/** What the advice is compared with: the closest worked example, the smallest stack, every shape side by side, the controls. */
import type { ComparedDimension } from '../core/context.js';
import { table } from './layout.js';
import type { Frame } from './terminal-frame.js';
import { answerInWords, closestInWords, layerName, smallestInWords } from './words.js';

/** The closest worked example with what differs, and the smallest stack that would do. */
export function forComparison(frame: Frame): string[] {
  const { catalogue, context } = frame.subject;
  const { closestExample, smallest } = context;
  const different = closestExample?.differs ?? [];
  const shown = frame.verbose ? different : different.slice(0, 3);
  const more = different.length - shown.length;
  const lines = [
    ...(closestExample ? frame.item('-', closestInWords(closestExample)) : []),
    ...shown.flatMap(({ question, here, there }) =>
      frame.wrap(
        `${question}: here ${answerInWords(catalogue, question, here)}; there ${answerInWords(catalogue, question, there)}`,
        '  ',
      ),
    ),
    ...(more > 0 ? frame.wrap(`${more} more ${more === 1 ? 'difference' : 'differences'} with --verbose.`, '  ') : []),
    ...(smallest ? frame.item('-', smallestInWords(frame.subject, smallest)) : []),
  ];
  return lines.length === 0 ? [] : [frame.heading('For comparison'), ...lines];
}

/** How many controls there are; with --verbose each as a box to tick, with what it rests on. */
export function controls(frame: Frame): string[] {
  const { catalogue, recommendation } = frame.subject;
  const all = recommendation.controls;
  if (all.length === 0) return [];
  if (!frame.verbose)
    return frame.wrap(`Before launch: ${all.length} security and privacy controls to tick off (--verbose lists them).`);
  return [
    frame.heading('Before launch: security and privacy controls'),
    ...all.flatMap(({ rule, layer, control, because, sources }) => [
      ...frame.item('[ ]', `${control}${layer === null ? '' : ` (${layerName(catalogue, layer).toLowerCase()})`}`),
      ...frame.wrap(frame.style.quiet(because), '    '),
      ...frame.cite(rule, sources, '    '),
    ]),
  ];
}

/** Every shape side by side, with what is doubtful about a figure. */
export function comparison(frame: Frame): string[] {
  const { catalogue, context } = frame.subject;
  if (context.comparison.length === 0) return [];
  const patterns = catalogue.patterns.filter(({ id }) => context.comparison.some(({ values }) => id in values));
  const columns = [{ title: '', width: 22 }, ...patterns.map(({ id }) => ({ title: id, width: 12 }))];
  const rows = context.comparison.map((each) => [
    `${each.name}${each.unverified ? ' (unverified)' : ''}`,
    ...patterns.map(({ id }) => cell(each, id)),
  ]);
  return [
    frame.heading('The shapes side by side'),
    ...table(columns, rows, frame.style.strong),
    ...frame.wrap(
      '* worked out between its neighbours; no document describes it. Unverified: no source could be traced.',
    ),
    ...context.comparison.flatMap(({ name, note }) => (note === null ? [] : frame.item('-', `${name}: ${note}`))),
  ];
}

function cell({ values }: ComparedDimension, pattern: string): string {
  const value = values[pattern];
  return value ? `${value.says}${value.derived ? '*' : ''}` : '';
}
