/** Mistakes as people read them: place, message, the line itself, a caret under the spot, and what would be right. */
import { visible } from './escape.js';
import { paragraph, widthOf } from './layout.js';
import type { Style } from './style.js';

/** The parts of a diagnostic that are printed. The loader's diagnostics have exactly this shape. */
export interface PrintableDiagnostic {
  readonly code: string;
  readonly message: string;
  readonly origin: { readonly file: string; readonly line: number; readonly column: number } | null;
  readonly length: number;
  readonly sourceLine: string | null;
  readonly help: string | null;
  readonly related: {
    readonly message: string;
    readonly origin: { readonly file: string; readonly line: number; readonly column: number };
  } | null;
}

/** Columns behind a place in which a message can begin. */
const roomForWords = 20;

type Place = NonNullable<PrintableDiagnostic['origin']>;

/** At most this much of a long line is shown around the spot. */
const window = 100;

/** Wraps nothing. */
const unlimited = Number.POSITIVE_INFINITY;

/** Renders diagnostics one after the other, with a count at the end and what that means for the command. */
export function renderDiagnostics(
  diagnostics: readonly PrintableDiagnostic[],
  style: Style,
  outcome = ' Nothing was changed.',
  width = unlimited,
): string {
  const blocks = diagnostics.map((each) => renderDiagnostic(each, style, width).join('\n'));
  const count = diagnostics.length === 1 ? '1 mistake' : `${diagnostics.length} mistakes`;
  return `${[...blocks, `${count}.${outcome}`].join('\n\n')}\n`;
}

/**
 * One diagnostic: `file:line:column: message [code]`, the line, the caret, the help. Words wrap at the width; places and
 * the line of the file, which people click on and compare, stay whole.
 */
export function renderDiagnostic(diagnostic: PrintableDiagnostic, style: Style, width = unlimited): string[] {
  const { origin, message, code, help, related } = diagnostic;
  const says = `${style.bad(visible(message))} ${style.quiet(`[${code}]`)}`;
  return [
    ...(origin === null ? wrapped(says, width, '  ', '') : withPlace(origin, says, width, style)),
    ...sourceLines(diagnostic, style),
    ...(help === null ? [] : wrapped(style.good(visible(help)), width, '    ', '  ')),
    ...(related === null ? [] : [`  ${visible(related.message)}: ${placeInWords(related.origin)}`]),
  ];
}

function placeInWords({ file, line, column }: Place): string {
  return `${visible(file)}:${line}:${column}`;
}

/** A place that leaves little room in its line has the line to itself, so that it is never broken. */
function withPlace(origin: Place, says: string, width: number, style: Style): string[] {
  const place = `${placeInWords(origin)}:`;
  if (widthOf(place) + roomForWords <= width) return wrapped(`${style.strong(`${place} `)}${says}`, width, '  ', '');
  return [style.strong(place), ...wrapped(says, width, '  ')];
}

function wrapped(text: string, width: number, indent: string, mark = indent): string[] {
  return width === unlimited ? [`${mark}${text}`] : paragraph(text, width, indent, mark, false);
}

function sourceLines({ origin, sourceLine, length }: PrintableDiagnostic, style: Style): string[] {
  if (origin === null || sourceLine === null || sourceLine.trim() === '') return [];
  const at = origin.column - 1;
  const start = wholeCharacter(sourceLine, Math.max(0, Math.min(at - window / 2, sourceLine.length - window)));
  const end = wholeCharacter(sourceLine, Math.min(sourceLine.length, start + window));
  const [before, marked] = [sourceLine.slice(start, at), sourceLine.slice(at, Math.min(at + length, end))].map(shown);
  const shownBefore = `${start > 0 ? '…' : ''}${before}`;
  const rest = `${shown(sourceLine.slice(Math.min(at + length, end), end))}${end < sourceLine.length ? '…' : ''}`;
  const number = String(origin.line);
  const caret = `${' '.repeat(widthOf(shownBefore))}^${'~'.repeat(Math.max(0, widthOf(marked ?? '') - 1))}`;
  return [
    `  ${style.quiet(`${number} |`)} ${shownBefore}${marked}${rest}`,
    `  ${' '.repeat(number.length)} ${style.quiet('|')} ${style.warning(caret)}`,
  ];
}

/** A line as it stands there. A tab is shown: in YAML it is often the mistake itself. */
function shown(text: string): string {
  return visible(text.replaceAll('\t', '→'));
}

/** The index, moved on by one where it would cut a character that takes two places in half. */
function wholeCharacter(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff ? index + 1 : index;
}
