/** What a report says besides the advice: controls as boxes to tick, and what the advice is compared with. */
import { describe, expect, it } from 'vitest';
import { subjectOf } from '../../src/cli/subject.js';
import type { CatalogueData } from '../../src/core/model.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { plainStyle } from '../../src/report/style.js';
import { renderTerminal } from '../../src/report/terminal.js';
import type { Subject } from '../../src/report/words.js';
import {
  claim,
  control,
  dimension,
  facts,
  layer,
  number,
  pattern,
  patterns,
  prefer,
  provider,
  ranked,
  rule,
  tinyCatalogue,
  worked,
} from '../support/tiny.js';

const parts: Partial<CatalogueData> = {
  questions: [number('team', { unit: 'people' })],
  patterns: ranked('platform', 'own'),
  layers: [layer('files', { name: 'Files' })],
  providers: [
    provider(
      'bucket',
      { files: {} },
      {
        name: 'Bucket',
        lockIn: [{ part: 'its format', weight: 'high' }],
        wayOut: [{ says: 'copy the files', source: null, on: null, confidence: 'low', expires: '2025-01-01' }],
      },
    ),
  ],
  rules: [
    rule('wish', prefer(patterns('own'), 'moderate'), { because: 'It grows.' }),
    rule('close', control('Close the bucket.', 'files'), { because: 'Buckets leak.' }),
    rule('name', control('Name who answers.'), { because: 'Somebody must.' }),
  ],
  claims: [claim('claim-1', { trust: 'seed-number-unverified' }), claim('claim-2')],
  dimensions: [
    dimension('speed', {
      ...{ name: 'Speed', order: 1, sources: ['claim-2'], note: 'Counted from the first day.' },
      values: { platform: { says: 'hours', derived: false }, own: { says: 'weeks', derived: true } },
    }),
    dimension('cost', {
      ...{ name: 'Cost', order: 2, sources: ['claim-1'] },
      values: { platform: { says: 'little', derived: false } },
    }),
  ],
  workedExamples: [worked('shop', { team: 3, app: 'shop' }, { name: 'A shop' })],
};

function subject(more: Partial<CatalogueData> = {}): Subject {
  return subjectOf('shop', 'shop.yaml', tinyCatalogue({ ...parts, ...more }), facts({ team: 9000, app: 'shop' }));
}

const onTerminal = (verbose: boolean, more: Partial<CatalogueData> = {}) =>
  renderTerminal(subject(more), { style: plainStyle, width: 80, verbose });

describe('controls', () => {
  it('are boxes to tick in Markdown, general ones first', () => {
    expect(renderMarkdown(subject())).toContain(`## Before launch: security and privacy controls

- [ ] Name who answers.
- [ ] Close the bucket. (files)
`);
  });

  it('are counted on a terminal, and listed as boxes with every reason', () => {
    expect(onTerminal(false)).toContain(
      'Before launch: 2 security and privacy controls to tick off (--verbose lists\nthem).',
    );
    expect(onTerminal(false)).not.toContain('[ ]');
    expect(onTerminal(true)).toContain(`Before launch: security and privacy controls
[ ] Name who answers.
    Somebody must.
    [name] somebody
[ ] Close the bucket. (files)
    Buckets leak.
    [close] somebody
`);
  });

  it('are not mentioned when there are none', () => {
    const rules = (parts.rules ?? []).slice(0, 1);
    for (const text of [renderMarkdown(subject({ rules })), onTerminal(true, { rules })])
      expect(text).not.toContain('Before launch');
  });
});

describe('the comparison', () => {
  it('is a table in Markdown: a star for what no document describes, a word for what nobody could trace', () => {
    expect(renderMarkdown(subject())).toContain(`
|  | platform | own |
| --- | --- | --- |
| Speed | hours | weeks\\* |
| Cost (unverified) | little |  |

\\* worked out between its neighbours; no document describes it. Unverified: no source could be traced.

- Speed: Counted from the first day.
`);
  });

  it('is a table on a terminal with every reason, with its notes', () => {
    const text = onTerminal(true).replace(/ +/g, ' ');
    expect(text).toContain(`The shapes side by side
 platform own
Speed hours weeks*
Cost (unverified) little
* worked out between its neighbours; no document describes it. Unverified: no
source could be traced.
- Speed: Counted from the first day.
`);
    expect(onTerminal(false)).not.toContain('side by side');
  });

  it('has no column for a pattern that no line speaks of', () => {
    const withThird = [...(parts.patterns ?? []), pattern('third', { order: 9 })];
    expect(renderMarkdown(subject({ patterns: withThird }))).toContain('\n|  | platform | own |\n');
  });

  it('fits 80 columns with four shapes', () => {
    const four = ranked('platform', 'functions', 'hybrid', 'own');
    const long = { says: 'weeks to months, and more for each team that joins', derived: true };
    const dimensions = [
      dimension('speed', {
        name: 'Time to the first feature that anybody would pay for',
        values: Object.fromEntries(four.map(({ id }) => [id, long])),
      }),
    ];
    const lines = onTerminal(true, { patterns: four, dimensions }).split('\n');
    expect(lines).toContainEqual(expect.stringMatching(/^ +platform +functions +hybrid +own$/));
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('the closest example and the smallest stack', () => {
  const texts = () => [renderMarkdown(subject()), onTerminal(false)].map((text) => text.replace(/\s+/g, ' '));

  it('say what differs, and what speaks against less', () => {
    for (const text of texts()) {
      expect(text).toContain('Closest worked example: A shop (1 of 2 answers alike).');
      expect(text).toContain('team: here 9,000 people; there 3 people');
      expect(text).toContain('The least to own that would do: platform, 1 bill, 2 points behind.');
      expect(text).toContain('What speaks against it: It grows.');
    }
  });

  it('show three differences on a terminal, and how many more there are', () => {
    const same = Object.fromEntries(['v', 'w', 'x', 'y', 'z'].map((id) => [id, 1]));
    const answers = { ...Object.fromEntries(['team', 'a', 'b', 'c', 'd'].map((id) => [id, 1])), ...same };
    const text = (verbose: boolean) =>
      renderTerminal(
        subjectOf(
          ...(['shop', 'shop.yaml'] as const),
          tinyCatalogue({ ...parts, workedExamples: [worked('shop', answers)] }),
          facts({ team: 2, a: 2, b: 2, c: 2, d: 2, ...same }),
        ),
        { style: plainStyle, width: 80, verbose },
      );
    expect(text(false)).toContain('  b: here 2; there 1\n  2 more differences with --verbose.\n');
    expect(text(true)).toContain('  d: here 2; there 1\n');
    expect(text(true)).not.toContain('more differences');
  });

  it('say so when nothing smaller is possible', () => {
    const rules = (parts.rules ?? []).slice(1);
    for (const text of [renderMarkdown(subject({ rules })), onTerminal(false, { rules })])
      expect(text.replace(/\s+/g, ' ')).toContain('The least to own that would do: this one.');
  });
});

describe('the way out', () => {
  it('says in Markdown what ties you to each pick, and how the data gets out, with every doubt', () => {
    expect(renderMarkdown(subject())).toContain(`## The way out

- Files, Bucket, ties: its format (high)
- Files, Bucket, way out: copy the files (expired, unverified)
`);
  });

  it('stands on a terminal with every reason', () => {
    expect(onTerminal(true)).toContain('tied its format (high)\nout copy the files (expired, unverified)\n');
    expect(onTerminal(false)).not.toContain('copy the files');
  });
});
