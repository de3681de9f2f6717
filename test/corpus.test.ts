/** The rules as a body of knowledge: nothing is lost on the way from the documents, nothing stands idle, nothing favours a name. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../src/core/check/check.js';
import { pin } from '../src/core/check/pin.js';
import { factsRead, judge, type Situation, situationOf } from '../src/core/condition.js';
import type { Decision, EventKind, InPlace, VendorEvent } from '../src/core/decision.js';
import type { Answer, Condition, Facts, Profile, Rule, Truth } from '../src/core/model.js';
import type { Offering } from '../src/core/provider.js';
import { carriedClaims } from '../src/core/rules/claims.js';
import { situationsOf as situationsIn } from '../src/core/situations.js';
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
    // Rules about revisiting read what was, what was decided and what runs: see below.
    const rules = data.rules.filter((rule) => !catalogue.rules.revisit.includes(rule));
    const idle = new Map<string, Rule>(rules.map((rule) => [`${rule.id} never fires`, rule]));
    const restless = new Map<string, Rule>(
      rules.filter(({ when }) => when.kind !== 'always').map((rule) => [`${rule.id} is never silent`, rule]),
    );
    const tick = (situations: readonly (readonly [Situation, readonly Rule[]])[]) => {
      for (const [situation, rules] of situations)
        for (const rule of rules) {
          const truth = judge(rule.when, situation);
          if (truth === 'yes') idle.delete(`${rule.id} never fires`);
          if (truth === 'no') restless.delete(`${rule.id} is never silent`);
        }
    };
    for (const facts of [...profileFacts, steadyOnFunctions, ...sampled.slice(0, 200)]) tick(situationsOf(facts));
    for (const rule of idle.values()) tick(aimedAt(rule, 'yes'));
    for (const rule of restless.values()) tick(aimedAt(rule, 'no'));
    expect([...idle.keys(), ...restless.keys()]).toEqual([]);
  });
});

describe('rules about revisiting', () => {
  const { revisit } = catalogue.rules;

  it('do nothing else, and say which layer or the whole, how bad and how small a move', () => {
    for (const { id, effects } of revisit)
      expect(
        effects.map(({ kind }) => kind),
        id,
      ).toEqual(['revisit']);
    expect(revisit.length).toBeGreaterThan(50);
  });

  it.each(revisit.map((rule) => [rule.id, rule] as const))(
    '%s is heard in a profile that became like its example',
    (id, rule) => {
      for (const example of (examples.get(id)?.raw.fires ?? []) as readonly Example[]) {
        const heard = profileNames().some((name) => isHeard(rule, example, shippedProfile(name)));
        expect(heard, JSON.stringify(example)).toBe(true);
      }
    },
  );
});

describe('mistakes', () => {
  it('of claims 180 to 198 are at least fifteen distinct warnings, each with a mitigation', () => {
    const named = Array.from({ length: 19 }, (_, index) => `claim-${180 + index}`);
    const warnings = data.rules.filter(({ effects }) => effects.some(({ kind }) => kind === 'warn'));
    for (const claim of named)
      expect(
        warnings.some(({ sources }) => sources.includes(claim)),
        claim,
      ).toBe(true);
    const detectors = warnings.filter(({ sources }) => sources.some((source) => named.includes(source)));
    expect(detectors.length).toBeGreaterThanOrEqual(15);
  });
});

describe('compliance', () => {
  const base = answersOf('matrix-1-simple-mvp');
  const printed = (facts: Facts) => {
    const { pattern, layers, risks, plan, controls } = advise(catalogue, facts);
    return JSON.stringify([pattern.pick, layers, risks, plan, controls]);
  };
  const optionsOf = (id: string) => {
    const question = catalogue.question.get(id);
    return question && 'options' in question ? question.options.map((option) => [id, option.id] as const) : [];
  };

  it.each([...optionsOf('compliance'), ...optionsOf('data-classes')])('%s: %s changes what is said', (id, option) => {
    expect(printed(new Map(base).set(id, [option]))).not.toBe(printed(new Map(base).set(id, [])));
  });

  it('says where legal advice starts whenever a law is named; of standards, auditors judge', () => {
    const standards = ['soc2', 'iso27001'];
    for (const [, regime] of optionsOf('compliance').filter(([, each]) => !standards.includes(each))) {
      const { controls, plan } = advise(catalogue, new Map(base).set('compliance', [regime]));
      const words = [...controls.map(({ control }) => control), ...plan.map(({ step }) => step)].join(' ');
      expect(words, regime).toMatch(/lawyer|legal advice/);
    }
  });
});

describe('layers', () => {
  it.each(data.layers.map((each) => [each.id, each] as const))(
    '%s: a ladder of three steps or more for each kind, each with its trigger and source, and something to do first',
    (id, { kinds, next }) => {
      for (const kind of Object.keys(kinds).filter((each) => each !== 'none'))
        expect(
          next.filter((step) => step.kinds.length === 0 || step.kinds.includes(kind)).length,
          kind,
        ).toBeGreaterThanOrEqual(3);
      for (const { step, when, sources } of next) {
        expect(when, step).not.toBe('');
        expect(sources, step).not.toEqual([]);
      }
      const first = data.rules.filter(({ effects }) =>
        effects.some((effect) => effect.kind === 'plan' && effect.layer === id),
      );
      expect(first).not.toEqual([]);
    },
  );
});

describe('providers', () => {
  it.each(data.providers.map((each) => [each.id, each] as const))(
    '%s says who runs it, what ties you to it, and what it costs or that nobody knows',
    (_, { model, lockIn, prices, offerings, status }) => {
      expect(model).not.toBeNull();
      expect(status.source).not.toBe('');
      expect(lockIn).not.toEqual([]);
      const isBought = model === 'managed' && offerings.some(({ vendor }) => vendor !== null);
      if (isBought)
        expect([...(prices?.plans ?? []), ...(prices?.meters ?? []), ...(prices?.unknown ?? [])]).not.toEqual([]);
    },
  );

  it('have a way out, except the few where none was found', () => {
    const without = data.providers.filter(({ wayOut }) => wayOut.length === 0).map(({ id }) => id);
    expect(without.sort()).toEqual(['apns', 'fcm', 'platform-console']);
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

type Example = Readonly<Record<string, Answer>>;

/** Whether `check` tells what a rule says, in a profile that was decided and became as the example has it. */
function isHeard(rule: Rule, example: Example, { answers, ...base }: Profile): boolean {
  const given = Object.entries(example);
  const now = given.filter(([fact]) => catalogue.question.has(fact));
  const then = given.flatMap(([fact, answer]) => (fact.startsWith('was.') ? [[fact.slice(4), answer] as const] : []));
  const isNear = example['stack.limit-near'] === true;
  const started = withoutContradictions(catalogue, new Map([...answers, ...then, ...(isNear ? grownTo.was : [])]));
  const stack = stackLike(example);
  if (isNear) stack.set('realtime', nearLimit);
  const choices = [...stack].map(([about, { provider, approach }]) => ({
    about,
    chosen: provider,
    approach,
    because: 'so',
  }));
  const pattern = example['decision.pattern'];
  if (pattern !== undefined) choices.push({ about: 'pattern', chosen: String(pattern), approach: null, because: 'so' });
  const before = { ...base, answers: started, stack };
  const made = pin(catalogue, before, {
    ...{ on: '2026-01-05', by: [], reviewBy: '2027-01-05', choices, because: 'so', takeAdvice: false, review: null },
  });
  if (!('decision' in made)) return false;
  const vendorEvents = [example['vendor-events'] ?? []]
    .flat()
    .map((kind) => eventAbout(made.decision, kind as EventKind));
  const changed = {
    ...before,
    decision: made.decision,
    vendorEvents,
    answers: new Map([...started, ...now, ...(isNear ? grownTo.now : [])]),
  };
  const ids = rule.effects.flatMap((effect) =>
    effect.kind === 'revisit' ? [`${effect.trigger}/${effect.layer ?? 'pattern'}/${effect.subject}`] : [],
  );
  // Another rule of the same subject may say it more loudly.
  return check(catalogue, changed, '2026-01-05').findings.some(({ id }) => ids.includes(id));
}

