/** Arguments to a command value: commander reads, mistakes become a command that tells them. */
import { Command as Commander, CommanderError } from 'commander';
import { type CheckFormat, checkFormats } from '../../report/check-format-names.js';
import { visible } from '../../report/escape.js';
import type { Command, RefuseCommand } from '../command.js';
import { addAdvisingCommands } from './advising-commands.js';
import { addCheckingCommands } from './checking-commands.js';
import { addExploringCommands } from './exploring-commands.js';
import { rulesTasks } from './rules-commands.js';

const exitCodes = `
Exit codes:
  0    fine: advice was printed, nothing has to be looked at again
  1    check has findings at or above --fail-on; lint found something; a rule's
       test, coverage or law fails
  2    the command line, a profile, a rule file or a path is wrong; rules
       verify ran out of time
  3    a fault of stackfit
  130  interrupted`;

/** Reads the arguments after the program's name. Mistakes become a command that prints them and exits with 2. */
export function readCommandLine(args: readonly string[], version: string): Command {
  const printed: { out: string; err: string } = { out: '', err: '' };
  let command: Command | null = null;
  const program = buildProgram(version, (chosen) => {
    command = chosen;
  });
  for (const each of withSubcommands(program))
    each.exitOverride().configureOutput({
      writeOut: (text) => {
        printed.out += text;
      },
      writeErr: (text) => {
        printed.err += text;
      },
    });
  try {
    program.parse(withDefaultCommand(args), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? { do: 'print', text: printed.out } : refusal(program, args, printed.err);
  }
  if (command === null) throw new Error('no command was chosen');
  return command;
}

/** The command tree; `choose` is called with what the arguments ask for. */
export function buildProgram(version: string, choose: (command: Command) => void): Commander {
  const program = new Commander('stackfit')
    .description(
      'Which backend should this app have, and does it still fit? Asks, decides layer by layer, explains every point, and checks again in CI. Offline; sends nothing anywhere.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError()
    .addHelpText('after', exitCodes);
  addAdvisingCommands(program, choose);
  addCheckingCommands(program, choose);
  addExploringCommands(program, choose);
  return program;
}

/** A profile in the place of a command is a likely slip. Errors in a machine format are in that format as well. */
function refusal(program: Commander, args: readonly string[], printed: string): RefuseCommand {
  const [first = '', second = ''] = args;
  const isProfile = /\.ya?ml$/i.test(first) || first === '-';
  return {
    do: 'refuse',
    message: printed.startsWith('Usage:') ? withoutCommand(first, second) : printed.replace(/^error: /, '').trim(),
    more: `${isProfile ? `To advise on a profile: stackfit advise ${visible(first)}\n` : ''}See "${[
      'stackfit',
      ...commandsNamed(program, args),
      '--help',
    ].join(' ')}".\n`,
    format: formatAskedFor(args),
    of: first,
  };
}

/** The command that arguments begin with, word by word: "rules", "verify"; none where the first word is no command. */
function commandsNamed(program: Commander, [first, ...others]: readonly string[]): string[] {
  const named = program.commands.find((each) => each.name() === first);
  return named ? [named.name(), ...commandsNamed(named, others)] : [];
}

/** The format that stands among arguments which could not be read. */
function formatAskedFor(args: readonly string[]): CheckFormat {
  const given = args.flatMap((each, index) => {
    if (each.startsWith('--format=')) return [each.slice('--format='.length)];
    return args[index - 1] === '--format' ? [each] : [];
  });
  return checkFormats.find((format) => format === given.at(-1)) ?? 'human';
}

/** Asked for help on a command that does not exist, or given only half a command, commander answers with all of its help. */
function withoutCommand(first: string, second: string): string {
  return first === 'rules' && second === ''
    ? `missing command: ${rulesTasks.slice(0, -1).join(', ')} or ${rulesTasks.at(-1)}`
    : `unknown command '${second}'`;
}

/** Plain "stackfit" asks, with or without flags. A word that is no command stays, so that it is reported as such. */
function withDefaultCommand(args: readonly string[]): string[] {
  const [first] = args;
  const asks =
    first === undefined ||
    (first.startsWith('-') && first !== '-' && !['-h', '--help', '-V', '--version'].includes(first));
  return asks ? ['ask', ...args] : [...args];
}

/** A command and every command below it. */
function withSubcommands(command: Commander): Commander[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
