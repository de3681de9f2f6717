/** The action for GitHub: its scripts run here as a runner runs them. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { markdownMarker } from '../src/report/check-markdown.js';
import { projectText } from './support/catalogue.js';
import { builtCommand, ownFolder, profiles } from './support/command.js';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

const action = parse(projectText('action.yml'));
const workflow = parse(projectText('examples/github-scheduled.yml'));
const steps: readonly Step[] = [...action.runs.steps, ...workflow.jobs.check.steps];
const check: Step = action.runs.steps.find((each: Step) => each.id === 'check');

const folders = ownFolder();
afterAll(() => folders.remove());

/** What a run of the action's last step left behind. */
interface Left {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly folder: string;
}

/** Runs the step as GitHub does: the script in a file, inputs as variables, in the folder of the checkout. */
function runStep(
  command: string,
  inputs: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
): Left {
  const folder = mkdtempSync(join(folders.path, 'run-'));
  const at = (...names: string[]) => join(folder, ...names);
  for (const name of ['action/dist', 'temp', 'checkout/profiles', 'checkout/my profiles'])
    mkdirSync(at(name), { recursive: true });
  writeFileSync(at('action/dist/stackfit.cjs'), command);
  writeFileSync(at('script.sh'), check.run ?? '');
  for (const [name, text] of Object.entries(files)) writeFileSync(at('checkout', name), text);
  const given = Object.entries(check.env ?? {}).map(([variable, expression]) => {
    const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression)?.[1] ?? '';
    return [variable, inputs[input] ?? action.inputs[input].default] as const;
  });
  const env = {
    ...{ PATH: `${join(process.execPath, '..')}:${process.env.PATH}`, HOME: folder, LANG: 'C.UTF-8' },
    ...{ GITHUB_ACTION_PATH: at('action'), GITHUB_OUTPUT: at('output'), GITHUB_STEP_SUMMARY: at('summary') },
    ...{ RUNNER_TEMP: at('temp'), GITHUB_WORKSPACE: at('checkout'), GITHUB_ACTIONS: 'true', CI: 'true' },
    ...Object.fromEntries(given),
  };
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', at('script.sh')];
  const ran = spawnSync('bash', args, { cwd: at('checkout'), env, encoding: 'utf8', timeout: 30_000 });
  const textOf = (name: string) => (existsSync(at(name)) ? readFileSync(at(name), 'utf8') : '');
  const outputs = Object.fromEntries(
    textOf('output')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  return { exitCode: ran.status, stdout: ran.stdout, stderr: ran.stderr, outputs, summary: textOf('summary'), folder };
}

/** A command that prints its arguments, writes what it is asked for, and ends as it is told. */
const stub = (exitCode: number, findings: number) => `
const { writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
console.log(JSON.stringify(args));
for (const [index, each] of args.entries()) {
  if (each !== '--output') continue;
  const [format, file] = args[index + 1].split(/=(.*)/s);
  const text = { json: JSON.stringify({ summary: { findings: ${findings} } }), markdown: '${markdownMarker}\\nWords.' };
  writeFileSync(file, text[format] ?? format);
}
process.exitCode = ${exitCode};`;

/** The arguments, as the stub printed them. */
function argumentsOf({ stdout }: Left): string[] {
  return JSON.parse(stdout.split('\n').find((line) => line.startsWith('[')) ?? '');
}

/** The lines that the runner obeys: those that begin so, but for what stands between "stop-commands" and its word. */
function obeyed({ stdout, stderr }: Left): string[] {
  let word: string | null = null;
  return [...stdout.split('\n'), ...stderr.split('\n')].filter((line) => {
    const stops = /^::stop-commands::(.+)$/.exec(line)?.[1];
    const isBack = word !== null && line === `::${word}::`;
    const isCommand = word === null && stops === undefined && /^\s*::/.test(line);
    word = isBack ? null : (word ?? stops ?? null);
    return isCommand;
  });
}

