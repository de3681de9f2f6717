/** Files of this machine, read within limits, and what is wrong with one in plain words. */
import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { largestFile } from '../../load/limits.js';
import { type FileText, OutsideProblem } from '../world.js';

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

export async function exists(path: string): Promise<boolean> {
  return existsSync(path);
}

export async function isFolder(path: string): Promise<boolean> {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    // What may not be looked at is told when it is read.
    return false;
  }
}

/** Reads a file. Synchronous underneath: there is nothing else to do meanwhile, and it starts faster. */
export async function readFile(path: string, largest = largestFile): Promise<FileText> {
  try {
    const file = openSync(path, 'r');
    try {
      const found = fstatSync(file);
      if (found.isDirectory()) return { ok: false, why: reasons.EISDIR ?? '' };
      if (found.size > largest) return { ok: false, why: tooLarge(largest) };
      return decode(found.isFile() ? readWhole(file, found.size) : readUpTo(file, largest + 1), largest);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { ok: false, why: whyOf(error) };
  }
}

function tooLarge(largest: number): string {
  return largest === largestFile
    ? 'is larger than 1 MB; a profile or rule file is a few kilobytes'
    : `is larger than ${Math.round(largest / 1_000_000)} MB`;
}

/** Reads a regular file in one go; one that grows meanwhile is read like a pipe, to its end. */
function readWhole(file: number, size: number): Buffer {
  const whole = Buffer.allocUnsafe(size + 1);
  const read = readSync(file, whole);
  return read <= size ? whole.subarray(0, read) : Buffer.concat([whole, readUpTo(file, largestFile)]);
}

/** Reads at most so many bytes: a device or a pipe tells no size beforehand. */
function readUpTo(file: number, most: number): Buffer {
  const parts: Buffer[] = [];
  let length = 0;
  while (length < most) {
    const part = Buffer.alloc(65536);
    const read = readSync(file, part);
    if (read === 0) break;
    parts.push(part.subarray(0, read));
    length += read;
  }
  return Buffer.concat(parts);
}

/** A byte order mark stays in the text, so that a file that is changed keeps it. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function decode(bytes: Buffer, largest = largestFile): FileText {
  if (bytes.length > largest) return { ok: false, why: tooLarge(largest) };
  try {
    return { ok: true, text: utf8.decode(bytes) };
  } catch {
    return { ok: false, why: 'is not text in UTF-8' };
  }
}
