/** The command `schema`: what it prints is a schema, and says what the others say. */
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { outputSchema, schema } from '../../src/cli/schema.js';
import type { World } from '../../src/cli/world.js';
import { projectFiles, projectText } from '../support/catalogue.js';
import { fakeWorld } from './fake-world.js';

const plain = { format: 'human', verbose: false, color: null, rules: null } as const;

/** The command in a World of its own. */
async function run(of: 'profile' | 'rules' | 'json', rules: string | null = null, parts: Partial<World> = {}) {
  const world = fakeWorld([], parts);
  const exitCode = await schema(world, { ...plain, do: 'schema', of, rules });
  return { exitCode, ...world.printed };
}

test('prints the schemas that ship', async () => {
  for (const of of ['profile', 'rules'] as const)
    expect(await run(of)).toEqual({ exitCode: 0, out: projectText(`docs/schemas/${of}.schema.json`), err: '' });
});

test('knows your own questions', async () => {
  const text = projectText('test/cli/own-question.yaml');
  const files = {
    listFiles: async () => ['own-question.yaml'],
    readFile: async () => ({ ok: true, text }) as const,
  };
  const { exitCode, out } = await run('profile', 'mine', files);
  expect(exitCode).toBe(0);
  const validate = new Ajv({ strict: false }).compile(JSON.parse(out));
  const fits = (value: unknown) => validate({ profile: 1, name: 'own', answers: { 'lives-in-space': value } });
  expect([true, 'maybe'].map(fits)).toEqual([true, false]);
});

test('tells what is wrong with rules of your own, and exits with 2', async () => {
  const files = {
    listFiles: async () => ['bad.yaml'],
    readFile: async () => ({ ok: true, text: 'questionz: []\n' }) as const,
  };
  const { exitCode, out, err } = await run('profile', 'mine', files);
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
  expect(err).toContain('did you mean "questions"?');
});

test('rules of your own change the schema of profiles only: elsewhere they are refused', async () => {
  for (const of of ['rules', 'json'] as const) {
    const { exitCode, out, err } = await run(of, 'mine');
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(err).toBe(`"schema ${of}" is the same whatever the rules: leave --rules out.\n`);
  }
});

test('has one schema for whatever is printed as JSON', async () => {
  const whole = JSON.parse((await run('json')).out);
  const validate = new Ajv({ strict: false }).compile(whole);
  const names = projectFiles('docs/schemas', '.json').map((file) => /(\w+)\.schema/.exec(file)?.[1]);
  expect(Object.keys(whole.definitions)).toEqual(names.filter((name) => name !== 'profile' && name !== 'rules'));
  const advice = JSON.parse(projectText('test/report/golden/booking-marketplace.json'));
  // Golden files hold no digests: every change of the rules would change them.
  const digests = { rules: '0'.repeat(16), facts: '0'.repeat(16) };
  expect(validate({ ...advice, ...digests })).toBe(true);
  expect(validate({ schemaVersion: '1.0', pattern: 3 })).toBe(false);
});

test('references lead to where a schema has moved', () => {
  const advice = { $id: 'urn:advice', items: [{ $ref: '#/definitions/a' }], definitions: { a: { type: 'string' } } };
  expect(outputSchema({ advice, profile: {} })).toMatchObject({
    anyOf: [{ $ref: '#/definitions/advice' }],
    definitions: {
      advice: { items: [{ $ref: '#/definitions/advice/definitions/a' }], definitions: { a: { type: 'string' } } },
    },
  });
});
