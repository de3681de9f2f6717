/** An interview with somebody at a terminal: beside an old draft, interrupted and gone on with, advised on, saved. */
import type { Catalogue } from '../../core/catalogue.js';
import { compile } from '../../core/compiled/compile.js';
import { unansweredQuestions } from '../../core/questionnaire.js';
import type { Recommendation } from '../../core/recommendation.js';
import { visible } from '../../report/escape.js';
import { paragraph } from '../../report/layout.js';
import { patternName } from '../../report/words.js';
import { type AskCommand, draftFile } from '../command.js';
import { readingWidth } from '../output.js';
import { Interrupted, isInterrupted, isOutsideProblem, OutsideProblem, type Prompter, type World } from '../world.js';
import type { Interview } from './asking.js';
import { type Given, gather } from './given.js';
import { interview } from './interview.js';
import { draftText, offerToSave } from './saving.js';

type Advise = (name: string, done: Interview) => Promise<Recommendation>;

/** Runs it to the end. Whatever was answered when somebody presses Ctrl-C is in the draft, and they are told so. */
export async function interviewInTerminal(
  world: World,
  command: AskCommand,
  catalogue: Catalogue,
  given: Given,
  advise: Advise,
): Promise<number> {
  try {
    const prompter = await world.prompter(await world.style('out', command.color));
    const start = command.resume ? given : await besideAnOldDraft(world, command, catalogue, given, prompter);
    if ('exitCode' in start) return start.exitCode;
    const done = await conduct(world, command, catalogue, start, prompter);
    const { pattern } = await advise(done.name ?? world.folderName, done);
    const inShort =
      pattern.pick === null ? '' : `In short: ${patternName(catalogue, pattern.pick)}. All of it stands above.\n`;
    await world.out(`\n${inShort}`);
    await offerToSave(world, command, catalogue, done, prompter);
    return 0;
  } catch (error) {
    if (!isInterrupted(error) || !(await world.exists(command.draft))) throw error;
    throw new Interrupted(`Your answers are kept in ${command.draft}. Go on with: ${resumeLine(command)}`);
  }
}

/** A draft that is still there holds somebody's answers: it is never overwritten without a word. */
async function besideAnOldDraft(
  world: World,
  command: AskCommand,
  catalogue: Catalogue,
  given: Given,
  prompter: Prompter,
): Promise<Given | { readonly exitCode: number }> {
  if (!(await world.exists(command.draft))) return given;
  const choice = await prompter.pickOne({
    message: `Answers of an earlier interview are kept in ${visible(command.draft)}.`,
    entries: [
      { value: 'resume', label: 'Go on with them' },
      { value: 'anew', label: 'Start anew', hint: 'the earlier answers are dropped with your first answer' },
      { value: 'stop', label: 'Stop here', hint: 'nothing is changed' },
    ],
    ways: [],
  });
  if (choice === 'stop') return { exitCode: 0 };
  return choice === 'anew' ? given : gather(world, { ...command, resume: true }, catalogue);
}

async function conduct(
  world: World,
  command: AskCommand,
  catalogue: Catalogue,
  start: Given,
  prompter: Prompter,
): Promise<Given> {
  const width = readingWidth(world);
  const style = await world.style('out', command.color);
  const name = start.name ?? world.folderName;
  const keep = (state: Interview) =>
    keepDraft(world, command, draftText(catalogue, name, state, world.schemaFor(command.draft)));
  if (start.answers.size + start.passed.size > 0) await keep(start);
  await world.out(`${paragraph(welcome(command, catalogue, start), width).join('\n')}\n`);
  const tools = { catalogue, compiled: compile(catalogue), prompter, style, width, keep, say: world.out };
  const done = await interview(tools, command.mode, start);
  return { ...done, name: start.name };
}

function welcome(command: AskCommand, catalogue: Catalogue, start: Given): string {
  const left = unansweredQuestions(catalogue, { mode: command.mode, ...start }).length;
  const about = command.mode === 'adaptive' ? 'At most' : 'About';
  const count = left === 1 ? 'One question' : `${about} ${left} questions`;
  const short =
    command.mode === 'adaptive' ? ' What can no longer change the result is not asked (--all asks it too).' : '';
  return `${count}${start.answers.size > 0 ? ' left' : ''}.${short} "I don't know" is always a good answer. Each answer is kept in ${visible(command.draft)} at once; Ctrl-C loses nothing.`;
}

async function keepDraft(world: World, command: AskCommand, text: string): Promise<void> {
  try {
    await world.writeFile(command.draft, text);
  } catch (error) {
    if (!isOutsideProblem(error)) throw error;
    throw new OutsideProblem(`${error.message}; --draft FILE keeps your answers somewhere else`);
  }
}

/** The command line that goes on with the same flags. Flags that gave answers are not among them: the draft has those. */
function resumeLine(command: AskCommand): string {
  const { mode, draft, rules, save, format, verbose } = command;
  const flags = [
    mode === 'quick' ? '--quick' : mode === 'full' ? '--all' : '',
    draft === draftFile ? '' : `--draft ${quoted(draft)}`,
    rules === null ? '' : `--rules ${quoted(rules)}`,
    save === null ? '' : `--save ${quoted(save)}`,
    format === 'human' ? '' : `--format ${format}`,
    verbose ? '--verbose' : '',
  ];
  return ['stackfit ask --resume', ...flags.filter((flag) => flag !== '')].join(' ');
}

function quoted(path: string): string {
  return /^[\w./~-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
