/** Writes docs/schemas/profile.schema.json and rules.schema.json from the shipped rules and the loader's own schema. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const program = await bundled(`
  export { loadCatalogue } from './src/load/catalogue.ts';
  export { profileSchema } from './src/load/profile-schema.ts';
  export { rulesSchema } from './src/load/rules-schema.ts';
  export { renderDiagnostics } from './src/report/diagnostics.ts';
  export { plainStyle } from './src/report/style.ts';`);

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const { catalogue, diagnostics } = program.loadCatalogue(ruleFiles(), sha256);
if (catalogue === null) {
  process.stderr.write(program.renderDiagnostics(diagnostics, program.plainStyle));
  process.exitCode = 2;
} else {
  write('profile', program.profileSchema(catalogue));
  write('rules', program.rulesSchema());
}

/** Our own TypeScript as a module. It is built outside the project, so that dist/ need not exist. */
async function bundled(contents) {
  const folder = mkdtempSync(join(tmpdir(), 'stackfit-schemas-'));
  const outfile = join(folder, 'program.mjs');
  const alias = { yaml: './node_modules/yaml/browser/index.js' };
  const stdin = { contents, resolveDir: root, loader: 'ts' };
  try {
    await build({ absWorkingDir: root, stdin, alias, bundle: true, platform: 'node', format: 'esm', outfile });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(name, schema) {
  writeFileSync(join(root, 'docs', 'schemas', `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
}

function ruleFiles() {
  return readdirSync(join(root, 'rules'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ file: file.slice(root.length + 1), text: readFileSync(file, 'utf8') }));
}
