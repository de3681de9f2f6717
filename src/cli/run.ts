/** From a command line to an exit code: the table of contents of the shell. Problems from outside and faults of ours end here. */
import { visible } from '../report/escape.js';
import { type Command, readCommandLine } from './program.js';
import { isInterrupted, isOutsideProblem, type World } from './world.js';

/** Runs the program. Exit codes: 0 fine, 2 bad input, 3 a fault of ours, 130 interrupted. */
export async function run(world: World, version: string): Promise<number> {
  try {
    return await runCommand(world, readCommandLine(world.args, version));
  } catch (error) {
    if (isInterrupted(error)) {
      await world.err(
        `\n${error.message === 'interrupted' ? 'Interrupted.' : `Interrupted. ${visible(error.message)}`}\n`,
      );
      return 130;
    }
    if (isOutsideProblem(error)) {
      await world.err(`${visible(error.message)}.\n`);
      return 2;
    }
    await world.err(bugReport(error, version, world.args));
    return 3;
  }
}

/** Each command is loaded when it is asked for: printing the version needs neither the engine nor the rules. */
async function runCommand(world: World, command: Command): Promise<number> {
  switch (command.do) {
    case 'print':
      await (command.stream === 'out' ? world.out(command.text) : world.err(command.text));
      return command.exitCode;
    case 'advise':
      return (await import('./advise.js')).adviseOnProfile(world, command);
    case 'ask':
      return (await import('./ask.js')).ask(world, command);
    default:
      return command satisfies never;
  }
}

function bugReport(error: unknown, version: string, args: readonly string[]): string {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    'This is a fault of stackfit, not of your input. Nothing was changed. Please report it with these lines:',
    `  stackfit ${version}, arguments: ${visible(args.join(' '))}`,
    ...what.split('\n').map((line) => `  ${visible(line)}`),
    '',
  ].join('\n');
}
