/** The review as people meet it: the built command in a real terminal, answered with keys. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ownFolder, runCommandLine } from '../support/command.js';
import { key, Terminal } from '../support/terminal.js';

const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
});

const profile = `# What is known about the shop.
profile: 1
name: corner-shop
answers:
  app-type: consumer-app # since the beginning
  features: [accounts, content]
  team-size: 2
  backend-engineers: 0
  ops-capability: none
  data-model: relational
  users-year-one: 5000
  realtime: none
  compliance: []
  residency: none
  cost-trend: rising
`;

const ask = {
  planned: 'Which three new things matter most',
  pain: 'What about the present backend hurts',
  cost: 'How has the monthly bill moved?',
  action: 'What do you decide?',
  why: 'Why?',
  day: 'When is the next review?',
  who: 'Who decided?',
};

type Desk = Awaited<ReturnType<typeof sitDown>>;

/** Somebody pinned a while ago, sits down and starts the review. */
async function sitDown(flags: readonly string[] = []) {
  const folder = ownFolder();
  const file = join(folder.path, 'shop.yaml');
  writeFileSync(file, profile);
  const pinned = await runCommandLine('stackfit pin shop.yaml --today 2026-01-18 --by product', {
    folder: folder.path,
  });
  expect(pinned.exitCode).toBe(0);
  const terminal = new Terminal(['review', 'shop.yaml', '--today', '2026-07-01', ...flags], { folder: folder.path });
  closing.push(() => {
    terminal.close();
    folder.remove();
  });
  return {
    terminal,
    text: () => readFileSync(file, 'utf8'),
    files: () => readdirSync(folder.path).filter((each) => each !== '.bin'),
  };
}

/** Nothing is planned, nothing hurts, the bill is fine. */
async function answersAllIsWell({ terminal }: Desk): Promise<void> {
  await terminal.picks(ask.planned, 'None of these');
  await terminal.picks(ask.pain, 'None of these');
  await terminal.picks(ask.cost, 'Fine');
}

describe('the whole way', () => {
  test.concurrent('plans, strain, pain, the bill, a decision, and a new pin', async () => {
    const desk = await sitDown();
    const { terminal, text, files } = desk;
    const before = text();
    await terminal.seesList(ask.planned);
    // What the app has is no plan, and "none" is a line of its own.
    expect(terminal.view()).not.toMatch(/People sign up|No new live feature/);
    await terminal.ticks(ask.planned, 'Messages and who is online');
    terminal.press(key.enter);
    await terminal.said('That strains: database, realtime, push messages.');
    await terminal.ticks(ask.pain, 'It costs too much');
    terminal.press(key.enter);
    await terminal.picks(ask.cost, 'Alarming');
    await terminal.said('What speaks for a change today');
    await terminal.said('Proposed: ');
    await terminal.picks(ask.action, 'Give one part more room');
    await terminal.types(ask.why, '  ');
    await terminal.said('A reason, please');
    terminal.press(key.eraseLine, 'Chat comes in spring.', key.enter);
    await terminal.types(ask.day, '');
    await terminal.sees(ask.who);
    expect(text()).toBe(before);
    terminal.press(', engineering', key.enter);
    await terminal.said('to be looked at again by');
    expect(await terminal.ends()).toBe(0);
    const { answers, decision } = parse(text());
    expect(answers).toMatchObject({
      ...{ 'planned-capabilities': ['chat-presence'], 'pain-points': ['cost'], 'cost-trend': 'alarming' },
    });
    expect(decision).toMatchObject({
      ...{ on: '2026-07-01', 'review-by': '2027-01-01', by: ['product', 'engineering'] },
      review: { action: 'scale-layer', because: 'Chat comes in spring.' },
      history: [{ on: '2026-01-18', by: ['product'] }],
    });
    // Comments stay.
    expect(text().startsWith(profile.slice(0, profile.indexOf('  features')))).toBe(true);
    expect(files()).toEqual(['shop.yaml']);
  });

  test.concurrent('all is well: kept, without a remark', async () => {
    const desk = await sitDown(['--by', 'product']);
    await answersAllIsWell(desk);
    await desk.terminal.picks(ask.action, 'Keep what you have · proposed');
    await desk.terminal.types(ask.why, '');
    await desk.terminal.types(ask.day, '');
    expect(await desk.terminal.ends()).toBe(0);
    expect(parse(desk.text()).decision.review).toEqual({
      action: 'keep',
      because: 'Nothing that was found speaks for a change.',
    });
  });

  test.concurrent('what flags say is not asked', async () => {
    const { terminal, text } = await sitDown(['--planned', '', '--pain', '', '--by', 'a', '--review-by', '2026-12-01']);
    await terminal.sees(`[1 of 1] ${ask.cost}`);
    await terminal.picks(ask.cost, 'Fine');
    await terminal.picks(ask.action, 'Keep what you have');
    await terminal.types(ask.why, '');
    expect(await terminal.ends()).toBe(0);
    expect(parse(text()).decision['review-by']).toBe('2026-12-01');
  });
});

