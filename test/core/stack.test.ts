/** The stack under one pattern: all needed layers at once, with alternatives, ties, surfaces and what is not known. */
import { describe, expect, it } from 'vitest';
import { situationOf } from '../../src/core/condition.js';
import type { Answer, CatalogueData } from '../../src/core/model.js';
import type { Need } from '../../src/core/provider.js';
import { chooseStack, type PickedLayer, pickedLayers, type Stack, vendorBudget } from '../../src/core/stack.js';
import {
  exclude,
  facts,
  is,
  layer,
  offerings,
  pattern,
  prefer,
  provider,
  require,
  rule,
  tinyCatalogue,
  trait,
} from '../support/tiny.js';

const plain = pattern('plain');

function choose(parts: Partial<CatalogueData>, known: Readonly<Record<string, Answer>> = {}, under = plain) {
  return chooseStack(tinyCatalogue(parts), under, situationOf(facts(known), new Map()));
}

function stackOf(parts: Partial<CatalogueData>, known: Readonly<Record<string, Answer>> = {}): Stack {
  const stack = choose(parts, known);
  if (!stack.possible) throw new Error('no stack');
  return stack;
}

function picks(stack: Stack): Record<string, string> {
  return Object.fromEntries(pickedLayers(stack.layers).map((each) => [each.layer.id, each.pick.offering.provider]));
}

