/** Real shells that complete a command line: what each of them offers where the line ends. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shell } from '../../src/cli/completion/completion-shells.js';

/** Whether a shell can be run here. */
export function isInstalled(shell: Shell): boolean {
  return spawnSync(shell, ['-c', 'exit 0']).status === 0;
}

/** What a shell that has read a completion script offers in a folder, in the order of text. */
export function offered(shell: Shell, script: string, line: string, folder: string): string[] {
  const at = (name: string) => join(folder, `.${name}`);
  writeFileSync(at('script'), script);
  writeFileSync(at('driver'), drivers[shell]);
  const options = shell === 'zsh' ? ['-f'] : shell === 'bash' ? ['--norc', '--noprofile'] : ['--no-config'];
  const env = { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8', TERM: 'dumb' };
  const args = [...options, at('driver'), at('script'), line];
  const { status, stdout, stderr } = spawnSync(shell, args, { cwd: folder, env, encoding: 'utf8', timeout: 30_000 });
  if (status !== 0 || stderr !== '') throw new Error(`${shell} ended with ${status}: ${stderr}`);
  return stdout
    .split('\n')
    .filter((each) => each !== '')
    .sort();
}

/** bash hands the words to a function; an equals sign is a word of its own, as readline cuts the line. */
const bash = `source "$1"
line=$2
read -ra COMP_WORDS <<< "\${line//=/ = }"
case "$line" in *' ') COMP_WORDS+=('') ;; esac
COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_stackfit
printf '%s\\n' "\${COMPREPLY[@]}"
`;

const fish = `source $argv[1]
complete -C $argv[2] | string replace -r '\\t.*' ''
exit 0
`;

/**
 * zsh completes only in its line editor, so one runs in a pseudo-terminal of zsh's own. Its \`compadd\` is replaced by a
 * function that prints the matches before it adds them; what is printed between two borders are matches.
 */
const zsh = `zmodload zsh/zpty
zpty inner zsh -f -i
setup="
PROMPT=
unsetopt prompt_sp
autoload compinit; compinit -u -D
source \${(q)1}
bindkey '^M' undefined
bindkey '^J' undefined
bindkey '^I' complete-word
border () { print -r -- '<<<>>>' }
compprefuncs=( border )
comppostfuncs=( border exit )
zstyle ':completion:*' insert-tab false
compadd () {
  if [[ \\\${@[1,(i)(-|--)]} == *-(O|A|D)\\\\ * ]]; then builtin compadd \\"\\$@\\"; return; fi
  local -a hits
  builtin compadd -A hits \\"\\$@\\"
  local -A prefix suffix
  zparseopts -E -- P:=prefix S:=suffix
  local hit
  for hit in \\$hits; do print -r -- \\"\\$IPREFIX\\\${prefix[-P]}\\$hit\\\${suffix[-S]}\\"; done
  builtin compadd \\"\\$@\\"
}
echo ready"
print -r -- $setup > $HOME/.setup
zpty -w inner "source $HOME/.setup"
repeat 50; do
  zpty -r inner line
  [[ $line == *ready* && $line != *source* ]] && break
done
zpty -w inner "$2"$'\\t'
integer borders=0
while zpty -r inner line; do
  line=\${line//$'\\r'/}
  line=\${line%%$'\\n'}
  if [[ $line == *'<<<>>>'* ]]; then (( ++borders == 2 )) && break; continue; fi
  (( borders == 1 )) && print -r -- $line
done
exit 0
`;

const drivers = { bash, fish, zsh } as const satisfies Record<Shell, string>;
