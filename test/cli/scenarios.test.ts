/** The built command from outside: every file in scenarios/ is one run. `UPDATE_GOLDEN=1` rewrites what is expected. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ownFolder } from '../support/command.js';
import { matches, runScenario } from './scenario.js';

const scenarios = join(import.meta.dirname, 'scenarios');
const files = readdirSync(scenarios).filter((file) => file.endsWith('.scenario'));

describe('what the command does', () => {
  test.concurrent.each(files)('%s', async (file) => {
    const folder = ownFolder();
    try {
      const { actual, expected } = await runScenario(join(scenarios, file), folder.path);
      expect(actual).toBe(expected);
    } finally {
      folder.remove();
    }
  });
});

test('a scenario that expects something else is told apart', () => {
  expect(matches('a\n...\nz\n', 'a\nb\nc\nz\n')).toBe(true);
  expect(matches('a\n...\nz\n', 'a\nb\n')).toBe(false);
  expect(matches('[..] mistakes. (really)\n', '12 mistakes. (really)\n')).toBe(true);
  expect(matches('', 'anything\n')).toBe(false);
});
