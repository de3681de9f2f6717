/** The fast path held against the explained path: the same pattern and the same layers, on every input. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, FastPath } from '../../../src/core/compiled/compile.js';
import { factsOf } from '../../../src/core/facts.js';
import { profileNames, shipped, shippedProfile } from '../../support/catalogue.js';
import { answersTo, projects } from '../answer-sets.js';
import { explained } from '../explained.js';
import { smallCatalogues, smallProfiles } from '../small-catalogues.js';

describe('on the shipped catalogue', () => {
  const { catalogue } = shipped();
  const compiled = compile(catalogue);

  it('says of every shipped profile what the explained path says', () => {
    for (const name of profileNames()) {
      const facts = factsOf(shippedProfile(name));
      expect(new FastPath(compiled).verdictOn(facts), name).toEqual(explained(catalogue, facts));
    }
  });

  it('agrees on random projects, one after another with what was remembered', () => {
    const fast = new FastPath(compiled);
    const seen = new Set<string | null>();
    fc.assert(
      fc.property(projects(catalogue), (facts) => {
        const verdict = fast.verdictOn(facts);
        seen.add(verdict.pattern);
        expect(verdict).toEqual(explained(catalogue, facts));
      }),
      { numRuns: 200 },
    );
    expect(seen.size).toBeGreaterThan(4);
  });

  it('agrees when one answer after another is changed', () => {
    const fast = new FastPath(compiled);
    const change = fc
      .constantFrom(...catalogue.questions)
      .chain((question) =>
        fc.tuple(fc.constant(question.id), fc.option(answersTo(question, [0, 1, 2, 3, 10, 1000, 100_000, 1_000_000]))),
      );
    fc.assert(
      fc.property(projects(catalogue), fc.array(change, { minLength: 8, maxLength: 8 }), (facts, changes) => {
        const now = new Map(facts);
        for (const [id, answer] of changes) {
          if (answer === null) now.delete(id);
          else now.set(id, answer);
          expect(fast.verdictOn(now)).toEqual(explained(catalogue, now));
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('on random small catalogues', () => {
  it('agrees, whatever the conditions, effects, needs, limits and answers', () => {
    const seen = new Map<string | null, number>();
    fc.assert(
      fc.property(smallCatalogues, fc.array(smallProfiles, { minLength: 12, maxLength: 12 }), (catalogue, profiles) => {
        const fast = new FastPath(compile(catalogue));
        for (const facts of profiles) {
          const verdict = fast.verdictOn(facts);
          seen.set(verdict.pattern, (seen.get(verdict.pattern) ?? 0) + 1);
          expect(verdict).toEqual(explained(catalogue, facts));
        }
      }),
      { numRuns: 200 },
    );
    for (const pattern of ['alone', 'p1', 'p2', 'p3', null]) expect(seen.get(pattern)).toBeGreaterThan(30);
  });
});
