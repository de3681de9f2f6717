/** The command `diff`: two profiles, or two versions of one, side by side. */
import type { Catalogue } from '../core/catalogue.js';
import { compare } from '../core/compare.js';
import { groundOf } from '../core/ground.js';
import type { Profile } from '../core/model.js';
import type { Diagnostic } from '../load/diagnostic.js';
import { loadProfile } from '../load/profile.js';
import { renderDiff, renderDiffJson, renderDiffMarkdown } from '../report/diff.js';
import { catalogueFor } from './catalogue.js';
import type { DiffCommand } from './command.js';
import { fail, printMistakes, readingWidth } from './output.js';
import type { World } from './world.js';

/** Runs the command. Exit codes: 0 whenever both could be compared, 2 when one cannot be read. */
export async function diff(world: World, command: DiffCommand): Promise<number> {
  const { before, after } = command;
  if (before === '-' && after === '-') return fail(world, command, 'Only one of the two can be standard input.');
  const loaded = await catalogueFor(world, command.rules, true);
  if (!loaded.ok) return printMistakes(world, command, loaded.diagnostics);
  const { catalogue } = loaded;
  const read = [await load(world, catalogue, before), await load(world, catalogue, after)] as const;
  const unusable = read.flatMap((each) => ('problem' in each ? [each.problem] : []));
  const mistakes = read.flatMap((each) => ('diagnostics' in each ? each.diagnostics : []));
  if (mistakes.length > 0) return printMistakes(world, command, mistakes);
  if (unusable.length > 0) return fail(world, command, unusable.join('\n'));
  const [one, other] = read;
  if (!('profile' in one && 'profile' in other)) return 2;
  const sides = {
    before: { name: one.profile.name, file: nameOf(before) },
    after: { name: other.profile.name, file: nameOf(after) },
  };
  const compared = {
    catalogue,
    ...sides,
    comparison: compare(catalogue, groundOf(one.profile), groundOf(other.profile)),
  };
  switch (command.format) {
    case 'json':
      await world.out(renderDiffJson(compared));
      return 0;
    case 'markdown':
      await world.out(renderDiffMarkdown(compared));
      return 0;
    case 'human': {
      const style = await world.style('out', command.color);
      await world.out(renderDiff(compared, { style, width: readingWidth(world) }));
      return 0;
    }
    default:
      return command.format satisfies never;
  }
}

type Loaded =
  | { readonly profile: Profile }
  | { readonly diagnostics: readonly Diagnostic[] }
  | { readonly problem: string };

async function load(world: World, catalogue: Catalogue, path: string): Promise<Loaded> {
  const file = nameOf(path);
  const read = path === '-' ? await world.readStandardInput() : await world.readFile(path);
  if (!read.ok) return { problem: `"${file}" ${read.why}.` };
  const { profile, diagnostics } = loadProfile(catalogue, file, read.text);
  return profile ? { profile } : { diagnostics };
}

function nameOf(path: string): string {
  return path === '-' ? 'standard input' : path;
}
