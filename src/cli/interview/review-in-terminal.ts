/** The review routine with somebody at a terminal: three questions, what they come to, and what is decided. */
import type { Catalogue } from '../../core/catalogue.js';
import { isDay, monthsAfter } from '../../core/check/day.js';
import { type ReviewProposal, reviewOf, reviewQuestions, withAnswers } from '../../core/check/review.js';
import { listOf } from '../../core/condition.js';
import { type Action, actions } from '../../core/finding.js';
import type { Answer, Facts, Profile, Question } from '../../core/model.js';
import { paragraph } from '../../report/layout.js';
import { dispositions, proposalInWords, strainsInWords } from '../../report/review-words.js';
import { answerInWords } from '../../report/words.js';
import type { ReviewCommand } from '../command.js';
import { readingWidth } from '../output.js';
import { monthsToNext, obstacles, type Reviewed, refusals, tooManyPlanned } from '../reviewed.js';
import { Interrupted, isInterrupted, type Prompter, type World } from '../world.js';
import type { Asking, InterviewTools, Reply } from './asking.js';
import { askOnScreen } from './question-on-screen.js';

/** Asks what the flags do not say. Nothing is written before the end, and who stops before it is told so. */
export async function walkReview(...all: Parameters<typeof walk>): Promise<Reviewed> {
  try {
    return await walk(...all);
  } catch (error) {
    throw isInterrupted(error) ? new Interrupted('Nothing was written.') : error;
  }
}

async function walk(
  world: World,
  command: ReviewCommand,
  catalogue: Catalogue,
  profile: Profile,
  given: Facts,
  today: string,
): Promise<Reviewed> {
  const style = await world.style('out', command.color);
  const prompter = await world.prompter(style);
  const width = readingWidth(world);
  const say = (text: string) => world.out(text);
  const tools = { catalogue, prompter, style, width, say, keep: async () => undefined };
  const answers = await askAll(tools, profile, given);
  const updated = withAnswers(profile, answers);
  const proposal = reviewOf(catalogue, updated, today);
  await say(`\n${proposalInWords(catalogue, proposal, { style, width })}\n`);
  const wanted = command.action as Action | null;
  const refused = wanted === null ? null : (refusals(proposal, { action: wanted, because: '-' })[0] ?? null);
  if (refused !== null) await say(`${paragraph(refused, width).join('\n')}\n`);
  const action = wanted === null || refused !== null ? await askAction(prompter, proposal) : wanted;
  const differs = obstacles(catalogue, updated, command, today).length > 0;
  const because = command.because ?? (await askReason(prompter, proposal, action, differs));
  const reviewBy = command.reviewBy ?? (await askDay(prompter, today));
  return { answers, action, because, reviewBy, by: command.by ?? (await askWho(prompter, profile)) };
}

async function askAll(tools: InterviewTools, profile: Profile, given: Facts): Promise<Facts> {
  const answers = new Map(given);
  const asked = reviewQuestions
    .filter((id) => !given.has(id))
    .flatMap((id) => tools.catalogue.question.get(id) ?? [])
    .map((question) => withoutWhatIsThere(question, profile));
  for (let at = 0; at < asked.length; ) {
    const question = asked[at];
    if (!question) break;
    const message = `[${at + 1} of ${asked.length}] ${question.ask}`;
    const reply = await askWithinLimit(tools, {
      question,
      message,
      answers: new Map([...profile.answers, ...answers]),
      decides: null,
    });
    if (reply === 'back' && at === 0) await tools.say('This is the first question.\n');
    if (reply === 'back') at = Math.max(0, at - 1);
    else {
      if (reply === 'unknown') await passOver(tools, profile, answers, question);
      else answers.set(question.id, reply.answer);
      at += 1;
    }
  }
  return answers;
}

/** What the app has already is no plan; and in a list of plans, "none" is the line below it. */
function withoutWhatIsThere(question: Question, { answers }: Profile): Question {
  if (question.type !== 'multi' || question.id !== 'planned-capabilities') return question;
  const has = ['features', 'realtime'].flatMap((id) => {
    const answer = answers.get(id);
    return answer === undefined ? [] : listOf(answer);
  });
  return { ...question, options: question.options.filter(({ id }) => id !== 'none' && !has.includes(id)) };
}

/** Asks again while too much is planned, with what was ticked. What the plans strain is said as soon as they are known. */
async function askWithinLimit(tools: InterviewTools, asking: Asking): Promise<Reply> {
  const { say, catalogue, width } = tools;
  const reply = await askOnScreen(tools, asking);
  if (reply === 'back' || reply === 'unknown') return reply;
  const answer = new Map([[asking.question.id, reply.answer]]);
  const tooMany = tooManyPlanned(answer);
  await say(tooMany === null ? strainsInWords(catalogue, answer, width) : `${tooMany}\n`);
  return tooMany === null ? reply : askWithinLimit(tools, { ...asking, answers: answer });
}

/** "I don't know" leaves what the profile says, in view of whoever says it. */
async function passOver(
  { say, catalogue }: InterviewTools,
  profile: Profile,
  answers: Map<string, Answer>,
  { id }: Question,
): Promise<void> {
  answers.delete(id);
  const earlier = profile.answers.get(id);
  if (earlier !== undefined) await say(`What the profile says stays: ${answerInWords(catalogue, id, earlier)}.\n`);
}

/** The proposal first; a rewrite is offered only with evidence. */
async function askAction(prompter: Prompter, proposal: ReviewProposal): Promise<Action> {
  const offered = actions.filter((each) => each !== 'replatform' || proposal.evidence.length > 0);
  const entries = offered.map((value) => ({
    value,
    label: `${dispositions[value]}${value === proposal.action ? ' · proposed' : ''}`,
  }));
  return prompter.pickOne({ message: 'What do you decide?', entries, ways: [] }, proposal.action);
}

/** A reason is due for a change, for keeping what speaks for one, and for what differs from the advice. */
async function askReason(
  prompter: Prompter,
  proposal: ReviewProposal,
  action: Action,
  differs: boolean,
): Promise<string> {
  const isFree = refusals(proposal, { action, because: '' }).length === 0 && !differs;
  const refuse = (because: string) =>
    isFree || because.trim() !== '' ? null : 'A reason, please: a few words will do.';
  const message = isFree ? 'Why? (Enter for no remark)' : 'Why?';
  return (await prompter.type({ message, refuse })).trim();
}

async function askDay(prompter: Prompter, today: string): Promise<string> {
  const refuse = (text: string) =>
    isDay(text.trim()) && text.trim() > today
      ? null
      : `A day after ${today}, please, for example ${monthsAfter(today, monthsToNext)}.`;
  const start = monthsAfter(today, monthsToNext);
  return (await prompter.type({ message: 'When is the next review?', refuse, start })).trim();
}

async function askWho(prompter: Prompter, { decision }: Profile): Promise<readonly string[] | null> {
  const start = decision?.by.join(', ') ?? '';
  const line = await prompter.type({ message: 'Who decided? (names or roles)', refuse: () => null, start });
  const names = line.split(',').map((each) => each.trim());
  return names.some((each) => each !== '') ? names.filter((each) => each !== '') : null;
}
