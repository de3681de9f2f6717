/** Offsets in a text to lines and columns, both counted from one. */

export interface Lines {
  /** The line and column of an offset. */
  place(offset: number): { readonly line: number; readonly column: number };
  /** A line as it stands there, without its end. */
  text(line: number): string;
}

/** Finds the lines of a text once, so that each look-up is quick. */
export function linesOf(text: string): Lines {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return {
    place: (offset) => {
      const line = lineAt(starts, offset);
      return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
    },
    text: (line) => text.slice(starts[line - 1] ?? text.length, starts[line] ?? text.length).replace(/\r?\n$/, ''),
  };
}

/** The last line that starts at or before an offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
