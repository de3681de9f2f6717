/** The review routine with somebody at a terminal: three questions, what they come to, and what is decided. */
import type { Catalogue } from '../core/catalogue.js';
import { isDay, monthsAfter } from '../core/day.js';
import { type Action, actions } from '../core/finding.js';
import type { Answer, Facts, Profile } from '../core/model.js';
import { type ReviewProposal, reviewOf, reviewQuestions, withAnswers } from '../core/review.js';
import { actionInWords } from '../report/finding-words.js';
import { proposalInWords, strainsInWords } from '../report/review-words.js';
import type { InterviewTools } from './asking.js';
import type { ReviewCommand } from './command.js';
import { readingWidth } from './output.js';
import { askOnScreen } from './question-on-screen.js';
import { monthsToNext, type Reviewed, refusals, tooManyPlanned } from './review.js';
import type { Prompter, World } from './world.js';

/** Asks what the flags do not say. Nothing is written before the end. */
export async function walkReview(
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
  const action = (command.action as Action | null) ?? (await askAction(prompter, proposal));
  const because = command.because ?? (await askReason(prompter, proposal, action));
  const reviewBy = command.reviewBy ?? (await askDay(prompter, today));
  return { answers, action, because, reviewBy, by: command.by ?? (await askWho(prompter, profile)) };
}

async function askAll(tools: InterviewTools, profile: Profile, given: Facts): Promise<Facts> {
  const answers = new Map(given);
  const asked = reviewQuestions.filter((id) => !given.has(id));
  for (let at = 0; at < asked.length; ) {
    const id = asked[at] ?? '';
    const question = tools.catalogue.question.get(id);
    if (!question) {
      at += 1;
      continue;
    }
    const known = new Map<string, Answer>([...profile.answers, ...answers]);
    const message = `${at + 1}/${asked.length} ${question.ask}`;
    const reply = await askOnScreen(tools, { question, message, answers: known });
    if (reply === 'back') at = Math.max(0, at - 1);
    else if (reply !== 'unknown' && (await isTooMuch(tools, new Map([[id, reply.answer]])))) continue;
    else {
      if (reply !== 'unknown') answers.set(id, reply.answer);
      at += 1;
    }
  }
  return answers;
}

/** Says so, and the question is asked again. What the plans strain is said as soon as they are known. */
async function isTooMuch({ say, catalogue, width }: InterviewTools, answers: Facts): Promise<boolean> {
  const tooMany = tooManyPlanned(answers);
  await say(tooMany === null ? strainsInWords(catalogue, answers, width) : `${tooMany}\n`);
  return tooMany !== null;
}

/** The proposal first; a rewrite is offered only with evidence. */
async function askAction(prompter: Prompter, proposal: ReviewProposal): Promise<Action> {
  const offered = actions.filter((each) => each !== 'replatform' || proposal.evidence.length > 0);
  const entries = offered.map((value) => ({
    value,
    label: `${actionInWords(value)}${value === proposal.action ? ' (proposed)' : ''}`,
  }));
  return prompter.pickOne({ message: 'What do you decide?', entries, ways: [] }, proposal.action);
}

async function askReason(prompter: Prompter, proposal: ReviewProposal, action: Action): Promise<string> {
  const refuse = (because: string) => refusals(proposal, { action, because })[0]?.replace(/: --because.*/, '.') ?? null;
  return (await prompter.type({ message: 'Why? (in a sentence)', refuse })).trim();
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
