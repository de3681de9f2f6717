/** The README tells the truth: its commands run, and the output it shows is the output there is. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { advise, applicableQuestions, compile, factsOf, speakingQuestions } from '../src/index.js';
import { askedInWords } from '../src/report/interview-words.js';
import { fullInterview, shortInterview } from './core/asking.js';
import { profileNames, projectText, shipped, shippedProfile } from './support/catalogue.js';

const root = join(import.meta.dirname, '..');
const readme = projectText('README.md');
const manifest = JSON.parse(projectText('package.json')) as { scripts: Record<string, string> };

function run(...args: string[]): string {
  return execFileSync(process.execPath, [join(root, 'dist/stackfit.cjs'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
}

function blocks(language: string, text = readme): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1] ?? '');
}

test('the first screen shows what the demo really prints', () => {
  const [shown = 'nothing is shown'] = blocks('text');
  expect(manifest.scripts.demo).toContain('node dist/stackfit.cjs advise profiles/booking-marketplace.yaml');
  expect(run('advise', 'profiles/booking-marketplace.yaml').startsWith(shown)).toBe(true);
});

test('the example of a decision half a year later prints what the README shows', () => {
  const [, shown = 'nothing is shown'] = blocks('text');
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, 'dist/stackfit.cjs'), 'check', 'examples/half-a-year-later.yaml', '--today', '2026-11-26'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined } },
  );
  expect(stdout).toBe(shown);
  expect(status).toBe(1);
});

test('the flip points are those that the command prints', () => {
  const [, , shown = 'nothing is shown'] = blocks('text');
  expect(run('flips', 'profiles/knife-edge.yaml')).toContain(shown);
});

test('the shortest interview is as short as the README says', () => {
  const compiled = compile(shipped().catalogue);
  const held = profileNames().map((name) => {
    const known = factsOf(shippedProfile(name));
    const { answers, passed, asked } = shortInterview(compiled, known);
    const all = fullInterview(compiled, known).asked.length;
    const speaking = speakingQuestions(compiled.catalogue, answers, passed, advise(compiled.catalogue, answers)).length;
    return { asked: asked.length, said: askedInWords(asked.length, all, speaking, true) };
  });
  const [, quoted = 'nothing is quoted'] = /"(Asked \d+ of [^"]+)"/.exec(readme.replace(/\s+/g, ' ')) ?? [];
  expect(held.map(({ said }) => said)).toContain(quoted);
  const mean = held.reduce((sum, { asked }) => sum + asked, 0) / held.length;
  expect(readme).toContain(`about ${Math.round(mean)} for the profiles in this repository`);
  expect(readme).toContain(
    `at most ${applicableQuestions(compiled.catalogue, { mode: 'full', answers: new Map() }).length} questions`,
  );
});

test('the two commands at the top are scripts of the package', () => {
  expect(blocks('sh')[0]?.match(/npm (?:run )?(\w+)/g)).toEqual(['npm ci', 'npm run demo', 'npm ci', 'npm test']);
  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(['demo', 'test']));
});

const commands = blocks('sh')
  .flatMap((block) => block.split('\n'))
  .map((line) => line.replace(/\s+#.*$/, ''))
  .filter((line) => line.startsWith('node dist/stackfit.cjs advise') && !line.includes('--rules'));

test.each(commands)('%s', (line) => {
  const [, , ...args] = line.split(' ');
  expect(run(...args)).not.toBe('');
});

test('a product is added by one YAML file, as CONTRIBUTING shows', () => {
  const [provider = ''] = blocks('yaml', projectText('CONTRIBUTING.md'));
  const folder = mkdtempSync(join(tmpdir(), 'stackfit-rules-'));
  mkdirSync(join(folder, 'providers'));
  writeFileSync(join(folder, 'providers', 'neonlike.yaml'), provider);
  const advice = JSON.parse(run('advise', 'profiles/saas-companion.yaml', '--rules', folder, '--format', 'json'));
  expect(advice.facts).not.toBe(JSON.parse(run('advise', 'profiles/saas-companion.yaml', '--format', 'json')).facts);
  rmSync(folder, { recursive: true });
});

test.each(blocks('yaml', projectText('CONTRIBUTING.md')).slice(1))(
  'a rule that CONTRIBUTING shows loads: %#',
  (rule) => {
    const folder = mkdtempSync(join(tmpdir(), 'stackfit-rules-'));
    writeFileSync(join(folder, 'mine.yaml'), rule);
    expect(run('rules', 'lint', '--rules', folder)).toContain('Nothing to say');
    rmSync(folder, { recursive: true });
  },
);

test('every file that the README points at is there', () => {
  const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] ?? '');
  expect(links.filter((link) => !link.startsWith('http') && !existsSync(join(root, link)))).toEqual([]);
});
