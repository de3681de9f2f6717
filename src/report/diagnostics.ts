/** Mistakes as people read them: place, message, the line itself, a caret under the spot, and what would be right. */
import { visible } from './escape.js';
import { widthOf } from './layout.js';
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

/** At most this much of a long line is shown around the spot. */
const window = 100;

/** Renders diagnostics one after the other, with a count at the end and what that means for the command. */
export function renderDiagnostics(
  diagnostics: readonly PrintableDiagnostic[],
  style: Style,
  outcome = ' Nothing was changed.',
): string {
  const blocks = diagnostics.map((each) => renderDiagnostic(each, style).join('\n'));
  const count = diagnostics.length === 1 ? '1 mistake' : `${diagnostics.length} mistakes`;
  return `${[...blocks, `${count}.${outcome}`].join('\n\n')}\n`;
}

/** One diagnostic: `file:line:column: message [code]`, the line, the caret, the help. */
export function renderDiagnostic(diagnostic: PrintableDiagnostic, style: Style): string[] {
  const { origin, message, code, help, related } = diagnostic;
  const place = origin === null ? '' : `${visible(origin.file)}:${origin.line}:${origin.column}: `;
  return [
    `${style.strong(place)}${style.bad(visible(message))} ${style.quiet(`[${code}]`)}`,
    ...sourceLines(diagnostic, style),
    ...(help === null ? [] : [`  ${style.good(visible(help))}`]),
    ...(related === null
      ? []
      : [
          `  ${visible(related.message)}: ${visible(related.origin.file)}:${related.origin.line}:${related.origin.column}`,
        ]),
  ];
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
