/** Profiles that a command reads and does not change: all are read, and every mistake of each is told. */
import type { Catalogue } from '../core/catalogue.js';
import type { Profile } from '../core/model.js';
import type { Diagnostic } from '../load/diagnostic.js';
import { loadProfile } from '../load/profile.js';
import { catalogueFor } from './catalogue.js';
import type { OutputOptions } from './command.js';
import { fail, printMistakes } from './output.js';
import type { World } from './world.js';

/** A profile with the name of where it was read. */
export interface ReadProfile {
  readonly file: string;
  readonly profile: Profile;
}

/** The catalogue and the profiles, in the order of the paths; or the exit code, when mistakes were printed. */
export async function readProfiles(
  world: World,
  command: OutputOptions,
  paths: readonly string[],
): Promise<{ readonly catalogue: Catalogue; readonly read: readonly ReadProfile[] } | { readonly exitCode: number }> {
  if (paths.filter((path) => path === '-').length > 1)
    return { exitCode: await fail(world, command, 'Only one of them can be standard input.') };
  const loaded = await catalogueFor(world, command.rules, true);
  if (!loaded.ok) return { exitCode: await printMistakes(world, command, loaded.diagnostics) };
  const read: ReadProfile[] = [];
  const mistakes: Diagnostic[] = [];
  const unusable: string[] = [];
  for (const path of paths) {
    const file = path === '-' ? 'standard input' : path;
    const text = path === '-' ? await world.readStandardInput() : await world.readFile(path);
    if (!text.ok) {
      unusable.push(`"${file}" ${text.why}.`);
      continue;
    }
    const { profile, diagnostics } = loadProfile(loaded.catalogue, file, text.text);
    mistakes.push(...diagnostics);
    if (profile) read.push({ file, profile });
  }
  if (mistakes.length > 0) return { exitCode: await printMistakes(world, command, mistakes) };
  if (unusable.length > 0) return { exitCode: await fail(world, command, unusable.join('\n')) };
  return { catalogue: loaded.catalogue, read };
}
