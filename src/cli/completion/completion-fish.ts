/** The completion script for fish, version 3 and later. */
import type { CompletableArgument, CompletableCommand, CompletableOption, Values } from '../options/command-tree.js';
import { type Place, placesOf, quoted } from './completion-places.js';

/** One `complete` line for each thing that can be typed, with the place where it fits as its condition. */
export function fishScript(program: CompletableCommand): string {
  const { name } = program;
  const places = placesOf(program);
  const commands = places.slice(1).map(({ path }) => path.join(' '));
  const takingValues = places.flatMap(({ path, command }) =>
    command.options.flatMap(({ flags, values }) => (values ? flags.map((flag) => [...path, flag].join(' ')) : [])),
  );
  return [
    `# Completion of ${name} for fish. To use it now, or in config.fish: ${name} completion fish | source`,
    fixed
      .replaceAll('PROGRAM', name)
      .replace('COMMANDS', commands.map(quotedForFish).join(' '))
      .replace('TAKING_VALUES', takingValues.map(quotedForFish).join(' ')),
    `complete -c ${name} -f`,
    ...places.flatMap((place) => linesOf(name, place)),
    '',
  ].join('\n');
}

function linesOf(program: string, { path, command }: Place): string[] {
  const at = (count: string) =>
    `complete -c ${program} -n ${quotedForFish(`__${program}_at '${path.join(' ')}'${count}`)}`;
  return [
    ...command.commands.map(
      (each) => `${at(' 0')} -a ${quotedForFish(each.name)} -d ${quotedForFish(each.description)}`,
    ),
    ...command.options.map((option) => `${at('')} ${optionPart(program, option)}`),
    ...command.arguments.flatMap((argument, index) => {
      const part = argumentPart(program, argument);
      return part === null ? [] : [`${at(argument.isRepeatable ? '' : ` ${index}`)} ${part}`];
    }),
  ];
}

function optionPart(program: string, { flags, description, values }: CompletableOption): string {
  const named = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value = values === null ? [] : ['-x', ...offered(program, values)];
  return [...named, ...value, `-d ${quotedForFish(description)}`].join(' ');
}

function argumentPart(program: string, { values }: CompletableArgument): string | null {
  const parts = offered(program, values);
  return parts.length === 0 ? null : parts.join(' ');
}

function offered(program: string, values: Values): string[] {
  const made = (command: string) => [`-a ${quotedForFish(`(__${program}_${command})`)}`];
  switch (values.kind) {
    case 'words':
      return [`-a ${quotedForFish(values.words.join(' '))}`];
    case 'file':
      return made(['files', ...values.endings].join(' '));
    case 'folder':
      return made('files /');
    case 'word=file':
      return made(['pairs', ...values.words].join(' '));
    case 'anything':
      return [];
    default:
      return values satisfies never;
  }
}

/** In single quotes fish, unlike other shells, reads a backslash. */
function quotedForFish(text: string): string {
  return text.includes("'") || text.includes('\\')
    ? `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    : quoted(text);
}

/** The part that is the same whatever the commands are. */
const fixed = `
# Whether these commands, and so many other words if a number is given, stand before the cursor.
function __PROGRAM_at
    set -l place
    set -l count 0
    set -l skip no
    for word in (commandline -opc)[2..-1]
        if test $skip = yes
            set skip no
            continue
        end
        set -l next (string join ' ' -- $place $word)
        switch $word
            case '--*=*'
            case '-*'
                contains -- $next TAKING_VALUES; and set skip yes
            case '*'
                if test $count = 0; and contains -- $next COMMANDS
                    set -a place $word
                else
                    set count (math $count + 1)
                end
        end
    end
    test "$place" = "$argv[1]"; and begin
        test (count $argv) = 1; or test $count = $argv[2]
    end
end

# What is being typed, without the option that it belongs to.
function __PROGRAM_typed
    string replace -r -- '^--[^=]*=' '' (commandline -ct)
end

# Folders, and files with one of these endings; any file where there is none.
function __PROGRAM_files
    for file in (complete -C "'' "(string escape -- (__PROGRAM_typed)))
        set -l path (string split -m 1 \\t -- $file)[1]
        if test (count $argv) = 0; or string match -q -- '*/' $path
            echo $path
            continue
        end
        for ending in $argv
            string match -q -- "*$ending" $path; and echo $path
        end
    end
end

# One of these words, an equals sign, and a file.
function __PROGRAM_pairs
    set -l parts (string split -m 1 = -- (__PROGRAM_typed))
    if test (count $parts) = 1
        printf '%s=\\n' $argv
        return
    end
    for file in (complete -C "'' "(string escape -- $parts[2]))
        echo $parts[1]=(string split -m 1 \\t -- $file)[1]
    end
end
`;
