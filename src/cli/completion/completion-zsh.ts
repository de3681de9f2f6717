/** The completion script for zsh, version 5 and later. */
import type { CompletableCommand, CompletableOption, Values } from '../options/command-tree.js';
import { type Place, placesOf, quoted } from './completion-places.js';

/** A function for each command, in the manner of zsh's own completions. */
export function zshScript(program: CompletableCommand): string {
  const { name } = program;
  return [
    `#compdef ${name}`,
    `# Completion of ${name} for zsh. In ~/.zshrc, after compinit: eval "$(${name} completion zsh)"`,
    `# or, without it, in a folder of $fpath: ${name} completion zsh > _${name}`,
    '',
    pairs.replaceAll('PROGRAM', name),
    ...placesOf(program).map((place) => functionOf(name, place)),
    `if [ "$funcstack[1]" = "_${name}" ]; then`,
    `  _${name} "$@"`,
    'else',
    `  compdef _${name} ${name}`,
    'fi',
    '',
  ].join('\n');
}

/** What is offered in one place; below it, other functions take over. */
function functionOf(program: string, { path, command }: Place): string {
  const specs = [
    ...command.options.flatMap((option) => optionSpecs(program, option)),
    ...argumentSpecs(program, command),
  ];
  const below = command.commands.map(
    (each) => `      ${each.name}) ${functionName(program, [...path, each.name])} && ret=0 ;;`,
  );
  const lines =
    below.length === 0
      ? [`  _arguments -s -S ${continued(specs)}`]
      : [
          '  local context state state_descr line ret=1',
          '  typeset -A opt_args',
          `  _arguments -C -s ${continued([...specs, quoted('1: :->command'), quoted('*:: :->rest')])} && ret=0`,
          '  case $state in',
          `    command) ${describeCommands(command)} && ret=0 ;;`,
          '    rest) case $line[1] in',
          ...below,
          '    esac ;;',
          '  esac',
          '  return ret',
        ];
  return [`${functionName(program, path)}() {`, ...lines, '}', ''].join('\n');
}

function functionName(program: string, path: readonly string[]): string {
  return ['', program, ...path].join('_').replaceAll('-', '_');
}

function continued(specs: readonly string[]): string {
  return specs.map((spec) => `\\\n    ${spec}`).join(' ');
}

function describeCommands({ commands }: CompletableCommand): string {
  const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll(':', '\\:');
  const entries = commands.map(({ name, description }) => quoted(`${escaped(name)}:${escaped(description)}`));
  return `local -a commands=(${entries.join(' ')}); _describe -t commands command commands`;
}

function optionSpecs(program: string, { flags, description, values, isRepeatable }: CompletableOption): string[] {
  const explained = `[${description.replace(/[\\[\]]/g, '\\$&')}]`;
  const once = isRepeatable ? '*' : `(${flags.join(' ')})`;
  return flags.map((flag) => {
    if (values === null) return quoted(`${once}${flag}${explained}`);
    const joint = flag.startsWith('--') ? '=' : '+';
    return quoted(`${once}${flag}${joint}${explained}:${wanted(values)}:${action(program, values)}`);
  });
}

function argumentSpecs(program: string, command: CompletableCommand): string[] {
  return command.arguments.map(({ values, isRepeatable }, index) =>
    quoted(`${isRepeatable ? '*' : index + 1}:${wanted(values)}:${action(program, values)}`),
  );
}

/** What zsh says is wanted, above the list. */
function wanted({ kind }: Values): string {
  return kind === 'words' || kind === 'anything' ? 'value' : kind === 'word=file' ? 'file' : kind;
}

function action(program: string, values: Values): string {
  switch (values.kind) {
    case 'words':
      return `(${values.words.join(' ')})`;
    case 'file':
      return values.endings.length === 0 ? '_files' : `_files -g "*(${values.endings.join('|')})"`;
    case 'folder':
      return '_files -/';
    case 'word=file':
      // The space in front keeps zsh from adding options of its own.
      return ` _${program}_pairs ${values.words.join(' ')}`;
    case 'anything':
      return ' ';
    default:
      return values satisfies never;
  }
}

const pairs = `# One of these words, an equals sign, and a file.
_PROGRAM_pairs() {
  if compset -P '*='; then
    _files
  else
    compadd -S = -q -- "$@"
  fi
}
`;
