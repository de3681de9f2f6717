/** The questions and their legal answers as a list, for whoever answers by file or flags. */
import type { Catalogue } from '../../core/catalogue.js';
import type { Question } from '../../core/model.js';
import { safeJson, visible } from '../../report/escape.js';
import { schemaVersion } from '../../report/json.js';
import { paragraph } from '../../report/layout.js';
import { withThousands } from '../../report/words.js';
import type { AskCommand } from '../command.js';
import { readingWidth } from '../output.js';
import type { World } from '../world.js';

/** Prints them; with --quick only the few that decide most. */
export async function listQuestions(world: World, command: AskCommand, catalogue: Catalogue): Promise<number> {
  const asked = catalogue.questions.filter((question) => command.mode !== 'quick' || question.quick);
  const width = readingWidth(world);
  const lines = asked.flatMap((question) => [
    ...paragraph(visible(`${question.id}: ${question.ask}`), width, '  ', ''),
    ...paragraph(visible(legalInWords(question)), width, '    ', '  '),
  ]);
  const text = command.format === 'json' ? safeJson({ schemaVersion, questions: asked.map(asData) }) : lines.join('\n');
  await world.out(`${text}\n`);
  return 0;
}

function asData(question: Question): object {
  const { id, section, type, ask } = question;
  const plain = { id, section, type, ask };
  if ('options' in question) return { ...plain, options: optionIds(question) };
  if (question.type !== 'number') return plain;
  const { unit, atLeast, atMost, whole } = question;
  return { ...plain, unit, atLeast, atMost, whole };
}

function legalInWords(question: Question): string {
  switch (question.type) {
    case 'choice':
      return `one of: ${optionIds(question).join(', ')}`;
    case 'multi':
      return `any of: ${optionIds(question).join(', ')}`;
    case 'yes-no':
      return 'yes or no';
    case 'number': {
      const { atLeast, atMost, unit } = question;
      const most = typeof atMost === 'number' ? withThousands(atMost) : `the answer to ${atMost}`;
      return `a number of ${unit}, ${withThousands(atLeast)} to ${most}`;
    }
    default:
      return question satisfies never;
  }
}

function optionIds({ options }: Extract<Question, { options: unknown }>): string[] {
  return options.map((option) => option.id);
}
