/** The command `ask`: gathers answers from files, flags and people, advises, and saves them where that is wanted. */

import { hasEnoughAnswers } from '../core/advise.js';
import type { Catalogue } from '../core/catalogue.js';
import { compile } from '../core/compiled/compile.js';
import { usefulQuestions } from '../core/explore/next-question.js';
import { speakingQuestions } from '../core/explore/open-speech.js';
import type { Facts, Question } from '../core/model.js';
import { applicableQuestions, type InterviewState, unansweredQuestions } from '../core/questionnaire.js';
import { visible } from '../report/escape.js';
import { askedInWords } from '../report/interview-words.js';
import { paragraph } from '../report/layout.js';
import type { Subject } from '../report/words.js';
import { catalogueFor } from './catalogue.js';
import type { AskCommand } from './command.js';
import { type Given, gather } from './interview/given.js';
import { interviewInTerminal } from './interview/interview-in-terminal.js';
import { listQuestions } from './interview/question-list.js';
import { profileToSave, saveProfile } from './interview/saving.js';
import { mistakesAsJson } from './json-mistakes.js';
import { printAdvice, printMistakes, readingWidth } from './output.js';
import { settlingQuestions } from './settling.js';
import { subjectOf } from './subject.js';
import type { World } from './world.js';

/** What stands for the file of answers that were just given. */
const unsaved = 'these answers';

/** Runs the command; the exit code is the result. */
export async function ask(world: World, command: AskCommand): Promise<number> {
  const rules = await catalogueFor(world, command.rules, true);
  if (!rules.ok) return printMistakes(world, command, rules.diagnostics);
  const { catalogue } = rules;
  if (command.list) return listQuestions(world, command, catalogue);
  const given = await gather(world, command, catalogue);
  if ('exitCode' in given) return given.exitCode;
  if (!world.isInteractive || command.answers === '-') return withoutTerminal(world, command, catalogue, given);
  return interviewInTerminal(world, command, catalogue, given, async (name, done) => {
    const subject = adviceAfter(name, catalogue, done.answers);
    await printAdvice(world, command, subject);
    return subject.recommendation;
  });
}

/** After an interview it is said which open questions could still change the result, and when none could. */
function adviceAfter(name: string, catalogue: Catalogue, answers: Facts): Subject {
  return { ...subjectOf(name, unsaved, catalogue, answers), settling: settlingQuestions(catalogue, answers) };
}

/** Never prompts: advises when nothing is left that would be asked at a terminal, else says what is missing. */
async function withoutTerminal(world: World, command: AskCommand, catalogue: Catalogue, given: Given): Promise<number> {
  const { asked, later } = missingAnswers(catalogue, { mode: command.mode, ...given });
  if (asked.length > 0) return sayWhatIsMissing(world, command, asked, later);
  const name = given.name ?? world.folderName;
  if (command.save !== null) {
    await saveProfile(world, command.save, profileToSave(catalogue, name, given, world.schemaFor(command.save)));
    await world.err(`Saved as ${command.save}.\n`);
  }
  const subject = adviceAfter(name, catalogue, given.answers);
  await printAdvice(world, command, subject);
  await sayWhatWasLeftOut(world, command, subject, given);
  return 0;
}

/** The shortest interview leaves questions out: whoever wrote the answers is told how many, and what they could add. */
async function sayWhatWasLeftOut(
  world: World,
  { mode }: AskCommand,
  { catalogue, recommendation }: Subject,
  { answers, passed }: Given,
): Promise<void> {
  if (mode !== 'adaptive') return;
  const all = applicableQuestions(catalogue, { mode, answers });
  const asked = all.filter(({ id }) => answers.has(id) || passed.has(id)).length;
  const speaking = speakingQuestions(catalogue, answers, passed, recommendation).length;
  const far = askedInWords(asked, all.length, speaking, hasEnoughAnswers(catalogue, answers));
  if (far !== '') await world.err(`${paragraph(far, readingWidth(world)).join('\n')}\n`);
}

/** What would be asked now, and how many more could be asked after that. */
function missingAnswers(catalogue: Catalogue, state: InterviewState): { asked: readonly Question[]; later: number } {
  const all = unansweredQuestions(catalogue, state);
  if (state.mode !== 'adaptive' || all.length === 0) return { asked: all, later: 0 };
  const asked = usefulQuestions(compile(catalogue), state.answers, state.passed).map(({ question }) => question);
  return { asked, later: all.length - asked.length };
}

/** The list for people, and in the JSON format one entry for each question. Exit code 2. */
async function sayWhatIsMissing(
  world: World,
  command: AskCommand,
  missing: readonly Question[],
  later: number,
): Promise<number> {
  const mistakes = missing.map(({ id, ask }) => ({
    code: 'missing-answer',
    message: `"${id}" is not answered: ${ask}`,
  }));
  if (command.format === 'json') await world.out(mistakesAsJson(mistakes));
  const width = readingWidth(world);
  const beside = Math.max(...missing.map((question) => question.id.length)) + 4;
  const lines = [
    `Nobody can be asked here, and ${missing.length} ${missing.length === 1 ? 'answer is' : 'answers are'} missing:`,
    ...missing.flatMap(({ id, ask }) =>
      paragraph(visible(ask), width, ' '.repeat(beside), `  ${visible(id)}`.padEnd(beside)),
    ),
    ...[
      ...(later === 0 ? [] : [`After that, at most ${later} more; which of them matter depends on these.`]),
      'Give them with --answers FILE or --set question=answer; "?" means I don\'t know.',
      'What may be answered: stackfit ask --list',
      'To advise on what a file holds as it is: stackfit advise FILE',
    ].flatMap((line) => paragraph(line, width)),
  ];
  await world.err(`${lines.join('\n')}\n`);
  return 2;
}
