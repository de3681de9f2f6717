/** The formats of `check`: golden files, published schemas, real readers, and nothing that breaks out of any of them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { parse as parseJunit } from 'junit2json';
import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../../src/core/catalogue.js';
import { causes } from '../../src/core/finding.js';
import { withoutDetails } from '../../src/load/compile.js';
import { checkFormats } from '../../src/report/check-format-names.js';
import { renderReport } from '../../src/report/check-formats.js';
import type { CheckReport } from '../../src/report/check-report.js';
import { codeWords } from '../../src/report/code-words.js';
import { actionInWords, causeInWords, findingInWords } from '../../src/report/finding-words.js';
import { plainStyle } from '../../src/report/style.js';
import { projectText, shipped } from '../support/catalogue.js';
import {
  checkedFile,
  fileSaying,
  finding,
  hostile,
  mistake,
  problem,
  reportOf,
  sampleReport,
} from './sample-report.js';

const options = { style: plainStyle, width: 80, verbose: false, version: '1.2.3', exitCode: 1 };
const render = (format: (typeof checkFormats)[number], report: CheckReport, verbose = false) =>
  renderReport(format, report, { ...options, verbose });

/** The digests change with every rule; what is golden is the rest. */
function masked(text: string): string {
  const { rulesDigest, factsDigest } = shipped().catalogue.data;
  return text.replaceAll(rulesDigest, 'RULES-DIGEST').replaceAll(factsDigest, 'FACTS-DIGEST');
}

function expectGolden(name: string, text: string): void {
  const path = join(import.meta.dirname, 'golden-check', name);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, masked(text));
  expect(masked(text)).toBe(readFileSync(path, 'utf8'));
}

const ours = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(projectText('docs/schemas/check.schema.json')),
);
const official = sarifSchema();

/** The schema of the standard says draft-04, but uses nothing that draft-07 reads differently. */
function sarifSchema() {
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const text = readFileSync(path, 'utf8');
  expect(text).not.toMatch(/exclusiveM/);
  const { id: _, $schema: __, ...schema } = JSON.parse(text);
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

function expectValid(validate: typeof ours, text: string): void {
  validate(JSON.parse(text));
  expect(validate.errors).toBeNull();
}

/** Reports of every shape: the sample in each state, and runs in which hardly anything happened. */
const reports: Readonly<Record<string, CheckReport>> = {
  sample: sampleReport(),
  'with accepted ones': sampleReport({ showAccepted: true }),
  'of hostile text': reportOf([fileSaying(hostile)], { showAccepted: true }),
  'errors only': sampleReport({ minSeverity: 'error' }),
  'without rules': sampleReport({ catalogue: null }),
  'of nothing but a problem': reportOf([], { catalogue: null, problems: [problem('usage', hostile)] }),
  'of no profile': reportOf([]),
  'of one that is fine': reportOf([checkedFile('a.yaml', 'a', [])]),
};

describe('golden files', () => {
  test.each(checkFormats)('%s', (format) => expectGolden(`sample.${format}.txt`, render(format, sampleReport())));

  test('with every reason, and what is accepted', () => {
    expectGolden('verbose.human.txt', render('human', sampleReport({ showAccepted: true }), true));
    expectGolden('accepted.junit.txt', render('junit', sampleReport({ showAccepted: true })));
    expectGolden('accepted.markdown.txt', render('markdown', sampleReport({ showAccepted: true })));
  });
});

describe('words', () => {
  const all = sampleReport().files.flatMap((file) => file.findings);

  test('the sample has every code and every cause', () => {
    expect(new Set(all.map((each) => each.detail.code))).toEqual(new Set(Object.keys(codeWords)));
    expect(new Set(all.map((each) => each.cause))).toEqual(new Set(causes));
  });

  test('every finding is one line, whole sentences, no exclamation marks, the same with the lean catalogue', () => {
    const { catalogue } = shipped();
    const lean = catalogueOf(withoutDetails(catalogue.data));
    for (const each of all.filter(({ reasons }) => !reasons.some(({ because }) => because === hostile))) {
      const words = findingInWords(catalogue, each);
      expect(words).toMatch(/^[A-Z].*[.?)]$/);
      expect(`${words} ${actionInWords(each.action)} ${causeInWords(each.cause)}`).not.toMatch(/[!\n]|undefined|null/);
      expect(findingInWords(lean, each)).toBe(words);
    }
  });

  test('a limit names the layer, how much of it is used, and the plan', () => {
    const near = all.find(({ detail }) => detail.code === 'limit-near' && detail.provider === 'supabase-realtime');
    expect(near && findingInWords(shipped().catalogue, near)).toBe(
      'Realtime: 8,400 of 10,000 connections on the pro plan of Supabase Realtime (limit near). The next larger plan: team.',
    );
  });
});

