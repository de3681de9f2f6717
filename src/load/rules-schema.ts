/** The JSON Schema of a rule file, for editors: made from the schema that the loader checks with, so that they cannot differ. */
import * as z from 'zod/mini';
import type { JsonSchema } from './question-schema.js';
import { ruleFile } from './schema.js';

/**
 * The draft-07 JSON Schema of a rule file. It says of shape what the loader says; whether a name exists, and whether an
 * operator fits a question, only the loader knows.
 */
export function rulesSchema(): JsonSchema {
  const { $schema, ...shape } = z.toJSONSchema(ruleFile, { target: 'draft-7', io: 'input', override: refine });
  return {
    $schema,
    $id: 'urn:stackfit:schema:rules:1',
    title: 'stackfit rule file',
    description: 'Questions, signals, traits, patterns, layers, providers, rules and what they rest on.',
    ...shape,
    definitions: { condition: condition(), conditions: nonEmpty({ $ref: '#/definitions/condition' }), test: test() },
  };
}

/** Conditions are the only part without a schema of its own in the loader, which reads them by hand. */
function refine({
  zodSchema,
  jsonSchema,
}: {
  readonly zodSchema: z.core.$ZodTypes;
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
  if (zodSchema._zod.def.type === 'unknown') jsonSchema.$ref = '#/definitions/condition';
  // Every whole number of JavaScript is bounded by these; as a limit of ours they would only puzzle.
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

/** A condition: the word `always`, or a map with one key (load/condition-syntax.ts). */
function condition(): JsonSchema {
  const self = { $ref: '#/definitions/condition' };
  const parts = { $ref: '#/definitions/conditions' };
  const atLeast = { type: 'integer', minimum: 1 };
  const count = {
    type: 'object',
    properties: { 'at-least': atLeast, of: parts },
    required: ['at-least', 'of'],
    additionalProperties: false,
  };
  return {
    description: 'One of: always, all, any, not, count, signal, or a question with one operator.',
    anyOf: [
      { const: 'always' },
      {
        ...oneKey({
          all: { ...parts, description: 'Every part holds.' },
          any: { ...parts, description: 'At least one part holds.' },
          not: self,
          count,
          signal: { type: 'string', description: 'The id of a signal.' },
        }),
        additionalProperties: { $ref: '#/definitions/test' },
      },
    ],
  };
}

/** A test of one fact: a map with one operator. The last five look back, in rules with `revisit`. */
function test(): JsonSchema {
  const one = { type: ['string', 'number', 'boolean'] };
  const ordered = { type: ['string', 'number'] };
  const several = nonEmpty(ordered);
  const option = { type: 'string' };
  const options = nonEmpty(option);
  const times = { type: 'number', exclusiveMinimum: 1, description: 'How many times what it was.' };
  return {
    description: 'One operator with what it compares with.',
    ...oneKey({
      ...{ is: one, 'is-not': one, in: several, 'not-in': several, 'at-least': ordered, 'at-most': ordered },
      between: { type: 'array', items: ordered, minItems: 2, maxItems: 2 },
      ...{ includes: option, 'includes-any': options, 'includes-all': options },
      answered: { type: 'boolean', description: 'For asking, risks and plans only.' },
      changed: { type: 'boolean' },
      ...{ 'grew-by': times, 'shrank-by': times },
      ...{ gained: { anyOf: [option, options] }, lost: { anyOf: [option, options] } },
    }),
    additionalProperties: false,
  };
}

function oneKey(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', properties, minProperties: 1, maxProperties: 1 };
}

function nonEmpty(items: JsonSchema): JsonSchema {
  return { type: 'array', items, minItems: 1 };
}
