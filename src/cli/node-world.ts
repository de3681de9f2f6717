/** The real World: files, streams, colour and prompts of Node. */
import { access, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { isatty } from 'node:tty';
import { largestFile } from '../load/limits.js';
import { plainStyle, type Style } from '../report/style.js';
import { decode, listFiles, readFile, whyOf, writeFile } from './node-files.js';
import { type FileText, OutsideProblem, type Prompter, type World } from './world.js';

/** Builds the World of this process. */
export function nodeWorld(): World {
  return {
    args: process.argv.slice(2),
    folderName: basename(process.cwd()) || 'my-app',
    // Asked of the descriptors: opening the input stream takes milliseconds that most commands do not need.
    isInteractive: isatty(0) && isatty(1),
    columns: process.stdout.isTTY ? process.stdout.columns : null,
    out: (text) => write(process.stdout, text),
    // When even this stream fails there is nobody left to tell.
    err: (text) => write(process.stderr, text).catch(() => undefined),
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
    prompter: async (emphasis): Promise<Prompter> => (await import('./prompts.js')).prompts(emphasis),
  };
}

/** Waits until the text has left: exiting earlier would cut it off. A reader that went away is no fault of ours. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  // The callback reports a failure; without a listener the same failure would also end the process with a stack trace.
  if (stream.listenerCount('error') === 0) stream.on('error', () => {});
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      const { code = '' } = (error ?? {}) as NodeJS.ErrnoException;
      if (!error || ['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED'].includes(code)) resolve();
      else reject(new OutsideProblem(`the output ${whyOf(error)}`));
    });
  });
}

/**
 * Emphasis for a stream. In this order: the flag; NO_COLOR, set and not empty; FORCE_COLOR; TERM=dumb; a terminal.
 * Decided here because libraries differ on it. Every colour reads on a light and on a dark background: no yellow, no blue.
 */
async function style(stream: 'out' | 'err', wanted: boolean | null): Promise<Style> {
  const { env } = process;
  const tty = stream === 'out' ? process.stdout.isTTY : process.stderr.isTTY;
  const forced = env.FORCE_COLOR === undefined ? null : env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  const colour = wanted ?? (env.NO_COLOR ? false : (forced ?? (env.TERM !== 'dumb' && tty === true)));
  if (!colour) return plainStyle;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  // Functions of one argument, so that they may be passed to map().
  return {
    strong: (text) => chalk.bold(text),
    quiet: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    warning: (text) => chalk.magenta(text),
    bad: (text) => chalk.red(text),
  };
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
