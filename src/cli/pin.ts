/** The command `pin`: writes the decision into the profile, so that later runs can be held against it. */
import type { Catalogue } from '../core/catalogue.js';
import { check } from '../core/check.js';
import { monthsAfter } from '../core/day.js';
import type { Decision } from '../core/decision.js';
import type { Profile } from '../core/model.js';
import { type Choice, type PinRequest, pin } from '../core/pin.js';
import { suggest } from '../load/diagnostic.js';
import { decisionData } from '../load/write-decision.js';
import { renderDecisionJson } from '../report/decision-json.js';
import { decisionInWords, problemInWords } from '../report/decision-words.js';
import { type Change, changeProfile } from './changing.js';
import type { DecidingOptions, OutputOptions, PinCommand } from './command.js';
import { readingWidth } from './output.js';
import type { World } from './world.js';

/** How many months a decision stands when nobody says until when. */
const monthsUntilReview = 12;

/** Runs the command; the result is the exit code. */
export async function pinProfile(world: World, command: PinCommand): Promise<number> {
  return changeProfile(world, command, async (catalogue, profile) =>
    decideOn(world, command, catalogue, profile, null),
  );
}

/** The decision on a profile as a change of its file. `review` is what a review came to. */
export async function decideOn(
  world: World,
  command: DecidingOptions & OutputOptions & { readonly profile: string },
  catalogue: Catalogue,
  profile: Profile,
  review: PinRequest['review'],
): Promise<Change & { readonly decision?: Decision }> {
  const on = command.today ?? world.today;
  const reviewBy = command.reviewBy ?? monthsAfter(on, monthsUntilReview);
  const refused = [
    ...command.choices.flatMap((choice) => wrongChoice(catalogue, choice)),
    ...(reviewBy > on ? [] : [`The review must come after ${on}, the day of the decision: not on ${reviewBy}.`]),
  ];
  if (refused.length > 0) return { refused };
  const { by, choices, because, takeAdvice } = command;
  const request = { on, reviewBy, by, choices, because, takeAdvice, review };
  const pinned = pin(catalogue, profile, request);
  if (!('decision' in pinned)) return { refused: pinned.problems.map((each) => problemInWords(catalogue, each)) };
  const { decision } = pinned;
  const { findings } = check(catalogue, { ...profile, decision }, on);
  const style = await world.style('out', command.color);
  const says =
    command.format === 'json'
      ? renderDecisionJson(command.profile, profile.name, decisionData(catalogue, decision))
      : decisionInWords(catalogue, command.profile, decision, findings, { style, width: readingWidth(world) });
  return { blocks: { decision: decisionData(catalogue, decision) }, says, decision };
}

/** A choice that names what there is not. */
function wrongChoice(catalogue: Catalogue, { about, chosen, approach }: Choice): string[] {
  if (about === 'pattern')
    return catalogue.pattern.has(chosen)
      ? []
      : [`There is no pattern "${chosen}": ${suggest(chosen, catalogue.pattern.keys())}`];
  if (!catalogue.layer.has(about))
    return [`There is no layer "${about}": ${suggest(about, ['pattern', ...catalogue.layer.keys()])}`];
  const offerings = (catalogue.offerings.get(about) ?? []).filter((each) => each.provider === chosen);
  const ids = new Set([...(catalogue.offerings.get(about) ?? []).map((each) => each.provider), 'other', 'not-needed']);
  if (!ids.has(chosen)) {
    const what = catalogue.provider.has(chosen) ? `"${chosen}" does not cover` : `There is no product "${chosen}" for`;
    return [`${what} the layer "${about}": ${suggest(chosen, ids)}`];
  }
  if (approach === null || offerings.some((each) => each.approach === approach)) return [];
  const ways = [...new Set(offerings.map((each) => each.approach))].join(', ');
  return [`"${chosen}" does not cover "${about}" as ${approach}; it does as: ${ways || 'nothing'}`];
}
