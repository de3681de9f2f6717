/** The JSON Schema of a profile, made from a catalogue: for editors, and for programs that write profiles. */
import type { Catalogue } from '../core/catalogue.js';
import { eventKinds, notNeeded, other } from '../core/decision.js';
import { actions, findingCodes } from '../core/finding.js';
import { approaches, type Layer } from '../core/model.js';
import { by } from '../core/order.js';
import { day } from './limits.js';
import { answerSchema, constant, type JsonSchema } from './question-schema.js';

type Properties = Readonly<Record<string, JsonSchema>>;
type Reference = { readonly $ref: string };

const date = ref('day');
const text = { type: 'string', pattern: '\\S' };
const textOrEmpty = { ...text, type: ['string', 'null'] };
const severity = { enum: ['error', 'warning', 'note'] };

/**
 * The draft-07 JSON Schema of a profile. It says of shape and names what the loader says; what takes two answers to see,
 * such as a contradiction, is left to the loader. The catalogue must come with its details: they are the descriptions.
 * The same catalogue always gives the same schema, key by key.
 */
export function profileSchema(catalogue: Catalogue): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'urn:stackfit:schema:profile:1',
    title: 'stackfit profile',
    description: 'One project: its answers, what was measured since, what really runs, and the decision people took.',
    ...record(topProperties(catalogue), ['profile', 'name']),
    definitions: definitions(catalogue),
  };
}

function topProperties({ questions }: Catalogue): Properties {
  return {
    profile: { const: 1, description: 'The version of the format.' },
    name: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      description: 'The name of the project; unique among profiles that are checked together.',
    },
    answers: ref('answers'),
    observed: mapOf('Measured since, by question; it wins over the answers.', questions, ({ id }) => observation(id)),
    stack: ref('stack'),
    'vendor-events': ref('vendor-events'),
    decision: ref('decision'),
    accepted: listOf(
      'Findings that you live with until a day, for a reason.',
      {
        finding: {
          type: 'string',
          pattern: `^(${findingCodes.join('|')})(/|$)`,
          description: 'The id of the finding, as "stackfit check" prints it.',
        },
        until: date,
        because: text,
        severity: {
          enum: ['error', 'warning', 'note'],
          description: 'How bad it was; it is told again when it gets worse.',
        },
      },
      ['finding', 'until', 'because'],
    ),
  };
}

function observation(question: string): JsonSchema {
  const from = { ...text, description: 'Where the value was read.' };
  return record({ value: answerRef(question), on: date, from });
}

function definitions(catalogue: Catalogue): Properties {
  const { questions, patterns, layers, provider } = catalogue;
  const known = 'What you know of the app and the team, by question. What is left out is unknown, never "no".';
  const products = [...provider.values()].sort(by(({ id }) => id));
  return {
    day: { type: 'string', pattern: day.source, description: 'A day: "2026-11-20".' },
    answers: mapOf(known, questions, (question) => answerSchema(question, answerRef(question.id))),
    pattern: among(patterns.map(({ id, name }) => constant(id, name))),
    provider: among(products.map(({ id, name }) => constant(id, name))),
    products: { type: 'object', properties: propertiesOf(layers, (layer) => productsOf(catalogue, layer)) },
    stack: mapOf('What really runs, by layer.', layers, runs),
    'vendor-events': vendorEvents(),
    decision: decision(catalogue),
  };
}

/** What may cover a layer, each with its words. */
function productsOf({ offerings, provider }: Catalogue, layer: Layer): JsonSchema {
  const ids = new Set((offerings.get(layer.id) ?? []).map((each) => each.provider));
  const products = [...ids].map((id) => constant(id, `${provider.get(id)?.name}: ${provider.get(id)?.says}`));
  const none = constant(notNeeded, 'You do without it.');
  return { anyOf: [...products, constant(other, 'Something that stackfit does not know.'), none] };
}

/** What runs as a layer: the id of a product, or a map that also says which of its ways. */
function runs(layer: Layer): JsonSchema {
  const product = ref('products', 'properties', layer.id);
  const plan = { ...text, description: "The vendor's plan: limits differ by plan." };
  const map = record({ provider: product, ...way(layer), plan }, ['provider']);
  return { title: layer.name, description: layer.says, anyOf: [product, map] };
}

