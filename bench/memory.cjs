/** Preloaded by the benchmark: writes the largest memory of this process to the file named in the environment. */
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  writeFileSync(process.env.STACKFIT_BENCH_MEMORY, String(process.resourceUsage().maxRSS));
});
