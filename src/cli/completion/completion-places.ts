/** The command tree as a list of places, which is how completion scripts look things up. */
import type { CompletableCommand } from '../options/command-tree.js';

/** A place on the command line: the commands typed so far, without the program, and what they lead to. */
export interface Place {
  readonly path: readonly string[];
  readonly command: CompletableCommand;
}

/** Every place, the program itself first. */
export function placesOf(program: CompletableCommand): readonly Place[] {
  const under = (command: CompletableCommand, path: readonly string[]): Place[] => [
    { path, command },
    ...command.commands.flatMap((each) => under(each, [...path, each.name])),
  ];
  return under(program, []);
}

/** Text as one word of a shell: nothing in it means anything to bash, zsh or fish. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
