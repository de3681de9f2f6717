#!/usr/bin/env node
/** Builds the real World, runs, and sets the exit code; nothing else. */
import { setFlagsFromString } from 'node:v8';
import { nodeWorld } from './cli/node-world.js';
import { run } from './cli/run.js';

declare const STACKFIT_VERSION: string;

// One recommendation takes a few hundredths of a second: V8's optimising compiler would cost more time and memory than
// it could give back (docs/decisions/0007-start-up.md has the figures).
setFlagsFromString('--no-opt');

run(nodeWorld(), STACKFIT_VERSION).then((exitCode) => {
  process.exitCode = exitCode;
});
