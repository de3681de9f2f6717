/** How the tests run: files beside the room they test, one catalogue loaded a worker, the command built beforehand. */
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';

const catalogue = join(import.meta.dirname, 'test', 'support', 'catalogue.ts');

/** The modules that the build makes from the rules (scripts/build.mjs): here they come from the YAML itself. */
const madeFromRules: Plugin = {
  name: 'modules made from the rules',
  resolveId: (id) => (id.startsWith('stackfit:') ? `\0${id}` : undefined),
  load: (id) => {
    if (!id.startsWith('\0stackfit:')) return undefined;
    return id.endsWith(':rules')
      ? `import { shippedRules } from '${catalogue}'; export const files = shippedRules();`
      : `import { shipped } from '${catalogue}'; export const { data } = shipped().catalogue;`;
  },
};

export default defineConfig({
  plugins: [madeFromRules],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/command.ts'],
    // Property tests and real terminals take longer than the default when the machine is busy.
    testTimeout: 60_000,
    isolate: false,
  },
});
