/** The shortest interview: it ends with the verdict of the full one, and asks no more than that. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasEnoughAnswers } from '../../../src/core/advise.js';
import type { Catalogue } from '../../../src/core/catalogue.js';
import { type Compiled, compile } from '../../../src/core/compiled/compile.js';
import { nextUsefulQuestion } from '../../../src/core/explore/next-question.js';
import { factsOf } from '../../../src/core/facts.js';
import type { Facts } from '../../../src/core/model.js';
import { profileNames, shipped, shippedProfile } from '../../support/catalogue.js';
import { choice, facts, is, patterns, prefer, ranked, rule, tinyCatalogue, yesNo } from '../../support/tiny.js';
import { projects } from '../answer-sets.js';
import { fullInterview, shortInterview } from '../asking.js';
import { explained } from '../explained.js';
import { loadableCatalogues, smallProfiles } from '../small-catalogues.js';

function both(compiled: Compiled, known: Facts) {
  const full = fullInterview(compiled, known);
  const short = shortInterview(compiled, known);
  return { full, short };
}

/** What the advice comes to; nothing when there is not enough for any. */
function verdictOn(catalogue: Catalogue, answers: Facts) {
  return hasEnoughAnswers(catalogue, answers) ? explained(catalogue, answers) : null;
}

describe('on the shipped rules', () => {
  const { catalogue } = shipped();
  const compiled = compile(catalogue);

  it('reaches the verdict of the full interview with fewer questions, for every shipped profile', () => {
    for (const name of profileNames()) {
      const { full, short } = both(compiled, factsOf(shippedProfile(name)));
      expect(verdictOn(catalogue, short.answers), name).toEqual(verdictOn(catalogue, full.answers));
      expect(short.asked.length, name).toBeLessThan(full.asked.length);
    }
  });

  it('reaches the verdict of the full interview, for random projects', () => {
    fc.assert(
      fc.property(projects(catalogue), (known) => {
        const { full, short } = both(compiled, known);
        expect(verdictOn(catalogue, short.answers)).toEqual(verdictOn(catalogue, full.answers));
      }),
      { numRuns: 25 },
    );
  });
});

it('reaches the verdict of the full interview on random small catalogues', () => {
  fc.assert(
    fc.property(loadableCatalogues, fc.array(smallProfiles, { minLength: 4, maxLength: 4 }), (catalogue, profiles) => {
      const compiled = compile(catalogue);
      for (const known of profiles) {
        const { full, short } = both(compiled, known);
        expect(verdictOn(catalogue, short.answers)).toEqual(verdictOn(catalogue, full.answers));
      }
    }),
    { numRuns: 120 },
  );
});

describe('a question', () => {
  const more = patterns('own-more');
  const catalogue = tinyCatalogue({
    questions: [choice('a', ['x', 'y']), choice('b', ['x', 'y']), yesNo('idle')],
    patterns: ranked('own-less', 'own-more'),
    rules: [
      rule('a', prefer(more, 'strong'), { when: is('a', 'x') }),
      rule('b', prefer(patterns('own-less'), 'slight'), { when: is('b', 'x') }),
    ],
  });
  const compiled = compile(catalogue);
  const next = (known: Facts, passed: readonly string[] = []) =>
    nextUsefulQuestion(compiled, known, new Set(passed))?.question.id ?? null;

  it('that can change most comes first', () => {
    expect(next(facts())).toBe('a');
  });

  it('that can no longer change anything is not asked', () => {
    expect(next(facts({ a: 'x' }))).toBeNull();
    expect(next(facts({ a: 'y' }))).toBeNull();
  });

  it('that may not apply waits for the one that decides whether it does', () => {
    const only = { ...choice('b', ['x', 'y']), askWhen: is('a', 'x') };
    const conditional = compile(
      tinyCatalogue({
        questions: [choice('a', ['x', 'y']), only],
        patterns: ranked('own-less', 'own-more'),
        rules: [rule('b', prefer(more, 'strong'), { when: is('b', 'x') })],
      }),
    );
    expect(nextUsefulQuestion(conditional, facts(), new Set())?.question.id).toBe('a');
    expect(nextUsefulQuestion(conditional, facts({ a: 'x' }), new Set())?.question.id).toBe('b');
    expect(nextUsefulQuestion(conditional, facts({ a: 'y' }), new Set())).toBeNull();
    expect(nextUsefulQuestion(conditional, facts(), new Set(['a']))?.question.id).toBe('b');
  });

  it('that was passed is not asked again', () => {
    expect(next(facts(), ['a'])).toBeNull();
  });
});
