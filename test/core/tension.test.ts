/** Tensions: two rules that pull apart, shown only when the one that won made the difference. */
import { describe, expect, it } from 'vitest';
import { advise } from '../../src/core/advise.js';
import type { Answer, CatalogueData, Rule } from '../../src/core/model.js';
import {
  avoid,
  exclude,
  facts,
  is,
  layer,
  offerings,
  patterns,
  patternUnless,
  prefer,
  provider,
  ranked,
  rule,
  tinyCatalogue,
} from '../support/tiny.js';

function tensionsIn(parts: Partial<CatalogueData>, known: Readonly<Record<string, Answer>> = {}): string[] {
  const { tensions } = advise(tinyCatalogue({ patterns: ranked('platform', 'own'), ...parts }), facts(known));
  return tensions.map(({ between, won }) => `${between.filter((each) => each !== won).join()} lost to ${won}`);
}

describe('between patterns', () => {
  const control = rule('control', prefer(patterns('own'), 'moderate'));

  it('a soft rule without which the other pattern would win', () => {
    expect(tensionsIn({ rules: [control, rule('speed', prefer(patterns('platform'), 'strong'))] })).toEqual([
      'control lost to speed',
    ]);
  });

  it('a rule that pushes the other pattern away counts as well', () => {
    expect(tensionsIn({ rules: [control, rule('upkeep', avoid(patterns('own'), 'strong'))] })).toEqual([
      'control lost to upkeep',
    ]);
  });

  it('none when the pick would win without it', () => {
    const rules = [
      control,
      rule('speed', prefer(patterns('platform'), 'strong')),
      rule('price', prefer(patterns('platform'), 'strong')),
    ];
    expect(tensionsIn({ rules })).toEqual([]);
  });

  it('none when nothing pulls the other way', () => {
    expect(tensionsIn({ rules: [rule('speed', prefer(patterns('platform'), 'strong'))] })).toEqual([]);
  });

  it('names no rule that is still open', () => {
    const speed = rule('speed', prefer(patterns('platform'), 'strong'), { when: is('unanswered', true) });
    expect(tensionsIn({ rules: [speed, rule('taste', prefer(patterns('platform'))), control] })).toEqual([
      'taste lost to control',
    ]);
  });

  it('a hard rule against the pattern with most points', () => {
    expect(tensionsIn({ rules: [control, rule('gate', exclude(patterns('own')))] })).toEqual(['control lost to gate']);
  });

  it('none about a hard rule against a pattern that would lose anyway', () => {
    const rules = [
      control,
      rule('speed', prefer(patterns('platform'), 'strong')),
      rule('price', prefer(patterns('platform'), 'strong')),
      rule('gate', exclude(patterns('own'))),
    ];
    expect(tensionsIn({ rules })).toEqual([]);
  });

  it('none between soft rules when an open gate keeps the other pattern back', () => {
    const rules = [
      control,
      rule('taste', prefer(patterns('platform'))),
      rule('gate', exclude(patterns('own')), { when: is('unanswered', true) }),
    ];
    expect(tensionsIn({ rules })).toEqual([]);
  });

  it('none when the pick stands alone: no points decided it', () => {
    const nothing = patternUnless('nothing', is('shares-data', true));
    const rules = [rule('gate', exclude(patterns('own'))), control];
    expect(tensionsIn({ patterns: [nothing, ...ranked('platform', 'own')], rules }, { 'shares-data': false })).toEqual(
      [],
    );
  });
});

describe('within a layer', () => {
  const layers = [layer('database')];
  const providers = [
    provider('docs', { database: { kind: 'document' } }),
    provider('rows', { database: { kind: 'relational' } }),
    provider('tables', { database: { kind: 'relational' } }),
  ];
  const wants = (id: string, kind: string, strength: 'slight' | 'moderate' | 'strong') =>
    rule(id, prefer(offerings('database', { kind }), strength));
  const within = (...rules: readonly Rule[]) => tensionsIn({ layers, providers, rules });

  it('a soft rule without which another kind would win', () => {
    expect(within(wants('joins', 'relational', 'strong'), wants('shape', 'document', 'moderate'))).toEqual([]);
    expect(
      tensionsIn({
        layers,
        providers: providers.slice(0, 2),
        rules: [wants('joins', 'relational', 'strong'), wants('shape', 'document', 'moderate')],
      }),
    ).toEqual(['shape lost to joins']);
  });

  it('none between two products of one kind: that is taste', () => {
    const taste = (id: string, product: string, strength: 'slight' | 'moderate') =>
      rule(id, prefer(offerings('database', { provider: product }), strength));
    expect(
      within(wants('joins', 'relational', 'strong'), taste('a', 'rows', 'moderate'), taste('b', 'tables', 'slight')),
    ).toEqual([]);
  });

  it('a hard rule against the offering with most points', () => {
    const law = rule('law', exclude(offerings('database', { provider: 'docs' })));
    expect(within(law, wants('shape', 'document', 'moderate'))).toEqual(['shape lost to law']);
    expect(within(law, wants('joins', 'relational', 'strong'), wants('shape', 'document', 'moderate'))).toEqual([]);
  });

  it('counts what a further vendor costs', () => {
    const parts = {
      layers: [...layers, layer('files')],
      providers: [provider('rows', { database: { kind: 'relational' }, files: {} }), providers[0]].flatMap(
        (each) => each ?? [],
      ),
    };
    // Without "joins" the two kinds are even in points, but documents would cost one more vendor: "joins" decides nothing.
    expect(
      tensionsIn({ ...parts, rules: [wants('joins', 'relational', 'slight'), wants('shape', 'document', 'slight')] }),
    ).toEqual([]);
    expect(
      tensionsIn({
        ...parts,
        rules: [wants('joins', 'relational', 'moderate'), wants('shape', 'document', 'moderate')],
      }),
    ).toEqual(['shape lost to joins']);
  });
});
