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

/** Renders diagnostics one after the other, with a count at the end. */
export function renderDiagnostics(diagnostics: readonly PrintableDiagnostic[], style: Style): string {
  const blocks = diagnostics.map((each) => renderDiagnostic(each, style).join('\n'));
  const count = diagnostics.length === 1 ? '1 mistake' : `${diagnostics.length} mistakes`;
  return `${[...blocks, `${count}. Nothing was changed.`].join('\n\n')}\n`;
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
  const start = Math.max(0, Math.min(origin.column - 1 - window / 2, sourceLine.length - window));
  const shown = sourceLine.slice(start, start + window);
  const before = visible(shown.slice(0, origin.column - 1 - start));
  const marked = visible(shown.slice(origin.column - 1 - start, origin.column - 1 - start + length));
  const number = String(origin.line);
  const caret = `${' '.repeat(widthOf(before))}^${'~'.repeat(Math.max(0, widthOf(marked) - 1))}`;
  return [
    `  ${style.quiet(`${number} |`)} ${visible(shown)}`,
    `  ${' '.repeat(number.length)} ${style.quiet('|')} ${style.warning(caret)}`,
  ];
}
