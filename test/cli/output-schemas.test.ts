/** What the built command prints as JSON keeps to the published schemas, each by itself and the one for all of them. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectText } from '../support/catalogue.js';
import { builtCommand, ownFolder, profiles } from '../support/command.js';

const folder = ownFolder();
afterAll(() => folder.remove());

const ajv = () => new Ajv({ allErrors: true, allowUnionTypes: true });

/** Runs a command in the folder; gives its standard output. */
function printed(...args: string[]): string {
  return spawnSync(process.execPath, [builtCommand, ...args], { cwd: folder.path, encoding: 'utf8' }).stdout;
}

beforeAll(() => {
  for (const name of ['consumer-mvp.yaml', 'booking-marketplace.yaml'])
    copyFileSync(join(profiles, name), join(folder.path, name));
  writeFileSync(join(folder.path, 'bad.yaml'), 'profile: 1\nnmae: bad\n');
  const stack = 'stack: { database: { provider: postgresql, approach: self-hosted, plan: own }, push: not-needed }';
  const events = 'vendor-events: [{ provider: ably, kind: sunset, on: 2026-01-02, ends: 2027-01-02, source: mail }]';
  const text = projectText('profiles/consumer-mvp.yaml');
  writeFileSync(join(folder.path, 'whole.yaml'), `${text}\n${stack}\n${events}\n`);
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

test.each(runs)('%s: %j', (name, args) => {
  const data = JSON.parse(printed(...args, '--format', 'json'));
  const validate = ajv().compile(JSON.parse(projectText(`docs/schemas/${name}.schema.json`)));
  validate(data);
  expect(validate.errors).toBeNull();
  const all = ajv().compile(JSON.parse(printed('schema', 'json')));
  expect(all(data)).toBe(true);
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
