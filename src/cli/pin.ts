/** The command `pin`: writes the decision into the profile, so that later runs can be held against it. */
import type { Catalogue } from '../core/catalogue.js';
import { check } from '../core/check/check.js';
import { monthsAfter } from '../core/check/day.js';
import { type PinProblem, type PinRequest, pin } from '../core/check/pin.js';
import type { Decision } from '../core/decision.js';
import type { Profile } from '../core/model.js';
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
  const { by, choices, because, takeAdvice } = command;
  const request = { on, reviewBy, by, choices, because, takeAdvice, review };
  const pinned = pin(catalogue, profile, request);
  if (!('decision' in pinned)) return { refused: pinned.problems.map((each) => refusal(catalogue, each)) };
  const { decision } = pinned;
  const { findings } = check(catalogue, { ...profile, decision }, on);
  const style = await world.style('out', command.color);
  const says =
    command.format === 'json'
      ? renderDecisionJson(command.profile, profile.name, decisionData(catalogue, decision))
      : decisionInWords(catalogue, command.profile, decision, findings, { style, width: readingWidth(world) });
  return { blocks: { decision: decisionData(catalogue, decision) }, says, decision };
}

/** What is wrong, and what was probably meant. */
function refusal(catalogue: Catalogue, problem: PinProblem): string {
  const says = problemInWords(catalogue, problem);
  return 'choice' in problem ? `${says.replace(/\.$/, '')}: ${suggest(wrongWord(problem), problem.legal)}` : says;
}

function wrongWord({ what, choice }: Extract<PinProblem, { choice: unknown }>): string {
  if (what === 'unknown-layer') return choice.about;
  return what === 'unknown-way' ? (choice.approach ?? '') : choice.chosen;
}
