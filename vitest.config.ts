/** How the tests run: files beside the room they test, one catalogue loaded a worker, the command built beforehand. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';

const catalogue = join(import.meta.dirname, 'test', 'support', 'catalogue.ts');

/** The modules that the build makes (scripts/build.mjs): here they come from the YAML and the schemas themselves. */
const madeFromRules: Plugin = {
  name: 'modules made from the rules',
  resolveId: (id) => (id.startsWith('stackfit:') ? `\0${id}` : undefined),
  load: (id) => {
    if (!id.startsWith('\0stackfit:')) return undefined;
    if (id.endsWith(':schemas')) return `export const schemas = ${JSON.stringify(shippedSchemas())};`;
    return id.endsWith(':rules')
      ? `import { checkedRules } from '${catalogue}'; export const files = checkedRules();`
      : `import { shipped } from '${catalogue}'; export const { data } = shipped().catalogue;`;
  },
};

/** The JSON Schemas by name. */
function shippedSchemas(): Record<string, unknown> {
  const folder = join(import.meta.dirname, 'docs', 'schemas');
  const files = readdirSync(folder).sort();
  return Object.fromEntries(
    files.map((file) => [file.replace('.schema.json', ''), JSON.parse(readFileSync(join(folder, file), 'utf8'))]),
  );
}

export default defineConfig({
  plugins: [madeFromRules],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/command.ts'],
    // Property tests and real terminals take longer than the default when the machine is busy.
    testTimeout: 60_000,
    isolate: false,
    // On two cores vitest would take one worker; much of the time goes by in the command's own processes.
    maxWorkers: 2,
  },
});
