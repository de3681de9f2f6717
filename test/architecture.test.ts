/** The architecture as a test: which room may know which, and what may not enter the pure ones. Each rule has its reason. */
import { dirname, join } from 'node:path/posix';
import { expect, test } from 'vitest';
import { projectFiles, projectText } from './support/catalogue.js';

const files = projectFiles('src', '.ts').map((file) => ({
  file,
  text: projectText(file),
  imports: importsOf(projectText(file)),
}));
const inFolder = (folder: string) => files.filter(({ file }) => file.startsWith(`src/${folder}/`));

/**
 * The modules that a file names: an import or export that begins a line and runs to its "from", or an import of a
 * type or of code on demand. Words in comments and texts that only look like one are none.
 */
function importsOf(text: string): string[] {
  const code = withoutComments(text);
  const statements = /^(?:import|export)\s(?:[\w*{},\s]*?\sfrom\s+)?'([^']+)'/gm;
  const onDemand = /\bimport\('([^']+)'\)/g;
  return [...code.matchAll(statements), ...code.matchAll(onDemand)].map((match) => match[1] ?? '');
}

/** The files of a folder that import something matching a pattern. */
function importers(folder: string, pattern: RegExp): string[] {
  return inFolder(folder)
    .filter(({ imports }) => imports.some((each) => pattern.test(each)))
    .map(({ file }) => file);
}

/** The rooms of core, each knowing only itself and those before it that are named. */
const coreRooms: Readonly<Record<string, readonly string[]>> = {
  core: [],
  'core/compiled': ['core'],
  'core/check': ['core'],
  'core/rules': ['core', 'core/check'],
  'core/explore': ['core', 'core/check', 'core/compiled'],
};

test('core knows nothing outside itself, and its rooms only what they build on: advice comes before all that asks for it', () => {
  const offenders = inFolder('core').flatMap(({ file, imports }) => {
    const room = dirname(file).replace('src/', '');
    const known = [room, ...(coreRooms[room] ?? [])];
    return imports
      .map((each) => (each.startsWith('.') ? join(dirname(file), each) : each))
      .filter((each) => !known.includes(dirname(each).replace('src/', '')))
      .map((each) => `${file} imports ${each}`);
  });
  expect(offenders).toEqual([]);
});

test('load and report know core and never each other: they meet in data', () => {
  expect(importers('load', /\.\.\/(report|cli)\//)).toEqual([]);
  expect(importers('report', /\.\.\/(load|cli)\//)).toEqual([]);
});

test('only main knows the shell', () => {
  const outsiders = files.filter(
    ({ file, imports }) => !file.startsWith('src/cli/') && imports.some((each) => each.includes('/cli/')),
  );
  expect(outsiders.map(({ file }) => file)).toEqual(['src/main.ts']);
});

test('each library lives in one room, so that it can be replaced there', () => {
  const rooms = { commander: 'src/cli/', inquirer: 'src/cli/', chalk: 'src/cli/', yaml: 'src/load/', zod: 'src/load/' };
  for (const [library, room] of Object.entries(rooms)) {
    const users = files.filter(({ imports }) =>
      imports.some((each) => each === library || each.startsWith(`${library}/`)),
    );
    expect(users.length, library).toBeGreaterThan(0);
    expect(
      users.filter(({ file }) => !file.startsWith(room)).map(({ file }) => file),
      library,
    ).toEqual([]);
  }
});

test('the pure rooms have no platform, no clock, no chance, no waiting: the same input gives the same output anywhere', () => {
  const impure =
    /\bprocess\.|\bconsole\.|\bDate\b|Math\.random|\basync\b|\bawait\b|localeCompare|toLocale|\bIntl\b|\bsetTimeout\b/;
  for (const folder of ['core', 'load', 'report']) {
    expect(importers(folder, /^node:/)).toEqual([]);
    const offenders = inFolder(folder).filter(({ text }) => impure.test(withoutComments(text)));
    expect(offenders.map(({ file }) => file)).toEqual([]);
  }
});

test('the pure rooms keep no state between calls: a module-level variable would be one', () => {
  for (const folder of ['core', 'load', 'report'])
    expect(
      inFolder(folder)
        .filter(({ text }) => /^(?:export )?(?:let|var) /m.test(text))
        .map(({ file }) => file),
    ).toEqual([]);
});

test('every file opens with what it is for', () => {
  const silent = files.filter(({ text }) => !/^(#!.*\n)?\/\*\*/.test(text));
  expect(silent.map(({ file }) => file)).toEqual([]);
});

test('no default exports, no barrels, no rooms for odds and ends', () => {
  expect(files.filter(({ text }) => /export default|export \* from/.test(text)).map(({ file }) => file)).toEqual([]);
  expect(
    files.filter(({ file }) => /(util|helper|common|misc|manager|service)/i.test(file)).map(({ file }) => file),
  ).toEqual([]);
});

test('no module exports something called "then": whoever imports the module on demand would wait for it forever', () => {
  const named =
    /^export\s+(?:async\s+)?(?:function|const|let|class)\s+then\b|^export\s*\{[^}]*\bthen\b(?!\s+as)[^}]*\}/m;
  expect(
    ['export function then() {}', 'export const then = 1;', 'export { a, b as then };'].every((each) =>
      named.test(each),
    ),
  ).toBe(true);
  expect(files.filter(({ text }) => named.test(withoutComments(text))).map(({ file }) => file)).toEqual([]);
});

test('an import is a statement, not a word in a text or a comment', () => {
  const told = "/* import 'a' */\n// from 'b'\nsay(`moved from 'c' to`);\nsay('import', 'd');\n";
  const real =
    "import 'e';\nimport { x, type Y } from 'f';\nexport type { Z } from 'g';\nimport * as all from 'i';\nconst h = await import('h');\n";
  expect(importsOf(told + real)).toEqual(['e', 'f', 'g', 'i', 'h']);
});

test('public functions of core say what they are for', () => {
  const undocumented = inFolder('core').flatMap(({ file, text }) =>
    [...text.matchAll(/(^|\n)(?<before>[^\n]*)\nexport (?:async )?function (?<name>\w+)/g)]
      .filter((match) => !match.groups?.before?.trim().endsWith('*/'))
      .map((match) => `${file}: ${match.groups?.name}`),
  );
  expect(undocumented).toEqual([]);
});

test('files stay short enough to read in one go', () => {
  const long = files.filter(({ text }) => text.split('\n').length > 350).map(({ file }) => file);
  expect(long).toEqual([]);
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}
