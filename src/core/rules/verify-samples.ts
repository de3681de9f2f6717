/** What the walk found, held against the explained path: one profile for every end, and others by chance. */

import type { Catalogue } from '../catalogue.js';
import type { Facts } from '../model.js';
import type { AnswerSpace } from './answer-space.js';
import type { Outcome } from './balance.js';
import type { Game } from './contest.js';
import { explainedOutcome, profileOf } from './example-profile.js';
import { type Ending, endingAlong } from './outcomes.js';
import { chanceFrom, randomProfile } from './random-profiles.js';

/** From this lead on, in points, leads are not told apart: confidence is high from there (DESIGN.md, section 3). */
export const surely = 4;

/** A space with everything that ends in it. */
export interface Walked {
  readonly catalogue: Catalogue;
  readonly space: AnswerSpace;
  readonly game: Game;
  readonly endings: readonly Ending[];
}

/** An outcome as a text, by the name of the pick: equal outcomes are equal texts. */
export function inWords({
  pick,
  isOpen,
  lead,
  tieBroken,
}: Omit<Outcome, 'pick'> & { readonly pick: string | null }): string {
  return JSON.stringify([pick, isOpen, lead, tieBroken]);
}

/**
 * Profiles through the explained path: one for every end of the walk, and others by chance, answered or not. Pick, tier,
 * lead and tie must be those of the walk.
 */
export function compareSamples(
  { catalogue, space, game, endings }: Walked,
  { samples, seed }: { readonly samples: number; readonly seed: number },
): { readonly drawn: number; readonly disagreeing: readonly Facts[] } {
  const { members } = space.form;
  const told = (outcome: Outcome) =>
    inWords({ ...outcome, pick: outcome.pick === null ? null : (game.contenders[outcome.pick]?.pattern.id ?? '') });
  const disagreeing: Facts[] = [];
  const compare = (facts: Facts, walked: string) => {
    if (inWords(explainedOutcome(catalogue, facts, surely)) !== walked) disagreeing.push(facts);
  };
  for (const { outcome, way } of endings) compare(profileOf(catalogue, members, way), told(outcome));
  const known = new Set(endings.map(({ outcome }) => told(outcome)));
  const [chance, endingOf] = [chanceFrom(seed), endingAlong(game)];
  let drawn = 0;
  // Contradictory profiles are drawn again; a space of hardly anything else is given up.
  for (let tries = 0; drawn < samples && tries < samples * 20; tries += 1) {
    const { facts, way } = randomProfile(catalogue, members, chance);
    const outcome = endingOf(way);
    if (outcome === null) continue;
    drawn += 1;
    compare(facts, known.has(told(outcome)) ? told(outcome) : 'an end that the walk did not find');
  }
  return { drawn: endings.length + drawn, disagreeing };
}
