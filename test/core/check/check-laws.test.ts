/** Laws that `pin` and `check` keep for every project, tried on the shipped rules with random answers, stacks and notices. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Catalogue, catalogueOf } from '../../../src/core/catalogue.js';
import { type Advised, advisedIn } from '../../../src/core/check/advised.js';
import { check } from '../../../src/core/check/check.js';
import { groundOf } from '../../../src/core/check/ground.js';
import { type Choice, pin } from '../../../src/core/check/pin.js';
import { judgeState } from '../../../src/core/check/state.js';
import { type Decision, eventKinds, type InPlace, type VendorEvent } from '../../../src/core/decision.js';
import type { Checked, FindingCode } from '../../../src/core/finding.js';
import type { Facts, Profile } from '../../../src/core/model.js';
import { shipped } from '../../support/catalogue.js';
import { frozenThrough } from '../../support/frozen.js';
import { decidedOn, later, notice, profile, request, runs } from '../../support/tiny.js';
import { projects } from '../answer-sets.js';

const { catalogue } = shipped();

/** What may stand for a layer: any product that covers it, in one of its ways or in none that is told, or neither. */
function inPlaceFor(layer: string): fc.Arbitrary<InPlace> {
  const ways = (catalogue.offerings.get(layer) ?? []).flatMap(({ provider, kind, approach }) => [
    runs(provider),
    runs(provider, { kind, approach }),
  ]);
  return fc.constantFrom(...ways, runs('other'), runs('not-needed'));
}

const inPlace = fc.record(
  Object.fromEntries(
    catalogue.layers.map(({ id }) => [id, fc.option(inPlaceFor(id), { nil: undefined, freq: 1 })] as const),
  ),
);
const stacks = inPlace.map(
  (each) => new Map(Object.entries(each).flatMap(([id, what]) => (what ? [[id, what] as const] : []))),
);

const products = catalogue.data.providers.map(({ id }) => id);
const events: fc.Arbitrary<readonly VendorEvent[]> = fc.array(
  fc
    .tuple(
      fc.constantFrom(...products),
      fc.constantFrom(...eventKinds),
      fc.constantFrom(null, '2026-06-01', '2027-06-01'),
    )
    .map(([provider, kind, ends]) => notice(provider, kind, { ends })),
  { maxLength: 3 },
);

const choices: fc.Arbitrary<readonly Choice[]> = fc
  .tuple(
    fc.option(fc.constantFrom(...catalogue.patterns.map(({ id }) => id)), { freq: 1 }),
    fc.option(inPlace, { freq: 1 }),
  )
  .map(([pattern, layers]) => [
    ...(pattern === null ? [] : [{ about: 'pattern', chosen: pattern, approach: null, because: 'so' }]),
    ...Object.entries(layers ?? {}).flatMap(([about, what]) =>
      what ? [{ about, chosen: what.provider, approach: what.approach, because: 'so' }] : [],
    ),
  ]);

/** A profile that says something of everything, before anybody has decided. */
const undecided: fc.Arbitrary<Profile> = fc
  .tuple(projects(catalogue), fc.option(stacks, { freq: 1 }), events)
  .map(([answers, stack, vendorEvents]) => profile({}, { answers, stack: stack ?? new Map(), vendorEvents }));

/** The same, decided: with the advice, or with whatever people may choose instead. */
const decided: fc.Arbitrary<Profile & { readonly decision: Decision }> = fc
  .tuple(undecided, choices)
  .map(([each, choices]) => [each, pin(catalogue, each, request({}, { choices, because: 'so' }))] as const)
  .filter(([, made]) => 'decision' in made)
  .map(([each, made]) => {
    if (!('decision' in made)) throw new Error('filtered out above');
    return { ...each, decision: made.decision };
  });

/** A decided profile, some time later: other answers, another stack, other notices, another day; each may stay. */
const changed = fc
  .tuple(
    decided,
    projects(catalogue),
    fc.subarray(catalogue.questions.map(({ id }) => id)),
    stacks,
    events,
    fc.boolean(),
    fc.boolean(),
  )
  .map(([before, others, questions, stack, vendorEvents, movesStack, movesNews]) => ({
    ...before,
    answers: withAnswersOf(before.answers, others, questions),
    ...(movesStack ? { stack } : {}),
    ...(movesNews ? { vendorEvents } : {}),
  }));
const days = fc.constantFrom(decidedOn, '2026-06-01', '2027-02-11', '2031-01-01');

function withAnswersOf(answers: Facts, others: Facts, questions: readonly string[]): Facts {
  const mixed = new Map(answers);
  for (const question of questions) {
    const answer = others.get(question);
    if (answer === undefined) mixed.delete(question);
    else mixed.set(question, answer);
  }
  return mixed;
}

const always: readonly FindingCode[] = ['hard-rule-broken', 'review-overdue', 'acceptance-ended'];
const runsOf = (numRuns: number) => ({ numRuns, seed: 7 });

