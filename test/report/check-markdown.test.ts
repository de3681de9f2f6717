/** The Markdown of `check` within the room of a comment: what is least needed is left out first, and that is said. */
import { expect, test } from 'vitest';
import { renderCheckMarkdown } from '../../src/report/check-markdown.js';
import type { CheckReport } from '../../src/report/check-report.js';
import { checkedFile, finding, mistake, problem, reportOf } from './sample-report.js';

const reasons = [{ rule: 'a/rule', because: 'It is so.', sources: ['claim-1'], evidence: [] }];

/** So many profiles to revisit, with three findings each. */
function manyProfiles(count: number): CheckReport {
  const files = Array.from({ length: count }, (_, index) =>
    checkedFile(
      `${index}.yaml`,
      `app-${index}`,
      [1, 2, 3].map((each) =>
        finding({ code: 'review-overdue', reviewBy: '2026-10-01' }, { id: `review-overdue/${index}/${each}`, reasons }),
      ),
    ),
  );
  return reportOf(files);
}

const headings = (text: string) => text.match(/^### app-/gm)?.length ?? 0;
const findings = (text: string) => text.match(/^- \*\*Watch:\*\*/gm)?.length ?? 0;

test('everything where it fits, and the same every time', () => {
  const report = manyProfiles(3);
  const whole = renderCheckMarkdown(report);
  expect(whole).toContain('<details>');
  expect(whole).not.toContain('left out');
  expect(renderCheckMarkdown(report, whole.length)).toBe(whole);
  expect(renderCheckMarkdown(report, whole.length - 1)).toBe(renderCheckMarkdown(report, whole.length - 1));
});

test('first the reasons go, then findings from the last ones on, then profiles from the last ones on', () => {
  const report = manyProfiles(10);
  const without = renderCheckMarkdown(report, renderCheckMarkdown(report).length - 1);
  expect([without.includes('<details>'), headings(without), findings(without)]).toEqual([false, 10, 30]);
  expect(without).toContain('The reasons are left out');

  const fewer = renderCheckMarkdown(report, without.length - 1);
  expect([headings(fewer), findings(fewer) < 30, findings(fewer) > 25]).toEqual([10, true, true]);
  expect(fewer).toContain('is in the log.');
  expect(fewer.indexOf('review-overdue/0/1')).toBeGreaterThan(0);
  expect(fewer).not.toContain('review-overdue/9/3');

  const few = renderCheckMarkdown(report, 420);
  expect([headings(few) > 0, headings(few) < 10, findings(few)]).toEqual([true, true, 0]);
  expect(few).toContain(`${10 - headings(few)} more profiles; see the log.`);
  expect(few).toContain('10 of 10 profiles should be revisited.');
});

test('what is cut in the middle of a profile says how much is missing', () => {
  const report = manyProfiles(2);
  const bare = renderCheckMarkdown(report, renderCheckMarkdown(report).length - 1);
  expect(renderCheckMarkdown(report, bare.length - 1)).toMatch(/^- 1 more$/m);
});

test('fits whatever the budget is, as long as there is room for the answer', () => {
  const mistakes = Array.from({ length: 40 }, (_, index) => mistake('b.yaml', `key-${index}`));
  const broken = checkedFile('b.yaml', null, [], { diagnostics: mistakes });
  const problems = Array.from({ length: 40 }, (_, index) => problem('no-profile', `No file matches "${index}".`));
  const report = { ...manyProfiles(30), problems };
  const all = { ...report, files: [broken, ...report.files] };
  for (let budget = 400; budget < 30_000; budget = Math.ceil(budget * 1.1))
    expect(renderCheckMarkdown(all, budget).length).toBeLessThanOrEqual(budget);
});

test('ten thousand profiles fit into a comment', () => {
  const text = renderCheckMarkdown(manyProfiles(10_000));
  expect(text.length).toBeLessThanOrEqual(65_000);
  expect(text.length).toBeGreaterThan(64_000);
  expect(text).toMatch(/\d+ more profiles; see the log\./);
});
