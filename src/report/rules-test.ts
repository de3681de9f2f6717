/** The examples of every rule, run: which behave, as a list to read and as JSON. */
import { type PrintableDiagnostic, renderDiagnostic } from './diagnostics.js';
import { safeJson, visible } from './escape.js';
import { schemaVersion } from './json.js';
import { paragraph } from './layout.js';
import type { Style } from './style.js';

/** The examples of one rule. The loader's results have exactly this shape. */
export interface PrintableTest {
  readonly rule: string;
  readonly fires: number;
  readonly silent: number;
  readonly open: number;
  readonly failures: readonly PrintableDiagnostic[];
}

/** A line for each rule, those that fail last with what is wrong, then how many there are of each. */
export function renderTests(
  tests: readonly PrintableTest[],
  { style, width }: { readonly style: Style; readonly width: number },
): string {
  const row = (text: string) => paragraph(text, width, '      ', '');
  const [behave, fail] = [true, false].map((isFine) => tests.filter((test) => (test.failures.length === 0) === isFine));
  const lines = [...(behave ?? []), ...(fail ?? [])].flatMap((test) => {
    const counts = style.quiet(`(${countsOf(test)})`);
    if (test.failures.length === 0) return row(`${style.good('ok')}    ${visible(test.rule)} ${counts}`);
    const failures = test.failures.flatMap((each) => ['', ...renderDiagnostic(each, style, width), '']);
    return [...row(`${style.bad('fails')} ${visible(test.rule)} ${counts}`), ...failures];
  });
  return `${[...lines, '', summary(tests)].join('\n')}\n`;
}

function countsOf({ fires, silent, open }: PrintableTest): string {
  const some = [`fires ${fires}`, ...(silent > 0 ? [`silent ${silent}`] : []), ...(open > 0 ? [`open ${open}`] : [])];
  return some.join(', ');
}

function summary(tests: readonly PrintableTest[]): string {
  const examples = tests.reduce((sum, { fires, silent, open }) => sum + fires + silent + open, 0);
  const failing = tests.filter(({ failures }) => failures.length > 0);
  const failures = failing.reduce((sum, each) => sum + each.failures.length, 0);
  const all = `${tests.length} rules with ${examples} examples`;
  return failing.length === 0
    ? `${all}: all behave.`
    : `${all}: ${failures} ${failures === 1 ? 'fails' : 'fail'}, in ${failing.length} of the rules.`;
}

/** The same as JSON. */
export function renderTestsJson(tests: readonly PrintableTest[]): string {
  const rules = tests.map(({ rule, fires, silent, open, failures }) => ({
    ...{ rule, fires, silent, open },
    failures: failures.map(({ message, help, origin }) => ({ message, help, location: origin })),
  }));
  return `${safeJson({ schemaVersion, rules })}\n`;
}
