/** Builds dist/: the rules checked and compiled to data, the command bundled, the library and its types. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => join(root, ...parts);
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));

rmSync(at('dist'), { recursive: true, force: true });
mkdirSync(at('dist'), { recursive: true });

const files = ruleFiles('rules');
const { data, withoutDetails, checked } = await compileRules(files);

const shared = { absWorkingDir: root, bundle: true, platform: 'node', target: 'node20', logLevel: 'warning' };

/** The modules made from the rules are read from files beside the bundle: parsing JSON is faster than compiling it. */
function generated(folder) {
  const read = (file) => `JSON.parse(readFileSync(${folder}('${file}'), 'utf8'))`;
  const names = readdirSync(at('docs/schemas')).map((file) => file.replace('.schema.json', ''));
  const schemas = `{ ${names.sort().map((name) => `${name}: ${read(`schemas/${name}.schema.json`)}`)} }`;
  return {
    name: 'modules made from the rules',
    setup(setup) {
      setup.onResolve({ filter: /^stackfit:/ }, ({ path }) => ({ path, namespace: 'stackfit' }));
      setup.onLoad({ filter: /.*/, namespace: 'stackfit' }, ({ path }) => ({
        loader: 'js',
        contents: `import { readFileSync } from 'node:fs';
          export const ${
            path === 'stackfit:schemas'
              ? `schemas = ${schemas}`
              : `${path === 'stackfit:rules' ? 'files' : 'data'} = ${read(`${path.replace('stackfit:', '')}.json`)}`
          };`,
      }));
    },
  };
}

/** commander loads child processes for subcommands that are programs of their own; we have none. */
const noChildProcess = {
  name: 'no child processes',
  setup(setup) {
    setup.onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'nothing' }));
    setup.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/**
 * The command is its entry and these files beside it, each made from the module of that name in src/cli/: what is not
 * asked for is not even read. First what every run needs, then what some commands load, then every command.
 */
const builtFiles = ['start', 'rules-folder', 'globs', 'settling', ...importedIn('src/cli/run.ts')];

/** The entry loads them (src/cli/node/compiled-code.ts). Prompts import a package of their own, so they are left to Node. */
const filesOfTheirOwn = {
  name: 'files of their own',
  setup(setup) {
    setup.onResolve({ filter: /^\.\.?\/[a-z-]+\.js$/ }, ({ path, kind }) => {
      const name = basename(path, '.js');
      if (kind !== 'dynamic-import') return undefined;
      if (name === 'prompts') return { path: './prompts.cjs', external: true };
      return builtFiles.includes(name) ? { path: `built:${name}`, external: true } : undefined;
    });
  },
};

// Enough to advise, and everything: the first loads in half the time.
writeFileSync(at('dist/catalogue.json'), JSON.stringify(withoutDetails(data)));
writeFileSync(at('dist/details.json'), JSON.stringify(data));
writeFileSync(at('dist/rules.json'), JSON.stringify(checked));

// The command: CommonJS, because it starts faster. The browser build of yaml is the same parser as ES modules, so that
// what is not used drops out. Prompts stay in their own package and are loaded only when somebody is asked.
const command = {
  ...shared,
  format: 'cjs',
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  minifySyntax: true,
  minifyWhitespace: true,
  // The ES modules of tinyglobby look for themselves by a URL that a bundle in CommonJS has not.
  alias: { yaml: './node_modules/yaml/browser/index.js', tinyglobby: './node_modules/tinyglobby/dist/index.cjs' },
  external: ['inquirer'],
  define: { STACKFIT_VERSION: JSON.stringify(version) },
  plugins: [generated("require('node:path').join.bind(null, __dirname)"), filesOfTheirOwn, noChildProcess],
};
await build({
  ...command,
  entryPoints: {
    stackfit: 'src/main.ts',
    ...Object.fromEntries(builtFiles.map((name) => [name, `src/cli/${name}.ts`])),
  },
  supported: { 'dynamic-import': false },
});
await build({ ...command, entryPoints: { prompts: 'src/cli/prompts.ts' } });
chmodSync(at('dist/stackfit.cjs'), 0o755);

// The library: our code only, so that its dependencies are shared with the program that imports it.
await build({
  ...shared,
  format: 'esm',
  entryPoints: { index: 'src/index.ts', catalogue: 'src/shipped-catalogue.ts' },
  outdir: 'dist',
  packages: 'external',
  plugins: [generated("((file) => new URL('./' + file, import.meta.url))")],
});
execFileSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', at('tsconfig.types.json')], {
  stdio: 'inherit',
});
cpSync(at('docs/schemas'), at('dist/schemas'), { recursive: true });

// What this Node compiles in a usual run is kept for the next ones. Without it the first run would do the same.
spawnSync(process.execPath, [at('dist/stackfit.cjs'), 'advise', at('profiles/booking-marketplace.yaml')]);

/** The modules beside a file that it loads only when it needs them. */
function importedIn(file) {
  return [...readFileSync(at(file), 'utf8').matchAll(/\bimport\('\.\/([a-z-]+)\.js'\)/g)].map(([, name]) => name);
}

/** Every rule file under a folder, in the order of paths. */
function ruleFiles(folder) {
  return readdirSync(at(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
    .map((file) => ({ file, text: readFileSync(at(file), 'utf8') }));
}

/** Checks the rules with the loader itself; a mistake stops the build and is shown as a rule author sees it. */
async function compileRules(files) {
  const loader = at('dist/.loader.mjs');
  const contents = `
    export { loadCatalogue } from './src/load/catalogue.ts';
    export { checkedFile } from './src/load/checked-file.ts';
    export { withoutDetails } from './src/load/compile.ts';
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
  const rules = await import(pathToFileURL(loader).href);
  rmSync(loader);
  const sha256 = (text) => createHash('sha256').update(text).digest('hex');
  const { catalogue, diagnostics } = rules.loadCatalogue(files, sha256);
  if (catalogue === null) {
    process.stderr.write(rules.renderDiagnostics(diagnostics, rules.plainStyle));
    process.exit(2);
  }
  return { data: catalogue.data, withoutDetails: rules.withoutDetails, checked: files.map(rules.checkedFile) };
}
