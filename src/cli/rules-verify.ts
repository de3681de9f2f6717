/** The command `rules verify`: the rules about patterns over their whole answer space. */
import { verify } from '../core/rules/verify.js';
import { renderVerification, renderVerificationJson } from '../report/rules-verify.js';
import { catalogueFor } from './catalogue.js';
import type { OutputOptions, VerifyTask } from './command.js';
import { printMistakes, readingWidth } from './output.js';
import type { World } from './world.js';

/** So many profiles by chance are judged by the explained path too, always the same ones. */
const samples = 1000;
const seed = 1;

/**
 * Runs the command. Exit codes: 0 every law is kept, 1 one is broken or the explained path disagrees, 2 the rules do not
 * load or could not be walked in the time given.
 */
export async function verifyRules(world: World, command: OutputOptions & VerifyTask): Promise<number> {
  const loaded = await catalogueFor(world, command.rules, false);
  if (!loaded.ok) return printMistakes(world, command, loaded.diagnostics);
  await world.expectLongRun();
  // The clock only ends the walk: what is found never depends on it.
  const end = performance.now() + command.seconds * 1000;
  const result = verify(loaded.catalogue, { mayGoOn: () => performance.now() < end, samples, seed });
  const options = {
    style: await world.style('out', command.color),
    width: readingWidth(world),
    seconds: command.seconds,
  };
  await world.out(command.format === 'json' ? renderVerificationJson(result) : renderVerification(result, options));
  if (result.kind !== 'whole') return 2;
  const isUnfinished = result.laws.some((law) => law.kind === 'not judged' && law.isUnfinished);
  if (isUnfinished || result.answered === null || result.nothingFires === null) return 2;
  return result.laws.some(({ kind }) => kind === 'broken') || result.samples.disagreeing.length > 0 ? 1 : 0;
}
