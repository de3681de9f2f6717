/** The command `ask`: gathers answers from files, flags and people, keeps them safe, advises, and offers to save them. */
import { advise } from '../core/advise.js';
import type { Catalogue } from '../core/catalogue.js';
import type { Answer, Question } from '../core/model.js';
import { applicableQuestions, numberFromText, unansweredQuestions } from '../core/questionnaire.js';
import { checkAnswer } from '../load/answers.js';
import { type Diagnostic, suggest } from '../load/diagnostic.js';
import { aboveCeiling, contradictions, loadAnswers } from '../load/profile.js';
import { profileText } from '../load/write-profile.js';
import { paragraph } from '../report/layout.js';
import type { Subject } from '../report/words.js';
import { catalogueFor } from './catalogue.js';
import { type Interview, interview } from './interview.js';
import { fail, printAdvice, printMistakes } from './output.js';
import { type AskCommand, draftFile } from './program.js';
import { Interrupted, isInterrupted, type World } from './world.js';

/** Runs the command; the exit code is the result. */
export async function ask(world: World, command: AskCommand): Promise<number> {
  const rules = await catalogueFor(world, command.rules, true);
  if (!rules.ok) return printMistakes(world, command, rules.diagnostics);
  const { catalogue } = rules;
  if (command.list) return listQuestions(world, command, catalogue);
  const given = await gather(world, command, catalogue);
  if ('exitCode' in given) return given.exitCode;
  const interactive = world.isInteractive && command.answers !== '-';
  if (!interactive) return withoutTerminal(world, command, catalogue, given);
  const start = command.resume ? given : await besideAnOldDraft(world, command, catalogue, given);
  if (start === null) return 0;
  const done = await askPeople(world, command, catalogue, start);
  await printAdvice(world, command, subjectOf(catalogue, world.folderName, done));
  return offerToSave(world, command, catalogue, done);
}

type Gathered = Interview & { readonly name: string | null };

/** Answers from a draft, a file and flags, later ones winning; or the mistakes in them, all at once. */
async function gather(
  world: World,
  command: AskCommand,
  catalogue: Catalogue,
): Promise<Gathered | { exitCode: number }> {
  const answers = new Map<string, Answer>();
  const passed = new Set<string>();
  const mistakes: Diagnostic[] = [];
  let name: string | null = null;
  for (const path of [
    ...(command.resume ? [command.draft] : []),
    ...(command.answers === null ? [] : [command.answers]),
  ]) {
    const read = path === '-' ? await world.readStandardInput() : await world.readFile(path);
    const label = path === '-' ? 'standard input' : path;
    if (!read.ok) {
      const nothing = path === command.draft ? ' There is no interrupted interview here to go on with.' : '';
      return { exitCode: await fail(world, command, `"${label}" ${read.why}.${nothing}`) };
    }
    const loaded = loadAnswers(catalogue, label, read.text);
    mistakes.push(...loaded.diagnostics);
    for (const [id, answer] of loaded.answers) answers.set(id, answer);
    for (const id of loaded.unknown) passed.add(id);
    name ??= loaded.name;
  }
  for (const pair of command.set) setOne(catalogue, pair, answers, passed, mistakes);
  if (mistakes.length === 0) mistakes.push(...clashes(catalogue, answers));
  if (mistakes.length > 0) return { exitCode: await printMistakes(world, command, mistakes) };
  for (const id of answers.keys()) passed.delete(id);
  return { answers, passed, name };
}

function clashes(catalogue: Catalogue, answers: ReadonlyMap<string, Answer>): Diagnostic[] {
  const above = aboveCeiling(catalogue, answers).map(({ message, help }) =>
    flagMistake('contradiction', message, help),
  );
  return [...contradictions(catalogue, answers, () => null), ...above];
}

