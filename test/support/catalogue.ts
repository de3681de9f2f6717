/** The shipped rules and profiles as tests need them: loaded once a worker, from the YAML itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadedCatalogue, loadCatalogue, loadProfile, type Profile, type SourceText } from '../../src/index.js';
import { type CheckedFile, checkedFile } from '../../src/load/checked-file.js';

const root = join(import.meta.dirname, '..', '..');

/** The text of a file of the project. */
export function projectText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Every file under a folder of the project that ends so, sorted by path. */
export function projectFiles(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

/** The shipped rule files. */
export function shippedRules(): SourceText[] {
  return projectFiles('rules', '.yaml').map((file) => ({ file, text: projectText(file) }));
}

/** The same as the build keeps them. */
export function checkedRules(): CheckedFile[] {
  return shippedRules().map((each) => {
    const checked = checkedFile(each);
    if (checked === null) throw new Error(`${each.file} has a mistake`);
    return checked;
  });
}

let loaded: LoadedCatalogue | null = null;

/** The shipped catalogue with the examples of its rules. */
export function shipped(): LoadedCatalogue & { catalogue: NonNullable<LoadedCatalogue['catalogue']> } {
  loaded ??= loadCatalogue(shippedRules());
  const { catalogue } = loaded;
  if (catalogue === null) throw new Error(JSON.stringify(loaded.diagnostics.slice(0, 5), null, 2));
  return { ...loaded, catalogue };
}

/** The names of the shipped profiles, without folder and ending. */
export function profileNames(): string[] {
  return projectFiles('profiles', '.yaml').map((file) => file.replace(/^profiles\//, '').replace(/\.yaml$/, ''));
}

/** A shipped profile. */
export function shippedProfile(name: string): Profile {
  const file = `profiles/${name}.yaml`;
  const { profile, diagnostics } = loadProfile(shipped().catalogue, file, projectText(file));
  if (profile === null) throw new Error(JSON.stringify(diagnostics, null, 2));
  return profile;
}
