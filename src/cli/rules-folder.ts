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
export async function catalogueWith(
  world: World,
  folder: string | null,
  replaced: 'named' | 'counted' = 'named',
): Promise<CatalogueOrMistakes> {
  const loaded = await loadRules(world, folder, replaced);
  return loaded.catalogue ? { ok: true, catalogue: loaded.catalogue } : { ok: false, diagnostics: loaded.diagnostics };
}

/** The shipped rules as they are written, with a folder of rules added unless that is null. */
export async function loadRules(
  world: World,
  folder: string | null,
  replaced: 'named' | 'counted' = 'named',
): Promise<LoadedCatalogue> {
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
  const own = new Map(texts.map(({ file, under }) => [`rules/${under}`, file]));
  await world.err(
    replacedInWords(
      folder,
      shipped.flatMap((each) => own.get(each.file) ?? []),
      replaced,
    ),
  );
  const kept = shipped.filter((each) => !own.has(each.file));
  return loadCatalogue(texts, await world.sha256(), kept);
}

/** Which files of the folder stand in place of shipped ones: a line for each, or how many. */
function replacedInWords(folder: string, files: readonly string[], replaced: 'named' | 'counted'): string {
  const root = folder.replace(/\/+$/, '');
  if (files.length === 0) return '';
  if (replaced === 'counted')
    return files.length === 1
      ? `1 file of ${visible(root)} replaces a shipped one.\n`
      : `${files.length} files of ${visible(root)} replace shipped ones.\n`;
  return files.map((file) => `${visible(file)} replaces rules/${visible(file.slice(root.length + 1))}.\n`).join('');
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