describe('on a terminal', () => {
  test('fits 80 columns, with every reason too', () => {
    for (const verbose of [false, true]) {
      const text = render('human', sampleReport({ showAccepted: true }), verbose);
      // A place or an id may be longer than the line; a mistake is shown as it stands in its file.
      const tooLong = text
        .split('\n')
        .filter((line) => line.length > 80 && !/^ {4}(odd\/|\[)|\[unknown-key\]$/.test(line));
      expect(tooLong).toEqual([]);
    }
  });

  test('many profiles that are fine are counted; verbose names them', () => {
    const files = Array.from({ length: 11 }, (_, index) => checkedFile(`${index}.yaml`, `app-${index}`, []));
    expect(render('human', reportOf(files))).toBe(
      '11 profiles are fine.\n\n11 profiles: 0 to revisit, 11 fine. 0 findings.\n',
    );
    expect(render('human', reportOf(files), true)).toContain('app-10 (10.yaml): fine\n');
    expect(render('markdown', reportOf(files))).toContain('Fine: 11 profiles.');
  });

  test('what is less severe than asked for is hidden, and that is said', () => {
    const text = render('human', sampleReport({ minSeverity: 'error' }));
    expect(text).not.toContain('Watch:');
    expect(text).toMatch(/22 of them not\s+shown \(below --min-severity error\)/);
  });
});

describe.each(Object.entries(reports))('a report %s', (_, report) => {
  test('is JSON that keeps to the published schema', () => expectValid(ours, render('json', report)));
  test('is SARIF that keeps to the official schema', () => expectValid(official, render('sarif', report)));
  test('is JUnit whose counts are right', () => expectSound(render('junit', report)));
  test('is GitLab code quality with distinct fingerprints', () => expectDistinct(render('gitlab', report)));
  test('is text in every format, ending in a line break', () => {
    for (const format of checkFormats) expect(render(format, report)).toMatch(format === 'github' ? /^$|\n$/ : /.\n$/s);
  });
});

test('JSON has accepted findings always, and what the baseline knew when there was one', () => {
  const data = JSON.parse(render('json', sampleReport()));
  expect(data.profiles[1].findings.filter((each: { accepted: unknown }) => each.accepted !== null)).toHaveLength(1);
  expect(data.summary).toEqual({
    profiles: 5,
    revisit: 2,
    findings: 28,
    accepted: 1,
    invalid: 1,
    baseline: { known: 3, resolved: 1 },
  });
  expect(JSON.parse(render('json', reportOf([]))).summary).not.toHaveProperty('baseline');
});

describe('SARIF', () => {
  const log = (report: CheckReport, exitCode = 1) =>
    JSON.parse(renderReport('sarif', report, { ...options, exitCode })).runs[0];

  test('lists each code once, suppresses what is accepted, and tells mistakes with their place', () => {
    const run = log(sampleReport());
    expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(Object.keys(codeWords).sort());
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
    const suppressed = run.results.filter((each: { suppressions?: unknown }) => each.suppressions);
    expect(suppressed[0].suppressions).toMatchObject([
      { kind: 'external', status: 'accepted', justification: 'The annual commitment ends then.' },
    ]);
    expect(run.invocations[0]).toMatchObject({ executionSuccessful: true, exitCode: 1 });
    expect(run.invocations[0].toolExecutionNotifications).toHaveLength(3);
    expect(log(reportOf([]), 2).invocations[0].executionSuccessful).toBe(false);
  });

  test.each([
    ['C:\\code\\my app\\a.yaml', 'code/my%20app/a.yaml'],
    ['./profiles/50%.yaml', 'profiles/50%25.yaml'],
    ['/etc/a.yaml', 'etc/a.yaml'],
    ['../b#1.yaml', '../b%231.yaml'],
    ['', '.'],
  ])('the path %s is %s', (file, uri) => {
    const location = { file, line: 0, column: 0 };
    const run = log(
      reportOf([checkedFile(file, 'a', [finding({ code: 'not-pinned', advice: 'given' }, { location })])]),
    );
    expect(run.results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri },
      region: { startLine: 1, startColumn: 1 },
    });
  });
});

/** Reads it as a program would, and counts again what it says of itself. */
async function expectSound(text: string): Promise<void> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids them
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Surrogate}/u);
  const read = await parseJunit(text);
  const suites = read && 'testsuite' in read ? (read.testsuite ?? []) : [];
  const totals = { tests: 0, failures: 0, errors: 0, skipped: 0 };
  for (const suite of suites) {
    const cases = suite.testcase ?? [];
    const count = (key: 'failure' | 'error' | 'skipped') => cases.filter((each) => each[key]).length;
    const own = { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') };
    expect(suite).toMatchObject(own);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += own[key];
  }
  expect(read).toMatchObject(totals);
}

test('JUnit has a case for each layer and one for the pattern', async () => {
  const read = await parseJunit(render('junit', sampleReport()));
  const suites = read && 'testsuite' in read ? (read.testsuite ?? []) : [];
  const named = (name: string) => suites.find((each) => each.name === name)?.testcase?.map((each) => each.name);
  expect(named('invoices-app')?.slice(0, 3)).toEqual(['pattern', 'Sign-in', 'Database']);
  expect(named('fine-app')).toEqual(['pattern']);
  expect(named('profiles/broken.yaml')).toEqual(['profile']);
});

