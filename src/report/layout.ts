/** Paragraphs and tables that fit a width, measured as a terminal shows them. */
import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';

/** Text that is plain and short needs no measuring, which is most of it. */
const plain = /^[\x20-\x7e]*$/;

function wrapped(text: string, width: number, hard = true): string[] {
  return text.length <= width && plain.test(text) ? [text] : wrapAnsi(text, width, { hard }).split('\n');
}

/**
 * Wraps text to a width, every line indented; the first line may start with a mark of its own. A word that is longer than a
 * line is broken unless `hard` is false, as for a path that somebody copies.
 */
export function paragraph(text: string, width: number, indent = '', mark = indent, hard = true): string[] {
  const lines = wrapped(text, Math.max(20, width - widthOf(indent)), hard);
  return lines.map((line, index) => (index === 0 ? `${mark}${line}` : `${indent}${harmless(line)}`).trimEnd());
}

/** A line that begins like a command to the runner of a GitHub job would be one, wherever its text came from. */
function harmless(line: string): string {
  return /^(?:::|##\[)/.test(line) ? `\u200b${line}` : line;
}

/** How wide a text is on a terminal. */
export function widthOf(text: string): number {
  return plain.test(text) ? text.length : stringWidth(text);
}

/** Pads a text on the right to a width. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export interface Column {
  readonly title: string;
  readonly width: number;
}

/** A table of wrapped cells, two spaces between columns; rows keep their order. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  strong: (text: string) => string,
): string[] {
  const head = columns
    .map((column) => padded(column.title, column.width))
    .join('  ')
    .trimEnd();
  return [strong(head), ...rows.flatMap((row) => tableRow(columns, row))];
}

function tableRow(columns: readonly Column[], cells: readonly string[]): string[] {
  const blocks = columns.map((column, index) => wrapped(cells[index] ?? '', column.width));
  const height = Math.max(...blocks.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((column, index) => padded(blocks[index]?.[line] ?? '', column.width))
      .join('  ')
      .trimEnd(),
  );
}