function layerOf(stack: Stack, id: string): PickedLayer {
  const found = pickedLayers(stack.layers).find((each) => each.layer.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}

const need = (layerId: string, more: Partial<Need>): Need => ({
  ...{ layer: layerId, vendor: null, provider: null, approach: null, trait: null },
  ...more,
});

describe('the vendor budget', () => {
  it.each([
    [undefined, 3],
    [1, 3],
    [2, 3],
    [3, 5],
    [9, 5],
    [10, 8],
    [400, 8],
  ])('of a team of %s is %i', (size, budget) => {
    expect(vendorBudget(size)).toBe(budget);
  });

  it('lets a larger team take a fourth vendor for two points more; two people leave it', () => {
    const covered = ['auth', 'database', 'files'];
    const parts = {
      layers: [...covered, 'search'].map((id) => layer(id)),
      providers: [
        ...covered.map((id) => provider(`${id}-service`, { [id]: {} })),
        provider('search-service', { search: {} }),
        provider('own-search', { search: { vendor: null } }),
      ],
      rules: [rule('better', prefer(offerings('search', { provider: 'search-service' }), 'moderate'))],
    };
    expect(picks(stackOf(parts, { 'team-size': 2 }))).toMatchObject({ search: 'own-search' });
    expect(picks(stackOf(parts, { 'team-size': 3 }))).toMatchObject({ search: 'search-service' });
  });
});

describe('needs', () => {
  const layers = [layer('database'), layer('live')];
  const own = provider('own-sockets', { live: { vendor: null } });
  const wish = rule('wish', prefer(offerings('live', { provider: 'firm-live' }), 'strong'));
  const firm = (needs: readonly Need[]) => provider('firm-live', { live: { vendor: 'firm', needs } });

  it.each<[string, Need, string]>([
    ['the same vendor', need('database', { vendor: 'same' }), 'firm-data'],
    ['one of some providers', need('database', { provider: ['rows'] }), 'rows'],
    ['one of some approaches', need('database', { approach: ['self-hosted'] }), 'rows'],
    ['the same approach', need('database', { approach: 'same' }), 'firm-data'],
    ['a trait', need('database', { trait: 'sql' }), 'rows'],
  ])('%s: the two are chosen together', (_, needed, database) => {
    const stack = stackOf({
      layers,
      traits: [trait('sql', 'no')],
      providers: [
        provider('firm-data', { database: { vendor: 'firm' } }),
        provider('rows', { database: { approach: 'self-hosted', traits: { sql: 'yes' } } }),
        firm([needed]),
        own,
      ],
      rules: [wish],
    });
    expect(picks(stack)).toEqual({ database, live: 'firm-live' });
  });

  it('that cannot be met leave the offering out', () => {
    const parts = {
      layers,
      providers: [provider('rows', { database: {} }), firm([need('database', { vendor: 'same' })]), own],
    };
    expect(picks(stackOf({ ...parts, rules: [wish] }))).toEqual({ database: 'rows', live: 'own-sockets' });
  });

  it('of a trait that nobody knows are not met', () => {
    const parts = {
      layers,
      traits: [trait('sql', 'unknown')],
      providers: [provider('rows', { database: {} }), firm([need('database', { trait: 'sql' })]), own],
    };
    expect(picks(stackOf({ ...parts, rules: [wish] }))).toMatchObject({ live: 'own-sockets' });
  });
});

describe('the alternatives of a layer', () => {
  it('are the next best other providers, best first, with the other layers as they are', () => {
    const stack = stackOf({
      layers: [layer('database'), layer('files')],
      providers: [
        provider('firm', { database: {}, files: {} }),
        provider('bucket', { files: {} }),
        provider('crate', { files: {} }),
        provider('drawer', { files: {} }),
      ],
      rules: [rule('wish', prefer(offerings('files', { provider: 'crate' }), 'moderate'))],
    });
    expect(picks(stack)).toEqual({ database: 'firm', files: 'crate' });
    const files = layerOf(stack, 'files');
    expect(files.alternatives.map((each) => each.candidate.offering.provider)).toEqual(['firm', 'bucket']);
  });

  it('another way to take the same provider is none', () => {
    const stack = stackOf({
      layers: [layer('files')],
      providers: [provider('bucket', { files: {} }), provider('disk', { files: [{ kind: 'one' }, { kind: 'two' }] })],
    });
    const files = layerOf(stack, 'files');
    expect(files.pick.offering.provider).toBe('bucket');
    expect(files.alternatives.map((each) => each.candidate.offering.provider)).toEqual(['disk']);
  });

  it('choose the other layers anew only where they cannot stay', () => {
    const tied = (id: string) =>
      provider(id, { database: {}, auth: { needs: [need('database', { vendor: 'same' })] } });
    const stack = stackOf({
      layers: [layer('auth'), layer('database')],
      providers: [tied('firm'), tied('other')],
    });
    expect(picks(stack)).toEqual({ auth: 'firm', database: 'firm' });
    expect(layerOf(stack, 'database').alternatives).toMatchObject([
      { candidate: { offering: { provider: 'other' } }, score: stack.score },
    ]);
  });

  it('that score the same are shown as a tie', () => {
    const parts = {
      layers: [layer('files')],
      providers: [provider('crate', { files: {} }), provider('bucket', { files: {} })],
    };
    const tied = layerOf(stackOf(parts), 'files');
    expect(tied.pick.offering.provider).toBe('bucket');
    expect(tied.tied.map((each) => each.candidate.offering.provider)).toEqual(['crate']);
    const rules = [rule('wish', prefer(offerings('files', { provider: 'bucket' })))];
    expect(layerOf(stackOf({ ...parts, rules }), 'files').tied).toEqual([]);
  });

  it('a tie goes to the better-sourced facts, then to the id', () => {
    const doubtful = { evidence: { source: null, on: null, confidence: 'low' as const } };
    const providers = [
      provider('a', { files: {} }, doubtful),
      provider('b', { files: {} }),
      provider('c', { files: {} }),
    ];
    expect(picks(stackOf({ layers: [layer('files')], providers }))).toEqual({ files: 'b' });
  });
});

describe('a trait that nobody knows', () => {
  const parts = (...traits: readonly ('yes' | 'no' | 'unknown')[]): Partial<CatalogueData> => ({
    layers: [layer('files')],
    traits: [trait('agreement', 'unknown')],
    providers: traits.map((agreement, index) =>
      provider(`p${index}-${agreement}`, { files: { traits: { agreement } } }),
    ),
    rules: [
      rule('law', require(offerings('files', { trait: 'agreement' }))),
      rule('wish', prefer(offerings('files', { provider: 'p0-unknown' }), 'strong')),
    ],
  });

  it('is eligible only when no candidate has it for certain, whatever its points', () => {
    expect(picks(stackOf(parts('unknown', 'no', 'yes')))).toEqual({ files: 'p2-yes' });
  });

  it('leaves the layer open when it has to be taken', () => {
    const files = layerOf(stackOf(parts('unknown', 'no')), 'files');
    expect(files.pick).toMatchObject({ tier: 'open', offering: { provider: 'p0-unknown' } });
    expect(files.pick.unconfirmed.map((each) => each.rule.id)).toEqual(['law']);
  });

  it('is no alternative beside one that has it', () => {
    expect(layerOf(stackOf(parts('unknown', 'yes')), 'files').alternatives).toEqual([]);
  });
});

describe('a layer that cannot be covered', () => {
  const layers = [layer('database'), layer('files')];
  const database = provider('rows', { database: {} });

  it('makes the stack impossible and is named', () => {
    const stack = choose({
      layers,
      providers: [database, provider('bucket', { files: {} })],
      rules: [rule('law', exclude(offerings('files')))],
    });
    expect(stack.possible).toBe(false);
    expect('uncovered' in stack && stack.uncovered.map((each) => each.layer.id)).toEqual(['files']);
  });

  it('also when the pattern allows no way to cover it', () => {
    const stack = choose(
      { layers, providers: [database, provider('bucket', { files: {} })] },
      {},
      pattern('strict', { allows: { files: ['library'] } }),
    );
    expect('uncovered' in stack && stack.uncovered.map((each) => each.layer.id)).toEqual(['files']);
  });

  it('also when only its needs are not met', () => {
    const files = provider('bucket', { files: { needs: [need('database', { vendor: 'same' })] } });
    const stack = choose({ layers, providers: [database, files] });
    expect('uncovered' in stack && stack.uncovered.map((each) => each.layer.id)).toEqual(['files']);
  });

  it('that is not needed, or not known to be needed, stops nothing', () => {
    const parts = {
      layers: [layer('database'), layer('files', { needed: is('uploads', true) })],
      providers: [database],
    };
    expect(picks(stackOf(parts, { uploads: false }))).toEqual({ database: 'rows' });
    expect(picks(stackOf(parts))).toEqual({ database: 'rows' });
  });
});

describe('the surfaces of a layer', () => {
  const surface = { says: 'a place beside', when: is('website', true), kind: null };
  const parts = {
    layers: [
      layer('hosting', {
        surfaces: [
          { ...surface, id: 'api', trait: null },
          { ...surface, id: 'web', trait: 'hosts-web' },
        ],
      }),
    ],
    traits: [trait('hosts-web', 'no')],
    providers: [
      provider('machines', { hosting: {} }),
      provider('pages', { hosting: { kind: 'pages', traits: { 'hosts-web': 'yes' } } }),
      provider('sites', { hosting: { kind: 'sites', traits: { 'hosts-web': 'yes' } } }),
    ],
    rules: [rule('wish', prefer(offerings('hosting', { provider: 'machines' }), 'strong'))],
  };

  it('run on the pick where it can, else on the best other that can', () => {
    const hosting = layerOf(stackOf(parts, { website: true }), 'hosting');
    expect(hosting.surfaces).toEqual({ api: 'machines', web: 'pages' });
  });

  it('are left out when they are not asked for', () => {
    expect(layerOf(stackOf(parts, { website: false }), 'hosting').surfaces).toEqual({});
    expect(layerOf(stackOf(parts), 'hosting').surfaces).toEqual({});
  });

  it('keep to the kind that is named for them', () => {
    const sitesOnly = parts.layers.map((each) => ({
      ...each,
      surfaces: each.surfaces.map((one) => (one.id === 'web' ? { ...one, kind: 'sites' } : one)),
    }));
    const stack = stackOf({ ...parts, layers: sitesOnly }, { website: true });
    expect(layerOf(stack, 'hosting').surfaces).toEqual({ api: 'machines', web: 'sites' });
  });

  it('send bills too', () => {
    const billed = [
      ...parts.providers,
      provider('cloud', { hosting: { vendor: 'cloud', kind: 'cloud', traits: { 'hosts-web': 'yes' } } }),
    ];
    const cloudOnly = parts.layers.map((each) => ({
      ...each,
      surfaces: each.surfaces.map((one) => (one.id === 'web' ? { ...one, kind: 'cloud' } : one)),
    }));
    const stack = stackOf({ ...parts, layers: cloudOnly, providers: billed }, { website: true });
    const hosting = layerOf(stack, 'hosting');
    expect([hosting.surfaces.web, hosting.vendors]).toEqual(['cloud', ['machines', 'cloud']]);
    expect('vendors' in stack && stack.vendors).toEqual(['cloud', 'machines']);
  });

  it('go to a vendor that is there already rather than to a new one', () => {
    const stack = stackOf(
      {
        ...parts,
        layers: [...parts.layers, layer('database')],
        providers: [...parts.providers, provider('rows', { database: { vendor: 'sites' } })],
      },
      { website: true },
    );
    expect(layerOf(stack, 'hosting').surfaces).toMatchObject({ web: 'sites' });
  });
});
