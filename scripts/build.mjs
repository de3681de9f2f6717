/** Builds dist/: the rules checked and compiled to data, the command bundled, the library and its types. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => join(root, ...parts);
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));

rmSync(at('dist'), { recursive: true, force: true });
mkdirSync(at('dist'), { recursive: true });

const files = ruleFiles('rules');
const data = await compileRules(files);

const shared = { absWorkingDir: root, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'warning' };
const generated = {
  name: 'generated modules',
  setup(setup) {
    setup.onResolve({ filter: /^stackfit:/ }, ({ path }) => ({ path, namespace: 'stackfit' }));
    setup.onLoad({ filter: /.*/, namespace: 'stackfit' }, ({ path }) => ({
      loader: 'js',
      contents: path === 'stackfit:catalogue' ? asModule('data', data) : asModule('files', files),
    }));
  },
};

// The command: one bundle, split where something is loaded only when needed; prompts stay in their own package.
await build({
  ...shared,
  entryPoints: { stackfit: 'src/main.ts' },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  external: ['inquirer'],
  // The browser build of yaml is the same parser as ES modules, so that what is not used drops out.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  banner: { js: "import{createRequire as stackfitRequire}from'node:module';const require=stackfitRequire(import.meta.url);" },
  define: { STACKFIT_VERSION: JSON.stringify(version) },
  plugins: [generated],
});
chmodSync(at('dist/stackfit.js'), 0o755);

// The library: our code only, so that its dependencies are shared with the program that imports it.
await build({
  ...shared,
  entryPoints: { index: 'src/index.ts', catalogue: 'src/shipped-catalogue.ts' },
  outdir: 'dist',
  splitting: true,
  chunkNames: 'chunks/library-[name]-[hash]',
  packages: 'external',
  plugins: [generated],
});
execFileSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', at('tsconfig.types.json')], { stdio: 'inherit' });
cpSync(at('docs/schemas'), at('dist/schemas'), { recursive: true });

/** JSON in a string parses faster than the same data as source code. */
function asModule(name, value) {
  return `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))});`;
}

/** Every rule file under a folder, in the order of paths. */
function ruleFiles(folder) {
  return readdirSync(at(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1).replaceAll('\\', '/'))
    .sort()
    .map((file) => ({ file, text: readFileSync(at(file), 'utf8') }));
}

/** Checks the rules with the loader itself; a mistake stops the build and is shown as a rule author sees it. */
async function compileRules(files) {
  const loader = at('dist/.loader.mjs');
  const contents = `
    export { loadCatalogue } from './src/load/catalogue.ts';
    export { renderDiagnostics } from './src/report/diagnostics.ts';
    export { plainStyle } from './src/report/style.ts';`;
  await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile: loader,
    logLevel: 'warning',
  });
  const { loadCatalogue, renderDiagnostics, plainStyle } = await import(pathToFileURL(loader).href);
  rmSync(loader);
  const sha256 = (text) => createHash('sha256').update(text).digest('hex');
  const { catalogue, diagnostics } = loadCatalogue(files, sha256);
  if (catalogue === null) {
    process.stderr.write(renderDiagnostics(diagnostics, plainStyle));
    process.exit(2);
  }
  return catalogue.data;
}
