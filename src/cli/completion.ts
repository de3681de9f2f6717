/** Completion scripts for shells: static text, made from the command tree when they are printed. */
import type { Command } from 'commander';
import { bashScript } from './completion/completion-bash.js';
import { fishScript } from './completion/completion-fish.js';
import type { Shell } from './completion/completion-shells.js';
import { zshScript } from './completion/completion-zsh.js';
import { type CompletableCommand, describe } from './options/command-tree.js';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const satisfies Record<
  Shell,
  (program: CompletableCommand) => string
>;

/** The script that teaches a shell to complete the program: commands, options, their values, files and folders. */
export function completionScript(shell: Shell, commands: CompletableCommand): string {
  return scripts[shell](commands);
}

/** The script for the program as it is built: plain "stackfit" takes the options of "ask". */
export function scriptFor(shell: Shell, program: Command): string {
  return completionScript(shell, describe(program, 'ask'));
}
