/** What is wrong with rules that load: what decides must be traced, recent, not declined, and favour nobody unnamed. */
import { describe, expect, it } from 'vitest';
import { type Diagnostic, loadCatalogue } from '../../src/index.js';

/** What everybody in these rules may cite and aim at: nothing in it can be found. */
const common = `
released: "2026-11-20"
lifetimes: { price: 12, limit: 12, trait: 12, way-out: 12 }
sources:
  - { id: book, kind: document, title: A book, publisher: test }
  - { id: guide, kind: third-party, title: A guide, publisher: somebody }
  - { id: tern-page, kind: vendor, title: Tern plans, publisher: Tern, date: "2026-10-01" }
  - { id: old-page, kind: vendor, title: Tern plans of last year, publisher: Tern, date: "2025-11-19" }
claims:
  - { id: traced, says: It is so., source: book }
  - { id: untraced, says: It is 40 percent., source: book, trust: seed-number-unverified }
  - { id: refused, says: It is so., source: book, declined: it is about the author }
  - { id: about-tern, says: Tern does it., source: book, names: [tern] }
questions:
  - { id: live, section: A, order: 1, type: yes-no, ask: Live?, because: why, help: how, example: "yes" }
  - { id: users, section: A, order: 2, type: number, unit: people, at-least: 0, at-most: 9000, ask: Who?, because: why,
      help: how, example: "5", stresses: [database] }
layers:
  - { id: database, name: Database, says: rows, order: 1, kinds: { plain: plain }, needed: { when: always } }
  - { id: search, name: Search, says: words, order: 2, kinds: { plain: plain }, needed: { when: always } }
patterns:
  - { id: own, name: Own, says: You do it., order: 1 }
  - { id: rented, name: Rented, says: Others do it., order: 2 }
traits:
  - { id: demanded, says: it can, layers: every, otherwise: unknown }
  - { id: idle, says: it may, layers: every, otherwise: unknown }
providers:
  - id: rock
    name: Rock
    says: Rows of your own.
    choose-when: you like stone
    status: { is: active, source: book }
    evidence: { source: book }
    covers:
      - { layer: database, kind: plain, approach: self-hosted, traits: { demanded: yes, idle: yes } }
      - { layer: database, kind: plain, approach: library, traits: { demanded: no, idle: no } }
      - { layer: search, kind: plain, approach: library, traits: { demanded: no } }
`;

/** A rule that always applies; `effects` are lines of YAML. */
const rule = (effects: string, source: string, id = 'the/rule') => `
  - id: ${id}
    concern: data
    when: always
    because: It shows a finding.
    source: ${source}
    examples: { fires: [{ live: true }] }
    ${effects}`;

/** A provider of databases with these lines of YAML in it. */
const tern = (lines: string, evidence = '{ source: tern-page, confidence: high }') => `
  - id: tern
    name: Tern
    vendor: tern
    says: Rows.
    choose-when: you want rows
    status: { is: active, source: tern-page }
    evidence: ${evidence}
    covers: [{ layer: database, kind: plain, approach: managed }]
    ${lines}`;

interface Parts {
  readonly rules?: string;
  readonly providers?: string;
}

/** The findings in a file with these rules and providers, and its text. */
function linted({ rules = '', providers = tern('') }: Parts): { text: string; findings: readonly Diagnostic[] } {
  const text = `${rules && `rules:${rules}\n`}providers:${providers}\n`;
  const { diagnostics, lint } = loadCatalogue([
    { file: 'common.yaml', text: common },
    { file: 'mine.yaml', text },
  ]);
  expect(diagnostics).toEqual([]);
  return { text, findings: lint() };
}

/** What lint finds: what, and the text that the caret underlines. */
function found(parts: Parts): string[] {
  const { text, findings } = linted(parts);
  return findings.map(({ code, origin, sourceLine, length }) => {
    expect(origin?.file).toBe('mine.yaml');
    expect(text.split('\n')[(origin?.line ?? 0) - 1]).toBe(sourceLine);
    const from = (origin?.column ?? 0) - 1;
    return `${code}: ${sourceLine?.slice(from, from + length)}`;
  });
}

const prefers = 'prefer: { pattern: own, strength: slight }';

describe('a rule that decides', () => {
  it.each([
    ['prefers', prefers],
    ['avoids', 'avoid: { layer: database, kind: plain, strength: slight }'],
    ['requires', 'require: { pattern: own }'],
    ['excludes', 'exclude: { layer: database, trait: idle }'],
  ])('because it %s may not rest on a claim that nobody could trace', (_, effect) => {
    expect(found({ rules: rule(effect, '[traced, untraced]') })).toEqual(['unverified: untraced']);
    expect(found({ rules: rule(effect, '[traced]') })).toEqual([]);
  });

  it('may not rest on a claim that is declined', () => {
    expect(found({ rules: rule(prefers, '[traced, refused]') })).toEqual(['declined: refused']);
  });

  it('is found where the claim stands, also when it is the only one', () => {
    expect(found({ rules: rule(prefers, 'untraced') })).toEqual(['unverified: untraced']);
    expect(found({ rules: rule(prefers, '\n      - traced\n      - refused') })).toEqual(['declined: refused']);
  });

  it('is found even when it speaks as well', () => {
    const warns = `warn: { severity: note, mitigation: Look. }\n    ${prefers}`;
    expect(found({ rules: rule(warns, 'untraced') })).toEqual(['unverified: untraced']);
  });
});

