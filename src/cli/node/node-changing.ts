/** Changing a file that others may change at the same moment: one after the other, so that nobody's change is lost. */
import { randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { OutsideProblem } from '../world.js';
import { outside, readFile as readText } from './node-files.js';
import { resolved, writeFile } from './node-writing.js';

/** How long somebody else's change may take, in milliseconds; a change takes some tens. */
const usualPatience = 10_000;
/** How old a lock that says no owner must be: its owner may be about to write its name into it. */
const graceful = 2_000;
/** How old a lock may become whoever owns it: its owner may be another machine, or its number may have gone to another process. */
const forgotten = 60_000;

/** Reads, changes and writes a file under a lock beside it. `change` returns null to leave the file as it is. */
export async function changeFile(
  path: string,
  change: (text: string) => Promise<string | null>,
  patience = usualPatience,
): Promise<void> {
  const target = await resolved(path).catch((error) => {
    throw outside(error, path);
  });
  const beside = (ending: string) => join(dirname(target), `.${basename(target)}.${ending}`);
  const lock = beside('lock');
  const owner = await take(lock, path, patience);
  try {
    const read = await readText(target);
    if (!read.ok) throw new OutsideProblem(`"${path}" ${read.why}`);
    const text = await change(read.text);
    if (text === null || text === read.text) return;
    if ((await ownerOf(lock)) !== owner) throw new OutsideProblem(`"${path}" was changed by another run meanwhile`);
    // Under the lock the name is ours alone, so what a killed run left there is replaced.
    await writeFile(path, text, beside('new'));
  } finally {
    if ((await ownerOf(lock)) === owner) await rm(lock, { force: true });
  }
}

/** Takes the lock, or waits for whoever holds it. A lock whose owner was killed is taken over. Gives who owns it now. */
async function take(lock: string, path: string, patience: number): Promise<string> {
  const owner = newOwner();
  for (const end = performance.now() + patience; ; await after(10 + Math.random() * 20)) {
    try {
      if (await create(lock, owner)) return owner;
      await removeAbandoned(lock);
    } catch (error) {
      throw outside(error, path);
    }
    if (performance.now() >= end)
      throw new OutsideProblem(`"${path}" is being changed by another run; if none is at work, remove "${lock}"`);
  }
}

/** Who owns a lock: the process, the machine, and what tells this lock from all others. */
function newOwner(): string {
  return `${process.pid} ${hostname()} ${randomBytes(8).toString('hex')}`;
}

/** Makes a lock; false when there is one. */
async function create(lock: string, owner: string): Promise<boolean> {
  const file = await open(lock, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null;
    throw error;
  });
  if (file === null) return false;
  try {
    await file.writeFile(owner).finally(() => file.close());
  } catch (error) {
    await rm(lock, { force: true });
    throw error;
  }
  // Whoever was halted for long between making it and writing into it may have lost it to somebody else.
  return (await ownerOf(lock)) === owner;
}

/**
 * Removes a lock that nobody holds. Only one may at a time, and looks once more when it is its turn: who was second would
 * else remove the lock that the first has taken meanwhile. The turn is a lock as well, and may be abandoned just so.
 */
async function removeAbandoned(lock: string): Promise<void> {
  if (!(await isAbandoned(lock))) return;
  const turn = `${lock}.turn`;
  if (!(await create(turn, newOwner()))) return removeAbandoned(turn);
  try {
    if (await isAbandoned(lock)) await rm(lock, { force: true });
  } finally {
    await rm(turn, { force: true });
  }
}

async function ownerOf(lock: string): Promise<string | null> {
  return (await looked(lock))?.owner ?? null;
}

/** Owner and age of one and the same lock: between two looks by name another could have taken its place. */
async function looked(lock: string): Promise<{ readonly owner: string; readonly age: number } | null> {
  const file = await open(lock, 'r').catch(() => null);
  if (file === null) return null;
  try {
    const { mtimeMs } = await file.stat();
    return { owner: await file.readFile('utf8'), age: Date.now() - mtimeMs };
  } finally {
    await file.close();
  }
}

/** Whether nobody can be at work under a lock any more. */
async function isAbandoned(lock: string): Promise<boolean> {
  const found = await looked(lock);
  if (found === null) return false;
  const { owner, age } = found;
  const [, process_, machine] = /^(\d+) (\S+) [\da-f]{16}$/.exec(owner) ?? [];
  if (machine === undefined) return age > graceful;
  return age > forgotten || (machine === hostname() && !isAlive(Number(process_)));
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be asked, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
