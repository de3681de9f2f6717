/** Golden files: what each shipped profile prints, in each format. `UPDATE_GOLDEN=1 npx vitest run test/report` rewrites them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { subjectOf } from '../../src/cli/subject.js';
import { factsOf } from '../../src/core/facts.js';
import { renderJson } from '../../src/report/json.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { plainStyle } from '../../src/report/style.js';
import { renderTerminal } from '../../src/report/terminal.js';
import type { Subject } from '../../src/report/words.js';
import { profileNames, projectText, shipped, shippedProfile } from '../support/catalogue.js';

const subjects = new Map<string, Subject>(
  profileNames().map((name) => [
    name,
    subjectOf(name, `profiles/${name}.yaml`, shipped().catalogue, factsOf(shippedProfile(name))),
  ]),
);

/** The digests change with every rule; what is golden is the rest. */
function masked(text: string, { recommendation }: Subject): string {
  return text.replaceAll(recommendation.rules, 'RULES-DIGEST').replaceAll(recommendation.facts, 'FACTS-DIGEST');
}

function expectGolden(file: string, text: string): void {
  const path = join(import.meta.dirname, 'golden', file);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

describe.each([...subjects])('%s', (name, subject) => {
  test('reads as it should on a terminal', () => {
    const text = renderTerminal(subject, { style: plainStyle, width: 80, verbose: false });
    expectGolden(`${name}.txt`, masked(text, subject));
  });

  test('fits 80 columns, with every reason too', () => {
    for (const verbose of [false, true]) {
      const text = renderTerminal(subject, { style: plainStyle, width: 80, verbose });
      // An address or an id may be longer than the line; nothing else may.
      const tooLong = text.split('\n').filter((line) => line.length > 80 && /\s/.test(line.trim()));
      expect(tooLong).toEqual([]);
    }
  });

  test('is JSON that keeps to the published schema', () => {
    const schema = JSON.parse(projectText('docs/schemas/advice.schema.json'));
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
    validate(JSON.parse(renderJson(subject)));
    expect(validate.errors).toBeNull();
  });
});

test.each(['booking-marketplace', 'infeasible-residency'])('%s as Markdown and as JSON', (name) => {
  const subject = subjects.get(name) as Subject;
  expectGolden(`${name}.md`, masked(renderMarkdown(subject), subject));
  expectGolden(`${name}.json`, masked(renderJson(subject), subject));
});

test('every reason names its rule, its words, its sources and the answers behind it', () => {
  for (const { recommendation } of subjects.values()) {
    const { catalogue } = shipped();
    const reasons = [
      ...recommendation.pattern.ranking.flatMap((each) => each.reasons),
      ...Object.values(recommendation.layers).flatMap((layer) => layer.reasons),
    ];
    for (const reason of reasons) {
      expect(reason.because, reason.rule).not.toBe('');
      expect(reason.sources.length, reason.rule).toBeGreaterThan(0);
      for (const source of reason.sources)
        expect(catalogue.source.has(source) || catalogue.claim.has(source), source).toBe(true);
      const rule = catalogue.data.rules.find((each) => each.id === reason.rule);
      if (rule && rule.when.kind !== 'always') expect(reason.evidence.length, reason.rule).toBeGreaterThan(0);
    }
  }
});
