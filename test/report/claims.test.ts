/** The list of claims: what carries each, what nothing carries, and how many there are; to read and as JSON. */
import { describe, expect, it } from 'vitest';
import type { CatalogueData } from '../../src/core/model.js';
import type { Source } from '../../src/core/provenance.js';
import { carriedClaims } from '../../src/core/rules/claims.js';
import { renderClaims, renderClaimsJson } from '../../src/report/claims.js';
import { widthOf } from '../../src/report/layout.js';
import { plainStyle } from '../../src/report/style.js';
import { claim, rule, tinyCatalogue, warn, yesNo } from '../support/tiny.js';

const source = (id: string, publisher: string): Source => ({
  ...{ id, kind: 'document', title: id, publisher, url: null, date: null },
});
const sources = [source('book', 'A. Author'), source('survey', 'own survey')];

function listOf(parts: Partial<CatalogueData>, style = plainStyle, width = 80): string {
  const catalogue = tinyCatalogue({ sources, ...parts });
  return renderClaims(catalogue, carriedClaims(catalogue.data), { style, width });
}

const parts: Partial<CatalogueData> = {
  claims: [
    claim('claim-2', { says: 'Nobody follows this.' }),
    claim('resolution-x4', { says: 'Both are right.', sources: ['book', 'survey'] }),
    claim('claim-1', { says: 'Most apps fail.', trust: 'seed-number-unverified', declined: 'it is about the author' }),
  ],
  rules: ['two', 'one'].map((id) => rule(id, warn(), { sources: ['resolution-x4'] })),
  questions: [yesNo('live', { sources: ['resolution-x4'] })],
};

describe('the list of claims', () => {
  it('says of each where it is from and what carries it, one line for each kind, and counts the first kinds', () => {
    expect(listOf(parts)).toBe(`claim 1 Most apps fail. (A. Author, unverified)
  declined: it is about the author
claim 2 Nobody follows this. (A. Author)
  carried by nothing
resolution X4 Both are right. (own survey)
  rule: one, two
  question: live

3 claims, by what carries each first: declined 1, nothing 1, rule 1.
`);
  });

  it('marks what nothing carries, and only that', () => {
    const shouting = { ...plainStyle, bad: (text: string) => text.toUpperCase() };
    expect(listOf(parts, shouting)).toBe(listOf(parts).replace('carried by nothing', 'CARRIED BY NOTHING'));
  });

  it('fits the columns, however long a claim is and however much carries it', () => {
    const rules = Array.from({ length: 30 }, (_, each) =>
      rule(`layer/long-name-${each}`, warn(), { sources: ['claim-1'] }),
    );
    const claims = [claim('claim-1', { says: `${'Every word of it counts, '.repeat(20)}and 決定.` }), claim('claim-2')];
    for (const width of [80, 40]) {
      const lines = listOf({ claims, rules }, plainStyle, width).split('\n').slice(0, -2);
      expect(lines.length).toBeGreaterThan(20);
      expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
    }
  });

  it('shows escape codes instead of obeying them', () => {
    const claims = [claim('claim-1', { says: 'Red \u001b[31m.', declined: 'clear \u001b[2J' })];
    expect(listOf({ claims })).not.toContain('\u001b');
  });
});

it('as JSON the list has the same claims and carriers', () => {
  const json = JSON.parse(renderClaimsJson(carriedClaims(tinyCatalogue({ sources, ...parts }).data)));
  expect(json.schemaVersion).toMatch(/^\d+\.\d+$/);
  expect(json.claims).toEqual([
    {
      ...{ id: 'claim-1', says: 'Most apps fail.', trust: 'seed-number-unverified', sources: ['book'] },
      carriers: [{ kind: 'declined', id: 'it is about the author' }],
    },
    { id: 'claim-2', says: 'Nobody follows this.', trust: 'seed-rule', sources: ['book'], carriers: [] },
    {
      ...{ id: 'resolution-x4', says: 'Both are right.', trust: 'seed-rule', sources: ['book', 'survey'] },
      carriers: [
        { kind: 'rule', id: 'one' },
        { kind: 'rule', id: 'two' },
        { kind: 'question', id: 'live' },
      ],
    },
  ]);
});

it('the line of sums fits the columns as well', () => {
  const many = Array.from({ length: 9 }, (_, index) =>
    claim(`claim-${index}`, { keptBy: { says: `way ${index}`, test: 'a', named: 'b' } }),
  );
  const text = listOf({ claims: many, rules: [rule('a', warn(), { sources: ['claim-3'] })] }, plainStyle, 40);
  expect(text.split('\n').filter((line) => widthOf(line) > 40)).toEqual([]);
});
