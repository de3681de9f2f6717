/** One question on the screen, by its type: every one has a way back, a "why do you ask", and "I don't know". */
import type { Answer, ChoiceQuestion, MultiQuestion, YesNoQuestion } from '../../core/model.js';
import { suggestionOf } from '../../core/questionnaire.js';
import { answerInWords } from '../../report/words.js';
import type { Entry, Way } from '../world.js';
import { type Asking, explanation, type InterviewTools, type Reply } from './asking.js';
import { askNumber } from './number-on-screen.js';

/** Asks it. */
export async function askOnScreen(tools: InterviewTools, asking: Asking): Promise<Reply> {
  const { question } = asking;
  switch (question.type) {
    case 'choice':
    case 'yes-no':
      return askChoice(tools, { ...asking, question });
    case 'multi':
      return askMulti(tools, { ...asking, question });
    case 'number':
      return askNumber(tools, { ...asking, question });
    default:
      return question satisfies never;
  }
}

function waysOut(asking: Asking): Way<'unknown' | 'back'>[] {
  return [
    { label: "I don't know", value: 'unknown' },
    { label: 'Why do you ask, and how do I find out?', key: '?', tells: explanation(asking) },
    { label: 'Go back', key: '<', value: 'back' },
  ];
}

async function askChoice(tools: InterviewTools, asking: Asking<ChoiceQuestion | YesNoQuestion>): Promise<Reply> {
  const { question, message, answers } = asking;
  const entries = choicesOf(question);
  const help: Way<'help'>[] =
    question.type === 'choice' && question.helper ? [{ label: 'Help me find out', value: 'help' }] : [];
  const ways = [...help, ...waysOut(asking)];
  let likely = answers.get(question.id);
  for (;;) {
    const start = entries.find(({ value }) => value.answer === likely)?.value;
    const picked = await tools.prompter.pickOne<Reply | 'help'>({ message, entries, ways }, start);
    if (picked !== 'help') return picked;
    if (question.type === 'choice') likely = (await helpWith(tools, question)) ?? likely;
  }
}

function choicesOf(question: ChoiceQuestion | YesNoQuestion): Entry<{ readonly answer: Answer }>[] {
  if (question.type === 'yes-no')
    return [
      { value: { answer: true }, label: 'Yes' },
      { value: { answer: false }, label: 'No' },
    ];
  return question.options.map(({ id, says, hint }) => ({
    value: { answer: id },
    label: says,
    ...(hint === undefined ? {} : { hint }),
  }));
}

/** Works the answer out from examples that somebody recognises. It is suggested, not taken. */
async function helpWith(
  { catalogue, prompter, say }: InterviewTools,
  question: ChoiceQuestion,
): Promise<Answer | null> {
  const { helper } = question;
  if (helper === null) return null;
  const reply = await prompter.pickMany({
    message: helper.ask,
    entries: helper.choices.map((choice, index) => ({ value: index, label: choice.says })),
    ways: [
      { label: 'None of these', value: 'none' },
      { label: 'Go back', key: '<', value: 'back' },
    ],
  });
  if ('way' in reply && reply.way === 'back') return null;
  const suggested = suggestionOf(question, 'way' in reply ? [] : reply.picked);
  await say(
    suggested === null
      ? 'That does not settle it. Take the closest, or "I don\'t know".\n'
      : `That points to: ${answerInWords(catalogue, question.id, suggested)}. Press Enter to take it.\n`,
  );
  return suggested;
}

async function askMulti({ prompter }: InterviewTools, asking: Asking<MultiQuestion>): Promise<Reply> {
  const { question, message, answers } = asking;
  const earlier = answers.get(question.id);
  const checked = new Set<string>(Array.isArray(earlier) ? earlier : []);
  const entries = question.options.map(({ id, says, hint }) => ({
    value: id,
    label: says,
    checked: checked.has(id),
    ...(hint === undefined ? {} : { hint }),
  }));
  const none: Way<'none'>[] = hasNone(question) ? [] : [{ label: 'None of these', value: 'none' }];
  const ways = [...none, ...waysOut(asking)];
  const reply = await prompter.pickMany({ message, entries, ways });
  if ('picked' in reply) return { answer: [...reply.picked] };
  return reply.way === 'none' ? { answer: [] } : reply.way;
}

/** A question that has "none" among its options needs no line for it. */
function hasNone({ options }: MultiQuestion): boolean {
  return options.some((option) => option.id === 'none');
}
