/** Mistakes on a screen: words wrap at its width, places and the line of the file stay whole. */
import { expect, it } from 'vitest';
import { type PrintableDiagnostic, renderDiagnostic } from '../../src/report/diagnostics.js';
import { plainStyle } from '../../src/report/style.js';

const sourceLine = `team-size: lots${' of people'.repeat(8)}`;
const mistake: PrintableDiagnostic = {
  code: 'wrong-type',
  message: '"team-size" wants a number of people, not the text "lots of people"',
  origin: { file: 'shop.yaml', line: 4, column: 12 },
  length: 4,
  sourceLine,
  help: `use one of: ${Array.from({ length: 12 }, (_, at) => `option-${at}`).join(', ')}`,
  related: null,
};

it('wraps the message and the help, and leaves the line of the file and its caret alone', () => {
  const lines = renderDiagnostic(mistake, plainStyle, 60);
  expect(lines).toEqual([
    'shop.yaml:4:12: "team-size" wants a number of people, not',
    '  the text "lots of people" [wrong-type]',
    `  4 | ${sourceLine}`,
    '    |            ^~~~',
    '  use one of: option-0, option-1, option-2, option-3,',
    '    option-4, option-5, option-6, option-7, option-8,',
    '    option-9, option-10, option-11',
  ]);
});

it('never breaks a place: one that fills its line has it to itself', () => {
  const file = `${'deep/'.repeat(14)}shop.yaml`;
  const [first, second] = renderDiagnostic({ ...mistake, origin: { file, line: 4, column: 12 } }, plainStyle, 60);
  expect(first).toBe(`${file}:4:12:`);
  expect(second).toBe('  "team-size" wants a number of people, not the text "lots');
});

it('wraps nothing where no width is given', () => {
  expect(renderDiagnostic(mistake, plainStyle)).toHaveLength(4);
});
