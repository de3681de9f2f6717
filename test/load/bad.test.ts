/** Every kind of mistake an author can make, one file each, beside the message that it gets. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Diagnostic, loadCatalogue, loadProfile, type SourceText } from '../../src/index.js';
import { renderDiagnostics } from '../../src/report/diagnostics.js';
import { plainStyle } from '../../src/report/style.js';

// After a change of words: `UPDATE_GOLDEN=1 npx vitest run test/load/bad.test.ts` writes every .out anew. Then read
// each one that changed: the caret must stand on the mistake, and the help must help.
const update = process.env.UPDATE_GOLDEN === '1';

/** The YAML files of a folder beside this test, named as a message names them. */
function yamlIn(folder: string): SourceText[] {
  const files = readdirSync(join(import.meta.dirname, folder)).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => ({ file, text: readFileSync(join(import.meta.dirname, folder, file), 'utf8') }));
}

const base = yamlIn('base').map(({ file, text }) => ({ file: `base/${file}`, text }));

/** A file without a mistake renders as the empty text, which no .out holds. */
function rendered(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.length === 0 ? '' : renderDiagnostics(diagnostics, plainStyle);
}

function compare(folder: string, file: string, got: string): void {
  const out = join(import.meta.dirname, folder, `${basename(file, '.yaml')}.out`);
  expect(got, `${folder}/${file} holds a mistake`).not.toBe('');
  if (update) writeFileSync(out, got);
  expect(got).toBe(existsSync(out) ? readFileSync(out, 'utf8') : 'no .out yet: run with UPDATE_GOLDEN=1');
}

test('the catalogue that the bad files are added to is right', () => {
  expect(rendered(loadCatalogue(base).diagnostics)).toBe('');
});

describe('a mistake in a rule file', () => {
  test.each(yamlIn('bad').map(({ file, text }) => [file, text] as const))('%s', (file, text) => {
    const { catalogue, diagnostics } = loadCatalogue([...base, { file, text }]);
    expect(catalogue).toBeNull();
    compare('bad', file, rendered(diagnostics));
  });
});

describe('a mistake in a profile', () => {
  const { catalogue } = loadCatalogue(base);
  test.each(yamlIn('bad-profiles').map(({ file, text }) => [file, text] as const))('%s', (file, text) => {
    if (catalogue === null) throw new Error('the base catalogue does not load');
    const { profile, diagnostics } = loadProfile(catalogue, file, text);
    expect(profile).toBeNull();
    compare('bad-profiles', file, rendered(diagnostics));
  });
});
