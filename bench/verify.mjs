/** The row of `rules verify`: the whole answer space of the shipped rules, time and memory of one process. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const command = join(root, 'dist/stackfit.cjs');

/** Prints what the process used at most, on standard error, when it ends. */
const watched = `process.on('exit', () => process.stderr.write('most ' + process.resourceUsage().maxRSS));`;

/** One run as people run it; `combinations` says that nothing was left out. */
export function verifyRow() {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(watched)}`, command, 'rules', 'verify', '--format', 'json'],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`rules verify ended with ${status}: ${stderr}`);
  const megabytes = Number(/most (\d+)/.exec(stderr)?.[1]) / 1024;
  const combinations = Number(JSON.parse(stdout).combinations);
  return {
    what: 'stackfit rules verify, the whole space',
    measured: `${combinations.toExponential(1)} combinations in ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`,
    goal: 'at least 1e17 in under 20 s and 300 MB',
    met: combinations >= 1e17 && seconds < 20 && megabytes < 300,
  };
}