test('the action is built once for what it is built from', () => {
  const { run = '' } = action.runs.steps.find((each: Step) => each.id === 'sources') as Step;
  const outputOf = (path: string) => {
    const output = join(mkdtempSync(join(folders.path, 'sources-')), 'output');
    const env = { PATH: process.env.PATH ?? '', GITHUB_ACTION_PATH: path, GITHUB_OUTPUT: output };
    const { stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      env,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    return readFileSync(output, 'utf8');
  };
  const checkout = mkdtempSync(join(folders.path, 'action-'));
  for (const folder of ['src', 'rules', 'docs/schemas', 'scripts'])
    mkdirSync(join(checkout, folder), { recursive: true });
  for (const file of ['src/a b.ts', 'package.json', 'package-lock.json', 'tsconfig.json'])
    writeFileSync(join(checkout, file), '');
  const before = outputOf(checkout);
  expect(before).toMatch(/^digest=[0-9a-f]{40}\n$/);
  expect(outputOf(checkout)).toBe(before);
  writeFileSync(join(checkout, 'src/a b.ts'), 'changed');
  expect(outputOf(checkout)).not.toBe(before);
  mkdirSync(join(checkout, 'dist'));
  writeFileSync(join(checkout, 'dist/stackfit.cjs'), '');
  expect(outputOf(checkout)).toBe('built=true\n');
});

test('the action never swallows an exit code, and sets its outputs whatever comes of it', () => {
  for (const [exitCode, findings] of [
    [0, 0],
    [1, 3],
    [2, 0],
    [3, 0],
  ] as const) {
    const left = runStep(stub(exitCode, findings), { format: 'human' }, {});
    expect(left.exitCode).toBe(exitCode);
    expect(left.outputs).toMatchObject({ findings: String(findings), 'exit-code': String(exitCode) });
    expect(readFileSync(left.outputs.report ?? '', 'utf8')).toBe(left.summary);
    expect(left.summary).toContain('Words.');
  }
});

test('in the format github the summary is left to the command', () => {
  const left = runStep(stub(0, 0), {}, {});
  expect(left.summary).toBe('');
  expect(readFileSync(left.outputs.report ?? '', 'utf8')).toContain('Words.');
});

test('what a profile says is never a command of the workflow', () => {
  const says = "console.error('::add-mask::e'); process.exitCode = 1;";
  const human = runStep(`console.log('::add-mask::e'); ${says} process.stdout.write('::x::')`, { format: 'human' }, {});
  expect({ ...human, obeyed: obeyed(human) }).toMatchObject({ exitCode: 1, obeyed: [] });
  expect(human.stdout.match(/^::add-mask::e$/gm)).toHaveLength(2);
  const words = [human, runStep('', { format: 'human' }, {})].map(({ stdout }) => /^::stop-.*$/m.exec(stdout)?.[0]);
  expect(words[0]).toMatch(/^::stop-commands::[0-9a-f-]{36}$/);
  expect(words[1]).not.toBe(words[0]);
  // Annotations are meant; what goes to standard error beside them is not.
  const annotations = runStep(`console.log('::notice::n'); ${says}`, { format: 'github' }, {});
  expect(obeyed(annotations)).toEqual(['::notice::n']);
  expect(annotations.stdout).toContain('\n::add-mask::e\n');
});

test('the action has outputs also when the command breaks down', () => {
  const left = runStep('throw new Error("broken")', {}, {});
  expect(left).toMatchObject({ exitCode: 1, outputs: { findings: '', 'exit-code': '1', report: '' }, summary: '' });
});

test('the action hands over its inputs, and writes SARIF only where it is wanted', () => {
  const inputs = { paths: 'a.yaml', 'fail-on': 'never', format: 'human', 'sarif-file': 'out/stackfit results.sarif' };
  const args = argumentsOf(runStep(stub(0, 0), { ...inputs, 'sarif-file': 'stackfit results.sarif' }, {}));
  expect(args.slice(0, 5)).toEqual(['check', '--fail-on', 'never', '--format', 'human']);
  expect(args).toContain('sarif=stackfit results.sarif');
  expect(args.slice(-2)).toEqual(['--', 'a.yaml']);
  const plain = argumentsOf(runStep(stub(0, 0), {}, {}));
  expect(plain.filter((each) => each.startsWith('sarif='))).toEqual([]);
  expect(plain.at(-1)).toBe('--');
});

test('paths stand one on a line, patterns are expanded, and what they hold is never run', () => {
  const files = { 'profiles/a.yaml': '', 'profiles/b.yaml': '', 'my profiles/c.yaml': '' };
  const paths = '  profiles/*.yaml\r\n\nmy profiles/*.yaml\nnone/*.yaml\n$(touch x)\n`touch x`\n"; touch x; "\n-v';
  const left = runStep(stub(0, 0), { paths, 'fail-on': '$(touch x)', format: '"; touch x' }, files);
  const args = argumentsOf(left);
  expect(args.slice(args.indexOf('--') + 1)).toEqual([
    ...['profiles/a.yaml', 'profiles/b.yaml', 'my profiles/c.yaml', 'none/*.yaml'],
    ...['$(touch x)', '`touch x`', '"; touch x; "', '-v'],
  ]);
  expect(existsSync(join(left.folder, 'checkout', 'x'))).toBe(false);
});

test('no script has an expression in it: what comes from outside comes as a variable', () => {
  const scripts = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
  expect(scripts.length).toBeGreaterThan(3);
  for (const script of scripts) {
    expect(script).not.toContain('${{');
    const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
    expect({ script, status, stderr }).toEqual({ script, status: 0, stderr: '' });
  }
  for (const { run, shell } of action.runs.steps as Step[]) expect(shell).toBe(run === undefined ? undefined : 'bash');
});

test('the action uses every input and sets every output that it declares, and the workflow names no others', () => {
  const used = Object.values(check.env ?? {}).map((each) => /inputs\.([a-z-]+)/.exec(each)?.[1]);
  expect(used.sort()).toEqual(Object.keys(action.inputs).sort());
  for (const name of Object.keys(action.outputs)) expect(check.run).toContain(`"${name}=`);
  const own = workflow.jobs.check.steps.find((each: Step) => each.id === 'stackfit') as Step;
  expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(own.with ?? {})));
  const read = [...projectText('examples/github-scheduled.yml').matchAll(/steps\.stackfit\.outputs\.([a-z-]+)/g)];
  for (const [, name] of read) expect(Object.keys(action.outputs)).toContain(name);
});

