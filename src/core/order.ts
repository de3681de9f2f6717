/** The one order of text in this program: by code unit, so that no locale ever changes a result. */

/** Compares two texts by code unit: negative, zero or positive, for `sort`. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Orders by a text key. */
export function by<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => byText(key(a), key(b));
}

/** The items without repeats, in the order of their first appearance. */
export function distinct<T>(items: Iterable<T>): T[] {
  return [...new Set(items)];
}
