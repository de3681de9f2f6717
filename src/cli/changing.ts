/** Changing a profile in its file: read, judged, one block written, and nothing else of the text touched. */
import type { Catalogue } from '../core/catalogue.js';
import type { Profile } from '../core/model.js';
import { loadProfile } from '../load/profile.js';
import { type Plain, withAnswer, withBlock } from '../load/splice.js';
import { catalogueFor } from './catalogue.js';
import type { OutputOptions } from './command.js';
import { fail, nothingWasChanged, printMistakes } from './output.js';
import { OutsideProblem, type World } from './world.js';

/** What becomes of a profile: blocks to write, by key, single answers, and what to say; or why nothing is written. */
export type Change =
  | {
      readonly blocks: Readonly<Record<string, Plain>>;
      readonly answers?: Readonly<Record<string, Plain>>;
      readonly says: string;
    }
  | { readonly refused: readonly string[] };

/** Reads a profile that is to be changed; or the exit code, when its mistakes were printed. */
export async function readProfile(
  world: World,
  command: OutputOptions & { readonly profile: string },
): Promise<{ readonly catalogue: Catalogue; readonly profile: Profile } | { readonly exitCode: number }> {
  assertFile(command.profile);
  const loaded = await catalogueFor(world, command.rules, true);
  if (!loaded.ok) return { exitCode: await printMistakes(world, command, loaded.diagnostics, nothingWasChanged) };
  const { catalogue } = loaded;
  const read = await world.readFile(command.profile);
  if (!read.ok) throw new OutsideProblem(`"${command.profile}" ${read.why}`);
  const { profile, diagnostics } = loadProfile(catalogue, command.profile, read.text);
  return profile
    ? { catalogue, profile }
    : { exitCode: await printMistakes(world, command, diagnostics, nothingWasChanged) };
}

function assertFile(path: string): void {
  if (path === '-') throw new OutsideProblem('a profile from standard input cannot be changed; name its file');
}

/** Changes a profile while nobody else does; the result is the exit code. */
export async function changeProfile(
  world: World,
  command: OutputOptions & { readonly profile: string },
  decide: (catalogue: Catalogue, profile: Profile) => Promise<Change>,
): Promise<number> {
  assertFile(command.profile);
  const loaded = await catalogueFor(world, command.rules, true);
  if (!loaded.ok) return printMistakes(world, command, loaded.diagnostics, nothingWasChanged);
  const { catalogue } = loaded;
  let exitCode = 0;
  let says = '';
  await world.changeFile(command.profile, async (text) => {
    const { profile, diagnostics } = loadProfile(catalogue, command.profile, text);
    if (profile === null) {
      exitCode = await printMistakes(world, command, diagnostics, nothingWasChanged);
      return null;
    }
    const change = await decide(catalogue, profile);
    if ('refused' in change) {
      exitCode = await fail(world, command, change.refused.join('\n'));
      return null;
    }
    const changed = written(text, change);
    assertLoads(catalogue, command.profile, changed);
    says = change.says;
    return changed;
  });
  // Only now is it true.
  await world.out(says);
  return exitCode;
}

function written(text: string, { blocks, answers = {} }: Exclude<Change, { refused: unknown }>): string {
  const answered = Object.entries(answers).reduce((before, [id, answer]) => withAnswer(before, id, answer), text);
  return Object.entries(blocks).reduce((before, [key, value]) => withBlock(before, key, value), answered);
}

/** What was written must load: a file that does not would be worse than none. A failure here is a fault of ours. */
function assertLoads(catalogue: Catalogue, file: string, text: string): void {
  const [mistake] = loadProfile(catalogue, file, text).diagnostics;
  if (mistake) throw new Error(`the changed profile does not load: ${mistake.message} (${mistake.origin?.line})`);
}
