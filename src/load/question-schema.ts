/** What may be answered to a question, as JSON Schema: an editor then offers the options with their words. */
import type { Option, Question } from '../core/model.js';

/** A JSON Schema, or a part of one: plain data, its keys in the order in which they are written. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The answers that the loader takes (load/answers.ts): a single value where a list is expected, too. `self` is the
 * reference by which the result is found, for options that stand in it twice.
 */
export function answerSchema(question: Question, self: { readonly $ref: string }): JsonSchema {
  const words = { title: question.ask, description: described(question) };
  switch (question.type) {
    case 'yes-no':
      return { ...words, type: 'boolean' };
    case 'number':
      return { ...words, ...numberRange(question) };
    case 'choice':
      return { ...words, anyOf: question.options.map(optionSchema) };
    case 'multi': {
      const items = { anyOf: question.options.map(optionSchema) };
      return { ...words, anyOf: [{ type: 'array', items }, { $ref: `${self.$ref}/anyOf/0/items` }] };
    }
    default:
      return question satisfies never;
  }
}

/** A fixed value with its meaning: of a plain `enum` an editor could show only the ids. */
export function constant(value: string, description: string): JsonSchema {
  return description === '' ? { const: value } : { const: value, description };
}

function optionSchema({ id, says, hint }: Option): JsonSchema {
  return constant(id, hint ? `${says} (${hint})` : says);
}

/** A ceiling that is another answer cannot be said in JSON Schema; the loader checks it. */
function numberRange({ whole, atLeast, atMost }: Extract<Question, { type: 'number' }>): JsonSchema {
  return {
    type: whole ? 'integer' : 'number',
    minimum: atLeast,
    ...(typeof atMost === 'number' ? { maximum: atMost } : {}),
  };
}

function described(question: Question): string {
  const unit = question.type === 'number' ? `A number of ${question.unit}.` : '';
  const list = question.type === 'multi' ? 'An empty list means: none.' : '';
  const example = question.example === '' ? '' : `For example: ${question.example}`;
  const sentences = [question.because, question.help, unit, list, 'Leave it out when you do not know.', example];
  return sentences.filter((each) => each !== '').join(' ');
}
