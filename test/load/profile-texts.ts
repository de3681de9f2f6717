/** Profiles as people write them by hand: every style of YAML, comments everywhere, and what an editor leaves behind. */
import * as fc from 'fast-check';

/** Each key in some of the ways in which it may be written; all fit the small catalogue. */
const ways: Readonly<Record<string, readonly string[]>> = {
  profile: ['profile: 1', '"profile": 1 # the format', 'profile:   1'],
  name: [
    ...[
      'name: "a: b"',
      "name: 'x # y'",
      'name: 👩‍💻 büro',
      'name: plain over\n   two lines',
      'name: >-\n  folded\n  name # not a comment',
    ],
    ...[
      'name: |\n  Kept\n   lines',
      'name: |+\n  Kept\n\n',
      `"name": ${'long '.repeat(30)}`,
      'name: |-   # why\n    text',
    ],
  ],
  answers: [
    ...['answers:', 'answers: ~ # nothing yet', 'answers:\n\n  # nothing yet', 'answers: {}'],
    ...[
      'answers: { team-size: 2, compliance: [] } # us',
      "answers: { 'team-size': 2, # two of us\n  compliance: gdpr }",
    ],
    'answers:\n  # how many\n  team-size: 2 # two\n\n  # the law\n  compliance: [ gdpr,   hipaa ] # both\n  realtime: none',
    'answers:\n      team-size: 2\n      compliance:\n      - gdpr # law\n      # and\n      - hipaa',
  ],
  observed: [
    ...['observed:', 'observed: { realtime: { value: chat, on: 2026-10-01, from: us } }'],
    'observed:\n  realtime: # seen\n    value: chat\n    on: "2026-10-01"\n    from: >\n      a look\n      at it',
  ],
  stack: [
    'stack: { database: tern }',
    'stack:\n    database:\n        provider: tern # bird\n        plan: |\n            all\n            of it',
  ],
  'vendor-events': [
    ...['vendor-events: [] # none', 'vendor-events:'],
    'vendor-events:\n- provider: tern\n  kind: sunset\n  on: 2026-10-01\n  source: |\n    a letter: of theirs\n\n    # it said',
  ],
  accepted: [
    ...['accepted: []', 'accepted:', 'accepted: ~'],
    ...[
      'accepted:\n  - { finding: cost/x, until: 2026-12-31, because: "so: it is" }',
      'accepted: [ { finding: cost/x, until: 2026-12-31, because: so } ]',
    ],
    'accepted:\n  # first\n  - finding: cost/x # bill\n    until: 2026-12-31\n    because: >-\n          the commitment\n          ends then',
    'accepted:\n# first\n- { finding: cost/x, until: 2026-12-31, because: so } # bill\n# second\n-   finding: limit-near/y\n    until: "2026-12-31"\n    because: so',
  ],
  decision: [
    ...[
      'decision:',
      'decision: ~',
      'decision: # not yet',
      'decision: null  # not yet',
      '"decision":',
      '? decision',
      '? decision\n: ~',
    ],
    'decision: { on: 2026-02-10, by: us, review-by: 2027-02-10, rules: a, facts: b, answers: {}, pattern: { advised: ~, chosen: custom }, layers: {} } # one line',
    [
      ...[
        "'decision':  # of the board",
        '',
        '    # the day',
        '    on: 2026-02-10 # a Tuesday',
        '    by:',
        '    - product',
        '    - engineering # both',
      ],
      ...[
        '    review-by: "2027-02-10"',
        '    rules: 3f9c2b7e90ab11d2',
        "    facts: 'a'",
        '    answers:',
        '        team-size: 2 # then',
      ],
      ...[
        '    known: [ { finding: cost/x, severity: note } ]',
        '    open: []',
        '    pattern: { advised: custom, chosen: custom } # sure',
      ],
      ...[
        '    # layer by layer',
        '    layers:',
        '        database:',
        '            advised: tern',
        '            chosen: tern # bird',
      ],
      ...['            because: |', '                So it', '                was.'],
    ].join('\n'),
    'decision:\n  on: 2026-02-10\n  by: us\n  review-by: 2027-02-10\n  rules: a\n  facts: b\n  answers:\n  pattern: {advised: ~, chosen: custom}\n  layers:\n  history: [ { on: 2025-01-01, by: us, pattern: gone, layers: {} } ]',
  ],
};

/** What stands between two keys. */
const between = fc.array(
  fc.constantFrom('', '   ', '# a comment', '   # further in', '#', '# tab\there and 日本語: {', '# decision: none'),
  { maxLength: 3 },
);

/** A profile, in parts: `before + block + after` is its text. The block is null where the key is not in the file. */
export interface WrittenProfile {
  readonly before: string;
  readonly block: string | null;
  readonly after: string;
}

/** Profiles in which a key stands first, last, between others, or not at all. */
export function writtenProfiles(key: 'decision' | 'accepted' | 'answers'): fc.Arbitrary<WrittenProfile> {
  const others = Object.keys(ways).filter((each) => !['profile', 'name', key].includes(each));
  return fc
    .record({
      keys: fc.tuple(fc.subarray(others), fc.boolean()).chain(([some, isThere]) => {
        const all = ['profile', 'name', ...some, ...(isThere ? [key] : [])];
        return fc.shuffledSubarray(all, { minLength: all.length });
      }),
      style: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
      between: fc.array(between, { minLength: 8, maxLength: 8 }),
      indent: fc.constantFrom('', '', '  ', '     '),
      newline: fc.constantFrom('\n', '\n', '\r\n'),
      start: fc.constantFrom('', '', '---\n', '# yaml-language-server: $schema=x\n\n', '--- # here\n'),
      end: fc.constantFrom('', '\n', '\n\n\n', '\n...\n', '\n# the end', '\n...', '\n# end\n...\n# after\n'),
      bom: fc.constantFrom('', '', '\uFEFF'),
    })
    .map((how) => {
      const parts = how.keys.map((each, index) => {
        const written = ways[each] ?? [];
        const lead = (how.between[index] ?? []).map((line) => `${line}\n`).join('');
        return { key: each, lead, text: written[(how.style[index] ?? 0) % written.length] ?? '' };
      });
      const shift = (text: string) => text.replaceAll(/^(?=.*\S)/gm, how.indent);
      const ends = (text: string) => text.replaceAll('\n', how.newline);
      const at = parts.findIndex((part) => part.key === key);
      const whole = (some: typeof parts) => some.map((part) => part.lead + shift(part.text)).join('\n');
      const own = parts[at];
      if (own === undefined)
        return { before: how.bom + ends(how.start + whole(parts)), block: null, after: ends(how.end) };
      const first = at === 0 ? '' : `${whole(parts.slice(0, at))}\n`;
      const rest = at === parts.length - 1 ? '' : `\n${whole(parts.slice(at + 1))}`;
      return {
        before: how.bom + ends(how.start + first + own.lead + how.indent),
        block: ends(shift(own.text).slice(how.indent.length)),
        after: ends(rest + how.end),
      };
    });
}
