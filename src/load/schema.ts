/** The shape of a rule file, as a schema. What the names in it mean is checked elsewhere. */
import * as z from 'zod/mini';
import { actions, ruleTriggers } from '../core/finding.js';
import { quantities } from '../core/knowledge.js';
import { approaches, concerns, severities } from '../core/model.js';
import { trusts } from '../core/provenance.js';
import { overQuotas } from '../core/provider.js';

const text = z.string().check(z.minLength(1));
const id = z.string().check(z.regex(/^[a-z0-9][a-z0-9./-]*$/));
const texts = z.union([text, z.array(text).check(z.minLength(1))]);
const truth = z.enum(['yes', 'no', 'unknown']);
/** A day, or a month or a year where the source shows no more. */
const date = z.string().check(z.regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/));
const confidence = z.enum(['high', 'medium', 'low']);
const approach = z.enum(approaches);
/** Conditions have a reader of their own, which checks names as well as shape. */
const condition = z.unknown();

const words = {
  id,
  section: text,
  order: z.int(),
  ask: text,
  because: text,
  help: text,
  example: text,
  'ask-when': z.optional(condition),
  contradicts: z.optional(z.array(z.strictObject({ when: condition, because: text }))),
  quick: z.optional(z.boolean()),
  essential: z.optional(z.boolean()),
  stresses: z.optional(z.array(id)),
  source: z.optional(texts),
};
const options = z
  .array(z.strictObject({ id, says: text, hint: z.optional(text), stresses: z.optional(z.array(id)) }))
  .check(z.minLength(2));
const question = z.discriminatedUnion('type', [
  z.strictObject({
    ...words,
    type: z.literal('choice'),
    options,
    ordered: z.optional(z.boolean()),
    helper: z.optional(
      z.strictObject({
        ask: text,
        choices: z.array(z.strictObject({ says: text, suggests: id })).check(z.minLength(2)),
      }),
    ),
  }),
  z.strictObject({ ...words, type: z.literal('multi'), options }),
  z.strictObject({ ...words, type: z.literal('yes-no') }),
  z.strictObject({
    ...words,
    type: z.literal('number'),
    unit: text,
    one: z.optional(text),
    'at-least': z.number(),
    'at-most': z.union([z.number(), id]),
    whole: z.optional(z.boolean()),
    bands: z.optional(z.array(z.strictObject({ value: z.number(), says: text }))),
  }),
]);

const signal = z.strictObject({ id, says: text, when: condition });

const trait = z.strictObject({
  id,
  says: text,
  layers: z.union([z.literal('every'), z.array(id)]),
  otherwise: truth,
  'by-approach': z.optional(z.partialRecord(approach, truth)),
});

const pattern = z.strictObject({
  id,
  name: text,
  says: text,
  order: z.int(),
  unless: z.optional(z.strictObject({ when: condition, because: text, source: texts })),
  allows: z.optional(z.record(id, z.array(approach))),
  source: z.optional(texts),
});

const layer = z.strictObject({
  id,
  name: text,
  says: text,
  order: z.int(),
  kinds: z.record(id, text),
  needed: z.strictObject({ when: condition, otherwise: z.optional(text) }),
  surfaces: z.optional(
    z.array(z.strictObject({ id, says: text, when: condition, trait: z.optional(id), kind: z.optional(id) })),
  ),
  next: z.optional(
    z.array(z.strictObject({ step: text, when: text, kinds: z.optional(z.array(id)), source: z.optional(texts) })),
  ),
  source: z.optional(texts),
});

const evidence = { source: z.optional(id), on: z.optional(date), confidence: z.optional(confidence) };
const dated = { ...evidence, expires: z.optional(date) };
const amount = z.number().check(z.gte(0));
const allowance = { quantity: amount, period: z.enum(['day', 'month', 'always']) };
const prices = z.strictObject({
  'billed-per': text,
  plans: z.optional(
    z.array(
      z.strictObject({
        id,
        'usd-month': z.union([amount, z.literal('unknown')]),
        per: z.optional(z.enum(['account', 'seat'])),
        includes: z.optional(
          z.array(
            z.strictObject({
              meter: id,
              ...allowance,
              over: z.optional(z.enum(overQuotas)),
              note: z.optional(text),
              ...dated,
            }),
          ),
        ),
        note: z.optional(text),
        ...dated,
      }),
    ),
  ),
  meters: z.optional(
    z.array(
      z.strictObject({
        meter: id,
        unit: z.optional(text),
        usd: z.union([amount, z.literal('unknown')]),
        per: z.number().check(z.gt(0)),
        plans: z.optional(z.array(id)),
        free: z.optional(z.strictObject(allowance)),
        tiers: z.optional(z.array(z.strictObject({ 'up-to': z.union([amount, z.literal('unlimited')]), usd: amount }))),
        variant: z.optional(text),
        note: z.optional(text),
        ...dated,
      }),
    ),
  ),
  unknown: z.optional(z.array(text)),
  ...dated,
});
const traitValue = z.union([
  truth,
  z.strictObject({ is: truth, plan: z.optional(text), note: z.optional(text), ...dated }),
]);
const need = z.strictObject({
  vendor: z.optional(z.literal('same')),
  provider: z.optional(z.union([z.literal('same'), z.array(id)])),
  approach: z.optional(z.union([z.literal('same'), z.array(approach)])),
  trait: z.optional(id),
});
const provider = z.strictObject({
  id,
  name: text,
  vendor: z.optional(id),
  says: text,
  'choose-when': text,
  status: z.strictObject({
    is: z.enum(['active', 'beta', 'maintenance', 'sunset']),
    on: z.optional(date),
    source: id,
    note: z.optional(text),
  }),
  licence: z.optional(text),
  evidence: z.strictObject(evidence),
  covers: z
    .array(
      z.strictObject({
        layer: id,
        kind: id,
        approach,
        vendor: z.optional(z.nullable(id)),
        needs: z.optional(z.record(id, need)),
        traits: z.optional(z.record(id, traitValue)),
      }),
    )
    .check(z.minLength(1)),
  traits: z.optional(z.record(id, traitValue)),
  limits: z.optional(
    z.array(
      z.strictObject({
        fact: id,
        at: z.union([z.number(), z.literal('unlimited')]),
        plan: text,
        kind: z.enum(['hard', 'soft']),
        note: z.optional(text),
        ...dated,
      }),
    ),
  ),
  model: z.optional(z.enum(['managed', 'self-host', 'both', 'library'])),
  'lock-in': z.optional(z.array(z.strictObject({ part: text, weight: z.enum(['low', 'medium', 'high']) }))),
  'way-out': z.optional(z.array(z.strictObject({ says: text, ...dated }))),
  prices: z.optional(prices),
});

