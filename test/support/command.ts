/** The built command for tests: built once before all of them when it is older than its sources, run as people run it. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** The shipped profiles. */
export const profiles = join(root, 'profiles');

/** The file that is run. */
export const builtCommand = join(root, 'dist', 'stackfit.cjs');

/** The version that the command prints. */
export const version = String(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);

/** Vitest calls this once, before any test. A build that fails stops only the tests of the command. */
export function setup(): void {
  const sources = ['src', 'rules', 'scripts', 'docs/schemas', 'package.json'];
  if (Math.max(...sources.map((each) => newest(join(root, each)))) < newest(builtCommand)) return;
  try {
    execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root, stdio: 'inherit' });
  } catch {
    process.stderr.write('The build failed: the tests of the command cannot pass.\n');
  }
}

/** When a file, or the youngest file under a folder, was changed; 0 when there is none. */
function newest(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((each) => newest(join(path, each))));
}

/** A folder of its own for one test, and the way to remove it. */
export function ownFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'stackfit-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The environment of a plain terminal session: nothing of the machine that runs the tests shines through. */
export function plainEnvironment(folder: string): Record<string, string> {
  if (newest(builtCommand) === 0) throw new Error('dist/ is not built: the build before the tests said why');
  const bin = join(folder, '.bin');
  mkdirSync(bin, { recursive: true });
  if (!statSync(join(bin, 'stackfit'), { throwIfNoEntry: false })) symlinkSync(builtCommand, join(bin, 'stackfit'));
  const path = [bin, join(process.execPath, '..'), process.env.PATH ?? ''].join(delimiter);
  return { PATH: path, HOME: folder, LANG: 'C.UTF-8', PROFILES: profiles };
}

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line with bash in a folder. Without a standard input it gets none, as in a scheduled job. */
export function runCommandLine(
  commandLine: string,
  { folder, stdin = null, env = {} }: { folder: string; stdin?: string | null; env?: Record<string, string> },
): Promise<Ran> {
  const child = spawn('bash', ['-c', commandLine], {
    cwd: folder,
    env: { ...plainEnvironment(folder), ...env },
    stdio: [stdin === null ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    timeout: 30_000,
  });
  const collected = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    collected.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    collected.stderr += text;
  });
  // Who does not read its input may be gone before it is written.
  child.stdin?.on('error', () => {});
  child.stdin?.end(stdin ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? -1, ...collected }));
  });
}
