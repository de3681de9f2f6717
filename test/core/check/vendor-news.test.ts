/** News about vendors: notices in the profile, and what the catalogue knows. What is ended is advised to nobody. */
import { describe, expect, it } from 'vitest';
import { advise } from '../../../src/core/advise.js';
import { check } from '../../../src/core/check/check.js';
import { withVendorEvents } from '../../../src/core/check/in-place.js';
import { eventKinds, type InPlace, type VendorEvent } from '../../../src/core/decision.js';
import type { Finding } from '../../../src/core/finding.js';
import type { Provider } from '../../../src/core/provider.js';
import { shipped, shippedProfile } from '../../support/catalogue.js';
import {
  decidedOn,
  facts,
  includes,
  later,
  layer,
  notice,
  pinned,
  profile,
  provider,
  ranked,
  revisit,
  rule,
  runs,
  stackOf,
  tinyCatalogue,
} from '../../support/tiny.js';

function shopWith(alpha: Partial<Omit<Provider, 'traits'>> = {}, digest = 'facts') {
  return tinyCatalogue({
    ...{
      patterns: ranked('platform'),
      layers: [layer('database', { order: 0 }), layer('files', { order: 1 })],
      factsDigest: digest,
    },
    providers: [
      provider('alpha', { database: [{}, { approach: 'self-hosted', vendor: null }] }, alpha),
      provider('beta', { database: {}, files: {} }),
      provider('crate', { files: {} }),
    ],
  });
}
const shop = shopWith();
const taken = (approach: 'managed' | 'self-hosted') =>
  pinned(
    shop,
    profile({}),
    {},
    {
      choices: [
        { about: 'database', chosen: 'alpha', approach, because: 'We like it.' },
        { about: 'files', chosen: 'crate', approach: null, because: 'We like it.' },
      ],
    },
  );
const before = taken('managed');
const sunset: Provider['status'] = { is: 'sunset', on: '2026-01-31', source: 'page', note: 'Ends in a year.' };

const told = (events: readonly VendorEvent[], today = decidedOn, of = before): Finding[] =>
  check(shop, later(of, {}, { vendorEvents: events }), today).findings.filter(
    ({ detail }) => detail.code === 'vendor-event',
  );

describe('a notice about what is in place', () => {
  it.each([
    ['sunset', 'warning', 'replace-layer'],
    ['stagnation', 'warning', 'keep'],
    ['price-change', 'note', 'keep'],
    ['acquisition', 'note', 'keep'],
  ] as const)('%s is a %s: %s', (kind, severity, action) => {
    expect(eventKinds).toContain(kind);
    expect(
      told([notice('alpha', 'acquisition'), notice('alpha', kind)].slice(kind === 'acquisition' ? 1 : 0)),
    ).toContainEqual(
      expect.objectContaining({
        ...{ id: `vendor-event/database/alpha-${kind}`, severity, action, layer: 'database', cause: 'vendor' },
        reasons: [{ rule: 'status/alpha', because: 'their mail', sources: [], evidence: [] }],
      }),
    );
  });

  it('stands where it stands in the profile', () => {
    const place = told([notice('beta', 'acquisition'), notice('alpha', 'acquisition')]).map(({ place }) => place);
    expect(place).toEqual([['vendor-events', 1]]);
  });

  it('is a note where it is about something that you run yourself: that goes on', () => {
    const own = told([notice('alpha', 'sunset', { ends: '2026-03-31' })], decidedOn, taken('self-hosted'));
    expect(own).toMatchObject([{ severity: 'note', action: 'keep' }]);
  });

  it('of an end names what the advice would take in its place', () => {
    const sold = tinyCatalogue({
      ...{ patterns: ranked('platform'), layers: [layer('database')] },
      providers: [provider('alpha', { database: {} }), provider('beta', { database: {} })],
    });
    const chosen = later(
      pinned(sold, profile({}), { database: 'alpha' }),
      {},
      { vendorEvents: [notice('alpha', 'sunset')] },
    );
    expect(check(sold, chosen, decidedOn).findings).toMatchObject([{ detail: { instead: { database: 'beta' } } }]);
  });

  it('is an emergency from six months before the last day on', () => {
    const ends = notice('alpha', 'sunset', { ends: '2027-01-31' });
    expect(told([ends], '2026-07-30')[0]?.severity).toBe('warning');
    expect(told([ends], '2026-07-31')[0]?.severity).toBe('error');
  });

  it('is told once a product, however many layers it covers, and names them in their order', () => {
    const both = pinned(shop, profile({}), { files: 'beta', database: 'beta' });
    expect(told([notice('beta', 'acquisition')], decidedOn, both)).toMatchObject([
      { id: 'vendor-event/pattern/beta-acquisition', layer: null, detail: { layers: ['database', 'files'] } },
    ]);
  });

  it('is silent when it is about something else', () => {
    expect(told([notice('beta', 'sunset')])).toEqual([]);
  });

  it('counts for what runs, not for what was chosen and does not run', () => {
    const stack = stackOf({ database: 'beta', files: 'crate' });
    const running = later(
      before,
      {},
      { stack, vendorEvents: [notice('alpha', 'acquisition'), notice('beta', 'acquisition')] },
    );
    expect(check(shop, running, decidedOn).findings.map(({ id }) => id)).toEqual([
      'stack-differs/database/beta',
      'vendor-event/database/beta-acquisition',
    ]);
  });

  it('that was there when people decided is known', () => {
    const knowing = pinned(shop, profile({}, { vendorEvents: [notice('alpha', 'stagnation')] }), {
      database: 'alpha',
      files: 'crate',
    });
    expect(check(shop, knowing, decidedOn).findings).toEqual([]);
  });

  it('can be read by rules, by its kind', () => {
    const reading = tinyCatalogue({
      ...shop.data,
      rules: [rule('bill', revisit('cost'), { when: includes('vendor-events', 'price-change') })],
    });
    const ids = (kind: 'price-change' | 'acquisition') =>
      check(reading, later(before, {}, { vendorEvents: [notice('alpha', kind)] }), decidedOn).findings.map(
        ({ id }) => id,
      );
    expect(ids('price-change')).toContain('cost/pattern/cost');
    expect(ids('acquisition')).not.toContain('cost/pattern/cost');
  });
});

