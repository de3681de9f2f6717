/** A number on the screen: typed as 12000, 12k or 1.5M, or picked by the letter of a range. */
import { type NumberQuestion, unitOf } from '../../core/model.js';
import { bandsOf, numberFromText } from '../../core/questionnaire.js';
import { checkAnswer } from '../../load/answers.js';
import { paragraph, widthOf } from '../../report/layout.js';
import { withThousands } from '../../report/words.js';
import { type Asking, explanation, type InterviewTools, type Reply, sentence } from './asking.js';

/** Asks it. "<" and "?" count at the end of the line too, because an earlier answer may stand before them. */
export async function askNumber(tools: InterviewTools, asking: Asking<NumberQuestion>): Promise<Reply> {
  const { prompter, style, width, say } = tools;
  const { question, message, answers } = asking;
  const earlier = answers.get(question.id);
  await say(`${hints(asking, width).map(style.quiet).join('\n')}\n`);
  for (;;) {
    const typed = await prompter.type({
      message,
      refuse: (text) => refusal(asking, text),
      shown: (text) => inWords(asking, text),
      ...(typeof earlier === 'number' ? { start: String(earlier) } : {}),
    });
    const way = wayOf(typed);
    if (way === 'why') {
      const lines = explanation(asking).split('\n');
      await say(
        `${lines
          .flatMap((line) => paragraph(line, width, '  '))
          .map(style.quiet)
          .join('\n')}\n`,
      );
    } else return way ?? { answer: numberIn(asking, typed) ?? 0 };
  }
}

function wayOf(text: string): 'back' | 'why' | 'unknown' | null {
  const typed = text.trim();
  if (typed.endsWith('<')) return 'back';
  if (typed.endsWith('?')) return 'why';
  return typed === '' ? 'unknown' : null;
}

/** The ranges with their letters, none broken over two lines, and the keys. */
function hints({ question, answers }: Asking<NumberQuestion>, width: number): string[] {
  const lines: string[] = [];
  const bands = bandsOf(question, answers).map(({ says }, index) => `${letterOf(index)}) ${says}`);
  for (const each of bands) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last}   ${each}`) <= width) lines[lines.length - 1] = `${last}   ${each}`;
    else lines.push(`  ${each}`);
  }
  const letter = bands.length > 0 ? 'A letter, or a' : 'A';
  const number = `${letter} number of ${question.unit}, such as 7, 12k or 1.5M.`;
  return [...lines, ...paragraph(number, width, '  '), "  Empty line: I don't know.  ? Why do you ask  < Go back"];
}

function numberIn({ question, answers }: Asking<NumberQuestion>, text: string): number | null {
  const band = bandsOf(question, answers).find((_, index) => letterOf(index) === text.trim().toLowerCase());
  return band ? band.value : numberFromText(text);
}

/** What stays on the screen: the number that was understood. */
function inWords(asking: Asking<NumberQuestion>, text: string): string {
  const way = wayOf(text);
  if (way !== null) return { back: 'Go back', why: 'Why?', unknown: "I don't know" }[way];
  const value = numberIn(asking, text) ?? 0;
  return `${withThousands(value)} ${unitOf(asking.question, value)}`;
}

/** Why a line cannot stand; null when it can. */
function refusal(asking: Asking<NumberQuestion>, text: string): string | null {
  if (wayOf(text) !== null) return null;
  const { question, answers } = asking;
  const value = numberIn(asking, text);
  if (value === null) return 'A number, please, such as 12000, 12k or 1.5M; or one of the letters.';
  const checked = checkAnswer(question, value);
  if (!checked.ok) return `${sentence(checked.message)}${checked.help === null ? '' : ` ${sentence(checked.help)}`}`;
  const most = typeof question.atMost === 'string' ? answers.get(question.atMost) : null;
  return typeof most === 'number' && value > most
    ? `At most ${withThousands(most)}: that is your answer to "${question.atMost}".`
    : null;
}

function letterOf(index: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + index);
}
