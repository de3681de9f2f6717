/** Writing and listing on this machine: a file whole or not at all. Loaded only when something is written or listed. */
import { constants } from 'node:fs';
import { access, appendFile as append, lstat, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { OutsideProblem } from '../world.js';
import { outside } from './node-files.js';

/** Adds to a file that others add to as well, such as the summary of a job. */
export async function appendFile(path: string, text: string): Promise<void> {
  await append(path, text).catch((error) => {
    throw outside(error, path);
  });
}

export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
}

export async function listFiles(folder: string, ending: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((each) => each.isFile() && each.name.endsWith(ending))
      .map((each) => join(each.parentPath, each.name));
    return paths.map((path) => relative(folder, path).replaceAll('\\', '/')).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOTDIR' ? new OutsideProblem(`"${folder}" is a file, not a folder`) : outside(error, folder);
  }
}

/**
 * A regular file is written whole or not at all; a device or a pipe, such as /dev/stdout, is written to. `temporary` is a
 * name beside the file that is the caller's alone.
 */
export async function writeFile(path: string, text: string, temporary: string | null = null): Promise<void> {
  try {
    const target = await resolved(path);
    const found = await stat(target).catch(() => null);
    if (found?.isDirectory()) throw problem('EISDIR');
    if (found && (found.mode & 0o222) === 0) throw problem('EROFILE');
    if (found) await access(target, constants.W_OK);
    if (found && !found.isFile()) await writeInto(target, text);
    else await replaceWhole(target, text, found && found.mode & 0o777, temporary ?? newName(target));
  } catch (error) {
    throw outside((error as NodeJS.ErrnoException).code === 'ENOENT' ? problem('ENOFOLDER') : error, path);
  }
}

/** A link is followed, so that the file behind it is replaced rather than the link. */
export async function resolved(path: string): Promise<string> {
  return (await lstat(path).catch(() => null)) === null ? path : realpath(path);
}

async function writeInto(target: string, text: string): Promise<void> {
  const file = await open(target, 'w');
  try {
    await file.writeFile(text, 'utf8');
  } finally {
    await file.close();
  }
}

/** A name that no other run uses at the same moment. */
function newName(target: string): string {
  return join(dirname(target), `.stackfit-${process.pid}-${Math.trunc(performance.now() * 1000)}.tmp`);
}

/**
 * Temporary file beside the target, flushed, renamed: whoever looks sees the old file or the new one, whole. `mode` is that
 * of the file that is replaced; null when there is none.
 */
async function replaceWhole(target: string, text: string, mode: number | null, temporary: string): Promise<void> {
  await rm(temporary, { force: true });
  try {
    const file = await open(temporary, 'wx', mode ?? 0o666);
    try {
      await file.writeFile(text, 'utf8');
      // What a file is opened with loses what the umask takes, also where others may write the file that is replaced.
      if (mode !== null) await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
    await flushFolder(dirname(target));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The new name is on the disk only once its folder is; where folders cannot be flushed, the system sees to it. */
async function flushFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => null);
  await opened?.sync().catch(() => undefined);
  await opened?.close();
}

function problem(code: string): Error {
  return Object.assign(new Error(code), { code });
}
