/** Every kind of mistake an author can make, one file each, beside the message that it gets. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Diagnostic, loadCatalogue, loadProfile } from '../../src/index.js';
import { renderDiagnostics } from '../../src/report/diagnostics.js';
import { plainStyle } from '../../src/report/style.js';
import { baseCatalogue, baseFiles, yamlIn } from './base-catalogue.js';

// After a change of words: `UPDATE_GOLDEN=1 npx vitest run test/load/bad.test.ts` writes every .out anew. Then read
// each one that changed: the caret must stand on the mistake, and the help must help.
const update = process.env.UPDATE_GOLDEN === '1';

/** A file without a mistake gives the empty text, which no .out holds. */
function rendered(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.length === 0 ? '' : renderDiagnostics(diagnostics, plainStyle);
}

function compare(folder: string, file: string, got: string): void {
  const out = join(import.meta.dirname, folder, `${basename(file, '.yaml')}.out`);
  expect(got, `${folder}/${file} holds a mistake`).not.toBe('');
  if (update) writeFileSync(out, got);
  expect(got).toBe(existsSync(out) ? readFileSync(out, 'utf8') : 'no .out yet: run with UPDATE_GOLDEN=1');
}

/** A message stands in the file that holds the mistake, on its line or, for what is missing, just behind it. */
function standsIn(file: string, text: string, { origin, length, sourceLine }: Diagnostic): void {
  expect(origin?.file).toBe(file);
  expect(text.split('\n')[(origin?.line ?? 0) - 1]).toBe(sourceLine);
  expect((origin?.column ?? 0) + length - 1).toBeLessThanOrEqual((sourceLine ?? '').length + 1);
}

/** Name and text of each file, as `test.each` wants them. */
function cases(folder: string): (readonly [file: string, text: string])[] {
  return yamlIn(folder, (file) => file).map(({ file, text }) => [file, text] as const);
}

describe('a mistake in a rule file', () => {
  test.each(cases('bad'))('%s', (file, text) => {
    const { catalogue, diagnostics } = loadCatalogue([...baseFiles, { file, text }]);
    expect(catalogue).toBeNull();
    for (const diagnostic of diagnostics) standsIn(file, text, diagnostic);
    compare('bad', file, rendered(diagnostics));
  });
});

describe('a mistake in a profile', () => {
  const catalogue = baseCatalogue();
  test.each(cases('bad-profiles'))('%s', (file, text) => {
    const { profile, diagnostics } = loadProfile(catalogue, file, text);
    expect(profile).toBeNull();
    for (const diagnostic of diagnostics) standsIn(file, text, diagnostic);
    compare('bad-profiles', file, rendered(diagnostics));
  });
});