describe('pinning and checking', () => {
  it('on the same day finds nothing but what is always told, whatever was chosen, runs or was written', () => {
    fc.assert(
      fc.property(decided, (each) => {
        const { findings, steps } = check(catalogue, each, decidedOn);
        expect(findings.filter(({ detail }) => !always.includes(detail.code))).toEqual([]);
        // Rules that are broken from the start are the decision's own; no advice has moved.
        for (const step of steps) expect(step).toMatchObject({ cause: 'answers', pattern: null, layers: {}, gone: [] });
      }),
      runsOf(30),
    );
  });

  it('finds nothing at all where the advice was taken', () => {
    fc.assert(
      fc.property(projects(catalogue), (answers) => {
        const fresh = profile({}, { answers });
        const made = pin(catalogue, fresh, request());
        if ('decision' in made)
          expect(check(catalogue, { ...fresh, decision: made.decision }, decidedOn)).toEqual({
            findings: [],
            steps: [],
          });
      }),
      runsOf(30),
    );
  });

  it('again leaves nothing but that, also where much had changed in between', () => {
    fc.assert(
      fc.property(changed, (each) => {
        const again = pin(catalogue, each, request({}, { on: '2026-06-01', because: 'so' }));
        if (!('decision' in again)) return;
        const { findings } = check(catalogue, { ...each, decision: again.decision }, '2026-06-01');
        expect(findings.filter(({ detail }) => !always.includes(detail.code))).toEqual([]);
      }),
      runsOf(30),
    );
  });
});

describe('the steps', () => {
  it('explain the whole: from what was advised then they lead to what is advised now', () => {
    fc.assert(
      fc.property(changed, days, (each, today) => {
        const { steps } = check(catalogue, each, today);
        const now = advisedIn(
          judgeState({ catalogue, ground: groundOf(each), today }, each.decision?.pattern.chosen ?? null),
        );
        const then = {
          pattern: each.decision.pattern.advised,
          layers: new Map([...each.decision.layers].map(([id, { advised }]) => [id, advised])),
        };
        expect(walked(then, steps)).toEqual(now);
      }),
      runsOf(35),
    );
  });

  it('explain every finding: it appears on a step that has its cause', () => {
    fc.assert(
      fc.property(changed, days, (each, today) => {
        const { findings, steps } = check(catalogue, each, today);
        for (const { id, cause } of findings)
          expect(
            steps.some((step) => step.cause === cause && step.appeared.includes(id)),
            `${id}: ${cause}`,
          ).toBe(true);
      }),
      runsOf(35),
    );
  });

  it('each change something, in the one order', () => {
    const order = ['rules', 'facts', 'vendor', 'answers', 'stack', 'calendar'];
    fc.assert(
      fc.property(changed, days, (each, today) => {
        const { steps } = check(catalogue, each, today);
        for (const { pattern, layers, appeared, gone } of steps)
          expect(pattern !== null || Object.keys(layers).length + appeared.length + gone.length > 0).toBe(true);
        // The first may be what the decision itself brings.
        const causes = steps.map(({ cause }) => order.indexOf(cause));
        const rest = causes.slice(1);
        expect(rest).toEqual([...new Set(rest)].sort((a, b) => a - b));
      }),
      runsOf(30),
    );
  });
});

/** Where steps lead. */
function walked(start: Advised, steps: Checked['steps']): Advised {
  let { pattern } = start;
  const layers = new Map(start.layers);
  for (const step of steps) {
    if (step.pattern) {
      expect(step.pattern.from).toBe(pattern);
      pattern = step.pattern.to;
    }
    for (const [layer, { from, to }] of Object.entries(step.layers)) {
      expect(layers.get(layer) ?? null).toBe(from);
      layers.set(layer, to);
    }
  }
  return { pattern, layers };
}

describe('the same profile always gets the same findings', () => {
  it('whatever the order of keys, of questions, rules and products', () => {
    const { data } = catalogue;
    const backwards: Catalogue = catalogueOf({
      ...data,
      ...{
        questions: [...data.questions].reverse(),
        rules: [...data.rules].reverse(),
        layers: [...data.layers].reverse(),
      },
      providers: [...data.providers].reverse().map((each) => ({ ...each, offerings: [...each.offerings].reverse() })),
    });
    const turned = <T>(map: ReadonlyMap<string, T>) => new Map([...map].reverse());
    fc.assert(
      fc.property(changed, days, (each, today) => {
        const { ground } = each.decision;
        const decision = {
          ...each.decision,
          layers: turned(each.decision.layers),
          ground: { ...ground, facts: turned(ground.facts), stack: turned(ground.stack) },
        };
        const other = { ...each, answers: turned(each.answers), stack: turned(each.stack), decision };
        const [one, two] = [check(catalogue, each, today), check(backwards, other, today)];
        expect(two.findings).toEqual(one.findings);
        expect(two.steps).toEqual(one.steps);
        // To the last character where it is printed.
        expect(JSON.stringify(two.findings)).toBe(JSON.stringify(one.findings));
      }),
      runsOf(30),
    );
  });

  it('whatever it is called', () => {
    fc.assert(
      fc.property(changed, days, (each, today) => {
        expect(check(catalogue, { ...each, name: 'renamed' }, today)).toEqual(check(catalogue, each, today));
      }),
      runsOf(10),
    );
  });

  it('and nothing that goes in is ever changed', () => {
    const frozen = frozenThrough(catalogueOf(structuredClone(data())));
    fc.assert(
      fc.property(changed, days, choices, (each, today, choices) => {
        const given = frozenThrough({ ...structuredClone({ ...each, originOf: null }), originOf: each.originOf });
        expect(check(frozen, given, today)).toEqual(check(catalogue, each, today));
        pin(frozen, given, frozenThrough(request({}, { choices, because: 'so' })));
      }),
      runsOf(15),
    );
  });

  function data() {
    return catalogue.data;
  }
});

it('an unpinned profile is told that it is, and of broken hard rules, and of nothing else', () => {
  fc.assert(
    fc.property(undecided, days, (each, today) => {
      const codes = check(catalogue, later(each), today).findings.map(({ detail }) => detail.code);
      expect(codes.filter((code) => code !== 'hard-rule-broken')).toEqual(['not-pinned']);
    }),
    runsOf(30),
  );
});
