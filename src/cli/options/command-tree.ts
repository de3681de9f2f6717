/** The command line as plain data: what can be typed where, read off commander so that nothing is written twice. */
import type { Argument, Command as Commander, Option } from 'commander';

/** What can be typed in one place. */
export type Values =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** Files with one of these endings, or any file where there is none. */
  | { readonly kind: 'file'; readonly endings: readonly string[] }
  | { readonly kind: 'folder' }
  /** A word, `=` and a file. */
  | { readonly kind: 'word=file'; readonly words: readonly string[] }
  | { readonly kind: 'anything' };

export interface CompletableOption {
  /** As typed: `-v`, `--verbose`. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Null for a flag that takes no value. */
  readonly values: Values | null;
  readonly isRepeatable: boolean;
}

export interface CompletableArgument {
  readonly name: string;
  readonly values: Values;
  readonly isRepeatable: boolean;
}

/** A command with everything below it. */
export interface CompletableCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletableOption[];
  readonly arguments: readonly CompletableArgument[];
  readonly commands: readonly CompletableCommand[];
}

const profileEndings = ['.yaml', '.yml'] as const;

/**
 * Reads the tree off a commander program. What a value is follows from its name in the usage line: `<file>`, `<folder>`,
 * `<profile>`, `[paths...]`, `<format=file>`, `[command]`; choices are taken as they are. `plain` names the command
 * that runs where none is typed: its options belong to the program, too.
 */
export function describe(program: Commander, plain: string | null = null): CompletableCommand {
  const tree = describeCommand(program, []);
  const options = tree.commands.find(({ name }) => name === plain)?.options ?? [];
  const own = new Set(tree.options.flatMap(({ flags }) => flags));
  return {
    ...tree,
    options: [...tree.options, ...options.filter(({ flags }) => !flags.some((flag) => own.has(flag)))],
  };
}

/** `siblings` are the commands beside it: what "help" explains. */
function describeCommand(command: Commander, siblings: readonly string[]): CompletableCommand {
  const help = command.createHelp();
  const commands = help.visibleCommands(command);
  const names = commands.map((each) => each.name());
  return {
    name: command.name(),
    description: firstSentence(help.subcommandDescription(command)),
    options: help.visibleOptions(command).map((option) => describeOption(option, command)),
    arguments: command.registeredArguments.map((argument) => describeArgument(argument, siblings)),
    commands: commands.map((each) => describeCommand(each, names)),
  };
}

function describeOption(option: Option, command: Commander): CompletableOption {
  const flags = [option.short, option.long].filter((flag) => flag !== undefined);
  const takesValue = option.required || option.optional;
  // commander reads choices with a parser of its own, so only a parser without choices can be one that collects.
  const isRepeatable = option.variadic || (option.parseArg !== undefined && option.argChoices === undefined);
  return {
    flags,
    description: firstSentence(option.description),
    values: takesValue ? optionValues(option, command) : null,
    isRepeatable,
  };
}

function optionValues(option: Option, command: Commander): Values {
  if (option.argChoices) return { kind: 'words', words: option.argChoices };
  const name = /[<[](.+?)(?:\.\.\.)?[>\]]/.exec(option.flags)?.[1] ?? '';
  const pair = /^(.+)=file$/.exec(name)?.[1];
  if (pair === undefined) return named(name);
  const words = command.options.find((each) => each.long === `--${pair}`)?.argChoices ?? [];
  return { kind: 'word=file', words };
}

function describeArgument(argument: Argument, siblings: readonly string[]): CompletableArgument {
  const name = argument.name();
  const isRepeatable = argument.variadic;
  if (argument.argChoices) return { name, isRepeatable, values: { kind: 'words', words: argument.argChoices } };
  if (name === 'command') return { name, isRepeatable, values: { kind: 'words', words: siblings } };
  return { name, isRepeatable, values: named(name) };
}

function named(name: string): Values {
  if (/^folder/.test(name)) return { kind: 'folder' };
  if (/^(profile|path)s?$|^(old|new|before|after)$/.test(name)) return { kind: 'file', endings: profileEndings };
  return /^file|-file$/.test(name) ? { kind: 'file', endings: [] } : { kind: 'anything' };
}

/** Enough to choose by, on one line. */
function firstSentence(text: string): string {
  return (/^.*?(?=[;.:](?:\s|$)|$)/s.exec(text)?.[0] ?? text).replace(/\s+/g, ' ').trim();
}