function expectDistinct(text: string): void {
  const entries: { fingerprint: string; severity: string; location: { path: string; lines: { begin: number } } }[] =
    JSON.parse(text);
  expect(new Set(entries.map((each) => each.fingerprint)).size).toBe(entries.length);
  for (const { severity, location } of entries) {
    expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(severity);
    expect(location.path).toMatch(/^[^/]/);
    expect(location.lines.begin).toBeGreaterThanOrEqual(1);
  }
}

test('GitLab drops entries that look alike, so equal ones are numbered', () => {
  const same = checkedFile('a.yaml', 'a', [finding({ code: 'not-pinned', advice: 'given' })], {});
  const broken = checkedFile('b.yaml', null, [], { diagnostics: [mistake('b.yaml', 'x'), mistake('b.yaml', 'x')] });
  const entries = JSON.parse(render('gitlab', reportOf([same, same, same, broken])));
  const own = entries.map((each: { fingerprint: string }) => each.fingerprint);
  expect(own[1]).toBe(`${own[0]}-2`);
  expect(own.slice(3)).toEqual([`${own[2]}-2`, `${own[2]}-3`]);
});

describe('GitHub', () => {
  const many = (severity: 'error' | 'warning' | 'note', count: number) =>
    checkedFile(
      `${severity}.yaml`,
      severity,
      Array.from({ length: count }, () => finding({ code: 'not-pinned', advice: 'given' }, { severity })),
    );

  test('worst first over all profiles, at most ten of a kind, and the last says how many more', () => {
    const lines = render('github', reportOf([many('note', 10), many('warning', 11), many('error', 30)]))
      .trim()
      .split('\n');
    expect(lines.map((line) => line.replace(/[ :].*$/, '').length)).toHaveLength(30);
    expect(lines.map((line) => /^::(\w+)/.exec(line)?.[1])).toEqual(
      ['error', 'warning', 'notice'].flatMap((kind) => Array.from({ length: 10 }, () => kind)),
    );
    expect(lines[9]).toBe('::error title=stackfit::21 more: see the job summary');
    expect(lines[19]).toBe('::warning title=stackfit::2 more: see the job summary');
    expect(lines[29]).not.toContain('more');
  });

  test('a colon, a comma or a line break ends no property', () => {
    const location = { file: 'a,b:c%.yaml', line: 3, column: 2 };
    const text = render(
      'github',
      reportOf([checkedFile('a', 'x,y::z\n', [finding({ code: 'not-pinned', advice: 'given' }, { location })])]),
    );
    expect(text).toMatch(
      /^::warning file=a%2Cb%3Ac%25\.yaml,line=3,col=2,title=x%2Cy%3A%3Az %3A pattern \(not-pinned\)::No [^\n]*\n$/,
    );
  });
});

describe('nothing breaks out, whatever people write', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(...'<>&"\'`|[](){}!@#%:,;\\/-*_~\n\r\t\u0000\u001b\u202e\u2028 ]]>😀\ud800\uffff'),
    }),
    fc.constant(hostile),
  );
  const steering = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;
  const saying = (text: string) =>
    reportOf([fileSaying(text), checkedFile(text, null, [], { diagnostics: [mistake(text, text)] })], {
      problems: [problem('usage', text)],
      showAccepted: true,
    });
  const holds = (check: (report: CheckReport) => void) =>
    fc.assert(
      fc.property(anyText, (text) => check(saying(text))),
      { numRuns: 60 },
    );

  test('no control character reaches any output', () =>
    holds((report) => {
      for (const format of checkFormats)
        expect(render(format, report, true).replaceAll('\n', '')).not.toMatch(steering);
    }));

  test('GitHub: each annotation is one line with the same keys', () =>
    holds((report) => {
      for (const line of render('github', report).trimEnd().split('\n'))
        expect(line).toMatch(/^::(error|warning|notice) (file=[^,:]*,line=\d+,col=\d+,)?title=[^,:]*::[^\n\r]*$/);
    }));

  test('Markdown: no HTML, table, link, code, or mention of its own', () =>
    holds((report) => {
      const own =
        /<!-- stackfit:check -->|<details><summary>Reasons<\/summary>|<\/details>|\*\*[A-Z\d][^*\n]*\*\*|@&#8203;/g;
      const lines = render('markdown', report).replace(own, '').split('\n');
      for (const line of lines) {
        expect(line.replace(/^### /, '')).not.toMatch(/(?<!\\)(?:\\\\)*[<>|`*_[\]#~&]|@/);
        expect(line).toMatch(/^(?:### |- | {2}- | {2}\S|Fine: |\d+ |$)/);
      }
    }));

  test('JUnit: reads back as the same suites and cases', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        await expectSound(render('junit', saying(text)));
      }),
      { numRuns: 60 },
    );
  });

  test('JSON, SARIF and GitLab: valid', () =>
    holds((report) => {
      expectValid(official, render('sarif', report));
      expectDistinct(render('gitlab', report));
      JSON.parse(render('json', report));
      for (const { message } of JSON.parse(render('sarif', report)).runs[0].results)
        expect(message.text.replace(/\{\{|\}\}/g, '')).not.toMatch(/[{}]|(?<!\\)\]\(/);
    }));
});
