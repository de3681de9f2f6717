/** Prompts in the terminal: loaded only when somebody is asked. */
import type { default as Inquirer } from 'inquirer';
import { type Entry, Interrupted, type Prompter } from './world.js';

/** How many entries show at once. */
const pageSize = 14;

/** The prompter of a real terminal. Ctrl-C and a terminal that goes away become `Interrupted`. */
export async function prompts(): Promise<Prompter> {
  const { default: inquirer } = await import('inquirer');
  return {
    async pickOne<T>(message: string, entries: readonly Entry<T>[], start?: T): Promise<T> {
      const choices = choicesOf(inquirer, entries);
      const given = entries.findIndex((each) => each.value === start);
      const chosen = { default: Math.max(given, 0) };
      const answer = await uninterrupted(
        inquirer.prompt([{ type: 'select', name: 'it', message, choices, pageSize, loop: false, ...chosen }]),
      );
      return chosenValue(entries, answer.it);
    },
    async pickMany<T>(
      message: string,
      entries: readonly Entry<T>[],
      refuse: (picked: readonly T[]) => string | null,
    ): Promise<T[]> {
      const choices = choicesOf(inquirer, entries);
      const validate = (picked: readonly { value: number }[]) =>
        refuse(picked.map((each) => chosenValue(entries, each.value))) ?? true;
      const answer = await uninterrupted(
        inquirer.prompt([{ type: 'checkbox', name: 'it', message, choices, pageSize, loop: false, validate }]),
      );
      return (answer.it as number[]).map((index) => chosenValue(entries, index));
    },
    async type(message: string, refuse: (text: string) => string | null, start?: string): Promise<string> {
      const given = start === undefined ? {} : { default: start, prefill: 'editable' as const };
      const validate = (text: string) => refuse(text) ?? true;
      const answer = await uninterrupted(inquirer.prompt([{ type: 'input', name: 'it', message, validate, ...given }]));
      return String(answer.it);
    },
  };
}

function choicesOf<T>(inquirer: typeof Inquirer, entries: readonly Entry<T>[]) {
  return entries.flatMap((entry, index) => [
    ...(entry.apart ? [new inquirer.Separator(' ')] : []),
    {
      value: index,
      name: entry.label,
      ...(entry.hint === undefined ? {} : { description: entry.hint }),
      ...(entry.checked === undefined ? {} : { checked: entry.checked }),
    },
  ]);
}

function chosenValue<T>(entries: readonly Entry<T>[], index: number): T {
  const entry = entries[index];
  if (!entry) throw new Error(`no entry ${index}`);
  return entry.value;
}

async function uninterrupted<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'ExitPromptError' || name === 'AbortPromptError') throw new Interrupted('interrupted');
    throw error;
  }
}
