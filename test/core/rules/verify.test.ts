/** Verification against brute force: small catalogues by chance, every combination judged by the explained path. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/core/catalogue.js';
import { judge, situationOf } from '../../../src/core/condition.js';
import type { Facts } from '../../../src/core/model.js';
import { type Extent, type Member, openClass } from '../../../src/core/rules/answer-classes.js';
import { answerSpaceOf } from '../../../src/core/rules/answer-space.js';
import { explainedOutcome, profileOf } from '../../../src/core/rules/example-profile.js';
import { type PatternShare, type Verification, verify } from '../../../src/core/rules/verify.js';
import { surely } from '../../../src/core/rules/verify-samples.js';
import { all, avoid, choice, is, patterns, prefer, ranked, rule, tinyCatalogue, yesNo } from '../../support/tiny.js';
import { anyCatalogue, everythingSaid } from '../random-catalogues.js';

const always = { mayGoOn: () => true, samples: 5, seed: 7 };

type Whole = Extract<Verification, { kind: 'whole' }>;

function verified(catalogue: Catalogue): Whole {
  const result = verify(catalogue, always);
  if (result.kind !== 'whole') throw new Error(result.kind);
  return result;
}

interface Combination {
  readonly facts: Facts;
  /** Whether some project can be like that, whatever the answers that no rule about patterns reads. */
  readonly isLegal: boolean;
}

/** Every combination of classes, with the profile that stands for it; a list that is open has no options. */
function everyProfile(catalogue: Catalogue, extent: Extent = 'answered or not'): Combination[] {
  const { members } = answerSpaceOf(catalogue, extent).form;
  let ways: number[][] = [[]];
  for (const { fact, option, classes } of members) {
    const list = members.findIndex(({ id }) => option !== null && id === fact);
    ways = ways.flatMap((way) =>
      classes.flatMap((_, index) => (list >= 0 && way[list] === 1 && index > 0 ? [] : [[...way, index]])),
    );
  }
  const legal = legalWays(catalogue, members);
  return ways.map((way) => ({ facts: profileOf(catalogue, members, way), isLegal: legal.has(way.join()) }));
}

/** The combinations that something legal falls into, found by trying all that can be said; other questions are left open. */
function legalWays(catalogue: Catalogue, members: readonly Member[]): Set<string> {
  const found = new Set<string>();
  for (const facts of everythingSaid([...new Set(members.map(({ fact }) => fact))])) {
    const situation = situationOf(facts, catalogue.signal);
    if (
      catalogue.questions.some(({ contradicts }) => contradicts.some((each) => judge(each.when, situation) === 'yes'))
    )
      continue;
    found.add(members.map((member) => classOf(member, facts)).join());
  }
  return found;
}

function classOf(member: Member, facts: Facts): number {
  const { fact, option, classes } = member;
  const answer = facts.get(fact);
  if (option !== null) return Number(Array.isArray(answer) && answer.includes(option));
  if (answer === undefined) return openClass(member);
  if (Array.isArray(answer)) return 0;
  return classes.findIndex((each) => {
    if (typeof answer !== 'number') return each.options.includes(String(answer)) || each.answer === answer;
    return answer >= Number(each.answer) && answer <= (each.most ?? answer);
  });
}

/** How often each pattern wins, and in which ways: everything that the walk counts. */
type Counts = Readonly<Record<string, Readonly<Record<string, bigint>>>>;

function countsByWalk(patterns: readonly PatternShare[]): Counts {
  return Object.fromEntries(
    patterns.map(({ pattern, wins, open, behind, byLead, byTier, byConcern, byOwnership }) => {
      const leads = Object.fromEntries(byLead.map((count, lead) => [`lead ${lead}`, count]));
      return [pattern, { wins, open, behind, byTier, byConcern, byOwnership, ...leads }];
    }),
  );
}

function countsByBruteForce(catalogue: Catalogue, profiles: readonly Combination[]): Counts {
  const outcomes = profiles.flatMap(({ facts, isLegal }) =>
    isLegal ? explainedOutcome(catalogue, facts, surely) : [],
  );
  return Object.fromEntries(
    catalogue.patterns.map(({ id }) => {
      const won = outcomes.filter(({ pick }) => pick === id);
      const count = (isOne: (outcome: (typeof won)[number]) => boolean) => BigInt(won.filter(isOne).length);
      return [
        id,
        {
          wins: BigInt(won.length),
          open: count(({ isOpen }) => isOpen),
          behind: count(({ lead }) => lead === -1),
          byTier: count(({ tieBroken }) => tieBroken === 'by tier'),
          byConcern: count(({ tieBroken }) => tieBroken === 'by concern'),
          byOwnership: count(({ tieBroken }) => tieBroken === 'by ownership'),
          ...Object.fromEntries([0, 1, 2, 3].map((points) => [`lead ${points}`, count(({ lead }) => lead === points)])),
        },
      ];
    }),
  );
}

