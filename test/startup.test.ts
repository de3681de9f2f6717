/** What V8 compiled is kept beside the command for the next run (src/cli/node/compiled-code.ts): it may save time, and nothing else. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectText } from './support/catalogue.js';
import { builtCommand, ownFolder, profiles, type Ran, runCommandLine } from './support/command.js';

const advise = `advise '${join(profiles, 'booking-marketplace.yaml')}'`;
let folder: ReturnType<typeof ownFolder>;
let dist: string;

/** The command as it is right after installing: nothing is kept. */
function copyCommand(): void {
  const shipped = join(builtCommand, '..');
  cpSync(shipped, dist, { recursive: true, filter: (path) => path === shipped || /\.(cjs|json)$/.test(path) });
}

beforeEach(() => {
  folder = ownFolder();
  dist = join(folder.path, 'dist');
  copyCommand();
});
afterEach(() => folder.remove());

function run(args: string, env: Record<string, string> = {}): Promise<Ran> {
  return runCommandLine(`node dist/stackfit.cjs ${args}`, { folder: folder.path, env });
}

/** The same without any kept code. */
const runPlain = (args: string) => run(args, { NODE_DISABLE_COMPILE_CACHE: '1' });

/** The files of kept code; unfinished ones would be among them. */
function kept(): string[] {
  return readdirSync(dist).filter((file) => file.includes('.code'));
}

const namesOf = (files: readonly string[]) => files.map((file) => file.split('.')[0]);

/** A file that was made anew is another one, even when it says the same. */
const identities = () => kept().map((file) => statSync(join(dist, file)).ino);

function keptOf(name: string): string {
  const file = kept().find((each) => each.startsWith(`${name}.`));
  if (file === undefined) throw new Error(`nothing is kept of ${name}`);
  return join(dist, file);
}

test('a run keeps its code, the next one uses it, and both print what a run without it prints', async () => {
  const plain = await runPlain(advise);
  expect(plain.exitCode).toBe(0);
  expect(kept()).toEqual([]);
  expect(await run(advise)).toEqual(plain);
  expect(namesOf(kept())).toEqual(['advise', 'start']);
  const before = identities();
  expect(await run(advise)).toEqual(plain);
  expect(identities()).toEqual(before);
});

test('what one run compiled serves another: other formats, mistakes, other commands', async () => {
  await run(advise);
  const before = identities();
  for (const args of [
    `${advise} --format json`,
    `${advise} --format markdown`,
    '--help',
    'advise nowhere.yaml',
    'advize',
  ])
    expect(await run(args), args).toEqual(await runPlain(args));
  expect(identities()).toEqual(before);
  expect(await run('ask --list')).toEqual(await runPlain('ask --list'));
  expect(namesOf(kept())).toEqual(['advise', 'ask', 'start']);
});

test('a run that was refused keeps nothing: it has called only a part of the code', async () => {
  expect((await run('advise nowhere.yaml')).exitCode).toBe(2);
  expect(kept()).toEqual([]);
});

const damages: Readonly<Record<string, (code: Buffer) => Buffer>> = {
  'a flipped bit': (code) => {
    const damaged = Buffer.from(code);
    const middle = code.length >> 1;
    damaged.writeUInt8(damaged.readUInt8(middle) ^ 1, middle);
    return damaged;
  },
  'a changed checksum': (code) => Buffer.concat([code.subarray(0, -4), Buffer.from('none')]),
  'half of it': (code) => code.subarray(0, code.length >> 1),
  nothing: () => Buffer.alloc(0),
  'three bytes': (code) => code.subarray(0, 3),
  'zeros of its length': (code) => Buffer.alloc(code.length),
  'something else': () => Buffer.from('This is no code.\n'),
  'the code of another file': () => readFileSync(keptOf('start')),
};

test.each(Object.keys(damages))(
  'in the place of kept code, %s: the same is printed, and the code is made anew',
  async (how) => {
    const plain = await run(advise);
    const place = keptOf('advise');
    writeFileSync(place, damages[how]?.(readFileSync(place)) ?? '');
    const damaged = readFileSync(place);
    expect(await run(advise)).toEqual(plain);
    expect(readFileSync(place).equals(damaged)).toBe(false);
    const before = identities();
    expect(await run(advise)).toEqual(plain);
    expect(identities()).toEqual(before);
  },
);

test('the code of an older file of the same length is not used', async () => {
  await run('--help');
  const file = join(dist, 'start.cjs');
  const source = readFileSync(file, 'utf8');
  expect(source).toContain('print the version');
  writeFileSync(file, source.replace('print the version', 'PRINT THE VERSION'));
  expect((await run('--help')).stdout).toContain('PRINT THE VERSION');
});

test('code compiled under other flags of V8 is kept apart', async () => {
  const plain = await run(advise);
  const before = kept();
  expect(await run(advise, { NODE_OPTIONS: '--stack-trace-limit=20' })).toEqual(plain);
  expect(kept()).toEqual(expect.arrayContaining(before));
  expect(kept()).toHaveLength(4);
});

test('where nothing can be kept, nothing is said', async () => {
  const plain = await run(advise);
  const names = kept();
  rmSync(dist, { recursive: true });
  copyCommand();
  // A folder in its place can be neither read nor replaced, even by an administrator.
  for (const name of names) mkdirSync(join(dist, name));
  expect(await run(advise)).toEqual(plain);
  expect(kept()).toEqual(names);
});

test('processes that start at once do not disturb each other', async () => {
  const plain = await runPlain(advise);
  const together = await Promise.all(Array.from({ length: 6 }, () => run(advise)));
  expect(together).toEqual(together.map(() => plain));
  expect(namesOf(kept())).toEqual(['advise', 'start']);
  const before = identities();
  expect(await run(advise)).toEqual(plain);
  expect(identities()).toEqual(before);
});

test('every command is a file of its own, so that what is not asked for is not even read', () => {
  const commands = [...projectText('src/cli/run.ts').matchAll(/import\('\.\/(.+?)\.js'\)/g)].map(([, name]) => name);
  expect(commands).toContain('advise');
  expect(readdirSync(dist)).toEqual(expect.arrayContaining(commands.map((name) => `${name}.cjs`)));
});
