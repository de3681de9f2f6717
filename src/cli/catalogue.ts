/** The catalogue that a command works with: the shipped one, or the shipped one with a folder of rules added. */
import { type Catalogue, catalogueOf } from '../core/catalogue.js';
import type { Diagnostic } from '../load/diagnostic.js';
import type { World } from './world.js';

/** The catalogue, or what is wrong with the rules. */
export type CatalogueOrMistakes =
  | { readonly ok: true; readonly catalogue: Catalogue }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * The shipped rules are compiled to data at build time, so nothing is parsed unless a folder of rules is added.
 * `details` also brings what only some views say: sources, and how to find an answer out.
 */
export async function catalogueFor(world: World, rules: string | null, details: boolean): Promise<CatalogueOrMistakes> {
  if (rules !== null) return (await import('./rules-folder.js')).catalogueWith(world, rules);
  const { data } = details ? await import('stackfit:details') : await import('stackfit:catalogue');
  return { ok: true, catalogue: catalogueOf(data) };
}
