/** Verification against brute force: small catalogues by chance, every combination judged by the explained path. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Member } from '../../src/core/answer-classes.js';
import { answerSpaceOf } from '../../src/core/answer-space.js';
import type { Catalogue } from '../../src/core/catalogue.js';
import { judge, situationOf } from '../../src/core/condition.js';
import { explainedOutcome, profileOf } from '../../src/core/example-profile.js';
import type { Facts } from '../../src/core/model.js';
import { surely, type Verification, verify } from '../../src/core/verify.js';
import { avoid, choice, is, patterns, prefer, ranked, rule, tinyCatalogue, yesNo } from '../support/tiny.js';
import { anyCatalogue, everyAnswer } from './random-catalogues.js';

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

/** Every combination of classes, with the profile that stands for it. */
function everyProfile(catalogue: Catalogue): Combination[] {
  const { members } = answerSpaceOf(catalogue).form;
  let ways: number[][] = [[]];
  for (const { classes } of members) ways = ways.flatMap((way) => classes.map((_, index) => [...way, index]));
  const legal = legalWays(catalogue, members);
  return ways.map((way) => ({ facts: profileOf(catalogue, members, way), isLegal: legal.has(way.join()) }));
}

/** The combinations that some legal answers fall into, found by trying all answers; other questions are left open. */
function legalWays(catalogue: Catalogue, members: readonly Member[]): Set<string> {
  const found = new Set<string>();
  const read = new Set(members.map(({ fact }) => fact));
  for (const answers of everyAnswer) {
    const facts = new Map([...answers].filter(([id]) => read.has(id)));
    const situation = situationOf(facts, catalogue.signal);
    if (
      catalogue.questions.some(({ contradicts }) => contradicts.some((each) => judge(each.when, situation) === 'yes'))
    )
      continue;
    found.add(members.map((member) => classOf(member, facts)).join());
  }
  return found;
}

function classOf({ fact, option, classes }: Member, facts: Facts): number {
  const answer = facts.get(fact);
  if (option !== null) return Number(Array.isArray(answer) && answer.includes(option));
  return classes.findIndex((each) => {
    if (typeof answer !== 'number') return each.options.includes(String(answer)) || each.answer === answer;
    return answer >= Number(each.answer) && answer <= (each.most ?? answer);
  });
}

const outcome = (pick: string | null, lead: number | null, tie: string | null) => `${pick} ${lead ?? 'sure'} ${tie}`;

function countsByWalk({ patterns: shares, infeasible }: Whole): Map<string, bigint> {
  const counts = new Map([[outcome(null, null, null), infeasible.count]]);
  for (const { pattern, wins, byLead, byConcern, byOwnership } of shares) {
    counts.set(outcome(pattern, null, null), wins - byLead.reduce((sum, each) => sum + each, 0n));
    byLead.forEach((count, lead) => {
      if (lead > 0) counts.set(outcome(pattern, lead, null), count);
    });
    counts.set(outcome(pattern, 0, 'by concern'), byConcern);
    counts.set(outcome(pattern, 0, 'by ownership'), byOwnership);
  }
  return new Map([...counts].filter(([, count]) => count > 0n).sort());
}

function countsByBruteForce(catalogue: Catalogue): Map<string, bigint> {
  const counts = new Map<string, bigint>();
  for (const { facts, isLegal } of everyProfile(catalogue)) {
    if (!isLegal) continue;
    const { pick, lead, tieBroken } = explainedOutcome(catalogue, facts, surely);
    const key = outcome(pick, lead, tieBroken);
    counts.set(key, (counts.get(key) ?? 0n) + 1n);
  }
  return new Map([...counts].sort());
}

describe('the whole answer space', () => {
  it('is counted as brute force counts it: picks, leads, ties, and what cannot be', () => {
    fc.assert(
      fc.property(anyCatalogue, (catalogue) => {
        fc.pre(answerSpaceOf(catalogue).form.members.length > 0);
        const result = verified(catalogue);
        expect(countsByWalk(result)).toEqual(countsByBruteForce(catalogue));
        const all = everyProfile(catalogue);
        expect(result.combinations).toBe(BigInt(all.length));
        expect(result.contradictory).toBe(BigInt(all.filter(({ isLegal }) => !isLegal).length));
        expect(result.samples.disagreeing).toEqual([]);
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
          return catalogue.rules.pattern.every(({ when }) => judge(when, situation) === 'no');
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
            expect([without.pick, without.lead, without.tieBroken]).not.toEqual([full.pick, full.lead, full.tieBroken]);
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
    expect(result).toMatchObject({ kind: 'stopped', combinations: 4n, walked: ['live'], notWalked: ['kind'] });
    expect(result).not.toHaveProperty('patterns');
  });

  it('is refused before it starts where a number could overflow', () => {
    const strong = Array.from({ length: 5000 }, () => prefer(patterns('own'), 'strong'));
    const heavy = rule('heavy', strong, { when: is('live', true) });
    const result = verify(tinyCatalogue({ ...catalogue.data, rules: [heavy] }), always);
    expect(result).toMatchObject({ kind: 'refused' });
  });
});
