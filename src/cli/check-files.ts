/** Checks profiles one after the other and keeps of each only what a report needs, however many there are. */
import type { Catalogue } from '../core/catalogue.js';
import { check } from '../core/check/check.js';
import type { Finding } from '../core/finding.js';
import type { Origin, Profile } from '../core/model.js';
import { loadProfile } from '../load/profile.js';
import type { CheckedFile, PrintableFinding } from '../report/check-report.js';
import type { PrintableDiagnostic } from '../report/diagnostics.js';
import type { CheckCommand } from './command.js';
import { problem } from './problem.js';
import type { World } from './world.js';

/** From so many files on, a run is long: V8 optimises, and whoever watches is told how far it is. */
const many = 20;
/** Progress is told so often, in files. */
const stride = 50;

/** A checked file, and what is needed to point at its name: never its text, of which a part would keep the whole. */
interface Kept extends CheckedFile {
  readonly path: string;
  /** Null when the file could not be read. */
  readonly named: Origin | null;
}

/** Checks the files, in their order. */
export async function checkFiles(
  world: World,
  command: CheckCommand,
  catalogue: Catalogue,
  paths: readonly string[],
  today: string,
): Promise<CheckedFile[]> {
  if (paths.length > many) await world.expectLongRun();
  const fingerprint = fingerprints(world);
  const kept: Kept[] = [];
  for (const path of paths) {
    kept.push(await checkFile(world, command, catalogue, path, today, fingerprint));
    if (world.isWatched && paths.length > many && (kept.length % stride === 0 || kept.length === paths.length))
      await tellProgress(world, kept.length, paths.length);
  }
  return withUniqueNames(world, kept);
}

/** One line that is written over again and again, and taken away at the end. */
async function tellProgress(world: World, done: number, all: number): Promise<void> {
  await world.err(done === all ? '\r\u001b[K' : `\rChecked ${done} of ${all} profiles`);
}

type Fingerprint = (name: string, id: string) => string;

/** Loaded when the first finding needs it: a profile that is fine needs none. */
function fingerprints(world: World): () => Promise<Fingerprint> {
  let loading: Promise<Fingerprint> | null = null;
  return () => {
    loading ??= world.sha256().then((sha256) => (name, id) => sha256(`${name}\n${id}`).slice(0, 16));
    return loading;
  };
}

async function checkFile(
  world: World,
  command: CheckCommand,
  catalogue: Catalogue,
  path: string,
  today: string,
  fingerprint: () => Promise<Fingerprint>,
): Promise<Kept> {
  const file = path === '-' ? (command.standardInputName ?? 'standard input') : path;
  const nothing = { path, file, name: null, findings: [], steps: [], layers: [], named: null };
  const read = path === '-' ? await world.readStandardInput() : await world.readFile(path);
  if (!read.ok) return { ...nothing, diagnostics: [problem('unusable', `"${file}" ${read.why}`)] };
  const { profile, diagnostics } = loadProfile(catalogue, file, read.text);
  if (profile === null) return { ...nothing, diagnostics };
  const { findings, steps } = check(catalogue, profile, today);
  const digest = findings.length > 0 ? await fingerprint() : () => '';
  return {
    path,
    file,
    name: profile.name,
    findings: findings.map((each) => printable(each, profile, digest)),
    steps,
    layers: layersOf(catalogue, profile),
    diagnostics: [],
    named: profile.originOf(['name']),
  };
}

function printable(finding: Finding, profile: Profile, fingerprint: Fingerprint): PrintableFinding {
  return {
    ...finding,
    location: profile.originOf(finding.place),
    fingerprint: fingerprint(profile.name, finding.id),
  };
}

/** The layers that the decision or the stack tells of. */
function layersOf(catalogue: Catalogue, { decision, stack }: Profile): string[] {
  return catalogue.layers.map(({ id }) => id).filter((id) => decision?.layers.has(id) || stack.has(id));
}

/** Findings are told apart by the name of their profile, so that a file may move: a name that comes twice is a mistake. */
async function withUniqueNames(world: World, kept: readonly Kept[]): Promise<CheckedFile[]> {
  const first = new Map<string, Origin>();
  const files: CheckedFile[] = [];
  for (const { path, named, ...file } of kept) {
    const earlier = first.get(file.name ?? '');
    if (file.name === null || named === null) files.push(file);
    else if (earlier === undefined) {
      first.set(file.name, named);
      files.push(file);
    } else {
      const mistake = repeatedName(file.name, named, earlier, await lineAt(world, path, named));
      files.push({ ...file, findings: [], steps: [], diagnostics: [mistake] });
    }
  }
  return files;
}

function repeatedName(name: string, origin: Origin, earlier: Origin, sourceLine: string | null): PrintableDiagnostic {
  return {
    code: 'repeated-name',
    message: `the name "${name}" is used by two profiles of this run`,
    origin,
    length: name.length,
    sourceLine,
    help: 'rename one of them: findings are told apart by it',
    related: { message: 'first used here', origin: earlier },
  };
}

/** A line of a file, read once more because it is so seldom needed; null where it cannot be, as from standard input. */
async function lineAt(world: World, path: string, { line }: Origin): Promise<string | null> {
  const read = path === '-' ? null : await world.readFile(path);
  return read?.ok ? (read.text.split(/\r?\n/, line)[line - 1] ?? null) : null;
}
