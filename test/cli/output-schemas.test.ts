/** What the built command prints as JSON keeps to the published schemas, each by itself and the one for all of them. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectFiles, projectText } from '../support/catalogue.js';
import { builtCommand, ownFolder, profiles } from '../support/command.js';

const folder = ownFolder();
afterAll(() => folder.remove());

const ajv = () => new Ajv({ allErrors: true, allowUnionTypes: true });

/** Runs a command in the folder; gives its standard output. */
function printed(...args: string[]): string {
  return spawnSync(process.execPath, [builtCommand, ...args], { cwd: folder.path, encoding: 'utf8' }).stdout;
}

/** One schema for all output, as the command prints it. */
let all: ReturnType<Ajv['compile']>;

const ownRule = (fires: string, strength: string) => `
sources: [ { id: me, kind: third-party, title: My notes, publisher: me } ]
rules:
  - id: my/own
    concern: preference
    when: { stage: { is: mvp } }
    prefer: { pattern: hybrid, strength: ${strength} }
    because: It is so here.
    source: me
    examples: { fires: [ { stage: ${fires} } ], silent: [ { stage: idea } ] }
`;

/** Two futures: a number goes down with its ceiling; answers would contradict each other. */
const ownFutures = `
futures:
  - id: three-leave
    order: 1
    says: three of four people leave
    changes: [ { question: team-size, times: 0.25 } ]
    source: claim-204
    prepare: [ { step: Write down who owns what., source: claim-204 } ]
  - id: nothing-live
    order: 2
    says: nothing is live any more
    changes: [ { question: realtime, becomes: none } ]
    source: claim-204
    prepare: [ { step: Keep the rest apart., source: claim-204 } ]
`;

const shop = `
profile: 1
name: shop
answers: { app-type: consumer-app, team-size: 4, backend-engineers: 3, ops-capability: none, data-model: relational,
  users-year-one: 5000, realtime: live-updates, peak-connections: 300, features: [accounts, content], compliance: [] }
`;

beforeAll(() => {
  all = ajv().compile(JSON.parse(printed('schema', 'json')));
  for (const name of ['consumer-mvp.yaml', 'booking-marketplace.yaml', 'no-backend.yaml', 'infeasible-residency.yaml'])
    copyFileSync(join(profiles, name), join(folder.path, name));
  writeFileSync(join(folder.path, 'bad.yaml'), 'profile: 1\nnmae: bad\n');
  const stack = 'stack: { database: { provider: postgresql, approach: self-hosted, plan: own }, push: not-needed }';
  const events = 'vendor-events: [{ provider: ably, kind: sunset, on: 2026-01-02, ends: 2027-01-02, source: mail }]';
  const text = projectText('profiles/consumer-mvp.yaml');
  writeFileSync(join(folder.path, 'whole.yaml'), `${text}\n${stack}\n${events}\n`);
  writeFileSync(join(folder.path, 'shop.yaml'), shop);
  writeFileSync(join(folder.path, 'alone.yaml'), shop.replace('team-size: 4, backend-engineers: 3', 'team-size: 1'));
  writeFileSync(join(folder.path, 'little.yaml'), 'profile: 1\nname: little\nanswers: { stage: idea }\n');
  for (const [name, file, content] of [
    ['slight', 'own.yaml', ownRule('mvp', 'slight')],
    ['strong', 'own.yaml', ownRule('mvp', 'strong')],
    ['wrong', 'own.yaml', ownRule('growth', 'slight')],
    ['later', 'own-futures.yaml', ownFutures],
  ] as const) {
    mkdirSync(join(folder.path, name));
    writeFileSync(join(folder.path, name, file), content);
  }
});

const day = ['--today', '2026-03-01'];
const review = ['review', 'whole.yaml', '--planned', '', '--pain', '', '--cost-trend', 'fine', '--action', 'keep'];
const acceptance = ['--until', '2027-06-30', '--because', 'We meet in June.', '--today', '2027-05-01'];

/** In this order: each finds what those before it wrote. */
const runs: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['advice', ['advise', 'whole.yaml']],
  ['decision', ['pin', 'whole.yaml', '--take-advice', '--by', 'ana,bo', '--today', '2026-01-18']],
  ['decision', ['pin', 'consumer-mvp.yaml', ...day]],
  ['decision', [...review, '--because', 'It fits.', '--take-advice', ...day]],
  ['check', ['check', 'whole.yaml', 'bad.yaml', '--today', '2027-05-01']],
  ['accepted', ['accept', 'consumer-mvp.yaml', 'review-overdue/pattern', ...acceptance]],
  ['diff', ['diff', 'consumer-mvp.yaml', 'booking-marketplace.yaml']],
  ['diff', ['diff', 'consumer-mvp.yaml', 'whole.yaml']],
  ['diff', ['diff', 'whole.yaml', 'whole.yaml']],
  ['mistakes', ['advise', 'bad.yaml']],
  ['mistakes', ['diff', 'bad.yaml', 'consumer-mvp.yaml']],
  ['mistakes', ['pin', 'none.yaml']],
  ['mistakes', ['pin', 'consumer-mvp.yaml', '--choose', 'database=nothing', '--because', 'Why not.']],
  ['mistakes', ['accept', 'consumer-mvp.yaml', 'no/finding', ...acceptance]],
  ['mistakes', ['advise', 'whole.yaml', '--no-such-flag']],
  ['mistakes', ['rules', 'lint']],
];

