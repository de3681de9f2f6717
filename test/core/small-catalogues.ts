/** Random small catalogues: every kind of condition, effect, need and limit, to try the engine on what no rule does yet. */
import fc from 'fast-check';
import { type Catalogue, catalogueOf } from '../../src/core/catalogue.js';
import {
  type Answer,
  type Approach,
  type Condition,
  concerns,
  type Effect,
  type Facts,
  type Layer,
  type Pattern,
  type Question,
  type Rule,
  type Signal,
  type Target,
  type Test,
} from '../../src/core/model.js';
import type { Limit, Need, Offering, Provider } from '../../src/core/provider.js';
import {
  all,
  any,
  atLeastOf,
  choice,
  fact,
  layer,
  multi,
  not,
  number,
  pattern,
  provider,
  rule,
  signal,
  signalled,
  tinyCatalogue,
  trait,
  yesNo,
} from '../support/tiny.js';

const members = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8'] as const;
const sizes = ['small', 'middle', 'large'] as const;

const questions: readonly Question[] = [
  choice('colour', ['red', 'green', 'blue'], {
    order: 1,
    contradicts: [{ when: all(isColour('red'), fact('fast', { op: 'is', value: true })), because: 'red is slow' }],
  }),
  choice('size', sizes, { order: 2, ordered: true }),
  yesNo('fast', { order: 3 }),
  yesNo('safe', { order: 4 }),
  number('team-size', { order: 5, atLeast: 1, atMost: 30 }),
  number('engineers', { order: 6, atMost: 'team-size' }),
  number('load', { order: 7, atMost: 1000, whole: false, stresses: ['data'] }),
  multi('parts', members, { order: 8 }),
];

function isColour(value: string): Condition {
  return fact('colour', { op: 'is', value });
}

const some = <T>(items: readonly T[]) => fc.subarray([...items], { minLength: 1, maxLength: 3 });
const numbers = fc.constantFrom(0, 1, 2, 5, 9, 10, 100, 400);
const numberFacts = fc.constantFrom('team-size', 'engineers', 'load');

/** Ordered options that pass, as the loader works them out. */
function sizeTest(op: 'at-least' | 'at-most', value: (typeof sizes)[number]): Test {
  const at = sizes.indexOf(value);
  return { op, value, allowed: op === 'at-least' ? sizes.slice(at) : sizes.slice(0, at + 1) };
}

const plainLeaves: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .tuple(fc.constantFrom('is', 'is-not'), fc.constantFrom('red', 'green', 'blue'))
    .map(([op, value]) => fact('colour', { op, value })),
  fc
    .tuple(fc.constantFrom('in', 'not-in'), some(['red', 'green', 'blue']))
    .map(([op, values]) => fact('colour', { op, values })),
  fc
    .tuple(fc.constantFrom('at-least', 'at-most'), fc.constantFrom(...sizes))
    .map((test) => fact('size', sizeTest(...test))),
  fc.tuple(fc.constantFrom('fast', 'safe'), fc.boolean()).map(([id, value]) => fact(id, { op: 'is', value })),
  fc
    .tuple(numberFacts, fc.constantFrom('at-least', 'at-most', 'is', 'is-not'), numbers)
    .map(([id, op, value]): Condition => fact(id, { op, value } as Test)),
  fc
    .tuple(numberFacts, numbers, numbers)
    .map(([id, a, b]) => fact(id, { op: 'between', from: Math.min(a, b), to: Math.max(a, b) })),
  fc.constantFrom(...members).map((value) => fact('parts', { op: 'includes', value })),
  fc
    .tuple(fc.constantFrom('includes-any', 'includes-all'), fc.subarray([...members], { maxLength: 4 }))
    .map(([op, values]) => fact('parts', { op, values })),
);

/** Also whether a question is answered, which the loader allows only in rules that decide nothing. */
const allLeaves = fc.oneof(
  { weight: 8, arbitrary: plainLeaves },
  fc.tuple(fc.constantFrom('parts', 'fast'), fc.boolean()).map(([id, value]) => fact(id, { op: 'answered', value })),
);

