/** Decisions at random over the small catalogue, with the texts that YAML finds hard. */
import * as fc from 'fast-check';
import { type Decision, eventKinds, type InPlace, type VendorEvent } from '../../src/core/decision.js';
import { findingCodes } from '../../src/core/finding.js';
import type { Catalogue } from '../../src/index.js';
import { answerSets } from '../core/answer-sets.js';

/** Text that says something: any at all, and above all what means something to YAML. */
export const texts: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom('a: b', '# no comment', 'a #b', 'a # b', '- x', "it's", '"so"', '~', 'null', 'yes', 'no', 'on', '12'),
    fc.constantFrom('2026-01-01', '---', '...', '{', '[x]', '? x', '| x', '> x', '!tag', '&a', '*a', '%a', '@a', '`a'),
    fc.constantFrom('one\ntwo', 'one\r\ntwo', '\none\n\n', ' lead', 'trail ', 'tab\there', '\ttab', '  # x\ny', 'a:\n  b'),
    fc.constantFrom('ünïcödé', '👩‍💻 decided', '日本語: はい', '\u2028', '\u0085x', '\ufffd', 'x\u007f', '\ufeffx', '\u0007'),
    fc.constantFrom('1e3', '0x10', '.inf', '1_000', '012', '<<', '=', 'because: |', 'x'.repeat(400), 'word '.repeat(80)),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  )
  .filter((text) => text.trim() !== '');

export const days: fc.Arbitrary<string> = fc.constantFrom('2026-02-10', '2024-02-29', '2026-12-31', '2027-01-01');
const words = fc.constantFrom('3f9c2b7e90ab11d2', '1234567890123456', '12e4567890123456', '0000000000000000');
const reasons = fc.option(texts, { nil: null });
const people = fc.array(texts, { maxLength: 3 });

/** What covers a layer; with a plan where one may stand. */
function inPlace(layer: 'database' | 'search', plans: fc.Arbitrary<string | null>): fc.Arbitrary<InPlace> {
  const known = {
    database: { tern: ['relational', 'managed'], plover: ['document', 'platform'] },
    search: { finch: ['engine', 'managed'] },
  }[layer] as Readonly<Record<string, readonly [string, InPlace['approach']]>>;
  const product = fc.constantFrom(...Object.entries(known)).chain(([provider, [kind, approach]]) =>
    fc.record({
      provider: fc.constant(provider),
      kind: fc.constantFrom(kind, null),
      approach: fc.constantFrom(approach, null),
      plan: plans,
    }),
  );
  const none = fc.constantFrom('other', 'not-needed').map((provider) => ({ provider, kind: null, approach: null }));
  return fc.oneof(
    product,
    none.map((each) => ({ ...each, plan: null })),
  );
}

/** A map with some of these keys. */
function someOf<T>(record: Readonly<Record<string, fc.Arbitrary<T>>>): fc.Arbitrary<ReadonlyMap<string, T>> {
  return fc.record(record, { requiredKeys: [] }).map((part) => new Map(Object.entries(part) as [string, T][]));
}

const stacks = someOf({
  database: inPlace('database', fc.option(texts, { nil: null })),
  search: inPlace('search', fc.constant(null)),
});

const vendorEvents: fc.Arbitrary<VendorEvent> = fc.record({
  provider: fc.constantFrom('tern', 'plover', 'finch'),
  kind: fc.constantFrom(...eventKinds),
  on: days,
  ends: fc.option(days, { nil: null }),
  source: texts,
});

function decidedLayer(layer: 'database' | 'search') {
  const advised = fc.option(fc.constantFrom('tern', 'finch', 'no-longer-sold', 'not-needed'), { nil: null });
  const chosen = fc.option(inPlace(layer, fc.constant(null)), { nil: null });
  return fc.record({ advised, chosen, because: reasons });
}

export function decisions(catalogue: Catalogue): fc.Arbitrary<Decision> {
  const finding = fc.constantFrom(...findingCodes).map((code) => `${code}/database`);
  return fc.record({
    on: days,
    by: people,
    reviewBy: days,
    rules: words,
    facts: words,
    ground: fc.record({
      facts: answerSets(catalogue),
      stack: stacks,
      vendorEvents: fc.array(vendorEvents, { maxLength: 2 }),
    }),
    pattern: fc.record({
      advised: fc.constantFrom('baas-first', 'custom', null),
      chosen: fc.constantFrom('baas-first', 'custom'),
      because: reasons,
    }),
    layers: someOf({ database: decidedLayer('database'), search: decidedLayer('search') }),
    known: fc.array(fc.record({ finding, severity: fc.constantFrom('error', 'warning', 'note') }), { maxLength: 3 }),
    open: fc.subarray(['budget-usd-month', 'realtime']),
    review: fc.option(fc.record({ action: fc.constantFrom('keep', 'replatform'), because: texts }), { nil: null }),
    history: fc.array(
      fc.record({
        on: days,
        by: people,
        pattern: fc.constantFrom('custom', 'gone'),
        layers: fc.dictionary(fc.constantFrom('database', 'gone'), fc.constantFrom('tern', 'other')),
      }),
      { maxLength: 3 },
    ),
  });
}
