/** The small catalogue under `base/`: enough to try one thing at a time, and loaded in a blink. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalogue, loadCatalogue, type SourceText } from '../../src/index.js';

/** The YAML files of a folder beside this file, under the name that messages should show. */
export function yamlIn(folder: string, name: (file: string) => string): SourceText[] {
  const at = join(import.meta.dirname, folder);
  const files = readdirSync(at).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => ({ file: name(file), text: readFileSync(join(at, file), 'utf8') }));
}

/** The files of the small catalogue. */
export const baseFiles: readonly SourceText[] = yamlIn('base', (file) => `base/${file}`);

/** The small catalogue. */
export function baseCatalogue(): Catalogue {
  const { catalogue, diagnostics } = loadCatalogue(baseFiles);
  if (catalogue === null) throw new Error(JSON.stringify(diagnostics, null, 2));
  return catalogue;
}
