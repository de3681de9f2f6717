/** What every sentence needs, whoever makes it: numbers as people read them, and words for the middle of a sentence. */
import type { Answer } from './model.js';

/** 12000 as 12,000. */
export function withThousands(value: Answer): string {
  if (typeof value !== 'number') return String(value);
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Inside a sentence: abbreviations keep their capital. */
export function lowerFirst(text: string): string {
  return /^(A |[A-Z][a-z])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