/** What explores, lists and looks at rules: it writes nothing, so each stands for itself. */
const exploring: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['explanation', ['explain', 'booking-marketplace.yaml']],
  ['explanation', ['explain', 'consumer-mvp.yaml', 'hybrid']],
  ['explanation', ['explain', 'no-backend.yaml', 'pattern:none']],
  ['explanation', ['explain', 'no-backend.yaml', 'database']],
  ['explanation', ['explain', 'little.yaml', 'layer:realtime']],
  ['explanation', ['explain', 'booking-marketplace.yaml', 'database']],
  ['explanation', ['explain', 'booking-marketplace.yaml', 'supabase', '--today', '2035-01-01']],
  ['explanation', ['explain', 'booking-marketplace.yaml', 'pattern/weeks-to-launch']],
  ['explanation', ['explain', 'little.yaml', 'risk/rules-only-in-client']],
  ['explanation', ['explain', 'booking-marketplace.yaml', 'question:features']],
  ['explanation', ['explain', 'little.yaml', 'team-size']],
  ['explanation', ['explain', 'little.yaml', 'small-team']],
  ['explanation', ['explain', 'little.yaml']],
  ['explanation', ['explain', 'little.yaml', 'Sign-in']],
  ['explanation', ['explain', 'infeasible-residency.yaml']],
  ['explanation', ['explain', 'infeasible-residency.yaml', 'supabase']],
  ['diff', ['whatif', 'consumer-mvp.yaml', '--set', 'team-size=12', '--set', 'realtime=?']],
  ['diff', ['whatif', 'consumer-mvp.yaml', '--set', 'team-size=2']],
  ['flips', ['flips', 'shop.yaml', '--pairs', 'pattern']],
  ['flips', ['flips', 'little.yaml']],
  ['rehearsal', ['rehearse', 'booking-marketplace.yaml']],
  ['rehearsal', ['rehearse', 'shop.yaml', '--rules', 'later']],
  ['rehearsal', ['rehearse', 'little.yaml']],
  ['disagreements', ['compare', 'consumer-mvp.yaml', 'booking-marketplace.yaml', 'little.yaml']],
  ['disagreements', ['compare', 'shop.yaml', 'alone.yaml']],
  ['disagreements', ['compare', 'shop.yaml', 'shop.yaml']],
  ['questions', ['ask', '--list']],
  ['questions', ['ask', '--list', '--quick']],
  ['claims', ['rules', 'claims']],
  ['tests', ['rules', 'test', '--rules', 'wrong']],
  ['coverage', ['rules', 'coverage', 'consumer-mvp.yaml', '--min', '100']],
  ['verification', ['rules', 'verify', '--time', '0.000001']],
  ['impact', ['rules', 'impact', 'slight', 'strong', 'consumer-mvp.yaml', 'no-backend.yaml']],
  ['mistakes', ['explain', 'consumer-mvp.yaml', 'no-such-topic']],
  ['mistakes', ['whatif', 'consumer-mvp.yaml', '--set', 'team-size=none']],
  ['mistakes', ['flips', 'bad.yaml']],
  ['mistakes', ['rehearse', 'none.yaml']],
  ['mistakes', ['compare', 'consumer-mvp.yaml']],
  ['mistakes', ['ask', '--list', '--rules', 'none']],
  ['mistakes', ['rules', 'claims', '--rules', 'none']],
  ['mistakes', ['rules', 'coverage', 'bad.yaml']],
  ['mistakes', ['rules', 'impact', 'none', 'slight', 'consumer-mvp.yaml']],
];

/** The published schemas of what is printed, by name. */
const published = new Map(
  projectFiles('docs/schemas', '.json')
    .map((file) => ({ file, name: /(\w+)\.schema/.exec(file)?.[1] ?? '' }))
    .filter(({ name }) => name !== 'profile' && name !== 'rules')
    .map(({ file, name }) => [name, ajv().compile(JSON.parse(projectText(file)))] as const),
);

test.each([...runs, ...exploring])('%s: %j', (name, args) => {
  const data = JSON.parse(printed(...args, '--format', 'json'));
  const validate = published.get(name);
  validate?.(data);
  expect(validate?.errors).toBeNull();
  expect(all(data)).toBe(true);
  const takers = [...published].filter(([, takes]) => takes(data)).map(([each]) => each);
  // The report of check holds a list of mistakes among other things.
  expect(takers).toEqual(name === 'check' ? ['check', 'mistakes'] : [name]);
});

test('every published schema is tried', () => {
  expect([...new Set([...runs, ...exploring].map(([name]) => name))].sort()).toEqual([...published.keys()].sort());
});

test('the schemas see what is missing, and take no output for another', () => {
  const samples: Readonly<Record<string, object>> = {
    decision: JSON.parse(printed('pin', 'booking-marketplace.yaml', '--format', 'json', ...day)),
    diff: JSON.parse(printed('diff', 'whole.yaml', 'consumer-mvp.yaml', '--format', 'json')),
    mistakes: JSON.parse(printed('pin', 'none.yaml', '--format', 'json')),
  };
  for (const name of ['accepted', 'decision', 'diff', 'mistakes']) {
    const validate = ajv().compile(JSON.parse(projectText(`docs/schemas/${name}.schema.json`)));
    for (const [of, data] of Object.entries(samples))
      expect([name, of, validate(data)]).toEqual([name, of, name === of]);
  }
});
