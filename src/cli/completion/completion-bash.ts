/** The completion script for bash, version 3.2 (of macOS) and later; it needs no other package. */
import type { CompletableCommand, Values } from '../options/command-tree.js';
import { type Place, placesOf, quoted } from './completion-places.js';

/** A function that bash calls to complete the program. What fits where stands in tables, made from the command tree. */
export function bashScript(program: CompletableCommand): string {
  const places = placesOf(program);
  const { name } = program;
  return `# Completion of ${name} for bash. To use it now, or in ~/.bashrc: eval "$(${name} completion bash)"
${table(
  name,
  'words',
  places.map(({ path, command }) => [path, command.commands.map((each) => each.name).join(' ')]),
)}
${table(
  name,
  'options',
  places.map(({ path, command }) => [path, command.options.flatMap(({ flags }) => flags).join(' ')]),
)}
${table(name, 'takes', places.flatMap(valuesOfOptions))}
${table(name, 'arguments', places.flatMap(valuesOfArguments))}
${fixed.replaceAll('PROGRAM', name)}`;
}

type Row = readonly [key: readonly string[], value: string];

/** A function that prints what stands in a row. */
function table(program: string, name: string, rows: readonly Row[]): string {
  const filled = rows.filter(([, value]) => value !== '');
  const cases = filled.map(([key, value]) => `    ${quoted(key.join(' '))}) printf '%s' ${quoted(value)} ;;`);
  return [`_${program}_${name}() {`, '  case "$1" in', ...cases, '    *) ;;', '  esac', '}'].join('\n');
}

function valuesOfOptions({ path, command }: Place): Row[] {
  return command.options.flatMap(({ flags, values }) =>
    values === null ? [] : flags.map((flag): Row => [[...path, flag], written(values)]),
  );
}

/** By place and number; the last one stands for all that follow it when it may be repeated. */
function valuesOfArguments({ path, command }: Place): Row[] {
  return command.arguments.map(({ values, isRepeatable }, index): Row => {
    return [[...path, isRepeatable ? 'rest' : String(index)], written(values)];
  });
}

/** What can be typed, as the script reads it: a kind, then words. */
function written(values: Values): string {
  switch (values.kind) {
    case 'words':
    case 'word=file':
      return [values.kind, ...values.words].join(' ');
    case 'file':
      return [values.kind, ...values.endings].join(' ');
    case 'folder':
    case 'anything':
      return values.kind;
    default:
      return values satisfies never;
  }
}

/** The part that is the same whatever the commands are. */
const fixed = `# Files and folders that begin as typed; of files only those with one of the endings, where there are any.
_PROGRAM_files() {
  local typed=$1 each ending
  shift
  while IFS= read -r each; do
    if [ -d "$each" ] || [ $# -eq 0 ]; then COMPREPLY+=("$each"); continue; fi
    for ending in "$@"; do
      case "$each" in *"$ending") COMPREPLY+=("$each"); break ;; esac
    done
  done < <(compgen -f -- "$typed")
  compopt -o filenames 2>/dev/null
}

_PROGRAM_values() {
  local typed=$1 kind=$2 each
  shift 2
  case "$kind" in
    words) COMPREPLY=($(compgen -W "$*" -- "$typed")) ;;
    folder)
      while IFS= read -r each; do COMPREPLY+=("$each"); done < <(compgen -d -- "$typed")
      compopt -o filenames 2>/dev/null
      ;;
    file) _PROGRAM_files "$typed" "$@" ;;
    'word=file')
      case "$typed" in
        *=*) _PROGRAM_files "\${typed#*=}" ;;
        *) COMPREPLY=($(compgen -W "\${*/%/=}" -- "$typed")); compopt -o nospace 2>/dev/null ;;
      esac
      ;;
  esac
}

_PROGRAM() {
  local words=() word place='' after='' ended='' typed count=0 index takes IFS=$' \\t\\n'
  COMPREPLY=()
  # bash takes "a=b" for three words; here it is one again.
  for ((index = 1; index <= COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    if [ \${#words[@]} -gt 0 ] && { [ "$word" = = ] || [ "\${words[\${#words[@]}-1]: -1}" = = ]; }; then
      words[\${#words[@]}-1]+=$word
    else
      words+=("$word")
    fi
  done
  typed=\${words[\${#words[@]}-1]}
  for ((index = 0; index < \${#words[@]} - 1; index++)); do
    word=\${words[index]}
    if [ -n "$after" ]; then after=''; continue; fi
    case "$ended$word" in
      --) ended=yes ;;
      -*=*) ;;
      -?*) [ -n "$(_PROGRAM_takes "\${place:+$place }$word")" ] && after=$word ;;
      *)
        case " $(_PROGRAM_words "$place") " in
          *" $word "*) [ $count -eq 0 ] && place="\${place:+$place }$word" || count=$((count + 1)) ;;
          *) count=$((count + 1)) ;;
        esac
        ;;
    esac
  done
  case "\${after:+value}$ended$typed" in
    --*=*) after=\${typed%%=*} typed=\${typed#*=} ;;
  esac
  if [ -n "$after" ]; then
    takes=$(_PROGRAM_takes "\${place:+$place }$after")
    _PROGRAM_values "$typed" \${takes:-anything}
    return
  fi
  case "$ended$typed" in
    -*) COMPREPLY=($(compgen -W "$(_PROGRAM_options "$place")" -- "$typed")); return ;;
  esac
  [ $count -eq 0 ] && COMPREPLY=($(compgen -W "$(_PROGRAM_words "$place")" -- "$typed"))
  takes=$(_PROGRAM_arguments "\${place:+$place }$count")
  takes=\${takes:-$(_PROGRAM_arguments "\${place:+$place }rest")}
  if [ -n "$takes" ]; then _PROGRAM_values "$typed" $takes; fi
}

complete -F _PROGRAM PROGRAM
`;
