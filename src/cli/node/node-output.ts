/** Output of the real World: written whole before the program ends, with colour only where it is wanted and shows. */
import { fstatSync, writeSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { plainStyle, type Style } from '../../report/style.js';
import { OutsideProblem } from '../world.js';
import { whyOf } from './node-files.js';

export type Stream = 'in' | 'out' | 'err';

const descriptors = { in: 0, out: 1, err: 2 } as const satisfies Record<Stream, number>;

/**
 * Whether a stream is a terminal. A file or a pipe is told by the descriptor alone: loading Node's terminals takes
 * milliseconds, and in a pipeline there is none.
 */
export function isTerminal(stream: Stream): boolean {
  try {
    const descriptor = descriptors[stream];
    return fstatSync(descriptor).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(descriptor);
  } catch {
    // A descriptor that was closed before we started is no terminal.
    return false;
  }
}

/**
 * Writes to the descriptor itself: on Linux and macOS Node's streams write at once to files, pipes and terminals all the
 * same, and loading them takes longer than the advice. A reader that went away is no fault of ours.
 */
export async function write(stream: Stream, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; ) {
    try {
      from += writeSync(descriptors[stream], bytes, from);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (['EPIPE', 'ECONNRESET'].includes(code)) return;
      if (code !== 'EAGAIN') throw new OutsideProblem(`the output ${whyOf(error)}`);
      // The other end reads slowly and does not want us to wait in the kernel: try again in a moment.
      await after(2);
    }
  }
}

/**
 * Emphasis for a stream. In this order: the flag; NO_COLOR, set and not empty; FORCE_COLOR; TERM=dumb; a terminal.
 * Decided here because libraries differ on it. Every colour reads on a light and on a dark background: no yellow, no blue.
 */
export async function style(stream: Stream, wanted: boolean | null): Promise<Style> {
  const { env } = process;
  const forced = env.FORCE_COLOR === undefined ? null : env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  const colour = wanted ?? (env.NO_COLOR ? false : (forced ?? (env.TERM !== 'dumb' && isTerminal(stream))));
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
