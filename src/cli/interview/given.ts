/** Answers that are given beforehand: from a draft, a file, standard input and flags, checked all at once. */
import type { Catalogue } from '../../core/catalogue.js';
import type { Answer, Facts, Question } from '../../core/model.js';
import { numberFromText } from '../../core/questionnaire.js';
import { checkAnswer } from '../../load/answers.js';
import { type Diagnostic, suggest } from '../../load/diagnostic.js';
import { aboveCeiling, contradictions, loadAnswers } from '../../load/profile.js';
import type { AskCommand } from '../command.js';
import { fail, printMistakes } from '../output.js';
import type { World } from '../world.js';
import type { Interview } from './asking.js';

/** The answers so far, and the project's name where a file tells it. */
export type Given = Interview & { readonly name: string | null };

/** What is being gathered. */
interface Gathering {
  readonly answers: Map<string, Answer>;
  readonly passed: Set<string>;
  readonly mistakes: Diagnostic[];
  name: string | null;
}

/** Answers from a draft, a file and flags, later ones winning; or the exit code when their mistakes were printed. */
export async function gather(
  world: World,
  command: AskCommand,
  catalogue: Catalogue,
): Promise<Given | { readonly exitCode: number }> {
  const gathering: Gathering = { answers: new Map(), passed: new Set(), mistakes: [], name: null };
  const paths = [command.resume ? command.draft : null, command.answers].filter((path) => path !== null);
  for (const path of paths) {
    const label = path === '-' ? 'standard input' : path;
    const read = path === '-' ? await world.readStandardInput() : await world.readFile(path);
    if (!read.ok) {
      const nothing =
        path === command.draft && command.resume ? ' There is no interrupted interview here to go on with.' : '';
      return { exitCode: await fail(world, command, `"${label}" ${read.why}.${nothing}`) };
    }
    addFile(catalogue, label, read.text, gathering);
  }
  addPairs(catalogue, command.set, gathering);
  const { answers, passed, mistakes, name } = gathering;
  if (mistakes.length === 0) mistakes.push(...clashes(catalogue, answers));
  if (mistakes.length > 0) return { exitCode: await printMistakes(world, command, mistakes) };
  return { answers, passed, name };
}

/** Facts with answers from `--set` over them; or what is wrong with the flags. "?" makes an answer unknown. */
export function answersFromFlags(
  catalogue: Catalogue,
  pairs: readonly string[],
  facts: Facts,
): { readonly facts: Facts } | { readonly mistakes: readonly Diagnostic[] } {
  const gathering: Gathering = { answers: new Map(facts), passed: new Set(), mistakes: [], name: null };
  addPairs(catalogue, pairs, gathering);
  if (gathering.mistakes.length === 0) gathering.mistakes.push(...clashes(catalogue, gathering.answers));
  return gathering.mistakes.length > 0 ? { mistakes: gathering.mistakes } : { facts: gathering.answers };
}

function addFile(catalogue: Catalogue, label: string, text: string, gathering: Gathering): void {
  const loaded = loadAnswers(catalogue, label, text);
  gathering.mistakes.push(...loaded.diagnostics);
  for (const [id, answer] of loaded.answers) setAnswer(gathering, id, answer);
  for (const id of loaded.unknown) setAnswer(gathering, id, null);
  gathering.name ??= loaded.name;
}

/** Every `question=answer` from the command line. Of two for one question nobody can tell which is meant. */
function addPairs(catalogue: Catalogue, pairs: readonly string[], gathering: Gathering): void {
  for (const pair of pairs) addPair(catalogue, pair, gathering);
  const ids = pairs.map(questionIn);
  for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) < index)))
    gathering.mistakes.push(
      inFlag({ code: 'repeated-key', message: `the question "${id}" is set twice with --set`, help: 'keep one' }),
    );
}

function questionIn(pair: string): string {
  return pair.slice(0, pair.indexOf('='));
}

function addPair(catalogue: Catalogue, pair: string, gathering: Gathering): void {
  const id = questionIn(pair);
  const text = pair.slice(pair.indexOf('=') + 1).trim();
  const question = catalogue.question.get(id);
  if (!question) {
    const mistake = { code: 'unknown-id', message: `unknown question "${id}" in --set` } as const;
    gathering.mistakes.push(inFlag({ ...mistake, help: suggest(id, catalogue.question.keys()) }));
    return;
  }
  if (text === '?') {
    setAnswer(gathering, id, null);
    return;
  }
  const checked = checkAnswer(question, fromText(question, text));
  if (checked.ok) setAnswer(gathering, id, checked.answer);
  else gathering.mistakes.push(inFlag({ ...checked, message: `${checked.message} (in --set)` }));
}

/** Null is "I don't know". The later word about a question wins, whichever it is. */
function setAnswer({ answers, passed }: Gathering, id: string, answer: Answer | null): void {
  if (answer === null) {
    answers.delete(id);
    passed.add(id);
  } else {
    answers.set(id, answer);
    passed.delete(id);
  }
}

function fromText(question: Question, text: string): unknown {
  switch (question.type) {
    case 'number':
      return numberFromText(text) ?? text;
    case 'yes-no':
      return (
        new Map([
          ['yes', true],
          ['true', true],
          ['no', false],
          ['false', false],
        ]).get(text.toLowerCase()) ?? text
      );
    case 'multi': {
      const none = text === 'none' && !question.options.some((option) => option.id === 'none');
      return text === '' || none ? [] : text.split(/\s*,\s*/);
    }
    case 'choice':
      return text;
    default:
      return question satisfies never;
  }
}

/** Answers that are legal one by one and cannot be true together. */
export function clashes(catalogue: Catalogue, answers: ReadonlyMap<string, Answer>): Diagnostic[] {
  const above = aboveCeiling(catalogue, answers).map(({ message, help }) =>
    inFlag({ code: 'contradiction', message, help }),
  );
  return [...contradictions(catalogue, answers, () => null), ...above];
}

function inFlag(mistake: Pick<Diagnostic, 'code' | 'message' | 'help'>): Diagnostic {
  const { code, message, help } = mistake;
  return { code, message, help, origin: null, length: 1, sourceLine: null, related: null };
}