/** Conditions over the facts, some signals, and for layers the pattern that is tried. */
function conditionsOver(
  leaves: fc.Arbitrary<Condition>,
  signals: readonly string[],
  underPattern: boolean,
): fc.Arbitrary<Condition> {
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => {
    const parts = fc.array(tie('condition'), { maxLength: 4 });
    const named = signals.length > 0 ? [fc.constantFrom(...signals).map(signalled)] : [];
    const tried = underPattern
      ? [fc.constantFrom('p1', 'p2', 'p3').map((value) => fact('advice.pattern', { op: 'is', value }))]
      : [];
    return {
      condition: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaves,
        ...named,
        ...tried,
        fc.constant<Condition>({ kind: 'always' }),
        parts.map((of) => all(...of)),
        parts.map((of) => any(...of)),
        tie('condition').map(not),
        fc.tuple(fc.integer({ min: 0, max: 4 }), parts).map(([atLeast, of]) => atLeastOf(atLeast, ...of)),
      ),
    };
  });
  return condition;
}

const layerIds = ['data', 'web', 'jobs'] as const;
const approachIds: readonly Approach[] = ['platform', 'managed', 'self-hosted'];
const traitIds = ['open', 'fast-start'] as const;
const strengths = fc.constantFrom('slight', 'moderate', 'strong');

const patternTargets: fc.Arbitrary<Target> = some(['p1', 'p2', 'p3', 'alone']).map((patterns) => ({
  on: 'pattern',
  patterns,
}));
const layerTargets: fc.Arbitrary<Target> = fc.record({
  on: fc.constant('layer' as const),
  layers: some(layerIds),
  kinds: fc.subarray(['plain', 'fancy'], { maxLength: 1 }),
  approaches: fc.subarray([...approachIds], { maxLength: 2 }),
  providers: fc.oneof({ weight: 4, arbitrary: fc.constant<string[]>([]) }, some(['v1', 'v2', 'v3'])),
  trait: fc.constantFrom<string | null>(null, ...traitIds),
});

function effects(targets: fc.Arbitrary<Target>): fc.Arbitrary<Effect> {
  const soft = fc.record({ kind: fc.constantFrom('prefer', 'avoid'), target: targets, strength: strengths });
  const hard = fc.record({ kind: fc.constantFrom('require', 'exclude'), target: targets, missing: fc.constant([]) });
  return fc.oneof({ weight: 4, arbitrary: soft }, { weight: 1, arbitrary: hard });
}

function rulesOn(kind: string, targets: fc.Arbitrary<Target>, when: fc.Arbitrary<Condition>): fc.Arbitrary<Rule[]> {
  const body = fc.record({
    effects: fc.array(effects(targets), { minLength: 1, maxLength: 2 }),
    concern: fc.constantFrom(...concerns),
    when,
  });
  return fc
    .array(body, { maxLength: 9 })
    .map((bodies) => bodies.map(({ effects: does, ...more }, index) => rule(`${kind}/${index}`, does, more)));
}

const needs: fc.Arbitrary<Need> = fc.record({
  layer: fc.constantFrom(...layerIds),
  vendor: fc.constantFrom('same', null),
  provider: fc.constantFrom('same' as const, null, null, ['v1', 'v2']),
  approach: fc.constantFrom('same' as const, null, null),
  trait: fc.constantFrom(null, ...traitIds),
});

const truths = fc.constantFrom('yes', 'no', 'unknown');

function providers(id: string): fc.Arbitrary<Provider> {
  const cover = fc.record({
    kind: fc.constantFrom('plain', 'fancy'),
    approach: fc.constantFrom(...approachIds),
    vendor: fc.constantFrom(id, 'v1', null),
    needs: fc.oneof({ weight: 3, arbitrary: fc.constant<Need[]>([]) }, fc.array(needs, { minLength: 1, maxLength: 1 })),
    traits: fc.record({ open: truths }, { requiredKeys: [] }),
  });
  const limit = fc.record({
    at: fc.constantFrom(5, 100, null),
    plan: fc.constantFrom('all', 'pro'),
    kind: fc.constantFrom('hard', 'soft'),
  });
  return fc
    .record({
      covers: fc.dictionary(fc.constantFrom(...layerIds), fc.array(cover, { minLength: 1, maxLength: 2 })),
      traits: fc.record({ open: truths, 'fast-start': truths }, { requiredKeys: [] }),
      status: fc.constantFrom('active', 'active', 'active', 'sunset'),
      limits: fc.array(limit, { maxLength: 2 }),
      confidence: fc.constantFrom('high', 'medium', 'low'),
    })
    .map(({ covers, traits, status, limits, confidence }) =>
      provider(id, withDistinctWays(covers), {
        traits,
        status: { is: status, on: null, source: '', note: null },
        limits: limits.map(
          (each): Limit => ({ fact: 'load', source: null, on: null, expires: null, confidence: 'high', ...each }),
        ),
        evidence: { source: null, on: null, confidence },
      }),
    );
}

