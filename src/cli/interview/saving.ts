/** What is written: the draft of an interview under way, and the profile at its end, never over a file without a word. */
import { resolve } from 'node:path';
import type { Catalogue } from '../../core/catalogue.js';
import { profileText } from '../../load/write-profile.js';
import { visible } from '../../report/escape.js';
import type { AskCommand } from '../command.js';
import { isOutsideProblem, OutsideProblem, type Prompter, type World } from '../world.js';
import type { Interview } from './asking.js';
import type { Given } from './given.js';

const defaultProfile = 'stackfit.yaml';

/** The draft: what was answered with "I don't know" is in it too, so that it is not asked again. */
export function draftText(catalogue: Catalogue, name: string, state: Interview, schema: string): string {
  const comment = 'An interview under way: "stackfit ask --resume" goes on with it.';
  return profileText(catalogue, { name, ...state, comment, schema });
}

/** The profile: what is known, nothing else. */
export function profileToSave(catalogue: Catalogue, name: string, { answers }: Interview, schema: string): string {
  const comment = 'What is known about this project: "stackfit advise" reads it.';
  return profileText(catalogue, { name, answers, passed: new Set(), comment, schema });
}

/** Saves where the flag says or where people want it; a place that cannot be written to is asked for again. */
export async function offerToSave(
  world: World,
  command: AskCommand,
  catalogue: Catalogue,
  done: Given,
  prompter: Prompter,
): Promise<void> {
  let path = command.save === null ? await pickPath(world, prompter) : await confirmed(world, prompter, command.save);
  let name: string | null = null;
  while (path !== null) {
    name ??= await askName(prompter, done.name ?? world.folderName);
    const problem = await tryToSave(world, path, profileToSave(catalogue, name, done, world.schemaFor(path)));
    if (problem === null) {
      if (resolve(path) !== resolve(command.draft)) await world.removeFile(command.draft);
      await world.out(`Saved. See this advice again with: stackfit advise ${visible(path)}\n`);
      return;
    }
    await world.out(`Not saved: ${visible(problem)}.\n`);
    path = await pickPath(world, prompter);
  }
  await world.out(`Not saved. Your answers are still in ${visible(command.draft)}.\n`);
}

/** Writes a profile of answers, but never over one that holds more than answers: that would be gone. */
export async function saveProfile(world: World, path: string, text: string): Promise<void> {
  const there = await world.readFile(path);
  if (there.ok && /^["']?(decision|accepted|observed|stack|vendor-events)["']?\s*:/m.test(there.text))
    throw new OutsideProblem(
      `"${path}" holds more than answers (a decision, what runs or what was measured); change its answers there, or save under another name`,
    );
  await world.writeFile(path, text);
}

async function tryToSave(world: World, path: string, text: string): Promise<string | null> {
  try {
    await saveProfile(world, path, text);
    return null;
  } catch (error) {
    if (isOutsideProblem(error)) return error.message;
    throw error;
  }
}

async function askName(prompter: Prompter, start: string): Promise<string> {
  const refuse = (text: string) => {
    if (text.trim() === '') return 'A name, please.';
    return text.trim().length > 200 ? 'At most 200 characters.' : null;
  };
  return (await prompter.type({ message: 'What is the project called?', refuse, start })).trim();
}

/** Where to save. Null: nowhere. */
async function pickPath(world: World, prompter: Prompter): Promise<string | null> {
  const choice = await prompter.pickOne({
    message: 'Save these answers as a profile?',
    entries: [
      { value: 'default', label: `Yes, as ${defaultProfile}` },
      { value: 'other', label: 'Yes, under another name' },
      { value: 'no', label: 'No', hint: 'the draft stays, so that nothing is lost' },
    ],
    ways: [],
  });
  if (choice === 'no') return null;
  return confirmed(world, prompter, choice === 'default' ? defaultProfile : await typedPath(prompter));
}

async function typedPath(prompter: Prompter): Promise<string> {
  const refuse = (text: string) => (text.trim() === '' ? 'A file name, please.' : null);
  const path = (await prompter.type({ message: 'File name', refuse })).trim();
  return /\.ya?ml$|\/$/i.test(path) ? path : withEnding(prompter, path);
}

/** Editors and "stackfit check" know a profile by the ending of its name. */
async function withEnding(prompter: Prompter, path: string): Promise<string> {
  const ended = `${path}.yaml`;
  return prompter.pickOne({
    message: `A profile should end in .yaml. Save it as ${visible(ended)}?`,
    entries: [
      { value: ended, label: `Yes, as ${visible(ended)}` },
      { value: path, label: `No, as ${visible(path)}` },
    ],
    ways: [],
  });
}

/** A file that is there is replaced only when somebody says so. Null: nowhere. */
async function confirmed(world: World, prompter: Prompter, path: string): Promise<string | null> {
  let wanted = path;
  while (await world.exists(wanted)) {
    const choice = await prompter.pickOne({
      message: `${visible(wanted)} is there already.`,
      entries: [
        { value: 'other', label: 'Take another name' },
        { value: 'replace', label: 'Replace it' },
        { value: 'no', label: 'Do not save', hint: 'the draft stays, so that nothing is lost' },
      ],
      ways: [],
    });
    if (choice === 'no') return null;
    if (choice === 'replace') return wanted;
    wanted = await typedPath(prompter);
  }
  return wanted;
}
