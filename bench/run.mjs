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
import {
  advise,
  applicableQuestions,
  compile,
  FastPath,
  factsOf,
  flipPoints,
  loadProfile,
  nextUsefulQuestion,
} from '../dist/index.js';
import { completed, jsonLogic, jsonRules, straightLine, straightLineOnCodes } from './engines.mjs';
import { verifyRow } from './verify.mjs';

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
  wallRow('stackfit explain', [command, 'explain', profile], 1.8),
  wallRow('stackfit whatif', [command, 'whatif', profile, '--set', 'team-size=12'], 1.8),
  ...manyRows(),
  memoryRow('stackfit advise, memory', [command, 'advise', profile], 1.5),
  ...(await warmRows()),
  ...(await engineRows()),
  ...(await flipRows()),
  ...(await interviewRows()),
  verifyRow(),
];
const table = [
  '| what | measured | goal | met |',
  '| --- | --- | --- | --- |',
  ...rows.map(
    (row) => `| ${row.what} | ${row.measured} | ${row.goal} | ${row.met === null ? '' : row.met ? 'yes' : 'no'} |`,
  ),
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

/** Every shipped profile, as facts. */
function shippedFacts(catalogue) {
  return readdirSync(join(root, 'profiles')).map((file) => {
    const { profile: loaded } = loadProfile(catalogue, file, readFileSync(join(root, 'profiles', file), 'utf8'));
    return { file, facts: factsOf(loaded) };
  });
}

/**
 * The rules about patterns on every shipped profile, by every engine: points of each pattern and the list of fired rules.
 * The goals are held against the whole way from answers to points, because the other engines start from answers too. What
 * the fast path takes when the codes are there already (as when one answer after another is changed) is told without a
 * goal: made on one side only it compares unlike things.
 */
async function engineRows() {
  const catalogue = await shippedCatalogue();
  const compiled = compile(catalogue);
  const fast = new FastPath(compiled);
  const profiles = shippedFacts(catalogue).map(({ facts }) => completed(catalogue, facts));
  const rows = profiles.map((facts) => fast.codesOf(facts));
  const objects = profiles.map((facts) => Object.fromEntries(facts));
  const scores = new Int32Array(catalogue.patterns.length);
  const fired = new Int32Array(catalogue.rules.pattern.length);
  const [plain, onCodes, logic, rules] = [
    straightLine(catalogue),
    straightLineOnCodes(catalogue, compiled.layout.columns),
    jsonLogic(catalogue),
    jsonRules(catalogue),
  ];
  const engines = {
    fast: (index) => fast.patterns.judge(rows[index]),
    encoded: (index) => fast.score(profiles[index]),
    plain: (index) => plain(profiles[index], scores, fired),
    onCodes: (index) => onCodes(rows[index], scores, fired),
    logic: (index) => logic(objects[index], scores, fired),
  };
  await sameEverywhere(profiles, engines, fast, scores, fired, (index) => rules(objects[index], scores, fired));
  const times = await inAlternation(engines, profiles.length, (index) => rules(objects[index], scores, fired));
  const ratio = (one, other) => median(times.map((each) => each[one] / each[other]));
  const fair = (what, measured, goal, met) => ({ what, measured, goal, met });
  const told = (what, measured) => ({ what, measured, goal: 'none', met: null });
  const [encoded, strict] = [ratio('encoded', 'plain'), ratio('fast', 'onCodes')];
  const [logics, ruled] = [ratio('logic', 'encoded'), ratio('rules', 'encoded')];
  const beforehand = 'codes made beforehand, on our side only';
  const against = '× straight-line code';
  return [
    fair(
      'fast path from answers, rules about patterns',
      `${encoded.toFixed(2)} ${against}`,
      'at most 1.2 ×',
      encoded <= 1.2,
    ),
    fair('the same, json-logic-engine', `${logics.toFixed(1)} × our time`, 'at least 3 ×', logics >= 3),
    fair('the same, json-rules-engine', `${ruled.toFixed(0)} × our time`, 'at least 500 ×', ruled >= 500),
    told('the same, codes made beforehand on both sides', `${strict.toFixed(2)} ${against}`),
    told(`the same, ${beforehand}`, `${ratio('fast', 'plain').toFixed(2)} ${against}`),
    told(`json-logic-engine, ${beforehand}`, `${ratio('logic', 'fast').toFixed(1)} × our time`),
    told(`json-rules-engine, ${beforehand}`, `${ratio('rules', 'fast').toFixed(0)} × our time`),
  ];
}

/** Nothing is compared that does not give the same points and the same fired rules. */
async function sameEverywhere(profiles, { plain, onCodes, logic }, fast, scores, fired, rules) {
  const said = (count) => JSON.stringify([[...scores], [...fired.slice(0, count)].sort((a, b) => a - b)]);
  for (const index of profiles.keys()) {
    fast.score(profiles[index]);
    scores.set(fast.patterns.points);
    fired.set(fast.patterns.fired);
    const ours = said(fast.patterns.firedCount);
    for (const engine of [plain, onCodes, logic, rules])
      if (said(await engine(index)) !== ours) throw new Error(`the engines disagree on profile ${index}`);
  }
}

/** Rounds in which every engine has its turn: microseconds an evaluation, by engine. */
async function inAlternation(engines, profiles, rules) {
  const turns = { fast: 1600, encoded: 160, plain: 480, onCodes: 1600, logic: 160 };
  const times = [];
  for (let round = -30; round < 200; round += 1) {
    const took = {};
    for (const [name, engine] of Object.entries(engines)) {
      const start = performance.now();
      for (let turn = 0; turn < turns[name]; turn += 1) engine(turn % profiles);
      took[name] = ((performance.now() - start) / turns[name]) * 1000;
    }
    const start = performance.now();
    for (let turn = 0; turn < 2; turn += 1) await rules((round + 30 + turn) % profiles);
    took.rules = ((performance.now() - start) / 2) * 1000;
    if (round >= 0) times.push(took);
  }
  return times;
}

/** Flip points of every full shipped profile, warm: the worst median of several runs. */
async function flipRows() {
  const catalogue = await shippedCatalogue();
  const compiled = compile(catalogue);
  const timed = (pairs, runs) =>
    shippedFacts(catalogue)
      .map(({ file, facts }) => {
        const times = Array.from({ length: runs }, () => {
          const start = performance.now();
          flipPoints(compiled, facts, pairs);
          return performance.now() - start;
        });
        return { file, took: median(times) };
      })
      .sort((a, b) => b.took - a.took)[0];
  timed('pattern', 2);
  const [usual, all] = [timed('pattern', 7), timed('layers', 1)];
  return [
    {
      what: `flip points: singles, and pairs for the pattern; worst profile (${usual.file})`,
      measured: `${usual.took.toFixed(0)} ms`,
      goal: 'under 150 ms',
      met: usual.took < 150,
    },
    {
      what: `flip points: pairs for layers; worst profile (${all.file})`,
      measured: `${(all.took / 1000).toFixed(1)} s`,
      goal: 'under 5 s',
      met: all.took < 5000,
    },
  ];
}

/** The shortest interview with every shipped profile: the slowest question of all, once warm, and how many it saves. */
async function interviewRows() {
  const catalogue = await shippedCatalogue();
  const compiled = compile(catalogue);
  const interview = (facts) => {
    const [answers, passed, times] = [new Map(), new Set(), []];
    for (;;) {
      const start = performance.now();
      const next = nextUsefulQuestion(compiled, answers, passed);
      times.push(performance.now() - start);
      if (next === null) return { took: Math.max(...times), asked: answers.size + passed.size };
      const { id } = next.question;
      if (facts.has(id)) answers.set(id, facts.get(id));
      else passed.add(id);
    }
  };
  const held = shippedFacts(catalogue).map(({ file, facts }) => {
    const turns = Array.from({ length: 3 }, () => interview(facts));
    const all = applicableQuestions(catalogue, { mode: 'full', answers: facts }).length;
    return { file, all, asked: turns[0].asked, took: median(turns.map(({ took }) => took)) };
  });
  const slowest = held.toSorted((a, b) => b.took - a.took)[0];
  const sum = (of) => held.reduce((total, each) => total + of(each), 0);
  const mean = (of) => (sum(of) / held.length).toFixed(1);
  return [
    {
      what: `the next useful question, slowest of an interview (${slowest.file})`,
      measured: `${slowest.took.toFixed(0)} ms`,
      goal: 'under 50 ms',
      met: slowest.took < 50,
    },
    {
      what: `the shortest interview, questions asked, mean of the ${held.length} profiles`,
      measured: `${mean(({ asked }) => asked)} of ${mean(({ all }) => all)}`,
      goal: 'none',
      met: null,
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
