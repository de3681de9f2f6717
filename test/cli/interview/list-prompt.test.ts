/** Lists longer than the screen, and every shipped question at 80 columns. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scrolled } from '../../../src/cli/interview/list-prompt.js';
import { askOnScreen } from '../../../src/cli/interview/question-on-screen.js';
import type { Prompter } from '../../../src/cli/world.js';
import { plainStyle } from '../../../src/report/style.js';
import { shipped } from '../../support/catalogue.js';

test('the entry under the cursor is in view, never behind the marks at the ends, wherever the cursor was before', () => {
  const size = fc.record({ count: fc.integer({ min: 1, max: 60 }), room: fc.integer({ min: 4, max: 20 }) });
  fc.assert(
    fc.property(size, fc.array(fc.nat(59), { minLength: 1, maxLength: 30 }), ({ count, room }, moves) => {
      let top = 0;
      for (const move of moves) {
        const active = move % count;
        const view = scrolled(count, room, active, top);
        top = view.top;
        const first = view.top > 0 ? view.top + 1 : view.top;
        const last = view.end < count ? view.end - 2 : view.end - 1;
        expect(active).toBeGreaterThanOrEqual(first);
        expect(active).toBeLessThanOrEqual(last);
        expect(view.end - view.top).toBe(Math.min(count, room));
      }
    }),
  );
});

test('a cursor below the list leaves the list where it is', () => {
  expect(scrolled(30, 10, 30, 7)).toEqual({ top: 7, end: 17 });
});

/** What a question puts on the screen: lines of text, and the parts of a list. */
async function shownBy(id: string): Promise<{ lines: string[]; labels: string[] }> {
  const { catalogue } = shipped();
  const question = catalogue.question.get(id);
  if (!question) throw new Error(`no question ${id}`);
  const lines: string[] = [];
  const labels: string[] = [];
  const list = (entries: readonly { label: string; hint?: string }[], ways: readonly { label: string }[]) =>
    labels.push(...entries.flatMap(({ label, hint = '' }) => [label, hint]), ...ways.map(({ label }) => label));
  const prompter: Prompter = {
    pickOne: ({ entries, ways }) => {
      list(entries, ways);
      return Promise.reject(new Error('seen'));
    },
    pickMany: ({ entries, ways }) => {
      list(entries, ways);
      return Promise.reject(new Error('seen'));
    },
    type: () => Promise.reject(new Error('seen')),
  };
  const say = async (text: string) => {
    lines.push(...text.split('\n'));
  };
  const tools = { catalogue, prompter, style: plainStyle, width: 80, say, keep: async () => {} };
  await askOnScreen(tools, { question, message: question.ask, answers: new Map(), decides: null }).catch(
    () => undefined,
  );
  return { lines, labels };
}

test('no shipped question is cut off at 80 columns', async () => {
  for (const { id } of shipped().catalogue.questions) {
    const { lines, labels } = await shownBy(id);
    for (const line of lines) expect(line.length, `${id}: ${line}`).toBeLessThanOrEqual(80);
    // Two columns for the cursor, four for the box, three for the key behind it.
    for (const label of labels) expect(label.length, `${id}: ${label}`).toBeLessThanOrEqual(72);
  }
});
