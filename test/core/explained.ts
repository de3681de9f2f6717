/** The verdict of the explained path in the form of the fast path, to hold one against the other. */
import type { Catalogue } from '../../src/core/catalogue.js';
import type { FastVerdict } from '../../src/core/compiled/compile.js';
import type { Facts } from '../../src/core/model.js';
import { pickPattern } from '../../src/core/verdict.js';

/** What the explained path says, in the form of the fast path. */
export function explained(catalogue: Catalogue, facts: Facts): FastVerdict {
  const { pick, solved } = pickPattern(catalogue, facts);
  if (pick === null) return { pattern: null, layers: new Map() };
  const { layers, solution } = solved(pick.pattern);
  const outcomes = layers.map(({ layer, needed }) => {
    const offering = solution?.picks.get(layer.id)?.what.offering ?? null;
    return [layer.id, { needed, offering }] as const;
  });
  return { pattern: pick.pattern.id, layers: new Map(outcomes) };
}