/** One `question=answer` from the command line. */
function setOne(
  catalogue: Catalogue,
  pair: string,
  answers: Map<string, Answer>,
  passed: Set<string>,
  mistakes: Diagnostic[],
): void {
  const id = pair.slice(0, pair.indexOf('='));
  const text = pair.slice(pair.indexOf('=') + 1).trim();
  const question = catalogue.question.get(id);
  if (!question)
    mistakes.push(
      flagMistake('unknown-id', `unknown question "${id}" in --set`, suggest(id, catalogue.question.keys())),
    );
  else if (text === '?') {
    answers.delete(id);
    passed.add(id);
  } else {
    const checked = checkAnswer(question, fromText(question, text));
    if (checked.ok) answers.set(id, checked.answer);
    else mistakes.push(flagMistake(checked.code, `${checked.message} (in --set)`, checked.help));
  }
}

function fromText(question: Question, text: string): unknown {
  switch (question.type) {
    case 'number':
      return numberFromText(text) ?? text;
    case 'yes-no':
      return (
        ({ yes: true, true: true, no: false, false: false } as Record<string, boolean>)[text.toLowerCase()] ?? text
      );
    case 'multi':
      return text === '' || (text === 'none' && !question.options.some((option) => option.id === 'none'))
        ? []
        : text.split(/\s*,\s*/);
    default:
      return text;
  }
}

function flagMistake(code: Diagnostic['code'], message: string, help: string | null): Diagnostic {
  return { code, message, help, origin: null, length: 1, sourceLine: null, related: null };
}

/** Never prompts: advises when every question is answered or passed, else says what is missing. */
async function withoutTerminal(
  world: World,
  command: AskCommand,
  catalogue: Catalogue,
  given: Gathered,
): Promise<number> {
  const missing = unansweredQuestions(catalogue, { mode: command.mode, ...given });
  if (missing.length > 0) {
    const width = Math.max(...missing.map((question) => question.id.length));
    const lines = missing.map((question) => `  ${question.id.padEnd(width)}  ${question.ask}`);
    const advice = [
      'This is no terminal, so nothing is asked. Give these answers with --answers FILE or --set question=answer;',
      'write "?" (in a file: nothing) where you do not know. To advise on what a profile holds as it is: stackfit advise FILE',
    ];
    return fail(
      world,
      command,
      [`${missing.length} ${missing.length === 1 ? 'answer is' : 'answers are'} missing:`, ...lines, ...advice].join(
        '\n',
      ),
    );
  }
  const name = given.name ?? world.folderName;
  if (command.save !== null) await world.writeFile(command.save, savedText(catalogue, name, given));
  await printAdvice(world, command, subjectOf(catalogue, name, given));
  return 0;
}

/** A draft that is still there holds somebody's answers: it is never overwritten without a word. Null: stop here. */
async function besideAnOldDraft(
  world: World,
  command: AskCommand,
  catalogue: Catalogue,
  given: Gathered,
): Promise<Gathered | null> {
  if (!(await world.exists(command.draft))) return given;
  const prompter = await world.prompter();
  const choice = await prompter.pickOne(`An interrupted interview is kept in ${command.draft}.`, [
    { value: 'resume', label: 'Go on with it' },
    { value: 'anew', label: 'Start anew (its answers are dropped)' },
    { value: 'stop', label: 'Stop here' },
  ]);
  if (choice === 'stop') return null;
  if (choice === 'anew') return given;
  const resumed = await gather(world, { ...command, resume: true }, catalogue);
  return 'exitCode' in resumed ? null : resumed;
}

async function askPeople(world: World, command: AskCommand, catalogue: Catalogue, start: Gathered): Promise<Gathered> {
  const width = Math.min(world.columns ?? 80, 100);
  const keep = (state: Interview) =>
    world.writeFile(command.draft, draftText(catalogue, start.name ?? world.folderName, state));
  const style = await world.style('out', command.color);
  const count = applicableQuestions(catalogue, { mode: command.mode, answers: start.answers }).length;
  const welcome = `About ${count} questions. "I don't know" is always a good answer. Every answer is kept in ${command.draft}; Ctrl-C loses nothing.`;
  await keep(start);
  await world.out(`${paragraph(welcome, width).join('\n')}\n`);
  try {
    const prompter = await world.prompter();
    const done = await interview({ catalogue, prompter, style, width, keep, say: world.out }, command.mode, start);
    return { ...done, name: start.name };
  } catch (error) {
    if (isInterrupted(error))
      throw new Interrupted(`Your answers are kept in ${command.draft}. Go on with: ${resumeLine(command)}`);
    throw error;
  }
}

