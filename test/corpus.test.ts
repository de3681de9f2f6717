/** The rules as a body of knowledge: nothing is lost on the way from the documents, nothing stands idle, nothing favours a name. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriedClaims } from '../src/core/claims.js';
import { factsRead, judge, type Situation, situationOf } from '../src/core/condition.js';
import type { Answer, Condition, Facts, Rule, Truth } from '../src/core/model.js';
import { advise } from '../src/index.js';
import { projects, withoutContradictions } from './core/answer-sets.js';
import { profileNames, projectFiles, projectText, shipped, shippedProfile } from './support/catalogue.js';

const { catalogue, examples, lint } = shipped();
const { data } = catalogue;

describe('claims', () => {
  const carried = carriedClaims(data);
  const numbered = (word: string) => data.claims.map(({ id }) => id).filter((id) => id.startsWith(word));

  it('are all there: 216 of the documents, 30 contradictions, 15 lessons', () => {
    const upTo = (word: string, count: number) => Array.from({ length: count }, (_, index) => `${word}${index + 1}`);
    expect(numbered('claim-').sort()).toEqual(upTo('claim-', 216).sort());
    expect(numbered('resolution-').sort()).toEqual(upTo('resolution-x', 30).sort());
    expect(numbered('lesson-').sort()).toEqual(upTo('lesson-', 15).sort());
  });

  it.each(carried.map((each) => [each.claim.id, each] as const))(
    '%s is carried by something, or declined',
    (_, { carriers }) => {
      expect(carriers).not.toEqual([]);
    },
  );

  it('that are declined are carried by nothing else', () => {
    const both = carried.filter(
      ({ claim, carriers }) =>
        claim.declined !== null && carriers.some(({ kind }) => kind !== 'declined' && kind !== 'catalogue fact'),
    );
    expect(both.map(({ claim }) => claim.id)).toEqual([]);
  });

  it('that the engine keeps name a test that is there', () => {
    const tests = new Set(projectFiles('test', '.test.ts'));
    for (const { id, keptBy } of data.claims)
      if (keptBy) {
        expect(tests, id).toContain(keptBy.test);
        expect(projectText(keptBy.test), id).toContain(keptBy.named);
      }
  });
});

describe('rules', () => {
  it('decide on nothing untraced, expired or declined, and name nobody without a source', () => {
    expect(lint().map(({ origin, message }) => `${origin?.file}:${origin?.line} ${message}`)).toEqual([]);
  });

  it('cite claims or pages, never a whole document', () => {
    const documents = new Set(data.sources.filter(({ kind }) => kind === 'document').map(({ id }) => id));
    expect(data.rules.filter(({ sources }) => sources.some((source) => documents.has(source)))).toEqual([]);
  });

  it('each fire for some project, and each but those that always apply are silent for another', () => {
    const idle = new Map<string, Rule>(data.rules.map((rule) => [`${rule.id} never fires`, rule]));
    const restless = new Map<string, Rule>(
      data.rules.filter(({ when }) => when.kind !== 'always').map((rule) => [`${rule.id} is never silent`, rule]),
    );
    const tick = (situations: readonly (readonly [Situation, readonly Rule[]])[]) => {
      for (const [situation, rules] of situations)
        for (const rule of rules) {
          const truth = judge(rule.when, situation);
          if (truth === 'yes') idle.delete(`${rule.id} never fires`);
          if (truth === 'no') restless.delete(`${rule.id} is never silent`);
        }
    };
    for (const facts of [...profileFacts, ...sampled.slice(0, 200)]) tick(situationsOf(facts));
    for (const rule of idle.values()) tick(aimedAt(rule, 'yes'));
    for (const rule of restless.values()) tick(aimedAt(rule, 'no'));
    expect([...idle.keys(), ...restless.keys()]).toEqual([]);
  });
});

describe('questions and traits', () => {
  const conditions: readonly Condition[] = [
    ...data.rules.map(({ when }) => when),
    ...data.layers.flatMap(({ needed, surfaces }) => [needed, ...surfaces.map(({ when }) => when)]),
    ...data.patterns.flatMap(({ unless }) => (unless ? [unless.when] : [])),
  ];

  it('are each read by something that decides or speaks', () => {
    const read = new Set(conditions.flatMap((condition) => [...factsRead(condition, catalogue.signal)]));
    const limited = data.providers.flatMap(({ limits }) => limits.map(({ fact }) => fact));
    for (const fact of limited) read.add(fact);
    expect(data.questions.map(({ id }) => id).filter((id) => !read.has(id))).toEqual([]);
  });

  it('of the second kind are each aimed at', () => {
    const targets = data.rules.flatMap(({ effects }) =>
      effects.flatMap((effect) => ('target' in effect ? [effect.target] : [])),
    );
    const aimed = new Set([
      ...targets.flatMap((target) => (target.on === 'layer' && target.trait !== null ? [target.trait] : [])),
      ...data.layers.flatMap(({ surfaces }) => surfaces.flatMap(({ trait }) => trait ?? [])),
      ...data.providers.flatMap(({ offerings }) =>
        offerings.flatMap(({ needs }) => needs.flatMap(({ trait }) => trait ?? [])),
      ),
    ]);
    expect(data.traits.map(({ id }) => id).filter((id) => !aimed.has(id))).toEqual([]);
  });
});

describe('the seven rows of the quick matrix', () => {
  const rows = profileNames().filter((name) => name.startsWith('matrix-'));
  const pairs = rows.flatMap((one) => rows.filter((other) => other > one).map((other) => [one, other] as const));

  it('make 21 pairs', () => {
    expect(pairs).toHaveLength(21);
  });

  it.each(pairs)(
    '%s and %s together give advice without a contradiction, whichever says what they differ in',
    (one, other) => {
      for (const [first, second] of [
        [one, other],
        [other, one],
      ] as const) {
        const merged = withoutContradictions(catalogue, new Map([...answersOf(first), ...answersOf(second)]));
        const { pattern, layers } = advise(catalogue, merged);
        expect(pattern.conflict).toEqual([]);
        expect(pattern.pick).not.toBeNull();
        expect(Object.values(layers).filter(({ status }) => status === 'impossible')).toEqual([]);
      }
    },
  );
});

describe('worked examples', () => {
  it.each(data.workedExamples.map((example) => [example.id, example] as const))(
    '%s gets the shape that the documents give it',
    (_, { answers, pattern }) => {
      expect(advise(catalogue, new Map(Object.entries(answers))).pattern.pick).toBe(pattern);
    },
  );

  it.each(data.workedExamples.map((example) => [example.id, example] as const))(
    '%s has the answers of its profile',
    (id, { answers }) => {
      expect(Object.fromEntries([...answersOf(id)].filter(([question]) => question in answers))).toEqual(answers);
    },
  );
});

function answersOf(profile: string): Facts {
  return shippedProfile(profile).answers;
}

const profileFacts: readonly Facts[] = profileNames().map(answersOf);

/** The same random projects in every run. */
const sampled = fc.sample(projects(catalogue), { numRuns: 1500, seed: 4 });

