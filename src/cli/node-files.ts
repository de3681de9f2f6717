/** Files and folders of this machine: read within limits, written whole or not at all, with problems in plain words. */
import { constants } from 'node:fs';
import { access, lstat, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { largestFile } from '../load/limits.js';
import { type FileText, OutsideProblem } from './world.js';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  ENOFOLDER: 'cannot be written: its folder does not exist',
  EISDIR: 'is a folder, not a file',
  EACCES: 'cannot be read or written: no permission',
  EPERM: 'cannot be read or written: no permission',
  EROFILE: 'cannot be written: the file is read-only',
  EROFS: 'cannot be written: the file system is read-only',
  ENOSPC: 'cannot be written: the disk is full',
  EDQUOT: 'cannot be written: the disk quota is used up',
  EFBIG: 'cannot be written: it would be too large',
  ENAMETOOLONG: 'has too long a name',
  ELOOP: 'is a link that leads in a circle',
  EMFILE: 'cannot be opened: too many files are open',
};

export function whyOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return reasons[code] ?? `cannot be used: ${message}`;
}

export function outside(error: unknown, path: string): OutsideProblem {
  return new OutsideProblem(`"${path}" ${whyOf(error)}`);
}

export async function readFile(path: string): Promise<FileText> {
  try {
    const file = await open(path, 'r');
    try {
      const found = await file.stat();
      if (found.isDirectory()) return { ok: false, why: reasons.EISDIR ?? '' };
      if (found.size > largestFile)
        return { ok: false, why: 'is larger than 1 MB; a profile or rule file is a few kilobytes' };
      return decode(await readUpTo(file, largestFile + 1));
    } finally {
      await file.close();
    }
  } catch (error) {
    return { ok: false, why: whyOf(error) };
  }
}

/** Reads at most so many bytes: a device or a pipe tells no size beforehand. */
async function readUpTo(file: Awaited<ReturnType<typeof open>>, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  while (length < most) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(65536), 0, 65536, null);
    if (bytesRead === 0) break;
    parts.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
  }
  return Buffer.concat(parts);
}

export function decode(bytes: Buffer): FileText {
  if (bytes.length > largestFile)
    return { ok: false, why: 'is larger than 1 MB; a profile or rule file is a few kilobytes' };
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, why: 'is not text in UTF-8' };
  }
}

export async function listFiles(folder: string, ending: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((each) => each.isFile() && each.name.endsWith(ending))
      .map((each) => join(each.parentPath, each.name));
    return paths.map((path) => path.slice(join(folder, '.').length + 1).replaceAll('\\', '/')).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOTDIR' ? new OutsideProblem(`"${folder}" is a file, not a folder`) : outside(error, folder);
  }
}

/** A regular file is written whole or not at all; a device or a pipe, such as /dev/stdout, is written to. */
export async function writeFile(path: string, text: string): Promise<void> {
  try {
    const target = await resolved(path);
    const found = await stat(target).catch(() => null);
    if (found?.isDirectory()) throw problem('EISDIR');
    if (found && (found.mode & 0o222) === 0) throw problem('EROFILE');
    if (found) await access(target, constants.W_OK);
    if (found && !found.isFile()) await writeInto(target, text);
    else await replaceWhole(target, text, found === null ? 0o666 : found.mode & 0o777);
  } catch (error) {
    throw outside((error as NodeJS.ErrnoException).code === 'ENOENT' ? problem('ENOFOLDER') : error, path);
  }
}

/** A link is followed, so that the file behind it is replaced rather than the link. */
async function resolved(path: string): Promise<string> {
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

/** Temporary file beside the target, flushed, renamed: whoever looks sees the old file or the new one, whole. */
async function replaceWhole(target: string, text: string, mode: number): Promise<void> {
  const temporary = join(dirname(target), `.stackfit-${process.pid}-${Math.trunc(performance.now() * 1000)}.tmp`);
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function problem(code: string): Error {
  return Object.assign(new Error(code), { code });
}
