/** Prompts in the terminal: loaded only when somebody is asked. */
import { paragraph } from '../report/layout.js';
import type { Style } from '../report/style.js';
import { type LineConfig, linePrompt } from './interview/line-prompt.js';
import { type ListConfig, type ListReply, listPrompt } from './interview/list-prompt.js';
import { Interrupted, type LineQuestion, type ListQuestion, type Prompter } from './world.js';

/** Columns that are left free for typing behind a question. */
const typingRoom = 16;

/** Inquirer gives answers back under names. */
type Named<Config> = { [Key in keyof Config]: Config[Key] } & { readonly name: 'it' };

/** The prompter of a real terminal. Ctrl-C and a terminal that goes away become `Interrupted`. */
export async function prompts(style: Style): Promise<Prompter> {
  const { createPromptModule } = await import('inquirer');
  const ask = createPromptModule<{ list: Named<ListConfig>; line: Named<LineConfig> }>();
  ask.registerPrompt('list', listPrompt);
  ask.registerPrompt('line', linePrompt);
  const reply = (config: ListConfig) => answerTo<ListReply>(ask([{ type: 'list', name: 'it', ...config }]));
  return {
    async pickOne<T>(question: ListQuestion<T>, start?: T): Promise<T> {
      const said = await reply({ ...listConfig(question, style, false), ...startingAt(question, start) });
      return 'way' in said ? wayValue(question, said.way) : entryValue(question, said.picked[0] ?? 0);
    },
    async pickMany<T, W>(question: ListQuestion<T, W>) {
      const said = await reply(listConfig(question, style, true));
      if ('way' in said) return { way: wayValue(question, said.way) };
      return { picked: said.picked.map((at) => entryValue(question, at)) };
    },
    type(question: LineQuestion): Promise<string> {
      const message = paragraph(question.message, screen().columns - typingRoom, '  ', '').join('\n');
      return answerTo<string>(ask([{ type: 'line', name: 'it', ...question, message, style }]));
    },
  };
}

function screen(): { columns: number; rows: number } {
  return { columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 };
}

function listConfig<T, W>({ message, entries, ways }: ListQuestion<T, W>, style: Style, many: boolean): ListConfig {
  const lines = entries.map(({ label, hint, checked }) => ({
    label,
    ...(hint === undefined ? {} : { hint }),
    ...(checked === undefined ? {} : { checked }),
  }));
  return { message, entries: lines, ways, many, start: 0, style, screen };
}

/** The cursor starts on the entry that holds a value, else on the first. */
function startingAt<T>({ entries }: ListQuestion<T>, value: T | undefined): { start: number } {
  const at = entries.findIndex((each) => each.value === value);
  return { start: Math.max(at, 0) };
}

function entryValue<T, W>({ entries }: ListQuestion<T, W>, index: number): T {
  const entry = entries[index];
  if (!entry) throw new Error(`no entry ${index}`);
  return entry.value;
}

function wayValue<T, W>({ ways }: ListQuestion<T, W>, index: number): W {
  const way = ways[index];
  if (!way || !('value' in way)) throw new Error(`no way ${index}`);
  return way.value;
}

/** The answer; Ctrl-C and the end of the input become `Interrupted`. */
async function answerTo<T>(asking: Promise<{ readonly it: T | null }>): Promise<T> {
  try {
    const { it } = await asking;
    if (it !== null) return it;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name !== 'ExitPromptError' && name !== 'AbortPromptError') throw error;
  }
  throw new Interrupted('');
}
