/** Changing a file that others may change at the same moment: one after the other, so that nobody's change is lost. */
import { open, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { outside, readFile as readText } from './node-files.js';
import { resolved, writeFile } from './node-writing.js';
import { OutsideProblem } from './world.js';

/** How long somebody else's change may take, in milliseconds; a change takes some tens. */
const patience = 10_000;
/** How long a lock without a living owner is left alone: its owner may be writing its number into it. */
const graceful = 2_000;

/** Reads, changes and writes a file under a lock beside it. `change` returns null to leave the file as it is. */
export async function changeFile(path: string, change: (text: string) => Promise<string | null>): Promise<void> {
  const target = await resolved(path).catch((error) => {
    throw outside(error, path);
  });
  const lock = join(dirname(target), `.${basename(target)}.lock`);
  await take(lock, path);
  try {
    const read = await readText(target);
    if (!read.ok) throw new OutsideProblem(`"${path}" ${read.why}`);
    const text = await change(read.text);
    if (text !== null && text !== read.text) await writeFile(target, text);
  } finally {
    await rm(lock, { force: true });
  }
}

/** Takes the lock, or waits for whoever holds it. A lock whose owner was killed is taken over. */
async function take(lock: string, path: string): Promise<void> {
  for (const end = performance.now() + patience; performance.now() < end; await after(15 + Math.random() * 20)) {
    try {
      const file = await open(lock, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw outside(error, path);
      if (await isAbandoned(lock)) await clear(lock);
    }
  }
  throw new OutsideProblem(`"${path}" is being changed by another run; if none is at work, remove "${lock}"`);
}

/**
 * Removes a lock that nobody holds. Only one may at a time, and looks once more when it is its turn: who was second would
 * else remove the lock that the first has taken meanwhile.
 */
async function clear(lock: string): Promise<void> {
  const turn = `${lock}.clear`;
  const file = await open(turn, 'wx').catch(() => null);
  if (file === null) {
    // Whoever had the turn was killed as well.
    if (await isAbandoned(turn)) await rm(turn, { force: true });
    return;
  }
  await file.close();
  if (await isAbandoned(lock)) await rm(lock, { force: true });
  await rm(turn, { force: true });
}

/** Whether nobody who holds a lock is alive on this machine. */
async function isAbandoned(lock: string): Promise<boolean> {
  const [owner, found] = await Promise.all([
    readFile(lock, 'utf8').then(Number, () => Number.NaN),
    stat(lock).catch(() => null),
  ]);
  if (found === null) return false;
  if (Number.isInteger(owner) && owner > 0 && isAlive(owner)) return false;
  return Date.now() - found.mtimeMs > graceful;
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
