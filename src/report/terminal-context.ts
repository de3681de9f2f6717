/** What the advice is compared with: the closest worked example, the smallest stack, every shape side by side, the controls. */
import { table } from './layout.js';
import type { Frame } from './terminal-frame.js';
import {
  closestInWords,
  comparisonCells,
  comparisonMarks,
  differenceInWords,
  smallestInWords,
  whereInWords,
} from './words.js';

/** The closest worked example with what differs, and the smallest stack that would do. */
export function forComparison(frame: Frame): string[] {
  const { catalogue, context } = frame.subject;
  const { closestExample, smallest } = context;
  const different = closestExample?.differs ?? [];
  const shown = frame.verbose ? different : different.slice(0, 3);
  const more = different.length - shown.length;
  const lines = [
    ...(closestExample ? frame.item('-', closestInWords(closestExample)) : []),
    ...shown.flatMap((each) => frame.wrap(differenceInWords(catalogue, each), '  ')),
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
      ...frame.item('[ ]', `${control}${whereInWords(catalogue, layer)}`),
      ...frame.wrap(frame.style.quiet(because), '    '),
      ...frame.cite(rule, sources, '    '),
    ]),
  ];
}

/** Every shape side by side, with what is doubtful about a figure. */
export function comparison(frame: Frame): string[] {
  const { catalogue, context } = frame.subject;
  if (context.comparison.length === 0) return [];
  const [head = [], ...rows] = comparisonCells(catalogue, context.comparison);
  const columns = head.map((title, index) => ({ title, width: index === 0 ? 22 : 12 }));
  return [
    frame.heading('The shapes side by side'),
    ...table(columns, rows, frame.style.strong),
    ...frame.wrap(comparisonMarks),
    ...context.comparison.flatMap(({ name, note }) => (note === null ? [] : frame.item('-', `${name}: ${note}`))),
  ];
}
