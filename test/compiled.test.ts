/** The rules that ship are the rules that are written: the compiled data equals a fresh load of the YAML. */
import { expect, test } from 'vitest';
import { advise } from '../src/core/advise.js';
import { catalogueOf } from '../src/core/catalogue.js';
import { factsOf } from '../src/core/facts.js';
import type { Recommendation } from '../src/core/recommendation.js';
import type { CheckedFile } from '../src/load/checked-file.js';
import { withoutDetails } from '../src/load/compile.js';
import { checkedRules, profileNames, projectText, shipped, shippedProfile, shippedRules } from './support/catalogue.js';

const compiled = (file: string) => JSON.parse(projectText(`dist/${file}`));
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

test('dist/details.json is the YAML, checked and compiled', () => {
  expect(compiled('details.json')).toEqual(plain(shipped().catalogue.data));
});

test('dist/catalogue.json is the same without details', () => {
  expect(compiled('catalogue.json')).toEqual(plain(withoutDetails(shipped().catalogue.data)));
});

test('dist/rules.json holds the rule files to the letter, each with what parsing and checking it gives', () => {
  const files = compiled('rules.json') as CheckedFile[];
  expect(files.map(({ file, text }) => ({ file, text }))).toEqual(shippedRules());
  expect(files).toStrictEqual(checkedRules());
});

test('the advice is the same with and without details, but for the words that only details bring', () => {
  const lean = catalogueOf(compiled('catalogue.json'));
  /** Without sources, next steps, when an alternative is better, why there is a step, and the words of controls. */
  const decided = ({ layers, plan, controls, ...rest }: Recommendation) => ({
    ...rest,
    layers: Object.entries(layers).map(([id, { next: _, alternatives, ...layer }]) => [
      id,
      { ...layer, alternatives: alternatives.map(({ when: _, ...each }) => each) },
    ]),
    plan: plan.map(({ step, layer }) => ({ step, layer })),
    controls: controls.map(({ rule }) => rule),
  });
  for (const name of profileNames()) {
    const facts = factsOf(shippedProfile(name));
    const [one, other] = [lean, shipped().catalogue].map((each) => withoutSources(decided(advise(each, facts))));
    expect(one).toEqual(other);
  }
});

function withoutSources(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, each) => (key === 'sources' ? undefined : each)));
}