/** The joint choice wants items with distinct ids, as the loader does. */
function withDistinctWays<T extends Pick<Offering, 'kind' | 'approach'>>(
  covers: Readonly<Record<string, readonly T[]>>,
): Record<string, readonly T[]> {
  return Object.fromEntries(
    Object.entries(covers).map(([id, ways]) => [
      id,
      ways.filter(
        (way, index) => ways.findIndex((each) => each.kind === way.kind && each.approach === way.approach) === index,
      ),
    ]),
  );
}

function patternsOf(unless: Condition, hasAlone: boolean, allows: readonly (readonly Approach[] | null)[]): Pattern[] {
  const alone = pattern('alone', { order: 0, unless: { when: unless, because: 'nothing needs it', sources: [] } });
  const others = allows.map((only, index) =>
    pattern(`p${index + 1}`, { order: index + 1, allows: only === null ? {} : { data: only } }),
  );
  return hasAlone ? [alone, ...others] : others;
}

/** Small catalogues with all that decides: signals upon signals, patterns, layers, providers, rules. */
function catalogues(leaves: fc.Arbitrary<Condition>): fc.Arbitrary<Catalogue> {
  const conditions = (signals: readonly string[], underPattern: boolean) =>
    conditionsOver(leaves, signals, underPattern);
  return fc
    .record({
      first: conditions([], false),
      second: conditions(['s1'], false),
      unless: conditions(['s1', 's2'], false),
      hasAlone: fc.boolean(),
      allows: fc.array(fc.option(some(approachIds)), { minLength: 3, maxLength: 3 }),
      needed: fc.array(
        fc.oneof({ weight: 2, arbitrary: fc.constant<Condition>({ kind: 'always' }) }, conditions(['s1'], true)),
        { minLength: 3, maxLength: 3 },
      ),
      providers: fc.tuple(providers('v1'), providers('v2'), providers('v3'), providers('v4'), providers('v5')),
      patternRules: rulesOn('pattern', patternTargets, conditions(['s1', 's2', 'nobody-knows'], false)),
      layerRules: rulesOn('layer', layerTargets, conditions(['s1', 's2'], true)),
    })
    .map((parts) => {
      const signals: Signal[] = [signal('s1', parts.first), signal('s2', parts.second)];
      const layers: Layer[] = parts.needed.map((when, order) => layer(layerIds[order] ?? '', { order, needed: when }));
      return catalogueOf({
        ...tinyCatalogue({}).data,
        questions,
        signals,
        layers,
        traits: [trait('open', 'unknown', { byApproach: { 'self-hosted': 'yes' } }), trait('fast-start', 'no')],
        patterns: patternsOf(parts.unless, parts.hasAlone, parts.allows),
        providers: parts.providers,
        rules: [...parts.patternRules, ...parts.layerRules],
      });
    });
}

export const smallCatalogues = catalogues(allLeaves);

/** Those of which a rule that is yes or no stays so, whatever else is answered. */
export const loadableCatalogues = catalogues(plainLeaves);

/** Answers to the questions of the small catalogues, some of them not given; numbers lean towards the thresholds. */
export const smallProfiles: fc.Arbitrary<Facts> = fc
  .record(
    {
      colour: fc.constantFrom('red', 'green', 'blue'),
      size: fc.constantFrom(...sizes),
      fast: fc.boolean(),
      safe: fc.boolean(),
      'team-size': fc.constantFrom(1, 2, 3, 5, 8, 9, 10, 11, 30),
      engineers: fc.constantFrom(0, 1, 2, 3, 5, 9),
      load: fc.constantFrom(0, 1, 1.5, 2, 4, 5, 5.5, 9, 10, 99, 100, 100.5, 400, 1000),
      parts: fc.subarray([...members]),
    } satisfies Record<string, fc.Arbitrary<Answer>>,
    { requiredKeys: [] },
  )
  .map((answers) => new Map(Object.entries(answers) as [string, Answer][]));