const checkHelp = spawnSync(process.execPath, [builtCommand, 'check', '--help'], { encoding: 'utf8' }).stdout;
const hasCheck = checkHelp.startsWith('Usage: stackfit check');

test.skipIf(!hasCheck)('the action with the command itself: annotations, SARIF, a summary, outputs', () => {
  const real = `require(${JSON.stringify(builtCommand)})`;
  const profile = readFileSync(join(profiles, 'consumer-mvp.yaml'), 'utf8');
  const files = { 'profiles/consumer-mvp.yaml': profile, 'profiles/bad.yaml': 'profile: 1\nnmae: bad\n' };
  const good = runStep(real, { paths: 'profiles/consumer-mvp.yaml', 'sarif-file': 'stackfit.sarif' }, files);
  expect(good.stderr).toBe('');
  expect(good.exitCode).toBe(0);
  expect(good.outputs['exit-code']).toBe('0');
  expect(Number(good.outputs.findings)).toBeGreaterThan(0);
  expect(good.summary.startsWith(markdownMarker)).toBe(true);
  expect(good.summary.split(markdownMarker)).toHaveLength(2);
  expect(readFileSync(good.outputs.report ?? '', 'utf8')).toBe(good.summary);
  const human = runStep(real, { paths: 'profiles/consumer-mvp.yaml', format: 'human' }, files);
  expect(human.summary).toBe(good.summary);
  expect(human.stdout).toContain('consumer-mvp');
  expect(JSON.parse(readFileSync(join(good.folder, 'checkout', 'stackfit.sarif'), 'utf8')).version).toBe('2.1.0');
  expect(good.stdout).toMatch(/^::notice /m);
  const bad = runStep(real, { paths: 'profiles/*.yaml' }, files);
  expect(bad).toMatchObject({ exitCode: 2, outputs: { 'exit-code': '2' } });
  expect(bad.stdout).toMatch(/^::error /m);
});