/** Answers under which a limit of `nearLimit` is near, and was not. */
const nearLimit: InPlace = { provider: 'pusher', kind: null, approach: null, plan: 'startup' };
const grownTo = { was: [['peak-connections', 10]], now: [['peak-connections', 480]] } as const;

/** A stack of products that cover the layers as an example says. */
function stackLike(example: Example): Map<string, InPlace> {
  const layers = new Map<string, Partial<InPlace>>();
  for (const [fact, value] of Object.entries(example)) {
    const [, layer = '', part = ''] = /^stack\.([^.]+)\.(kind|approach|provider)$/.exec(fact) ?? [];
    if (part !== '') layers.set(layer, { ...layers.get(layer), [part]: value });
  }
  return new Map(
    [...layers].map(([layer, wanted]) => {
      const offering = catalogue.offerings
        .get(layer)
        ?.find((each) => Object.entries(wanted).every(([part, value]) => each[part as keyof Offering] === value));
      const { provider = 'not-needed', kind = null, approach = null } = offering ?? {};
      return [layer, { provider, kind, approach, plan: null }] as const;
    }),
  );
}

function eventAbout({ layers }: Decision, kind: EventKind): VendorEvent {
  const chosen = [...layers.values()].map((each) => each.chosen?.provider);
  const provider = chosen.find((each) => catalogue.provider.has(each ?? '')) ?? '';
  return { provider, kind, on: '2026-01-05', ends: null, source: 'a mail' };
}

/** The same random projects in every run. */
const sampled = fc.sample(projects(catalogue), { numRuns: 1500, seed: 4 });

/** A project that chance hardly meets: steady load, and functions all the same. */
const steadyOnFunctions: Facts = new Map<string, Answer>([
  ['backend-engineers', 4],
  ['traffic-shape', ['steady-heavy', 'burst']],
  ['long-running-work', false],
  ['special-compute', []],
  ['realtime', 'live-updates'],
]);

/** What each kind of rule reads in the advice on these facts. */
function situationsOf(facts: Facts): (readonly [Situation, readonly Rule[]])[] {
  const recommendation = advise(catalogue, facts);
  const { pattern, layer, speech } = situationsIn(catalogue, facts, recommendation);
  return [
    [pattern, catalogue.rules.pattern],
    ...(recommendation.pattern.pick === null ? [] : [[layer, catalogue.rules.layer] as const]),
    [speech, catalogue.rules.speech],
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
      const project = withoutContradictions(catalogue, new Map([...facts, ...given]));
      // What the answers alone make sure, no advice can change.
      const alone = judge(rule.when, situationOf(project, catalogue.signal));
      if (alone !== wanted && alone !== 'unknown') continue;
      const situations = situationsOf(project);
      if (situations.some(([situation, rules]) => rules.includes(rule) && judge(rule.when, situation) === wanted))
        return situations;
    }
  return [];
}
