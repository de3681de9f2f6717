/** The catalogue that a command works with: the shipped one, or the shipped one with a folder of rules added. */
import { type Catalogue, catalogueOf } from '../core/catalogue.js';
import type { SourceText } from '../load/catalogue.js';
import type { Diagnostic } from '../load/diagnostic.js';
import type { World } from './world.js';

/** The catalogue, or what is wrong with the rules. */
export type CatalogueOrMistakes =
  | { readonly ok: true; readonly catalogue: Catalogue }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** The rules that ship with the package: compiled to data at build time, so nothing is parsed here. */
export async function shippedCatalogue(): Promise<Catalogue> {
  const { data } = await import('stackfit:catalogue');
  return catalogueOf(data);
}

/**
 * The shipped rules with those of a folder added. Files of the folder are read together with the shipped YAML: an id
 * that both define is a mistake, except that a file whose path under the folder equals a shipped one replaces it.
 */
export async function catalogueFor(world: World, rules: string | null): Promise<CatalogueOrMistakes> {
  if (rules === null) return { ok: true, catalogue: await shippedCatalogue() };
  const { loadCatalogue } = await import('../load/catalogue.js');
  const { files: shipped } = await import('stackfit:rules');
  const paths = await world.listFiles(rules, '.yaml');
  const texts: (SourceText & { under: string })[] = [];
  const mistakes: Diagnostic[] = [];
  for (const under of paths) {
    const file = `${rules.replace(/\/+$/, '')}/${under}`;
    const read = await world.readFile(file);
    if (read.ok) texts.push({ file, under, text: read.text });
    else mistakes.push(unreadable(file, read.why));
  }
  if (mistakes.length > 0) return { ok: false, diagnostics: mistakes };
  const replaced = new Set(texts.map((each) => each.under));
  const kept = shipped.filter((each) => !replaced.has(each.file.replace(/^rules\//, '')));
  const loaded = loadCatalogue([...kept, ...texts], (text) => world.sha256(text));
  return loaded.catalogue ? { ok: true, catalogue: loaded.catalogue } : { ok: false, diagnostics: loaded.diagnostics };
}

function unreadable(file: string, why: string): Diagnostic {
  return { code: 'not-text', message: `"${file}" ${why}`, origin: null, length: 1, sourceLine: null, help: null, related: null };
}
