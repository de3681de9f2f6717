/** Where people run the command by what we give them: the examples for CI, the hook for commits, the package for it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { markdownMarker } from '../src/report/check-markdown.js';
import { projectText } from './support/catalogue.js';
import { ownFolder } from './support/command.js';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly uses?: string;
}

const workflow = parse(projectText('examples/github-scheduled.yml'));

const folders = ownFolder();
afterAll(() => folders.remove());

test('the workflow looks every week, may do no more than it must, and finds its words again', () => {
  expect(workflow.on.schedule).toHaveLength(1);
  expect(workflow.permissions).toEqual({ contents: 'read' });
  for (const { run } of workflow.jobs.check.steps as Step[])
    if (run !== undefined) expect(run).toContain(`startswith("${markdownMarker}")`);
  for (const { id, uses, if: condition } of workflow.jobs.check.steps as Step[]) {
    if (uses?.startsWith('actions/') || id === 'stackfit') continue;
    // What reports must run after a check that failed, too.
    expect(condition).toMatch(/^always\(\)/);
  }
});

test('the hook for commits takes what check takes by itself, in any folder, and nothing else', () => {
  const [hook] = parse(projectText('.pre-commit-hooks.yaml'));
  expect(hook).toMatchObject({ id: 'stackfit-check', entry: 'stackfit check', language: 'node', pass_filenames: true });
  const takes = (file: string) => new RegExp(hook.files).test(file) && !new RegExp(hook.exclude).test(file);
  const profiles = [
    'profiles/shop.yaml',
    'profiles/shop.yml',
    'profiles/teams/a/shop.yaml',
    'apps/shop/profiles/a.yml',
  ];
  for (const file of ['stackfit.yaml', 'apps/shop/stackfit.yaml', ...profiles])
    expect([file, takes(file)]).toEqual([file, true]);
  const others = ['rules/a.yaml', 'profiles/notes.md', 'not-stackfit.yaml', 'stackfit.yml', 'profiles/shop.yaml.orig'];
  const passedOver = ['stackfit.draft.yaml', 'profiles/stackfit.draft.yaml', 'profiles/.hidden.yaml'];
  for (const file of [...others, ...passedOver, 'profiles/.old/a.yaml', 'node_modules/x/profiles/a.yaml'])
    expect([file, takes(file)]).toEqual([file, false]);
});

test('"npm pack" prints the name of the file and nothing else, because pre-commit takes all of it as the name', () => {
  const folder = mkdtempSync(join(folders.path, 'package-'));
  const scripts = { prepack: 'node -e "console.log(123)"' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'packed', version: '1.0.0', scripts }));
  writeFileSync(join(folder, '.npmrc'), projectText('.npmrc'));
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
  const { stdout } = spawnSync('npm', ['pack'], { cwd: folder, encoding: 'utf8', env });
  expect(stdout).toBe('packed-1.0.0.tgz\n');
  expect(existsSync(join(folder, 'packed-1.0.0.tgz'))).toBe(true);
});

/** What check looks for when no path is given. */
const usual = ['stackfit.yaml', 'profiles/**/*.yaml', 'profiles/**/*.yml'];

test('the examples check what they are triggered by: what check takes by itself', () => {
  expect(workflow.on.pull_request.paths).toEqual(usual);
  expect(workflow.jobs.check.steps.find((each: Step) => each.id === 'stackfit').with).not.toHaveProperty('paths');
  const { stackfit } = parse(projectText('examples/gitlab-ci.yml'));
  expect(stackfit.rules.flatMap(({ changes = [] }: { changes?: string[] }) => changes)).toEqual(usual);
  expect(stackfit.script.join()).toMatch(/^stackfit check --/);
});

test('the example for GitLab keeps its reports when the check fails', () => {
  const { stackfit } = parse(projectText('examples/gitlab-ci.yml'));
  expect(stackfit.artifacts).toMatchObject({ when: 'always', reports: { codequality: 'gl-code-quality-report.json' } });
  expect(stackfit.script.join()).toContain('--output gitlab=gl-code-quality-report.json');
  expect(stackfit.rules[0].if).toContain('schedule');
});
