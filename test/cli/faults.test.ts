/** Faults while a profile is changed: killed at any point, many at once, a lock that stays, a disk that is full. */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { changeFile } from '../../src/cli/node/node-changing.js';
import { builtCommand, ownFolder, plainEnvironment, type Ran } from '../support/command.js';

const folders = ownFolder();
afterAll(() => folders.remove());
let count = 0;

/** A folder with the profile in it, which breaks two hard rules that can be accepted. */
function newFolder(text = profile): string {
  const folder = join(folders.path, String(++count));
  mkdirSync(folder);
  writeFileSync(join(folder, 'shop.yaml'), text);
  return folder;
}

const profile = `# What is known about the shop.
profile: 1
name: corner-shop
answers: { app-type: consumer-app, team-size: 2, backend-engineers: 0, ops-capability: none, data-model: relational }
stack: { database: { provider: postgresql, approach: self-hosted } } # the machine in the cellar
`;
const textIn = (folder: string) => readFileSync(join(folder, 'shop.yaml'), 'utf8');
const filesIn = (folder: string) => readdirSync(folder).filter((each) => each !== '.bin');
/** The number of a process that is gone for sure: larger than any system gives. */
const gone = 2 ** 30;
const owned = (process_: number, machine = hostname()) => `${process_} ${machine} 0123456789abcdef`;

/** Runs the built command by itself: through a shell it would not be it that is killed. */
function run(folder: string, args: readonly string[], killedAt: number | null = null): Promise<Ran> {
  const preload = killedAt === null ? [] : ['--require', join(import.meta.dirname, 'killed-at.cjs')];
  const child = spawn(process.execPath, [...preload, builtCommand, ...args], {
    cwd: folder,
    env: { ...plainEnvironment(folder), ...(killedAt === null ? {} : { KILLED_AT: String(killedAt) }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said.stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? -1, ...said }));
  });
}

const pin = ['pin', 'shop.yaml', '--today', '2026-01-18', '--because', 'It runs already.'];

describe('killed while it writes', () => {
  const accept = ['accept', 'shop.yaml', 'not-pinned/pattern', '--until', '2026-12-31', '--because', 'Later.'];
  const commands = { pin, accept: [...accept, '--today', '2026-01-18'] };

  /** Kills one run, looks at what it left, and lets another go on. Gives false once the run was not killed any more. */
  async function killedAt(args: readonly string[], whole: string, call: number): Promise<boolean> {
    const folder = newFolder();
    const { exitCode } = await run(folder, args, call);
    expect([profile, whole]).toContain(textIn(folder));
    const next = await run(folder, args);
    expect(next).toMatchObject({ exitCode: 0, stderr: '' });
    // Neither its own locks and temporary files, nor those of the run that was killed.
    expect(filesIn(folder)).toEqual(['shop.yaml']);
    return exitCode !== 0;
  }

  test.concurrent.each(Object.entries(commands))(
    '%s leaves the old file or the new one, whole, at every call',
    async (_, args) => {
      const clean = newFolder();
      await run(clean, args);
      const whole = textIn(clean);
      expect(whole.length).toBeGreaterThan(profile.length);
      let calls = 0;
      for (let isKilled = true; isKilled; calls += 4)
        isKilled = (await Promise.all([1, 2, 3, 4].map((more) => killedAt(args, whole, calls + more)))).every(Boolean);
      // Lock, file, folder: fewer would mean that the calls are not counted.
      expect(calls).toBeGreaterThan(11);
    },
  );
});