/** How a product covers a layer. */
function way({ kinds }: Layer): Properties {
  return {
    kind: among(Object.entries(kinds).map(([id, says]) => constant(id, says))),
    approach: { enum: [...approaches] },
  };
}

function vendorEvents(): JsonSchema {
  const ends = { ...text, pattern: day.source, description: 'The last day of service.' };
  const source = { ...text, description: 'Where the notice can be read.' };
  const event = { provider: ref('provider'), kind: { enum: [...eventKinds] }, on: date, ends, source };
  return listOf('Notices received from a vendor, or about one.', event, ['provider', 'kind', 'on', 'source']);
}

/** What `pin` writes. What was answered and advised then is history: it may name what the catalogue no longer has. */
function decision({ layers }: Catalogue): JsonSchema {
  const properties: Properties = {
    on: date,
    by: texts('Who decided.'),
    'review-by': date,
    rules: { ...text, description: 'Digest of the rules then.' },
    facts: { ...text, description: 'Digest of the facts about products then.' },
    answers: { type: ['object', 'null'], description: 'The effective facts then.' },
    stack: ref('stack'),
    'vendor-events': ref('vendor-events'),
    known: listOf('Findings that were already true.', { finding: text, severity }),
    open: { anyOf: [texts('Questions without an answer then.'), { type: 'null' }] },
    pattern: record({ advised: textOrEmpty, chosen: ref('pattern'), because: textOrEmpty }, ['advised', 'chosen']),
    layers: mapOf('By layer, what was advised and what was chosen.', layers, decidedLayer),
    review: record({ action: { enum: [...actions], description: 'What a review came to.' }, because: text }),
    history: listOf('Earlier decisions, newest first.', {
      on: date,
      by: texts('Who decided.'),
      pattern: text,
      layers: { type: ['object', 'null'], additionalProperties: text },
    }),
  };
  const optional = ['stack', 'vendor-events', 'known', 'open', 'review', 'history'];
  const required = Object.keys(properties).filter((key) => !optional.includes(key));
  const description = 'Written by "stackfit pin", edited by people.';
  return { ...record(properties, required), type: ['object', 'null'], description };
}

function decidedLayer(layer: Layer): JsonSchema {
  const chosen = { anyOf: [ref('products', 'properties', layer.id), { type: 'null' }] };
  const because = { ...textOrEmpty, description: 'Why something else was chosen than advised.' };
  const properties = { advised: textOrEmpty, chosen, ...way(layer), because };
  return { title: layer.name, ...record(properties, ['advised', 'chosen']) };
}

/** One of some values. A list without an item is no legal schema, so that nothing fits is said in another way. */
function among(constants: readonly JsonSchema[]): JsonSchema {
  return constants.length > 0 ? { anyOf: constants } : { not: {} };
}

/** A map with these keys and no others; all are required unless it is said which. */
function record(properties: Properties, required: readonly string[] = Object.keys(properties)) {
  return { type: 'object', properties, required: [...required], additionalProperties: false };
}

/** A map by the ids of these things, and no others. A key with nothing behind it counts as an empty map. */
function mapOf<T extends { readonly id: string }>(
  description: string,
  things: readonly T[],
  schemaOf: (thing: T) => JsonSchema,
): JsonSchema {
  const properties = propertiesOf(things, schemaOf);
  return { type: ['object', 'null'], description, properties, additionalProperties: false };
}

function propertiesOf<T extends { readonly id: string }>(
  things: readonly T[],
  schemaOf: (thing: T) => JsonSchema,
): Properties {
  return Object.fromEntries(things.map((thing) => [thing.id, schemaOf(thing)]));
}

/** A list of maps. A key with nothing behind it counts as an empty list. */
function listOf(description: string, properties: Properties, required?: readonly string[]): JsonSchema {
  return { type: ['array', 'null'], description, items: record(properties, required) };
}

/** One text or several. */
function texts(description: string): JsonSchema {
  return { description, anyOf: [text, { type: 'array', items: text }] };
}

function answerRef(question: string): Reference {
  return ref('answers', 'properties', question);
}

/** A reference to a definition. Ids may hold slashes, which a pointer writes as `~1`. */
function ref(...path: readonly string[]): Reference {
  return { $ref: `#/definitions/${path.map((each) => each.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}` };
}
