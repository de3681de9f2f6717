/** Runs the command in the real World: where the part of the program begins that is compiled once and kept. */
import { nodeWorld } from './node/node-world.js';
import { run } from './run.js';

/** Runs the program; the result is the exit code. */
export function start(version: string): Promise<number> {
  return run(nodeWorld(), version);
}
