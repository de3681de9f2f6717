/** Which profiles to check: files, folders, patterns and standard input, in the order given, each once. */
import { resolve } from 'node:path';
import type { PrintableDiagnostic } from '../report/diagnostics.js';
import { type CheckCommand, draftFile } from './command.js';
import { problem } from './problem.js';
import { isOutsideProblem, type World } from './world.js';

/** What is looked for when no path is given. */
const usual = { folder: 'profiles', file: 'stackfit.yaml' } as const;

/** The paths, `-` for standard input. A path that names nothing is a problem: a gate that checks nothing passes everything. */
export async function profilePaths(
  world: World,
  { paths, allowEmpty }: Pick<CheckCommand, 'paths' | 'allowEmpty'>,
  problems: PrintableDiagnostic[],
): Promise<readonly string[]> {
  // The same file is checked once, however it is spelled.
  const found = new Map<string, string>();
  for (const path of paths) {
    const before = problems.length;
    const named = await namedBy(world, path, problems);
    if (named.length === 0 && problems.length === before && !allowEmpty)
      problems.push(problem('no-profile', nothing(path), '--allow-empty lets it pass'));
    for (const each of named) {
      const file = each === '-' ? each : resolve(each);
      if (!found.has(file)) found.set(file, each);
    }
  }
  if (paths.length > 0) return [...found.values()];
  const own = await usualProfiles(world);
  if (own.length === 0 && !allowEmpty) {
    const message = `There is no profile to check: neither "${usual.folder}/" nor "${usual.file}" is here.`;
    problems.push(problem('no-profile', message, 'name files, folders or patterns; --allow-empty lets it pass'));
  }
  return own;
}

function nothing(path: string): string {
  return isPattern(path) ? `No file matches "${path}".` : `The folder "${path}" holds no profiles (*.yaml, *.yml).`;
}

async function usualProfiles(world: World): Promise<readonly string[]> {
  const inFolder = (await world.isFolder(usual.folder)) ? await profilesIn(world, usual.folder) : [];
  return [...inFolder, ...((await world.exists(usual.file)) ? [usual.file] : [])];
}

/** A file that is not there is told when it is read, so that it is told like any other mistake in a file. */
async function namedBy(world: World, path: string, problems: PrintableDiagnostic[]): Promise<readonly string[]> {
  try {
    if (path === '-') return [path];
    if (await world.isFolder(path)) return await profilesIn(world, path);
    if (!isPattern(path) || (await world.exists(path))) return [path];
    return (await world.matchFiles(path)).filter((file) => !file.endsWith(draftFile));
  } catch (error) {
    if (!isOutsideProblem(error)) throw error;
    problems.push(problem('unusable', `${error.message}.`));
    return [];
  }
}

/** Profiles of a folder and the folders below it; drafts, hidden files and packages of others are none. */
async function profilesIn(world: World, folder: string): Promise<string[]> {
  const files = [...(await world.listFiles(folder, '.yaml')), ...(await world.listFiles(folder, '.yml'))].sort();
  const isOther = (file: string) =>
    file.split('/').some((part) => part.startsWith('.') || part === 'node_modules') || file.endsWith(draftFile);
  const prefix = folder === '.' ? '' : `${folder.replace(/\/+$/, '')}/`;
  return files.filter((file) => !isOther(file)).map((file) => `${prefix}${file}`);
}

function isPattern(path: string): boolean {
  return /[*?{[]/.test(path);
}