describe('answers', () => {
  test.concurrent('can be gone back to', async () => {
    const { terminal, text } = await sitDown(['--by', 'a']);
    await terminal.picks(ask.planned, 'Go back');
    await terminal.said('This is the first question.');
    await terminal.picks(ask.planned, 'None of these');
    await terminal.ticks(ask.pain, 'It is slow');
    terminal.press(key.enter);
    await terminal.seesList(ask.cost);
    terminal.press('<');
    await terminal.ticks(ask.pain, 'It is slow');
    await terminal.picks(ask.pain, 'None of these');
    await terminal.picks(ask.cost, 'Fine');
    await terminal.picks(ask.action, 'Keep what you have');
    await terminal.types(ask.why, '');
    await terminal.types(ask.day, '');
    expect(await terminal.ends()).toBe(0);
    expect(parse(text()).answers).toMatchObject({ 'pain-points': [], 'cost-trend': 'fine' });
  });

  test.concurrent('may be "I don\'t know", which leaves what the profile says, in plain view', async () => {
    const { terminal, text } = await sitDown(['--by', 'a']);
    await terminal.picks(ask.planned, "I don't know");
    await terminal.picks(ask.pain, "I don't know");
    await terminal.picks(ask.cost, "I don't know");
    await terminal.said('What the profile says stays: ');
    await terminal.seesList(ask.action);
    terminal.press(key.enter);
    await terminal.types(ask.why, 'As before.');
    await terminal.types(ask.day, '');
    expect(await terminal.ends()).toBe(0);
    const { answers } = parse(text());
    expect(answers['cost-trend']).toBe('rising');
    expect(Object.keys(answers)).not.toContain('planned-capabilities');
  });

  test.concurrent('about too many plans are asked for again, with what was ticked', async () => {
    const { terminal } = await sitDown();
    for (const each of ['People have a profile', 'People upload', 'Comments', 'People pay or'])
      await terminal.ticks(ask.planned, each);
    terminal.press(key.enter);
    await terminal.said('A review looks at the top 3 planned capabilities, not at 4.');
    await terminal.seesList(ask.planned);
    expect(terminal.view().match(/\[x\]/g)).toHaveLength(4);
    await terminal.ticks(ask.planned, 'Comments');
    terminal.press(key.enter);
    await terminal.said('That strains: ');
    await terminal.seesList(ask.pain);
  });
});

describe('a rewrite', () => {
  test.concurrent('is not offered without evidence, whatever a flag says', async () => {
    const desk = await sitDown(['--action', 'replatform', '--because', 'It is old.']);
    await answersAllIsWell(desk);
    await desk.terminal.said('A rewrite (replatform) needs evidence');
    await desk.terminal.seesList(ask.action);
    expect(desk.terminal.view()).not.toContain('rewrite, replatform');
  });

  test.concurrent('is offered with evidence that the stack blocks delivery', async () => {
    const pain = 'developer-experience,data-integrity,query-limits,job-limits,permission-limits,connection-limits';
    const { terminal } = await sitDown(['--planned', '', '--pain', pain]);
    await terminal.picks(ask.cost, 'Alarming');
    await terminal.seesList(ask.action);
    expect(terminal.view()).toContain('Move the whole backend (rewrite, replatform)');
  });
});

describe('Ctrl-C', () => {
  test.concurrent.each(['at the first question', 'at the last'])(
    '%s: nothing is written, and it says so',
    async (when) => {
      const desk = await sitDown();
      const { terminal, text, files } = desk;
      const before = text();
      if (when === 'at the first question') await terminal.seesList(ask.planned);
      else {
        await answersAllIsWell(desk);
        await terminal.picks(ask.action, 'Keep');
        await terminal.types(ask.why, '');
        await terminal.types(ask.day, '');
        await terminal.sees(ask.who);
      }
      // Nobody else is kept waiting while somebody thinks.
      expect(files()).toEqual(['shop.yaml']);
      terminal.press(key.ctrlC);
      expect(await terminal.ends()).toBe(130);
      expect(terminal.everything()).toContain('Interrupted. Nothing was written.');
      expect(text()).toBe(before);
      expect(files()).toEqual(['shop.yaml']);
    },
  );
});

test.concurrent('who pins while somebody reviews loses nothing', async () => {
  const folder = ownFolder();
  closing.push(folder.remove);
  const file = join(folder.path, 'shop.yaml');
  writeFileSync(file, profile);
  const flags = ['--pain', '', '--cost-trend', 'fine', '--action', 'keep', '--by', 'review'];
  const args = ['review', 'shop.yaml', '--today', '2026-07-01', ...flags];
  const terminal = new Terminal(args, { folder: folder.path });
  closing.push(() => terminal.close());
  await terminal.seesList(ask.planned);
  const pinned = await runCommandLine('stackfit pin shop.yaml --today 2026-06-30 --by pin', { folder: folder.path });
  expect(pinned).toMatchObject({ exitCode: 0, stderr: '' });
  await terminal.picks(ask.planned, 'None of these');
  await terminal.types(ask.why, '');
  await terminal.types(ask.day, '');
  expect(await terminal.ends()).toBe(0);
  const { decision } = parse(readFileSync(file, 'utf8'));
  expect([decision.by, decision.history[0].by]).toEqual([['review'], ['pin']]);
});
