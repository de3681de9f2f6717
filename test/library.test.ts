/** The library as a program imports it: every function of the package is there, and says what the command says. */
import { expect, test } from 'vitest';
import * as library from '../src/index.js';
import { projectText, shipped } from './support/catalogue.js';

const { catalogue } = shipped();

/** A shipped profile, loaded by the library. */
function loaded(name: string): library.Profile {
  const file = `profiles/${name}.yaml`;
  const { profile } = library.loadProfile(catalogue, file, projectText(file));
  if (profile === null) throw new Error(`${file} does not load`);
  return profile;
}

const profile = loaded('knife-edge');
const ground = library.groundOf(profile);
const facts = library.factsOf(profile);

test('has these names, and one goes only on purpose', () => {
  expect(Object.keys(library).sort()).toMatchInlineSnapshot(`
    [
      "FastPath",
      "adviceOn",
      "advise",
      "applicableQuestions",
      "catalogueOf",
      "check",
      "clashesIn",
      "compare",
      "compile",
      "coverageOf",
      "disagreementsOf",
      "explain",
      "factsOf",
      "flipPoints",
      "groundOf",
      "impactOf",
      "loadCatalogue",
      "loadProfile",
      "nextUsefulQuestion",
      "pin",
      "rehearse",
      "speakingQuestions",
      "stabilityOf",
      "topicsOf",
      "usefulQuestions",
      "verify",
      "withChanges",
      "withDecision",
      "withVendorEvents",
    ]
  `);
});

test('is told whole in the README', () => {
  const readme = projectText('README.md');
  const section = readme.slice(readme.indexOf('## In a program'), readme.indexOf('## What it will not do'));
  expect(Object.keys(library).filter((name) => !section.includes(`\`${name}\``))).toEqual([]);
});

test('explains every topic that there is', () => {
  for (const id of ['hybrid', 'database', 'supabase', 'pattern/weeks-to-launch', 'team-size'])
    for (const topic of library.topicsOf(catalogue, id))
      expect(library.explain(catalogue, facts, topic, '2026-11-26').about).toBe(topic.kind);
});

test('compares answers with changed ones, and flips say which to change', () => {
  const compiled = library.compile(library.withVendorEvents(catalogue, ground.vendorEvents));
  const [flip] = library.flipPoints(compiled, facts, 'none').singles.filter(({ pattern }) => pattern !== null);
  const changed = library.withChanges(facts, flip?.changes ?? []);
  expect(library.clashesIn(catalogue, changed)).toEqual([]);
  const { advice } = library.compare(catalogue, ground, { ...ground, facts: changed });
  expect(advice).toContainEqual(expect.objectContaining({ layer: null, ...flip?.pattern }));
  expect(library.adviceOn(catalogue, { ...ground, facts: changed }).pattern).toBe(flip?.pattern?.after);
  expect(library.stabilityOf(compiled, facts)?.pattern.grade).toBe('knife-edge');
});

test('rehearses, settles disagreements, and tells what rules show and change', () => {
  expect(library.rehearse(catalogue, ground)).toHaveLength(catalogue.data.futures.length);
  expect(library.disagreementsOf(catalogue, [ground, ground]).questions).toEqual([]);
  expect(library.coverageOf(catalogue, [facts]).profiles).toBe(1);
  const same = library.impactOf(catalogue, catalogue, [{ file: 'a', before: profile, after: profile }], '2026-11-26');
  expect(same).toMatchObject({ added: [], removed: [], changed: [], factsDiffer: false });
  const stopped = library.verify(catalogue, { mayGoOn: () => false, samples: 0, seed: 1 });
  expect(stopped.kind).toBe('stopped');
});
