/** The profiles that a command over many is given, loaded: all of them, or what is wrong with any. */
import type { Catalogue } from '../core/catalogue.js';
import type { Profile } from '../core/model.js';
import { loadProfile } from '../load/profile.js';
import type { PrintableDiagnostic } from '../report/diagnostics.js';
import { problem } from './problem.js';
import { profilePaths } from './profile-paths.js';
import type { World } from './world.js';

/** A profile that loaded, with the text that it was read from. */
export interface GivenProfile {
  readonly file: string;
  readonly text: string;
  readonly profile: Profile;
}

/** Loads the profiles of these paths; `problems` collects what is wrong, and then nothing is to be done with the rest. */
export async function givenProfiles(
  world: World,
  catalogue: Catalogue,
  paths: readonly string[],
  problems: PrintableDiagnostic[],
): Promise<GivenProfile[]> {
  const given: GivenProfile[] = [];
  const unnamed: PrintableDiagnostic[] = [];
  const found = await profilePaths(world, { paths, allowEmpty: false }, unnamed);
  // What `check` offers to let an empty run pass has no meaning here.
  problems.push(...unnamed.map((each) => ({ ...each, help: 'name profiles, folders or patterns' })));
  for (const path of found) {
    const file = path === '-' ? 'standard input' : path;
    const read = path === '-' ? await world.readStandardInput() : await world.readFile(path);
    if (!read.ok) problems.push(problem('unusable', `"${file}" ${read.why}`));
    else {
      const { profile, diagnostics } = loadProfile(catalogue, file, read.text);
      if (profile === null) problems.push(...diagnostics);
      else given.push({ file, text: read.text, profile });
    }
  }
  return given;
}
