/** The real World: files, streams, colour and prompts of Node. */
import { constants } from 'node:fs';
import { access, lstat, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isatty } from 'node:tty';
import { largestFile } from '../load/limits.js';
import { plainStyle, type Style } from '../report/style.js';
import { type FileText, OutsideProblem, type Prompter, type World } from './world.js';

/** Builds the World of this process. */
export function nodeWorld(): World {
  return {
    args: process.argv.slice(2),
    folderName: basename(process.cwd()),
    // Asked of the descriptors: opening the input stream takes milliseconds that most commands do not need.
    isInteractive: isatty(0) && isatty(1),
    columns: process.stdout.isTTY ? process.stdout.columns : null,
    out: (text) => write(process.stdout, text),
    err: (text) => write(process.stderr, text),
    style,
    readStandardInput,
    readFile,
    listFiles,
    exists: (path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    writeFile,
    removeFile: (path) => rm(path, { force: true }),
    sha256: async () => {
      const { createHash } = await import('node:crypto');
      return (text) => createHash('sha256').update(text).digest('hex');
    },
    prompter: async (): Promise<Prompter> => (await import('./prompts.js')).prompts(),
  };
}

/** Waits until the text has left: exiting earlier would cut it off. A reader that went away is no fault of ours. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' ? resolve() : reject(outside(error, 'the output')),
    );
    stream.write(text, (error) => {
      if (!error) resolve();
    });
  });
}

/**
 * Emphasis for a stream. In this order: the flag; NO_COLOR, set and not empty; FORCE_COLOR; TERM=dumb; a terminal.
 * Decided here because libraries differ on it.
 */
async function style(stream: 'out' | 'err', wanted: boolean | null): Promise<Style> {
  const { env } = process;
  const tty = stream === 'out' ? process.stdout.isTTY : process.stderr.isTTY;
  const forced = env.FORCE_COLOR === undefined ? null : env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  const colour = wanted ?? (env.NO_COLOR ? false : (forced ?? (env.TERM !== 'dumb' && tty === true)));
  if (!colour) return plainStyle;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return { strong: chalk.bold, quiet: chalk.dim, good: chalk.green, warning: chalk.yellow, bad: chalk.red };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EISDIR: 'is a folder, not a file',
  EACCES: 'cannot be read or written: no permission',
  EPERM: 'cannot be read or written: no permission',
  EROFS: 'cannot be written: the file system is read-only',
  ENOSPC: 'cannot be written: the disk is full',
  EDQUOT: 'cannot be written: the disk quota is used up',
  EFBIG: 'cannot be written: it would be too large',
  ENAMETOOLONG: 'has too long a name',
  ELOOP: 'is a link that leads in a circle',
  EMFILE: 'cannot be opened: too many files are open',
};

function whyOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return reasons[code] ?? `cannot be used: ${message}`;
}

function outside(error: unknown, path: string): OutsideProblem {
  return new OutsideProblem(`"${path}" ${whyOf(error)}`);
}

async function readFile(path: string): Promise<FileText> {
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

function decode(bytes: Buffer): FileText {
  if (bytes.length > largestFile)
    return { ok: false, why: 'is larger than 1 MB; a profile or rule file is a few kilobytes' };
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, why: 'is not text in UTF-8' };
  }
}

async function readStandardInput(): Promise<FileText> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of process.stdin) {
    parts.push(part as Buffer);
    length += (part as Buffer).length;
    if (length > largestFile) break;
  }
  return decode(Buffer.concat(parts));
}

async function listFiles(folder: string, ending: string): Promise<readonly string[]> {
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

/** Temporary file beside the target, flushed, renamed: whoever looks sees the old file or the new one, whole. */
async function writeFile(path: string, text: string): Promise<void> {
  let temporary: string | null = null;
  try {
    const target = await resolved(path);
    temporary = join(
      dirname(target),
      `.${basename(target)}.${process.pid}-${Math.trunc(performance.now() * 1000)}.tmp`,
    );
    const file = await open(temporary, 'wx', await modeOf(target));
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    if (temporary !== null) await rm(temporary, { force: true });
    throw outside(error, path);
  }
}

/** A link is followed, so that the file behind it is replaced rather than the link. A read-only file stays as it is. */
async function resolved(path: string): Promise<string> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return path;
  const target = await realpath(path);
  if ((await stat(target)).isDirectory()) throw Object.assign(new Error('folder'), { code: 'EISDIR' });
  await access(target, constants.W_OK);
  return target;
}

async function modeOf(target: string): Promise<number> {
  const found = await stat(target).catch(() => null);
  if (found === null) return 0o666;
  if ((found.mode & 0o222) === 0) throw Object.assign(new Error('read-only'), { code: 'EACCES' });
  return found.mode & 0o777;
}
