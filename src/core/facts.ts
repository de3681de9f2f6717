/** Brings together what is known about a project: answers, overlaid by what was measured since. */
import type { Answer, Facts, Profile } from './model.js';

/** The effective facts of a profile: a measured value wins over an answer, in every command. */
export function factsOf(profile: Pick<Profile, 'answers' | 'observed'>): Facts {
  return new Map([...profile.answers, ...profile.observed]);
}

/** The same facts with one changed; undefined makes it unknown again. */
export function withFact(facts: Facts, id: string, answer: Answer | undefined): Facts {
  const changed = new Map(facts);
  if (answer === undefined) changed.delete(id);
  else changed.set(id, answer);
  return changed;
}
