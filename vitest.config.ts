/** How the tests run: files beside the room they test, one catalogue loaded a worker, the command built beforehand. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

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

/** The tests that start the command hundreds of times. */
const longest = ['test/cli/scenarios.test.ts', 'test/core/laws.test.ts', 'test/cli/output-schemas.test.ts'];

/** Begins with the longest, so that no worker is left alone with one of them at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => longest.some((name) => moduleId.endsWith(name));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  plugins: [madeFromRules],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/command.ts'],
    // Property tests and real terminals take longer than the default when the machine is busy.
    testTimeout: 60_000,
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // On two cores vitest would take one worker; much of the time goes by in the command's own processes.
    maxWorkers: 2,
  },
});
