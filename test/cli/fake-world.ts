/** A World in memory: files, streams and a person, each of which can be made to fail. */
import { createHash } from 'node:crypto';
import { Interrupted, type Prompter, type World } from '../../src/cli/world.js';
import { plainStyle } from '../../src/report/style.js';

/** A World, and what was done to it. */
export interface FakeWorld extends World {
  readonly files: Map<string, string>;
  readonly printed: { out: string; err: string };
}

/** A World with these arguments; any part of it can be replaced. */
export function fakeWorld(
  args: readonly string[],
  parts: Partial<World> & { files?: Map<string, string> } = {},
): FakeWorld {
  const files = parts.files ?? new Map<string, string>();
  const printed = { out: '', err: '' };
  return {
    args,
    folderName: 'corner-shop',
    isInteractive: false,
    columns: null,
    isWatched: false,
    today: '2026-11-26',
    jobSummary: null,
    out: async (text) => {
      printed.out += text;
    },
    err: async (text) => {
      printed.err += text;
    },
    style: async () => plainStyle,
    readStandardInput: async () => ({ ok: true, text: '' }),
    readFile: async (path) => {
      const text = files.get(path);
      return text === undefined ? { ok: false, why: 'does not exist' } : { ok: true, text };
    },
    listFiles: async () => [],
    exists: async (path) => files.has(path),
    isFolder: async (path) => [...files.keys()].some((file) => file.startsWith(`${path}/`)),
    matchFiles: async () => [],
    schemaFor: () => './stackfit.schema.json',
    writeFile: async (path, text) => {
      files.set(path, text);
    },
    appendFile: async (path, text) => {
      files.set(path, `${files.get(path) ?? ''}${text}`);
    },
    changeFile: async (path, change) => {
      const changed = await change(files.get(path) ?? '');
      if (changed !== null) files.set(path, changed);
    },
    removeFile: async (path) => {
      files.delete(path);
    },
    sha256: async () => (text) => createHash('sha256').update(text).digest('hex'),
    prompter: async () => fakePerson([]),
    expectLongRun: async () => {},
    ...parts,
    files,
    printed,
  };
}

/** Somebody who gives these replies in turn, labels for lists and text for lines, and presses Ctrl-C after the last. */
export function fakePerson(replies: readonly (string | readonly string[])[], seen: string[] = []): Prompter {
  const left = [...replies];
  const next = (message: string) => {
    seen.push(message);
    const reply = left.shift();
    if (reply === undefined) throw new Interrupted('');
    return reply;
  };
  const byLabel = <E extends { readonly label: string }>(entries: readonly E[], label: string): E => {
    const found = entries.find((each) => each.label.startsWith(label));
    if (!found) throw new Error(`no "${label}" among: ${entries.map((each) => each.label).join(' | ')}`);
    return found;
  };
  return {
    async pickOne({ message, entries, ways }) {
      const reply = String(next(message));
      const entry = [...entries, ...ways].find((each) => each.label.startsWith(reply));
      if (!entry || !('value' in entry)) throw new Error(`no "${reply}" at: ${message}`);
      return entry.value;
    },
    async pickMany({ message, entries, ways }) {
      const reply = next(message);
      if (typeof reply !== 'string') return { picked: reply.map((label) => byLabel(entries, label).value) };
      const way = byLabel(ways, reply);
      if (!('value' in way)) throw new Error(`"${reply}" ends no question`);
      return { way: way.value };
    },
    async type({ message, refuse }) {
      const reply = String(next(message));
      const why = refuse(reply);
      if (why !== null) throw new Error(`refused at "${message}": ${why}`);
      return reply;
    },
  };
}
