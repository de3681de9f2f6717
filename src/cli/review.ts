/** The command `review`: the review routine as a walk in a terminal, or from flags; it ends in a new pin. */
import type { Catalogue } from '../core/catalogue.js';
import { monthsAfter } from '../core/check/day.js';
import { reviewOf, reviewQuestions, withAnswers } from '../core/check/review.js';
import type { Action } from '../core/finding.js';
import type { Answer, Facts, Profile } from '../core/model.js';
import { checkAnswer } from '../load/answers.js';
import { answersData } from '../load/write-decision.js';
import { problemInWords } from '../report/decision-words.js';
import { proposalInWords } from '../report/review-words.js';
import { type Change, changeProfile, readProfile } from './changing.js';
import type { ReviewCommand } from './command.js';
import { walkReview } from './interview/review-in-terminal.js';
import { fail, readingWidth } from './output.js';
import { decideOn } from './pin.js';
import { monthsToNext, obstacles, type Reviewed, refusals, tooManyPlanned } from './reviewed.js';
import type { World } from './world.js';

/** Runs the command; the result is the exit code. Nobody else is kept from the file while somebody is being asked. */
export async function review(world: World, command: ReviewCommand): Promise<number> {
  const today = command.today ?? world.today;
  const read = await readProfile(world, command);
  if ('exitCode' in read) return read.exitCode;
  const { catalogue, profile } = read;
  const given = givenAnswers(catalogue, command);
  if ('refused' in given) return fail(world, command, given.refused.join('\n'));
  const missing = missingFlags(command);
  if (missing.length > 0 && !world.isInteractive)
    return fail(world, command, `Nobody can be asked here. Give also: ${missing.join(', ')}.`);
  const hopeless = obstacles(catalogue, profile, command, today).filter(({ what }) => what !== 'no-reason');
  if (hopeless.length > 0)
    return fail(world, command, hopeless.map((each) => problemInWords(catalogue, each)).join('\n'));
  const reviewed =
    missing.length > 0
      ? await walkReview(world, command, catalogue, profile, given.answers, today)
      : fromFlags(command, given.answers, today);
  return changeProfile(world, command, (now, changed) => conclude(world, command, now, changed, reviewed, today));
}

const flags = {
  'planned-capabilities': 'planned',
  'pain-points': 'pain',
  'cost-trend': 'costTrend',
} as const satisfies Record<(typeof reviewQuestions)[number], keyof ReviewCommand>;
const flagNames = { planned: '--planned', pain: '--pain', costTrend: '--cost-trend' } as const;

function missingFlags(command: ReviewCommand): string[] {
  const unanswered = reviewQuestions.filter((id) => command[flags[id]] === null).map((id) => flagNames[flags[id]]);
  return command.action === null ? [...unanswered, '--action'] : unanswered;
}

/** The answers on the command line, each legal. */
function givenAnswers(
  catalogue: Catalogue,
  command: ReviewCommand,
): { answers: Facts } | { refused: readonly string[] } {
  const answers = new Map<string, Answer>();
  const refused: string[] = [];
  for (const id of reviewQuestions) {
    const given = command[flags[id]];
    const question = catalogue.question.get(id);
    if (given === null || question === undefined) continue;
    const checked = checkAnswer(question, given);
    if (checked.ok) answers.set(id, checked.answer);
    else refused.push(`${checked.message} (in ${flagNames[flags[id]]})${checked.help ? `: ${checked.help}` : ''}`);
  }
  const tooMany = tooManyPlanned(answers);
  if (tooMany !== null) refused.push(tooMany);
  return refused.length > 0 ? { refused } : { answers };
}

function fromFlags(command: ReviewCommand, answers: Facts, today: string): Reviewed {
  return {
    answers,
    action: (command.action ?? 'keep') as Action,
    because: command.because ?? '',
    reviewBy: command.reviewBy ?? monthsAfter(today, monthsToNext),
    by: command.by,
  };
}

/** Decides on the profile with its new answers; a rewrite only with evidence, a change only with a reason. */
async function conclude(
  world: World,
  command: ReviewCommand,
  catalogue: Catalogue,
  profile: Profile,
  reviewed: Reviewed,
  today: string,
): Promise<Change> {
  const updated = withAnswers(profile, reviewed.answers);
  const proposal = reviewOf(catalogue, updated, today);
  const refused = refusals(proposal, reviewed);
  if (refused.length > 0) return { refused };
  const { action, reviewBy, by } = reviewed;
  // Where nothing had to be said, there is no reason for what differs from the advice either.
  const deciding = { ...command, by, reviewBy, because: reviewed.because === '' ? null : reviewed.because };
  const because = deciding.because ?? 'Nothing that was found speaks for a change.';
  const change = await decideOn(world, deciding, catalogue, updated, { action, because });
  if ('refused' in change) return change;
  const answers = answersData(catalogue, reviewed.answers);
  if (command.format !== 'human') return { ...change, answers };
  const style = await world.style('out', command.color);
  const before =
    missingFlags(command).length > 0 ? '' : proposalInWords(catalogue, proposal, { style, width: readingWidth(world) });
  return { ...change, answers, says: `${before === '' ? '' : `${before}\n`}${change.says}` };
}
