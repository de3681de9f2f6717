/**
 * Speed and memory as ratios, measured in pairs within one run, because machines are noisy and differ.
 *
 *   npm run bench              prints the table
 *   npm run bench -- --write   also keeps it in docs/benchmarks.md
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shippedCatalogue } from '../dist/catalogue.js';
import { advise, factsOf, loadProfile } from '../dist/index.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const command = join(root, 'dist/stackfit.cjs');
const profile = join(root, 'profiles/booking-marketplace.yaml');
const pairs = 25;
/** Between these days only the calendar moves on, and check walks that step. */
const pinnedOn = ['--today', '2026-05-26'];
const halfAYearLater = ['--today', '2026-11-26'];

const rows = [
  wallRow('stackfit --version', [command, '--version'], 1.25),
  wallRow('stackfit advise', [command, 'advise', profile], 1.7),
  ...checkRows(),
  ...manyRows(),
  memoryRow('stackfit advise, memory', [command, 'advise', profile], 1.5),
  ...(await warmRows()),
];
const table = [
  '| what | measured | goal | met |',
  '| --- | --- | --- | --- |',
  ...rows.map((row) => `| ${row.what} | ${row.measured} | ${row.goal} | ${row.met ? 'yes' : 'no'} |`),
].join('\n');
process.stdout.write(`${table}\n`);
if (process.argv.includes('--write')) keep(table);

/** Wall time of a process as a ratio to `node -e 0`, the two in turn; the median of the ratios. */
function wallRow(what, args, goal) {
  const ratios = [];
  for (let pair = -1; pair < pairs; pair += 1) {
    const ours = wall(args);
    const bare = wall(['-e', '0']);
    if (pair >= 0) ratios.push(ours / bare);
  }
  const ratio = median(ratios);
  return { what, measured: `${ratio.toFixed(2)} × \`node -e 0\``, goal: `at most ${goal} ×`, met: ratio <= goal };
}

/** The check of a profile that was pinned half a year ago. */
function checkRows() {
  const folder = mkdtempSync(join(tmpdir(), 'stackfit-bench-'));
  try {
    const pinned = join(folder, 'pinned.yaml');
    copyFileSync(profile, pinned);
    wall([command, 'pin', pinned, ...pinnedOn]);
    return [wallRow('stackfit check, one profile', [command, 'check', pinned, ...halfAYearLater], 1.75)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function wall(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const took = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return took;
}

/**
 * Many profiles in one run: the shipped ones, pinned, each under many names, every fourth with an answer that changed
 * since. Beside it a process that does nothing but parse the same files with the yaml package.
 */
function manyRows() {
  const folder = mkdtempSync(join(tmpdir(), 'stackfit-bench-'));
  try {
    const pinned = pinnedProfiles(folder);
    const thousand = copies(join(folder, 'thousand'), pinned, 1000);
    const check = [command, 'check', '--fail-on', 'never', ...halfAYearLater];
    const parse = [join(root, 'bench/parse.mjs'), thousand];
    const ratios = Array.from({ length: 5 }, () => wall([...check, thousand]) / wall(parse));
    const ratio = median(ratios);
    const tenThousand = copies(join(folder, 'ten-thousand'), pinned, 10_000);
    const most = memoryOf([...check, tenThousand]) / 1024;
    return [
      {
        what: 'stackfit check, 1,000 profiles',
        measured: `${ratio.toFixed(2)} × parsing them with yaml`,
        goal: 'at most 2 ×',
        met: ratio <= 2,
      },
      {
        what: 'stackfit check, 10,000 profiles, memory',
        measured: `${most.toFixed(0)} MB`,
        goal: 'under 300 MB',
        met: most < 300,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The shipped profiles that can be pinned, as texts. */
function pinnedProfiles(folder) {
  return readdirSync(join(root, 'profiles')).flatMap((name) => {
    const file = join(folder, name);
    copyFileSync(join(root, 'profiles', name), file);
    const { status } = spawnSync(process.execPath, [command, 'pin', file, ...pinnedOn], { stdio: 'ignore' });
    return status === 0 ? [readFileSync(file, 'utf8')] : [];
  });
}

function copies(folder, texts, count) {
  mkdirSync(folder);
  for (let index = 0; index < count; index += 1) {
    const text = texts[index % texts.length].replace(/^name: .*$/m, `name: app-${index}`);
    const changed = index % 4 === 0 ? text.replace(/users-year-one: \d+/, 'users-year-one: 450000') : text;
    writeFileSync(join(folder, `${String(index).padStart(5, '0')}.yaml`), changed);
  }
  return folder;
}

/** Largest memory of a process as a ratio to `node -e 0`; the median of five pairs. */
function memoryRow(what, args, goal) {
  const ratio = median(Array.from({ length: 5 }, () => memoryOf(args) / memoryOf(['-e', '0'])));
  return { what, measured: `${ratio.toFixed(2)} × \`node -e 0\``, goal: `at most ${goal} ×`, met: ratio <= goal };
}

/** Largest memory of one run of a process, in kilobytes. */
function memoryOf(args) {
  const folder = mkdtempSync(join(tmpdir(), 'stackfit-bench-'));
  const file = join(folder, 'memory');
  const env = { ...process.env, STACKFIT_BENCH_MEMORY: file };
  spawnSync(process.execPath, ['--require', join(root, 'bench/memory.cjs'), ...args], { env, stdio: 'ignore' });
  const kilobytes = Number(readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true });
  return kilobytes;
}

/** One recommendation in a warm process, for every shipped profile. */
async function warmRows() {
  const catalogue = await shippedCatalogue();
  const medians = readdirSync(join(root, 'profiles')).map((file) => {
    const loaded = loadProfile(catalogue, file, readFileSync(join(root, 'profiles', file), 'utf8'));
    const facts = factsOf(loaded.profile);
    const times = [];
    for (let turn = -20; turn < 100; turn += 1) {
      const start = performance.now();
      advise(catalogue, facts);
      if (turn >= 0) times.push(performance.now() - start);
    }
    return { file, median: median(times) };
  });
  const all = median(medians.map((each) => each.median));
  const worst = medians.sort((a, b) => b.median - a.median)[0];
  return [
    {
      what: 'one recommendation, warm, median of the profiles',
      measured: `${all.toFixed(2)} ms`,
      goal: 'under 5 ms',
      met: all < 5,
    },
    {
      what: `one recommendation, warm, worst profile (${worst.file})`,
      measured: `${worst.median.toFixed(2)} ms`,
      goal: 'under 25 ms',
      met: worst.median < 25,
    },
  ];
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function keep(text) {
  const head = `# Benchmarks\n\nMade by \`npm run bench -- --write\`: Node ${process.version}, ${cpus().length} processors. Ratios are medians of ${pairs} pairs\nmeasured in turn within one run; compare them with each other, not with another machine's.\n\n`;
  writeFileSync(join(root, 'docs/benchmarks.md'), `${head}${text}\n`);
}
