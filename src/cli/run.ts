/** From a command line to an exit code: the table of contents of the shell. Problems from outside and faults of ours end here. */
import { visible } from '../report/escape.js';
import type { Command } from './command.js';
import { mistakesAsJson } from './json-mistakes.js';
import { buildProgram, readCommandLine } from './options/program.js';
import { isInterrupted, isOutsideProblem, type World } from './world.js';

/** Runs the program. Exit codes: 0 fine, 1 findings, 2 bad input, 3 a fault of ours, 130 interrupted. */
export async function run(world: World, version: string): Promise<number> {
  let command: Command | null = null;
  try {
    command = readCommandLine(world.args, version);
    return await runCommand(world, version, command);
  } catch (error) {
    if (isInterrupted(error)) {
      await world.err(`\n${['Interrupted.', visible(error.message)].join(' ').trim()}\n`);
      return 130;
    }
    if (isOutsideProblem(error)) return outsideProblem(world, version, command, error.message);
    await printOnOutput(world, version, command, 'fault', String(error), 3);
    await world.err(bugReport(error, version, world.args));
    return 3;
  }
}

/** Each command is loaded when it is asked for: printing the version needs neither the engine nor the rules. */
async function runCommand(world: World, version: string, command: Command): Promise<number> {
  switch (command.do) {
    case 'print':
      await world.out(command.text);
      return 0;
    case 'refuse':
      await printOnOutput(world, version, command, 'usage', command.message, 2);
      await world.err(`${visible(command.message)}\n${command.more}`);
      return 2;
    case 'advise':
      return (await import('./advise.js')).adviseOnProfile(world, command);
    case 'check':
      return (await import('./check.js')).check(world, version, command);
    case 'pin':
      return (await import('./pin.js')).pinProfile(world, command);
    case 'accept':
      return (await import('./accept.js')).accept(world, command);
    case 'review':
      return (await import('./review.js')).review(world, command);
    case 'diff':
      return (await import('./diff.js')).diff(world, command);
    case 'explain':
      return (await import('./explain.js')).explain(world, command);
    case 'whatif':
      return (await import('./whatif.js')).whatif(world, command);
    case 'flips':
      return (await import('./flips.js')).flips(world, command);
    case 'rehearse':
      return (await import('./rehearse.js')).rehearse(world, command);
    case 'compare':
      return (await import('./compare.js')).compare(world, command);
    case 'schema':
      return (await import('./schema.js')).schema(world, command);
    case 'completion':
      await world.out(
        (await import('./completion.js')).scriptFor(
          command.shell,
          buildProgram(version, () => {}),
        ),
      );
      return 0;
    case 'rules':
      return (await import('./rules.js')).rules(world, command);
    case 'ask':
      return (await import('./ask.js')).ask(world, command);
    default:
      return command satisfies never;
  }
}

async function outsideProblem(
  world: World,
  version: string,
  command: Command | null,
  problem: string,
): Promise<number> {
  const message = `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`;
  await printOnOutput(world, version, command, 'unusable', message, 2);
  await world.err(`${visible(message)}\n`);
  return 2;
}

/** In a format for machines standard output tells it too, unless it is standard output that fails. */
async function printOnOutput(
  world: World,
  version: string,
  command: Command | null,
  code: string,
  message: string,
  exitCode: number,
): Promise<void> {
  if (command === null || !('format' in command) || command.format === 'human') return;
  try {
    if (command.do === 'check' || (command.do === 'refuse' && command.of === 'check')) {
      const told = { code, message, help: null, origin: null, length: 1, sourceLine: null, related: null };
      await (await import('./check.js')).printProblem(world, version, command, told, exitCode);
    } else if (command.format === 'json') await world.out(mistakesAsJson([{ code, message }]));
  } catch {
    // There is still standard error.
  }
}

function bugReport(error: unknown, version: string, args: readonly string[]): string {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    'This is a fault of stackfit, not of your input. Please report it with these lines:',
    `  stackfit ${version}, arguments: ${visible(args.join(' '))}`,
    ...what.split('\n').map((line) => `  ${visible(line)}`),
    '',
  ].join('\n');
}