describe('the whole answer space', () => {
  it('is counted as brute force counts it: picks, leads, ties, and what cannot be', () => {
    fc.assert(
      fc.property(anyCatalogue, (catalogue) => {
        fc.pre(answerSpaceOf(catalogue).form.members.length > 0);
        const result = verified(catalogue);
        const all = everyProfile(catalogue);
        expect(countsByWalk(result.patterns)).toEqual(countsByBruteForce(catalogue, all));
        const isInfeasible = ({ facts, isLegal }: Combination) =>
          isLegal && explainedOutcome(catalogue, facts, surely).pick === null;
        expect(result.infeasible.count).toBe(BigInt(all.filter(isInfeasible).length));
        expect(result.combinations).toBe(BigInt(all.length));
        expect(result.contradictory).toBe(BigInt(all.filter(({ isLegal }) => !isLegal).length));
        expect(result.samples.disagreeing).toEqual([]);
        const answered = everyProfile(catalogue, 'answered');
        expect(countsByWalk(result.answered?.patterns ?? [])).toEqual(countsByBruteForce(catalogue, answered));
        expect(result.answered?.combinations).toBe(BigInt(answered.length));
        expect(result.answered?.contradictory).toBe(BigInt(answered.filter(({ isLegal }) => !isLegal).length));
      }),
      { numRuns: 60 },
    );
  });

  it('holds as many projects without any rule as brute force finds', () => {
    fc.assert(
      fc.property(anyCatalogue, (catalogue) => {
        fc.pre(answerSpaceOf(catalogue).form.members.length > 0);
        const isSilent = (facts: Facts) => {
          const situation = situationOf(facts, catalogue.signal);
          return catalogue.rules.pattern.every(({ when }) => judge(when, situation) !== 'yes');
        };
        const silent = everyProfile(catalogue).filter(({ facts, isLegal }) => isLegal && isSilent(facts));
        const { nothingFires } = verified(catalogue);
        expect(nothingFires?.count).toBe(BigInt(silent.length));
        expect(nothingFires?.profile === null || isSilent(nothingFires?.profile ?? new Map())).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('has each pick shown by a profile that the explained path confirms, with as few answers as it takes', () => {
    fc.assert(
      fc.property(anyCatalogue, (catalogue) => {
        fc.pre(answerSpaceOf(catalogue).form.members.length > 0);
        for (const { pattern, wins, closest } of verified(catalogue).patterns) {
          expect(closest === null).toBe(wins === 0n);
          if (closest === null) continue;
          const { pick, lead } = explainedOutcome(catalogue, closest.profile, surely);
          expect([pick, lead]).toEqual([pattern, closest.lead]);
          for (const id of closest.profile.keys()) {
            const fewer = new Map(closest.profile);
            fewer.delete(id);
            const without = explainedOutcome(catalogue, fewer, surely);
            const full = explainedOutcome(catalogue, closest.profile, surely);
            expect({ ...without, excluded: null }).not.toEqual({ ...full, excluded: null });
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('a walk that is stopped', () => {
  const catalogue = tinyCatalogue({
    questions: [yesNo('live'), choice('kind', ['a', 'b'])],
    patterns: ranked('rented', 'own'),
    rules: [
      rule('one', prefer(patterns('own')), { when: is('live', true) }),
      rule('two', avoid(patterns('own')), { when: is('kind', 'a') }),
    ],
  });

  it('says which members it walked and which not, and claims nothing else', () => {
    let left = 1;
    const mayGoOn = () => {
      left -= 1;
      return left >= 0;
    };
    const result = verify(catalogue, { ...always, mayGoOn });
    expect(result).toMatchObject({ kind: 'stopped', combinations: 9n, walked: ['live'], notWalked: ['kind'] });
    expect(result).not.toHaveProperty('patterns');
  });

  it('ends in time even where it cannot so much as tell what is left to decide', () => {
    const ids = Array.from({ length: 30 }, (_, index) => `question-${index}`);
    const pairs = ids.flatMap((one, index) => ids.slice(index + 1).map((other) => [one, other] as const));
    const tangle = tinyCatalogue({
      questions: ids.map((id) => yesNo(id)),
      patterns: ranked('rented', 'own'),
      rules: pairs.map(([one, other], index) =>
        rule(`rule-${index}`, prefer(patterns('own')), { when: all(is(one, true), is(other, index % 2 === 0)) }),
      ),
    });
    let asked = 0;
    const mayGoOn = () => {
      asked += 1;
      return asked < 3;
    };
    const result = verify(tangle, { ...always, mayGoOn });
    expect(result).toMatchObject({ kind: 'stopped', walked: [], combinations: 3n ** 30n });
  });

  it('is refused before it starts where a number could overflow', () => {
    const strong = Array.from({ length: 5000 }, () => prefer(patterns('own'), 'strong'));
    const heavy = rule('heavy', strong, { when: is('live', true) });
    const result = verify(tinyCatalogue({ ...catalogue.data, rules: [heavy] }), always);
    expect(result).toMatchObject({ kind: 'refused' });
  });
});