describe('many at once', () => {
  const names = ['one', 'two', 'three', 'four'];
  const rules = ['capacity/nobody-runs-servers', 'database/apps-use-the-platforms-data'];

  /** Four pins and two acceptances, beside a lock that a killed run left. */
  async function all(): Promise<void> {
    const folder = newFolder();
    await run(folder, [...pin, '--by', 'zero']);
    writeFileSync(join(folder, '.shop.yaml.lock'), owned(gone));
    const ran = await Promise.all([
      ...names.map((name) => run(folder, [...pin, '--by', name])),
      ...rules.map((rule) => {
        const finding = `hard-rule-broken/database/${rule}`;
        return run(folder, [
          ...['accept', 'shop.yaml', finding, '--until', '2026-12-31'],
          ...['--because', 'Until we have moved.', '--today', '2026-01-18'],
        ]);
      }),
    ]);
    expect(ran.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual(ran.map(() => [0, '']));
    const { decision, accepted } = parse(textIn(folder));
    const by = [decision, ...decision.history].flatMap((each: { by: string[] }) => each.by);
    expect(by.toSorted()).toEqual([...names, 'zero'].toSorted());
    expect(accepted).toHaveLength(rules.length);
    expect(filesIn(folder)).toEqual(['shop.yaml']);
  }

  test.concurrent('every pin and every acceptance is in the file, and none fails', async () => {
    for (let round = 0; round < 3; round += 1) await all();
  });

  test.concurrent('whoever takes over a lock takes it from nobody else', async () => {
    for (let round = 0; round < 12; round += 1) {
      const folder = newFolder('');
      writeFileSync(join(folder, '.shop.yaml.lock'), owned(gone));
      if (round % 2 === 1) writeFileSync(join(folder, '.shop.yaml.lock.turn'), owned(gone));
      const lines = Array.from({ length: 6 }, (_, index) => `${index}\n`);
      const add = (line: string) => changeFile(join(folder, 'shop.yaml'), async (text) => text + line);
      await Promise.all(lines.map(add));
      expect(
        textIn(folder)
          .split(/(?<=\n)/)
          .toSorted(),
      ).toEqual(lines);
      expect(filesIn(folder)).toEqual(['shop.yaml']);
    }
  });
});

describe('a lock', () => {
  /** Tries to change the file with such a lock beside it, `age` milliseconds old. */
  async function beside(lock: string, age: number, file = '.shop.yaml.lock'): Promise<string> {
    const folder = newFolder('old');
    const path = join(folder, 'shop.yaml');
    writeFileSync(join(folder, file), lock);
    const made = new Date(Date.now() - age);
    utimesSync(join(folder, file), made, made);
    return changeFile(path, async () => 'new', 150).then(
      () => textIn(folder),
      (error) => String(error).replaceAll(folder, '.'),
    );
  }
  const refused =
    'OutsideProblem: "./shop.yaml" is being changed by another run; if none is at work, remove "./.shop.yaml.lock"';

  test.concurrent.each([
    ['of a living process is respected', owned(process.pid), 30_000, refused],
    ['of a living process that is older than any change is forgotten', owned(process.pid), 61_000, 'new'],
    ['of a dead process is taken over', owned(gone), 0, 'new'],
    ['of another machine is respected', owned(gone, 'elsewhere'), 30_000, refused],
    ['of another machine is forgotten in the end', owned(gone, 'elsewhere'), 61_000, 'new'],
    ['that is being written is respected', '', 0, refused],
    ['that was never written is taken over', '', 3_000, 'new'],
    ['that was written by halves is taken over', owned(process.pid).slice(0, 5), 3_000, 'new'],
  ] as const)('%s', async (_, lock, age, becomes) => {
    expect(await beside(lock, age)).toBe(becomes);
  });

  test.concurrent('is waited for, and what was written meanwhile is not lost', async () => {
    const path = join(newFolder('a'), 'shop.yaml');
    const slow = changeFile(path, async (text) => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return `${text}b`;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await Promise.all([slow, changeFile(path, async (text) => `${text}c`)]);
    expect(readFileSync(path, 'utf8')).toBe('abc');
  });

  test.concurrent('that was lost to somebody else meanwhile keeps its former owner from writing', async () => {
    const folder = newFolder('old');
    const path = join(folder, 'shop.yaml');
    const late = changeFile(path, async () => {
      writeFileSync(join(folder, '.shop.yaml.lock'), owned(process.pid));
      return 'new';
    });
    await expect(late).rejects.toThrow(/was changed by another run meanwhile/);
    expect(textIn(folder)).toBe('old');
    expect(filesIn(folder)).toContain('.shop.yaml.lock');
  });

  test.concurrent('goes away when the change fails', async () => {
    const folder = newFolder();
    const path = join(folder, 'shop.yaml');
    await expect(changeFile(path, () => Promise.reject(new Error('stop')))).rejects.toThrow('stop');
    expect(filesIn(folder)).toEqual(['shop.yaml']);
  });
});