function resumeLine(command: AskCommand): string {
  const flags = [
    command.mode === 'quick' ? '--quick' : '',
    command.draft === draftFile ? '' : `--draft ${command.draft}`,
    command.rules === null ? '' : `--rules ${command.rules}`,
  ];
  return ['stackfit ask --resume', ...flags.filter((flag) => flag !== '')].join(' ');
}

const defaultProfile = 'stackfit.yaml';

async function offerToSave(world: World, command: AskCommand, catalogue: Catalogue, done: Gathered): Promise<number> {
  const prompter = await world.prompter();
  await world.out('\n');
  const path = command.save ?? (await pickPath(world));
  if (path === null) {
    await world.out(`Not saved. Your answers are still in ${command.draft}.\n`);
    return 0;
  }
  const name = await prompter.type(
    'What is the project called?',
    (text) => (text.trim() === '' ? 'A name, please.' : null),
    done.name ?? world.folderName,
  );
  await world.writeFile(path, savedText(catalogue, name.trim(), done));
  await world.removeFile(command.draft);
  await world.out(`Saved. Ask again at any time with: stackfit advise ${path}\n`);
  return 0;
}

/** Where to save: never over a file that is there without a word. Null: nowhere. */
async function pickPath(world: World): Promise<string | null> {
  const prompter = await world.prompter();
  const choice = await prompter.pickOne('Save these answers as a profile?', [
    { value: 'default', label: `Yes, as ${defaultProfile}` },
    { value: 'other', label: 'Yes, under another name' },
    { value: 'no', label: 'No' },
  ]);
  if (choice === 'no') return null;
  const typed =
    choice === 'default'
      ? defaultProfile
      : (
          await prompter.type(
            'File name',
            (text) => (text.trim() === '' ? 'A file name, please.' : null),
            defaultProfile,
          )
        ).trim();
  if (!(await world.exists(typed))) return typed;
  const replace = await prompter.pickOne(`${typed} is there already.`, [
    { value: false, label: 'Take another name' },
    { value: true, label: 'Replace it' },
  ]);
  return replace ? typed : pickPath(world);
}

function draftText(catalogue: Catalogue, name: string, state: Interview): string {
  return profileText(catalogue, {
    name,
    ...state,
    comment: 'An interview under way: "stackfit ask --resume" goes on with it.',
  });
}

function savedText(catalogue: Catalogue, name: string, state: Interview): string {
  return profileText(catalogue, {
    name,
    answers: state.answers,
    passed: new Set(),
    comment: 'What is known about this project: "stackfit advise" reads it.',
  });
}

function subjectOf(catalogue: Catalogue, name: string, { answers }: Interview): Subject {
  return { name, file: 'these answers', catalogue, facts: answers, recommendation: advise(catalogue, answers) };
}

async function listQuestions(world: World, command: AskCommand, catalogue: Catalogue): Promise<number> {
  const asked = catalogue.questions.filter((question) => command.mode === 'full' || question.quick);
  const lines = asked.flatMap((question) => [`${question.id}: ${question.ask}`, `  ${legalInWords(question)}`]);
  await world.out(`${lines.join('\n')}\n`);
  return 0;
}

function legalInWords(question: Question): string {
  switch (question.type) {
    case 'choice':
      return `one of: ${question.options.map((option) => option.id).join(', ')}`;
    case 'multi':
      return `any of: ${question.options.map((option) => option.id).join(', ')}`;
    case 'yes-no':
      return 'yes or no';
    case 'number':
      return `a number of ${question.unit}`;
    default:
      return question satisfies never;
  }
}
