#!/usr/bin/env node
/** Prepares V8 for a short run, loads the command, and sets the exit code; nothing else. */
import { setFlagsFromString } from 'node:v8';
import { builtFilesIn } from './cli/node/compiled-code.js';

declare const STACKFIT_VERSION: string;

// One recommendation takes a few hundredths of a second: V8's optimising compiler would cost more time and memory than
// it could give back (docs/decisions/0007-start-up.md has the figures). Before anything is loaded, because V8 takes kept
// code only under the flags it was compiled with.
setFlagsFromString('--no-opt');

const { load, keep } = builtFilesIn(__dirname);
const { start } = load('start') as typeof import('./cli/start.js');

start(STACKFIT_VERSION).then((exitCode) => {
  process.exitCode = exitCode;
  // A run that was refused early has called, and so compiled, only a part of what the next one needs.
  if (exitCode < 2) keep();
});
