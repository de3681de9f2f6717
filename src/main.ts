#!/usr/bin/env node
/** Builds the real World, runs, and sets the exit code; nothing else. */
import { nodeWorld } from './cli/node-world.js';
import { run } from './cli/run.js';

declare const STACKFIT_VERSION: string;

run(nodeWorld(), STACKFIT_VERSION).then((exitCode) => {
  process.exitCode = exitCode;
});