describe('what its vendor ends is not advised', () => {
  const advised = (catalogue = shop) => advise(catalogue, facts()).layers.database;

  it('after a notice', () => {
    expect(advised()?.pick).toBe('alpha');
    const ended = withVendorEvents(shop, [notice('alpha', 'sunset')]);
    expect([advised(ended)?.pick, advised(ended)?.approach]).not.toEqual(['alpha', 'managed']);
  });

  it('where the catalogue says so', () => {
    const only = (status: Provider['status']) =>
      tinyCatalogue({
        ...shop.data,
        layers: [layer('database')],
        providers: [provider('alpha', { database: {} }, { status }), provider('beta', { database: {} })],
      });
    expect(advised(only(sunset))?.pick).toBe('beta');
    expect(advised(only({ ...sunset, is: 'maintenance' }))?.pick).toBe('alpha');
  });

  it('and what you run yourself goes on', () => {
    const mine = tinyCatalogue({
      ...shop.data,
      layers: [layer('database')],
      providers: [provider('alpha', { database: { approach: 'self-hosted', vendor: null } }, { status: sunset })],
    });
    expect(advised(mine)?.pick).toBe('alpha');
  });

  it('and check tells whoever runs it, once, as news', () => {
    const running = later(before, {}, { stack: stackOf({ database: 'alpha' }) });
    expect(check(shopWith({ status: sunset }, 'newer'), running, decidedOn).findings).toMatchObject([
      {
        id: 'vendor-event/database/alpha-sunset',
        ...{ severity: 'warning', action: 'replace-layer', cause: 'facts', place: ['stack', 'database'] },
        detail: { on: '2026-01-31', ends: null },
        reasons: [{ because: 'Ends in a year.' }],
      },
    ]);
  });
});

describe('what the catalogue knows', () => {
  it('of a product that stands still is stagnation', () => {
    const idle = shopWith({ status: { ...sunset, is: 'maintenance', note: null } }, 'newer');
    expect(check(idle, before, decidedOn).findings).toMatchObject([
      { id: 'vendor-event/database/alpha-stagnation', place: ['decision', 'layers', 'database'], cause: 'facts' },
    ]);
  });

  it('is not told beside a notice that says the same', () => {
    const both = later(before, {}, { vendorEvents: [notice('alpha', 'sunset', { ends: '2029-01-31' })] });
    const found = check(shopWith({ status: sunset }, 'newer'), both, decidedOn).findings;
    expect(found).toMatchObject([
      { detail: { code: 'vendor-event', ends: '2029-01-31' }, place: ['vendor-events', 0] },
    ]);
  });

  it('of products that are not in place is silent', () => {
    const stack: ReadonlyMap<string, InPlace> = new Map([['database', runs('other')]]);
    const elsewhere = pinned(shop, profile({}, { stack }), { files: 'crate' }, { because: 'so' });
    expect(check(shopWith({ status: sunset }, 'newer'), elsewhere, decidedOn).findings).toEqual([]);
  });
});

it('an end reaches the parts that cannot stand without what ends', () => {
  const whole = pinned(shipped().catalogue, shippedProfile('consumer-mvp'));
  const [news] = check(
    shipped().catalogue,
    later(whole, {}, { vendorEvents: [notice('supabase', 'sunset')] }),
    decidedOn,
  ).findings.filter(({ detail }) => detail.code === 'vendor-event');
  expect(news?.detail).toMatchObject({ layers: expect.arrayContaining(['auth', 'database']) });
});
