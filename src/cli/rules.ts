/** The command `rules`: what rule authors ask of a catalogue. */
import type { Catalogue } from '../core/catalogue.js';
import { carriedClaims } from '../core/rules/claims.js';
import { renderClaims, renderClaimsJson } from '../report/claims.js';
import { renderDiagnostics } from '../report/diagnostics.js';
import { renderTests, renderTestsJson } from '../report/rules-test.js';
import { catalogueFor } from './catalogue.js';
import type { RulesCommand } from './command.js';
import { mistakesAsJson } from './json-mistakes.js';
import { printMistakes, readingWidth } from './output.js';
import { loadRules } from './rules-folder.js';
import type { World } from './world.js';

/** Runs the command. Exit codes: 0 fine, 1 lint found something, a test, coverage or law fails, 2 the rules do not load. */
export async function rules(world: World, command: RulesCommand): Promise<number> {
  switch (command.task) {
    case 'claims': {
      const loaded = await catalogueFor(world, command.rules, true);
      if (!loaded.ok) return printMistakes(world, command, loaded.diagnostics);
      await world.out(await claimsPage(world, command, loaded.catalogue));
      return 0;
    }
    case 'lint':
      return lint(world, command);
    case 'test':
      return testRules(world, command);
    case 'coverage':
      return (await import('./rules-coverage.js')).coverage(world, command);
    case 'verify':
      return (await import('./rules-verify.js')).verifyRules(world, command);
    case 'impact':
      return (await import('./rules-impact.js')).impact(world, command);
    default:
      return command satisfies never;
  }
}

async function claimsPage(world: World, command: RulesCommand, catalogue: Catalogue): Promise<string> {
  const carried = carriedClaims(catalogue.data);
  if (command.format === 'json') return renderClaimsJson(carried);
  const style = await world.style('out', command.color);
  return renderClaims(catalogue, carried, { style, width: readingWidth(world) });
}

/** Lints from the YAML itself, so that every finding has its place. */
async function lint(world: World, command: RulesCommand): Promise<number> {
  const loaded = await loadRules(world, command.rules);
  if (loaded.catalogue === null) return printMistakes(world, command, loaded.diagnostics);
  const found = loaded.lint();
  const { rules, providers } = loaded.catalogue.data;
  if (command.format === 'json') await world.out(mistakesAsJson(found));
  else if (found.length === 0)
    await world.out(`Nothing to say against ${rules.length} rules and ${providers.length} providers.\n`);
  else await world.out(renderDiagnostics(found, await world.style('out', command.color), '', readingWidth(world)));
  return found.length === 0 ? 0 : 1;
}

/** Runs the examples from the YAML itself. Rules that do not load for another reason cannot be tested. */
async function testRules(world: World, command: RulesCommand): Promise<number> {
  const { catalogue, tested, diagnostics } = await loadRules(world, command.rules);
  const others = diagnostics.filter(({ code }) => code !== 'example');
  if (others.length > 0 || (catalogue === null && tested.length === 0))
    return printMistakes(world, command, diagnostics);
  const style = await world.style('out', command.color);
  await world.out(
    command.format === 'json' ? renderTestsJson(tested) : renderTests(tested, { style, width: readingWidth(world) }),
  );
  return tested.some(({ failures }) => failures.length > 0) ? 1 : 0;
}
