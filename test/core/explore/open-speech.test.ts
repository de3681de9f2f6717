/** What could still be said after the shortest interview: all of it is offered. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advise } from '../../../src/core/advise.js';
import type { Catalogue } from '../../../src/core/catalogue.js';
import { compile } from '../../../src/core/compiled/compile.js';
import { speakingQuestions } from '../../../src/core/explore/open-speech.js';
import { factsOf } from '../../../src/core/facts.js';
import type { Condition, Facts } from '../../../src/core/model.js';
import { profileNames, shipped, shippedProfile } from '../../support/catalogue.js';
import { all, choice, fact, facts, is, not, rule, tinyCatalogue, warn, yesNo } from '../../support/tiny.js';
import { projects } from '../answer-sets.js';
import { fullInterview, shortInterview, withWarnings } from '../asking.js';

function saidOn(catalogue: Catalogue, answers: Facts) {
  const { risks, plan, controls, vendors, layers } = advise(catalogue, answers);
  const surfaces = Object.fromEntries(Object.values(layers).flatMap((layer) => Object.entries(layer.surfaces)));
  return { risks, plan, controls, vendors, surfaces };
}

describe('on the shipped rules', () => {
  const { catalogue } = shipped();
  const compiled = compile(catalogue);

  it('what is offered leads to all that the full interview says beside the picks, for every shipped profile', () => {
    let saved = 0;
    for (const name of profileNames()) {
      const known = factsOf(shippedProfile(name));
      const all = fullInterview(compiled, known);
      const offered = withWarnings(compiled, known, shortInterview(compiled, known));
      expect(saidOn(catalogue, offered.answers), name).toEqual(saidOn(catalogue, all.answers));
      saved += all.asked.length - offered.asked.length;
    }
    expect(saved).toBeGreaterThan(0);
  });

  it('and for random projects', () => {
    fc.assert(
      fc.property(projects(catalogue), (known) => {
        const offered = withWarnings(compiled, known, shortInterview(compiled, known));
        expect(saidOn(catalogue, offered.answers)).toEqual(saidOn(catalogue, fullInterview(compiled, known).answers));
      }),
      { numRuns: 10 },
    );
  });
});

describe('a question', () => {
  const answered = (id: string) => fact(id, { op: 'answered', value: true });
  const speaking = (when: Condition, known: Facts, passed: readonly string[] = []) => {
    const catalogue = tinyCatalogue({
      questions: [choice('a', ['x', 'y']), yesNo('b'), yesNo('c')],
      rules: [rule('w', warn(), { when })],
    });
    const found = speakingQuestions(catalogue, known, new Set(passed), advise(catalogue, known));
    return found.map(({ question, rules }) => `${question.id}: ${rules.join()}`);
  };

  it('that a warning waits for is told, with the rule', () => {
    expect(speaking(is('a', 'x'), facts({}))).toEqual(['a: w']);
  });

  it('that was passed, or answered, is not', () => {
    expect(speaking(is('a', 'x'), facts({}), ['a'])).toEqual([]);
    expect(speaking(is('a', 'x'), facts({ a: 'y' }))).toEqual([]);
  });

  it('that can no longer bring the warning about is not', () => {
    expect(speaking(all(is('a', 'x'), is('b', true)), facts({ b: false }))).toEqual([]);
  });

  it('whose answer alone, whatever it is, brings a warning about is told', () => {
    expect(speaking(answered('c'), facts({}))).toEqual(['c: w']);
    expect(speaking(all(answered('c'), is('a', 'x')), facts({ a: 'y' }))).toEqual([]);
  });

  it('whose answer could only take a warning away is not', () => {
    expect(speaking(not(answered('c')), facts({}))).toEqual([]);
  });
});