it.each([
  'warn: { severity: error, mitigation: Look after it. }',
  'plan: { order: 10, step: Do it. }',
  'control: { says: Check it. }',
])('a rule that only speaks may cite what it likes: %s', (effect) => {
  expect(found({ rules: rule(effect, '[untraced, refused]') })).toEqual([]);
});

describe('a rule that names a provider', () => {
  const names = 'prefer: { layer: database, provider: tern, strength: slight }';

  it('needs a source that names it too', () => {
    expect(found({ rules: rule(names, '[traced, guide]') })).toEqual(['unnamed: [traced, guide]']);
  });

  it.each([
    ['a claim about it', 'about-tern'],
    ['a page of its vendor', 'tern-page'],
    ['either beside others', '[traced, tern-page]'],
  ])('has one in %s', (_, source) => {
    expect(found({ rules: rule(names, source) })).toEqual([]);
  });

  it('has none in a claim about, or a page of, another one', () => {
    const plover = tern('').replaceAll('tern', 'plover').replaceAll('plover-page', 'old-page');
    const other = 'prefer: { layer: database, provider: [tern, plover], strength: slight }';
    const providers = tern('') + plover;
    expect(found({ rules: rule(other, '[about-tern]'), providers })).toEqual(['unnamed: [about-tern]']);
    expect(found({ rules: rule(other, '[tern-page]'), providers })).toEqual(['unnamed: [tern-page]']);
    expect(found({ rules: rule(other, '[tern-page, old-page]'), providers })).toEqual([]);
  });

  it('is told once, however often it names it', () => {
    const twice = `${names}\n    avoid: { layer: database, provider: tern, strength: slight }`;
    expect(found({ rules: rule(twice, 'traced') })).toEqual(['unnamed: traced']);
  });
});

describe('a limit that keeps a product out', () => {
  const limit = (more: string) => `limits: [{ fact: users, at: 500, plan: all, kind: hard, ${more} }]`;

  it('must be traced and recent', () => {
    expect(found({ providers: tern(limit('confidence: low')) })).toEqual([
      'unverified: { fact: users, at: 500, plan: all, kind: hard, confidence: low }',
    ]);
    expect(found({ providers: tern(limit('source: old-page')) })).toEqual([
      'expired: { fact: users, at: 500, plan: all, kind: hard, source: old-page }',
    ]);
    expect(found({ providers: tern(limit('source: old-page, confidence: low')) })).toHaveLength(2);
  });

  it('is good to the day, whatever the clock says', () => {
    expect(found({ providers: tern(limit('on: "2025-11-20"')) })).toEqual([]);
    expect(found({ providers: tern(limit('on: "2025-11-19"')) })).toHaveLength(1);
    expect(found({ providers: tern(limit('on: "2025-11-19", expires: "2026-12-31"')) })).toEqual([]);
  });

  it('is as doubtful as its provider when it says nothing itself', () => {
    const doubtful = '{ source: old-page, confidence: low }';
    expect(found({ providers: tern(limit('note: of every plan'), doubtful) })).toHaveLength(2);
    expect(found({ providers: tern(limit('source: tern-page'), doubtful) })).toEqual([]);
  });

  it.each([
    ['a soft limit', 'at: 500, plan: all, kind: soft'],
    ["one plan's limit", 'at: 500, plan: free, kind: hard'],
    ['no limit at all', 'at: unlimited, plan: all, kind: hard'],
  ])('it is not when it is %s: that keeps nothing out', (_, words) => {
    expect(
      found({ providers: tern(`limits: [{ fact: users, ${words}, source: old-page, confidence: low }]`) }),
    ).toEqual([]);
  });
});

