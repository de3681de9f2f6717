/** Answers that cannot stand together, in words. */
import type { Clash } from '../core/clash.js';

/** Why some answers cannot stand together, as sentences that name the questions. */
export function clashInWords(clash: Clash): string {
  if (clash.kind === 'above') return `${clash.question} would be more than ${clash.ceiling}.`;
  const { between, because } = clash;
  const who = between.length === 1 ? 'would contradict itself' : 'would contradict each other';
  return `${between.join(' and ')} ${who}. ${because}`;
}
