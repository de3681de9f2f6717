/** Arguments to a command value: the flags stand here, the work is done elsewhere. */
import { Command as Commander, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { InterviewMode } from '../core/questionnaire.js';
import { visible } from '../report/escape.js';

/** What the command line asks for. */
export type Command =
  | AskCommand
  | AdviseCommand
  | RulesCommand
  | { readonly do: 'print'; readonly text: string }
  | RefuseCommand;

/** The command line itself is wrong. */
export interface RefuseCommand {
  readonly do: 'refuse';
  readonly message: string;
  /** Lines that may help on; each ends in a line break. */
  readonly more: string;
  readonly format: Format;
}

export type Format = 'human' | 'json' | 'markdown';

export interface OutputOptions {
  readonly format: Format;
  readonly verbose: boolean;
  /** Null: decided by the environment and the terminal. */
  readonly color: boolean | null;
  /** A folder of rules that is added to the shipped ones. */
  readonly rules: string | null;
}

export interface AskCommand extends OutputOptions {
  readonly do: 'ask';
  readonly mode: InterviewMode;
  readonly list: boolean;
  readonly resume: boolean;
  /** A file of answers; `-` is standard input. */
  readonly answers: string | null;
  /** Pairs as typed: `team-size=3`. */
  readonly set: readonly string[];
  readonly save: string | null;
  readonly draft: string;
}

export interface AdviseCommand extends OutputOptions {
  readonly do: 'advise';
  /** A profile; `-` is standard input. */
  readonly profile: string;
}

/** What rule authors ask of a catalogue. */
export interface RulesCommand extends OutputOptions {
  readonly do: 'rules';
  readonly task: 'claims' | 'lint';
}

/** Where answers are kept until they are saved. */
export const draftFile = 'stackfit.draft.yaml';

const exitCodes = `
Exit codes:
  0    advice was printed; lint found nothing
  1    lint found something
  2    the command line, a profile, a rule file or a path is wrong
  3    a fault of stackfit
  130  interrupted`;

/** Reads the arguments after the program's name. Mistakes become a command that prints them and exits with 2. */
export function readCommandLine(args: readonly string[], version: string): Command {
  const printed: { out: string; err: string } = { out: '', err: '' };
  let command: Command | null = null;
  const program = build(version, (chosen) => {
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
    return error.exitCode === 0 ? { do: 'print', text: printed.out } : refusal(args, printed.err);
  }
  if (command === null) throw new Error('no command was chosen');
  return command;
}

/** A profile in the place of a command is a likely slip. Errors in the JSON format are JSON as well. */
function refusal(args: readonly string[], printed: string): RefuseCommand {
  const [first = '', second = ''] = args;
  const json = args.some(
    (each, index) => each === '--format=json' || (each === 'json' && args[index - 1] === '--format'),
  );
  const isProfile = /\.ya?ml$/i.test(first) || first === '-';
  return {
    do: 'refuse',
    message: printed.startsWith('Usage:') ? withoutCommand(first, second) : printed.replace(/^error: /, '').trim(),
    more: `${isProfile ? `To advise on a profile: stackfit advise ${visible(first)}\n` : ''}See "stackfit ${
      ['ask', 'advise', 'rules'].includes(first) ? `${first} ` : ''
    }--help".\n`,
    format: json ? 'json' : 'human',
  };
}

/** Asked for help on a command that does not exist, or given only half a command, commander answers with all of its help. */
function withoutCommand(first: string, second: string): string {
  return first === 'rules' && second === '' ? 'missing command: claims or lint' : `unknown command '${second}'`;
}

/** Plain "stackfit" asks, with or without flags. A word that is no command stays, so that it is reported as such. */
function withDefaultCommand(args: readonly string[]): string[] {
  const [first] = args;
  const asks =
    first === undefined ||
    (first.startsWith('-') && first !== '-' && !['-h', '--help', '-V', '--version'].includes(first));
  return asks ? ['ask', ...args] : [...args];
}

function build(version: string, choose: (command: Command) => void): Commander {
  const program = new Commander('stackfit')
    .description(
      'Which backend should this app have? Asks, decides layer by layer, and explains every point. Offline; sends nothing anywhere.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError()
    .addHelpText('after', exitCodes);
  program
    .command('ask')
    .description('ask about the app, then advise (what plain "stackfit" does)')
    .option('--quick', 'ask only the few questions that decide most; the advice is provisional')
    .option('--list', 'list the questions and their options, and ask nothing')
    .option('--resume', 'go on with an interrupted interview')
    .option('--answers <file>', 'take answers from a file, "-" for standard input')
    .option('--set <question=answer>', 'answer a question here; repeatable; "?" means I don\'t know', collect)
    .option('--save <file>', 'save the answers as a profile; without a terminal it replaces a file of that name')
    .option('--draft <file>', 'where answers are kept until they are saved', draftFile)
    .action((_, command: Commander) => choose(askCommand(command.opts())));
  program
    .command('advise')
    .description('advise on a saved profile')
    .argument('<profile>', 'a profile file, "-" for standard input')
    .action((profile: string, _, command: Commander) =>
      choose({ do: 'advise', profile, ...outputOptions(command.opts()) }),
    );
  for (const command of program.commands)
    addOutputOptions(command, ['human', 'json', 'markdown']).option(
      '-v, --verbose',
      'every reason, with its source and evidence',
    );
  program.addCommand(rulesCommands(choose));
  return program;
}

function rulesCommands(choose: (command: Command) => void): Commander {
  const rules = new Commander('rules')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .usage('<command> [options]')
    .description('for rule authors: what the rules rest on, and what is wrong with them');
  const tasks = {
    claims: 'every claim of the documents, with what carries it',
    lint: 'what is wrong with rules that load: untraced or expired figures, names without a source',
  } as const satisfies Record<RulesCommand['task'], string>;
  for (const task of ['claims', 'lint'] as const) {
    const command = rules.command(task).description(tasks[task]);
    addOutputOptions(command, ['human', 'json']);
    command.action(() => choose({ do: 'rules', task, ...outputOptions(command.opts()) }));
  }
  return rules;
}

/** A command and every command below it. */
function withSubcommands(command: Commander): Commander[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function addOutputOptions(command: Commander, formats: readonly Format[]): Commander {
  return command
    .addOption(new Option('--format <format>', 'how to print the result').choices(formats).default('human'))
    .option('--rules <folder>', 'add a folder of rules to the shipped ones')
    .option('--color', 'colour even where it would not be chosen')
    .option('--no-color', 'no colour')
    .allowExcessArguments(false);
}

type Raw = Readonly<Record<string, unknown>>;

function askCommand(raw: Raw): AskCommand {
  return {
    do: 'ask',
    mode: raw.quick === true ? 'quick' : 'full',
    list: raw.list === true,
    resume: raw.resume === true,
    answers: textOr(raw.answers, null),
    set: (raw.set ?? []) as readonly string[],
    save: textOr(raw.save, null),
    draft: textOr(raw.draft, draftFile),
    ...outputOptions(raw),
  };
}

function outputOptions(raw: Raw): OutputOptions {
  return {
    format: raw.format as Format,
    verbose: raw.verbose === true,
    color: typeof raw.color === 'boolean' ? raw.color : null,
    rules: textOr(raw.rules, null),
  };
}

function textOr<T>(raw: unknown, otherwise: T): string | T {
  return typeof raw === 'string' ? raw : otherwise;
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  if (!/^[a-z][a-z0-9-]*=/.test(value))
    throw new InvalidArgumentError('Write it as question=answer, for example team-size=3.');
  return [...earlier, value];
}