describe('a trait that a hard rule demands', () => {
  const rules = rule('require: { layer: database, trait: demanded }', 'traced');
  const traits = (value: string, trait = 'demanded') => tern(`traits: { ${trait}: ${value} }`);

  it('must be traced and recent', () => {
    const low = '{ is: yes, source: tern-page, confidence: low }';
    const old = '{ is: no, source: old-page, confidence: high }';
    expect(found({ rules, providers: traits(low) })).toEqual([`unverified: ${low}`]);
    expect(found({ rules, providers: traits(old) })).toEqual([`expired: ${old}`]);
  });

  it('must be so on a single offering as well', () => {
    const covers = tern('').replace(
      'approach: managed',
      'approach: managed, traits: { demanded: { is: yes, confidence: low } }',
    );
    expect(found({ rules, providers: covers })).toEqual(['unverified: { is: yes, confidence: low }']);
  });

  it('must be so whether it is required or excluded', () => {
    const excludes = rule('exclude: { layer: database, trait: demanded }', 'traced');
    expect(found({ rules: excludes, providers: traits('{ is: yes, confidence: low }') })).toHaveLength(1);
  });

  it.each([
    ['is plain', 'yes'],
    ['is recent', '{ is: yes, source: tern-page, confidence: medium }'],
    ['is unknown: that decides nothing', '{ is: unknown, source: old-page, confidence: low }'],
  ])('is fine when it %s', (_, value) => {
    expect(found({ rules, providers: traits(value) })).toEqual([]);
  });

  it('it is not where the rule demands it of another layer', () => {
    const elsewhere = rule('require: { layer: search, trait: demanded }', 'traced');
    expect(found({ rules: elsewhere, providers: traits('{ is: yes, confidence: low }') })).toEqual([]);
    const everywhere = rule('require: { layer: every, trait: demanded }', 'traced');
    expect(found({ rules: everywhere, providers: traits('{ is: yes, confidence: low }') })).toHaveLength(1);
  });

  it('it is not when nothing demands it, or a rule only prefers it', () => {
    const doubtful = traits('{ is: yes, source: old-page, confidence: low }', 'idle');
    expect(found({ rules, providers: doubtful })).toEqual([]);
    const wish = rule('prefer: { layer: database, trait: idle, strength: strong }', 'traced');
    expect(found({ rules: wish, providers: doubtful })).toEqual([]);
  });
});

describe('findings', () => {
  it('stand in the order of the file, with line and column', () => {
    const rules =
      rule(prefers, 'untraced', 'first/rule') +
      rule(prefers.replace('own', 'rented'), '[traced, refused]', 'second/rule');
    expect(linted({ rules }).findings.map(({ origin }) => origin)).toEqual([
      { file: 'mine.yaml', line: 6, column: 13 },
      { file: 'mine.yaml', line: 13, column: 22 },
    ]);
  });

  it('say what was found and what would be right', () => {
    const rules = rule('exclude: { layer: database, provider: tern }', '[untraced, refused]');
    const limit = 'limits: [{ fact: users, at: 5, plan: all, kind: hard, source: old-page, confidence: low }]';
    expect(linted({ rules, providers: tern(limit) }).findings.map(({ message, help }) => [message, help])).toEqual([
      [
        '"the/rule" names "tern", and no source of it does',
        'aim at a trait or kind, or cite a claim or a page that names it',
      ],
      [
        '"the/rule" decides on "untraced", whose figure nobody could trace',
        'let it warn or plan instead, or cite what can be traced',
      ],
      ['"the/rule" rests on "refused", which is declined', 'it says: it is about the author'],
      [
        'the limit on "users" decides and expired on 2026-11-19',
        'look again and date it, or make it unknown with a note',
      ],
      [
        'the limit on "users" decides and is not verified (confidence: low)',
        'find a better source, or make it unknown with a note',
      ],
    ]);
  });

  it('are none when the rules do not load: then there are mistakes instead', () => {
    const broken = loadCatalogue([{ file: 'mine.yaml', text: 'rules: many' }]);
    expect(broken.diagnostics).toHaveLength(1);
    expect(broken.lint()).toEqual([]);
  });
});

it('a page that only a price or a way out cites names its provider as well', () => {
  const names = (source: string) =>
    rule('prefer: { layer: database, provider: tern, strength: slight }', `[${source}]`);
  const lines = 'way-out: [{ says: Copy it., source: guide }]';
  expect(found({ rules: names('guide'), providers: tern(lines) })).toEqual([]);
  expect(found({ rules: names('old-page'), providers: tern(lines) })).toEqual(['unnamed: [old-page]']);
});

it('a demanded trait without evidence of its own rests on that of its provider', () => {
  const demands = rule('require: { layer: database, trait: demanded }', '[traced]');
  const bare = (evidence: string) => tern('traits: { demanded: yes }', evidence);
  expect(found({ rules: demands, providers: bare('{ source: tern-page, confidence: low }') })).toHaveLength(1);
  expect(found({ rules: demands, providers: bare('{ source: tern-page, confidence: medium }') })).toEqual([]);
  // Older than the lifetime of traits: the bare word is as old as the page.
  expect(found({ rules: demands, providers: bare('{ source: old-page, confidence: high }') })).toHaveLength(1);
});

it('what a pattern stands or falls with is linted like a rule', () => {
  const text = `patterns:
  - id: none
    name: None
    says: Nothing.
    order: 0
    unless: { when: { live: { is: true } }, because: Nobody looks., source: [untraced] }
providers:${tern('')}
`;
  const { lint, diagnostics } = loadCatalogue([
    { file: 'common.yaml', text: common },
    { file: 'mine.yaml', text },
  ]);
  expect(diagnostics).toEqual([]);
  expect(lint().map(({ code, origin }) => `${code} ${origin?.line}`)).toEqual(['unverified 6']);
});
