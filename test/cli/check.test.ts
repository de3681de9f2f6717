/** The command `check` from outside: every exit code in every format, one broken profile among many, and progress. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse as parseJunit } from 'junit2json';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { checkFormats } from '../../src/report/check-format-names.js';
import { markdownMarker } from '../../src/report/check-markdown.js';
import { projectText } from '../support/catalogue.js';
import { ownFolder, runCommandLine } from '../support/command.js';
import { Terminal } from '../support/terminal.js';

const folder = ownFolder();
afterAll(() => folder.remove());

const answers = [
  'answers: { app-type: consumer-app, team-size: 2, backend-engineers: 0, ops-capability: none,',
  '  data-model: relational, realtime: none, compliance: [], residency: none }',
].join('\n');
const profile = (name: string, more = '') => `profile: 1\nname: ${name}\n${answers}\n${more}`;
const broken = 'profile: 1\nname: broken\nanswers:\n  teem-size: 2\n  data-model: relation\n';

beforeAll(() => {
  const at = (...names: string[]) => join(folder.path, ...names);
  for (const each of ['many', 'empty']) mkdirSync(at(each));
  writeFileSync(at('fine.yaml'), profile('fine'));
  const own = 'stack: { database: { provider: postgresql, approach: self-hosted } }\n';
  writeFileSync(at('own.yaml'), profile('own', own));
  writeFileSync(at('broken.yaml'), broken);
  for (let number = 1; number <= 100; number += 1) {
    const name = `p${String(number).padStart(3, '0')}`;
    writeFileSync(at('many', `${name}.yaml`), number === 42 ? broken : profile(name));
  }
});

const published = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(projectText('docs/schemas/check.schema.json')));

/** What standard output of a format always is. */
const isWhole = {
  json: (text) => {
    published(JSON.parse(text));
    expect(published.errors).toBeNull();
  },
  sarif: (text) => expect(JSON.parse(text).runs).toHaveLength(1),
  junit: async (text) => {
    expect(text).toMatch(/^<\?xml/);
    await parseJunit(text);
  },
  gitlab: (text) => expect(Array.isArray(JSON.parse(text))).toBe(true),
  github: (text) => expect(text).toMatch(/^(::(error|warning|notice) [^\n]*\n)+$/),
  markdown: (text) => expect(text.startsWith(`${markdownMarker}\n`)).toBe(true),
} as const satisfies Record<Exclude<(typeof checkFormats)[number], 'human'>, (text: string) => void | Promise<void>>;

/** Arguments, the exit code, and what standard error says. */
const runs: Readonly<Record<string, readonly [line: string, exitCode: number, says: RegExp]>> = {
  fine: ['fine.yaml', 0, /^$/],
  'a danger': ['own.yaml fine.yaml', 1, /^$/],
  'report only': ['own.yaml --fail-on never', 0, /^$/],
  'a broken profile among others': ['fine.yaml broken.yaml', 2, /did you mean "team-size"[\s\S]*2 mistakes\.\n$/],
  'a path that names nothing': ["'nothing/*.yaml' empty", 2, /No file matches "nothing\/\*\.yaml"/],
  'an unknown flag': ['fine.yaml --fail-un error', 2, /Did you mean --fail-on/],
  'a day that is none': ['fine.yaml --today tomorrow', 2, /Write a day of the calendar/],
  'an output that cannot be written': ['fine.yaml --output json=gone/out.json', 2, /its folder does not exist/],
  'a baseline that is none': ['fine.yaml --baseline broken.yaml', 2, /is not JSON/],
  'rules that are not there': ['fine.yaml --rules gone', 2, /"gone" does not exist/i],
};

describe.each(Object.entries(runs))('%s', (_, [line, exitCode, says]) => {
  test.concurrent.each(Object.entries(isWhole))('as %s', async (format, holds) => {
    const day = line.includes('--today') ? '' : '--today 2026-01-18';
    const ran = await runCommandLine(`stackfit check ${line} ${day} --format ${format}`, { folder: folder.path });
    expect(ran.exitCode).toBe(exitCode);
    expect(ran.stderr).toMatch(says);
    await holds(ran.stdout);
  });
});

describe('one hundred profiles, one of them broken', () => {
  test.concurrent('its mistakes have positions, the others are checked, in the order of the input', async () => {
    const { exitCode, stdout } = await runCommandLine('stackfit check many --format json --fail-on never', {
      folder: folder.path,
    });
    expect(exitCode).toBe(2);
    const { summary, profiles } = JSON.parse(stdout);
    expect(summary).toEqual({ profiles: 100, revisit: 0, findings: 99, accepted: 0, invalid: 1 });
    const files = profiles.map(({ file }: { file: string }) => file);
    expect(files).toEqual(files.toSorted());
    const wrong = profiles.filter(({ status }: { status: string }) => status === 'invalid');
    expect(wrong).toMatchObject([
      {
        file: 'many/p042.yaml',
        diagnostics: [
          { code: 'unknown-id', help: 'did you mean "team-size"?', location: { line: 4, column: 3 } },
          { code: 'unknown-id', help: 'did you mean "relational"?', location: { line: 5, column: 15 } },
        ],
      },
    ]);
  });

  test.concurrent('nothing tells of progress in a pipe', async () => {
    const { stdout, stderr } = await runCommandLine('stackfit check many --format github', { folder: folder.path });
    expect(stderr).toMatch(/^many\/p042\.yaml:4:3: [\s\S]*2 mistakes\.\n$/);
    expect(stdout).toMatch(/^(::(error|notice) [^\n]*\n)+$/);
  });

  test.concurrent('somebody at a terminal is told how far it is, on a line that goes away', async () => {
    const terminal = new Terminal(['check', 'many', '--min-severity', 'error'], { folder: folder.path });
    try {
      expect(await terminal.ends()).toBe(2);
      expect(terminal.raw).toContain('\rChecked 50 of 100 profiles');
      expect(terminal.everything()).not.toContain('Checked 50');
      expect(terminal.everything()).toMatch(/^many\/p042\.yaml: not readable, 2 mistakes\n/);
    } finally {
      terminal.close();
    }
  });

  test.concurrent('a few are checked without a word of it', async () => {
    const terminal = new Terminal(['check', 'fine.yaml', 'own.yaml'], { folder: folder.path });
    try {
      expect(await terminal.ends()).toBe(1);
      expect(terminal.raw).not.toContain('Checked');
    } finally {
      terminal.close();
    }
  });
});