const target = {
  pattern: z.optional(z.union([id, z.array(id)])),
  layer: z.optional(z.union([id, z.array(id)])),
  kind: z.optional(z.union([id, z.array(id)])),
  approach: z.optional(z.union([approach, z.array(approach)])),
  provider: z.optional(z.union([id, z.array(id)])),
  trait: z.optional(id),
};
const soft = z.strictObject({ ...target, strength: z.enum(['slight', 'moderate', 'strong']) });
const hard = z.strictObject({ ...target, missing: z.optional(texts) });
const warn = z.strictObject({
  layer: z.optional(id),
  severity: z.enum(severities),
  mitigation: text,
});
const plan = z.strictObject({ layer: z.optional(id), order: z.int(), step: text });
const control = z.strictObject({ layer: z.optional(id), says: text });
const revisit = z.strictObject({
  trigger: z.enum(ruleTriggers),
  layer: z.optional(id),
  severity: z.enum(severities),
  action: z.enum(actions),
  subject: z.optional(id),
});
const oneOrMore = <T extends z.ZodMiniType>(schema: T) => z.optional(z.union([schema, z.array(schema)]));
const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));

const rule = z.strictObject({
  id,
  concern: z.enum(concerns),
  when: condition,
  prefer: oneOrMore(soft),
  avoid: oneOrMore(soft),
  require: oneOrMore(hard),
  exclude: oneOrMore(hard),
  warn: oneOrMore(warn),
  plan: oneOrMore(plan),
  control: oneOrMore(control),
  revisit: oneOrMore(revisit),
  because: text,
  source: texts,
  examples: z.strictObject({
    fires: z.array(facts).check(z.minLength(1)),
    silent: z.optional(z.array(facts)),
    open: z.optional(z.array(facts)),
  }),
});

const source = z.strictObject({
  id,
  kind: z.enum(['document', 'vendor', 'standard', 'repository', 'third-party', 'survey']),
  title: text,
  publisher: text,
  url: z.optional(z.url()),
  date: z.optional(date),
});

const claim = z.strictObject({
  id,
  says: text,
  source: texts,
  trust: z.optional(z.enum(trusts)),
  names: z.optional(z.array(id)),
  between: z.optional(z.array(id)),
  declined: z.optional(text),
  'kept-by': z.optional(z.strictObject({ says: text, test: text, named: text })),
});

const dimension = z.strictObject({
  id,
  order: z.int(),
  name: text,
  quantity: z.enum(quantities),
  milestone: z.optional(text),
  note: z.optional(text),
  values: z.record(id, z.strictObject({ says: text, derived: z.optional(z.boolean()) })),
  source: texts,
});

const workedExample = z.strictObject({
  id,
  order: z.int(),
  name: text,
  says: text,
  pattern: id,
  answers: facts,
  source: texts,
});

const future = z.strictObject({
  id,
  order: z.int(),
  says: text,
  changes: z
    .array(
      z.union([
        z.strictObject({ question: id, times: z.number().check(z.gt(0)) }),
        z.strictObject({ question: id, becomes: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]) }),
        z.strictObject({ question: id, gains: z.array(id).check(z.minLength(1)) }),
      ]),
    )
    .check(z.minLength(1)),
  prepare: z.optional(z.array(z.strictObject({ layers: z.optional(z.array(id)), step: text, source: texts }))),
  source: texts,
});

const months = z.int().check(z.gte(1));

/** One rule file: a map with any of these keys. */
export const ruleFile = z.strictObject({
  released: z.optional(date),
  lifetimes: z.optional(z.strictObject({ price: months, limit: months, trait: months, 'way-out': months })),
  claims: z.optional(z.array(claim)),
  dimensions: z.optional(z.array(dimension)),
  'worked-examples': z.optional(z.array(workedExample)),
  meters: z.optional(z.array(z.strictObject({ id, says: text, unit: text }))),
  futures: z.optional(z.array(future)),
  sources: z.optional(z.array(source)),
  questions: z.optional(z.array(question)),
  signals: z.optional(z.array(signal)),
  traits: z.optional(z.array(trait)),
  patterns: z.optional(z.array(pattern)),
  layers: z.optional(z.array(layer)),
  providers: z.optional(z.array(provider)),
  rules: z.optional(z.array(rule)),
});
export type RuleFile = z.infer<typeof ruleFile>;
export type RawRule = z.infer<typeof rule>;
export type RawTraitValue = z.infer<typeof traitValue>;
