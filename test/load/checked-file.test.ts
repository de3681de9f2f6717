/** What the build keeps of the shipped rule files may save time, and nothing else: every place and every message is that of the parser. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type LoadedCatalogue, loadCatalogue } from '../../src/load/catalogue.js';
import { type CheckedFile, checkedFile, type SourceText, shapedBefore } from '../../src/load/checked-file.js';
import { type Path, parseYaml } from '../../src/load/yaml.js';
import { checkedRules, projectText, shippedRules } from '../support/catalogue.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const kept = JSON.parse(JSON.stringify(checkedRules())) as CheckedFile[];

/** The paths to everything in some data, and one to nothing in each map and list. */
function pathsIn(data: unknown, path: Path = []): Path[] {
  if (typeof data !== 'object' || data === null) return [path];
  const entries = Array.isArray(data) ? [...data.entries()] : Object.entries(data);
  const nothing = Array.isArray(data) ? data.length : 'no such key';
  return [path, [...path, nothing], ...entries.flatMap(([key, value]) => pathsIn(value, [...path, key]))];
}

test('a checked file says of every path in it what the parser says', () => {
  for (const file of kept) {
    const { located } = shapedBefore(file);
    const parsed = parseYaml(file.file, file.text).located;
    expect(located.data).toEqual(parsed?.data);
    const paths = pathsIn(located.data);
    expect(paths.map((path) => located.origin(path))).toEqual(paths.map((path) => parsed?.origin(path)));
    const more = { at: 'key', help: 'help' } as const;
    const told = (at: typeof parsed) => paths.map((path) => at?.diagnostic('wrong-value', path, 'wrong', more));
    expect(told(located)).toEqual(told(parsed));
  }
});

test('a file with a mistake is never kept, whatever kind of mistake it is', () => {
  const bad = [
    '',
    'rules: [',
    'a: &b c',
    'a: !b c',
    '__proto__: []',
    'rules: []\nrules: []',
    'rules: many',
    'what: []',
  ];
  expect(bad.map((text) => checkedFile({ file: 'a.yaml', text }))).toEqual(bad.map(() => null));
});

test('a file that is not the one that was checked is no reason to invent a place', () => {
  const file = checkedFile({ file: 'a.yaml', text: 'traits: []' });
  const { located } = shapedBefore({ ...(file as CheckedFile), text: 'traits: [' });
  expect(() => located.origin(['traits'])).toThrow('a.yaml is not the file that was checked');
});

/** Rules of users beside the shipped ones, with some of these left out or replaced. */
interface Case {
  readonly mine?: string;
  readonly without?: string;
  readonly replaced?: (shipped: string) => string;
  /** Files that a message must stand in, or point to. */
  readonly touches: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'what is written twice, and names that lead nowhere': {
    mine: `released: "2026-01-01"
signals: [{ id: solo, says: twice, when: { signal: sollo } }]
patterns: [{ id: baas-first, name: Twice, says: twice, order: 1 }]
claims: [{ id: claim-83, says: twice, source: nowhere }]
`,
    touches: ['rules/claims.yaml', 'rules/patterns.yaml', 'rules/signals.yaml', 'rules/sources.yaml', 'mine.yaml'],
  },
  'a mistake of syntax in the one file, so that the others are not looked at': {
    mine: 'rules: [',
    touches: ['mine.yaml'],
  },
  'shipped files that refer to what is gone': {
    without: 'rules/layers/database.yaml',
    touches: ['rules/traits.yaml', 'rules/risks/team.yaml'],
  },
  'shipped examples that a changed signal breaks': {
    without: 'rules/signals.yaml',
    replaced: (signals) => signals.replace('backend-engineers: { at-least: 5 }', 'backend-engineers: { at-least: 6 }'),
    touches: ['rules/patterns/capacity.yaml'],
  },
  'nothing but what lint says of shipped rules': {
    without: 'rules/claims.yaml',
    replaced: (claims) => claims.replace('{ id: claim-83,', '{ id: claim-83, declined: So it is.,'),
    touches: ['rules/constraints/capacity.yaml'],
  },
};

test.each(Object.entries(cases))('%s: the same is told whether shipped files are parsed or kept', (_, each) => {
  const { without, replaced, mine } = each;
  const added: SourceText[] = mine === undefined ? [] : [{ file: 'mine.yaml', text: mine }];
  if (without && replaced) added.push({ file: `mine/${without}`, text: replaced(projectText(without)) });
  const others = <T extends SourceText>(files: readonly T[]) => files.filter(({ file }) => file !== without);
  const parsed = outcomeOf(loadCatalogue([...others(shippedRules()), ...added], sha256));
  expect(outcomeOf(loadCatalogue(added, sha256, others(kept)))).toEqual(parsed);
  const told = [...parsed.diagnostics, ...parsed.lint];
  const places = told.flatMap(({ origin, related }) => [origin?.file, related?.origin.file]);
  expect(places).toEqual(expect.arrayContaining([...each.touches]));
});

/** All that loading gives. */
function outcomeOf({ catalogue, diagnostics, tested, examples, lint }: LoadedCatalogue) {
  const raw = [...examples].map(([rule, { path, raw, isAlways }]) => ({ rule, path, raw, isAlways }));
  return { data: catalogue?.data, diagnostics, tested, examples: raw, lint: lint() };
}