/** What each kind of rule reads in the advice on these facts. */
function situationsOf(facts: Facts): (readonly [Situation, readonly Rule[]])[] {
  const { pattern, layers } = advise(catalogue, facts);
  const under = new Map(facts);
  if (pattern.pick !== null) under.set('advice.pattern', pattern.pick);
  const advised = new Map(under);
  for (const [layer, { status, kind, approach, pick }] of Object.entries(layers)) {
    if (pick === null && status !== 'not-needed') continue;
    const parts = { kind, approach, provider: pick };
    for (const [part, value] of Object.entries(parts)) advised.set(`advice.${layer}.${part}`, value ?? 'not-needed');
  }
  const of = (known: Facts) => situationOf(known, catalogue.signal);
  return [
    [of(facts), catalogue.rules.pattern],
    ...(pattern.pick === null ? [] : [[of(under), catalogue.rules.layer] as const]),
    [of(advised), catalogue.rules.speech],
  ];
}

/** Situations that should make a rule fire or be silent: every profile, with the answers of the rule's own examples. */
function aimedAt(rule: Rule, wanted: Truth): (readonly [Situation, readonly Rule[]])[] {
  const raw = examples.get(rule.id)?.raw;
  const own = (wanted === 'yes' ? raw?.fires : raw?.silent) ?? [];
  for (const example of own)
    for (const facts of [...profileFacts, ...sampled]) {
      const given = Object.entries(example as Readonly<Record<string, Answer>>).filter(([id]) =>
        catalogue.question.has(id),
      );
      const situations = situationsOf(withoutContradictions(catalogue, new Map([...facts, ...given])));
      if (situations.some(([situation, rules]) => rules.includes(rule) && judge(rule.when, situation) === wanted))
        return situations;
    }
  return [];
}
