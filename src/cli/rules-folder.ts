/** The shipped rules with a folder of rules added: the only command path that reads rules at run time. */
import { type LoadedCatalogue, loadCatalogue } from '../load/catalogue.js';
import type { SourceText } from '../load/checked-file.js';
import type { Diagnostic } from '../load/diagnostic.js';
import { visible } from '../report/escape.js';
import type { CatalogueOrMistakes } from './catalogue.js';
import type { World } from './world.js';

/**
 * Files of the folder are read together with the shipped ones: an id that both define is a mistake, except that a file
 * whose path under the folder equals a shipped one replaces it.
 */
export async function catalogueWith(world: World, folder: string): Promise<CatalogueOrMistakes> {
  const loaded = await loadRules(world, folder);
  return loaded.catalogue ? { ok: true, catalogue: loaded.catalogue } : { ok: false, diagnostics: loaded.diagnostics };
}

/** The shipped rules as they are written, with a folder of rules added unless that is null. */
export async function loadRules(world: World, folder: string | null): Promise<LoadedCatalogue> {
  const { files: shipped } = await import('stackfit:rules');
  if (folder === null) return loadCatalogue([], await world.sha256(), shipped);
  const texts: (SourceText & { readonly under: string })[] = [];
  const mistakes: Diagnostic[] = [];
  for (const under of await world.listFiles(folder, '.yaml')) {
    const file = `${folder.replace(/\/+$/, '')}/${under}`;
    const read = await world.readFile(file);
    if (read.ok) texts.push({ file, under, text: read.text });
    else mistakes.push(unreadable(file, read.why));
  }
  if (texts.length === 0 && mistakes.length === 0)
    mistakes.push(unreadable(folder, 'holds no rule files (*.yaml)', 'empty'));
  if (mistakes.length > 0)
    return { catalogue: null, examples: new Map(), tested: [], diagnostics: mistakes, lint: () => [] };
  const replaced = new Set(texts.map((each) => `rules/${each.under}`));
  for (const { file, under } of texts)
    if (shipped.some((each) => each.file === `rules/${under}`))
      await world.err(`${visible(file)} replaces rules/${visible(under)}.\n`);
  const kept = shipped.filter((each) => !replaced.has(each.file));
  return loadCatalogue(texts, await world.sha256(), kept);
}

function unreadable(file: string, why: string, code: Diagnostic['code'] = 'not-text'): Diagnostic {
  return {
    code,
    message: `"${file}" ${why}`,
    origin: null,
    length: 1,
    sourceLine: null,
    help: null,
    related: null,
  };
}
