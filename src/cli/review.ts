/** The command `review`: the review routine as a walk in a terminal, or from flags; it ends in a new pin. */
import type { Catalogue } from '../core/catalogue.js';
import { monthsAfter } from '../core/day.js';
import type { Action } from '../core/finding.js';
import type { Answer, Facts, Profile } from '../core/model.js';
import { mostPlanned, type ReviewProposal, reviewOf, reviewQuestions, withAnswers } from '../core/review.js';
import { checkAnswer } from '../load/answers.js';
import { answersData } from '../load/write-decision.js';
import { proposalInWords } from '../report/review-words.js';
import { type Change, changeProfile } from './changing.js';
import type { ReviewCommand } from './command.js';
import { readingWidth } from './output.js';
import { decideOn } from './pin.js';
import { walkReview } from './review-in-terminal.js';
import type { World } from './world.js';

/** How many months after a review the next one is due: about two releases. */
export const monthsToNext = 6;

/** What somebody answered and decided in a review. */
export interface Reviewed {
  readonly answers: Facts;
  readonly action: Action;
  readonly because: string;
  readonly reviewBy: string;
  readonly by: readonly string[] | null;
}

/** Runs the command; the result is the exit code. */
export async function review(world: World, command: ReviewCommand): Promise<number> {
  const today = command.today ?? world.today;
  return changeProfile(world, command, async (catalogue, profile) => {
    const given = givenAnswers(catalogue, command);
    if ('refused' in given) return given;
    const missing = missingFlags(command);
    if (missing.length > 0 && !world.isInteractive)
      return { refused: [`Nobody can be asked here. Give also: ${missing.join(', ')}.`] };
    const reviewed =
      missing.length > 0
        ? await walkReview(world, command, catalogue, profile, given.answers, today)
        : fromFlags(command, given.answers, today);
    return conclude(world, command, catalogue, profile, reviewed, today);
  });
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

/** A review looks at few plans, so that each is looked at. */
export function tooManyPlanned(answers: Facts): string | null {
  const planned = answers.get('planned-capabilities');
  const count = Array.isArray(planned) ? planned.length : 0;
  return count > mostPlanned ? `The top ${mostPlanned} capabilities, please: these are ${count}.` : null;
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
  const because = reviewed.because === '' ? 'Nothing that was found speaks for a change.' : reviewed.because;
  const deciding = { ...command, by, reviewBy, because };
  const change = await decideOn(world, deciding, catalogue, updated, { action, because });
  if ('refused' in change) return change;
  const blocks = { answers: answersIn(catalogue, updated), ...change.blocks };
  if (command.format !== 'human') return { blocks, says: change.says };
  const style = await world.style('out', command.color);
  const before =
    missingFlags(command).length > 0 ? '' : proposalInWords(catalogue, proposal, { style, width: readingWidth(world) });
  return { blocks, says: `${before}${change.says}` };
}

/** Why a disposition cannot stand. */
export function refusals(
  proposal: ReviewProposal,
  { action, because }: Pick<Reviewed, 'action' | 'because'>,
): string[] {
  const evidence =
    action === 'replatform' && proposal.evidence.length === 0
      ? ['A rewrite (replatform) needs evidence that the present stack blocks delivery, and these answers show none.']
      : [];
  const reason = action !== 'keep' && because.trim() === '' ? [`"${action}" needs a reason: --because "…".`] : [];
  return [...evidence, ...reason];
}

function answersIn(catalogue: Catalogue, profile: Profile) {
  return answersData(catalogue, profile.answers);
}
