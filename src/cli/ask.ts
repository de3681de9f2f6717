/** The command `ask`: gathers answers from files, flags and people, advises, and saves them where that is wanted. */
import type { Catalogue } from '../core/catalogue.js';
import type { Question } from '../core/model.js';
import { unansweredQuestions } from '../core/questionnaire.js';
import { visible } from '../report/escape.js';
import { catalogueFor } from './catalogue.js';
import type { AskCommand } from './command.js';
import { type Given, gather } from './given.js';
import { interviewInTerminal } from './interview-in-terminal.js';
import { mistakesAsJson } from './json-mistakes.js';
import { printAdvice, printMistakes } from './output.js';
import { listQuestions } from './question-list.js';
import { profileToSave, saveProfile } from './saving.js';
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
    const subject = subjectOf(name, unsaved, catalogue, done.answers);
    await printAdvice(world, command, subject);
    return subject.recommendation;
  });
}

/** Never prompts: advises when every question is answered or passed, else says what is missing. */
async function withoutTerminal(world: World, command: AskCommand, catalogue: Catalogue, given: Given): Promise<number> {
  const missing = unansweredQuestions(catalogue, { mode: command.mode, ...given });
  if (missing.length > 0) return sayWhatIsMissing(world, command, missing);
  const name = given.name ?? world.folderName;
  if (command.save !== null) {
    await saveProfile(world, command.save, profileToSave(catalogue, name, given, world.schemaFor(command.save)));
    await world.err(`Saved as ${command.save}.\n`);
  }
  await printAdvice(world, command, subjectOf(name, unsaved, catalogue, given.answers));
  return 0;
}

/** The list for people, and in the JSON format one entry for each question. Exit code 2. */
async function sayWhatIsMissing(world: World, command: AskCommand, missing: readonly Question[]): Promise<number> {
  const mistakes = missing.map(({ id, ask }) => ({
    code: 'missing-answer',
    message: `"${id}" is not answered: ${ask}`,
  }));
  if (command.format === 'json') await world.out(mistakesAsJson(mistakes));
  const width = Math.max(...missing.map((question) => question.id.length));
  const lines = [
    `Nobody can be asked here, and ${missing.length} ${missing.length === 1 ? 'answer is' : 'answers are'} missing:`,
    ...missing.map((question) => visible(`  ${question.id.padEnd(width)}  ${question.ask}`)),
    'Give them with --answers FILE or --set question=answer; "?" means I don\'t know.',
    'What may be answered: stackfit ask --list',
    'To advise on what a file holds as it is: stackfit advise FILE',
  ];
  await world.err(`${lines.join('\n')}\n`);
  return 2;
}
