/** The interview as people meet it: the built command in a real terminal, answered with keys. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ownFolder, profiles } from '../../support/command.js';
import { key, Terminal } from '../../support/terminal.js';

const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
});

interface Desk {
  readonly terminal: Terminal;
  readonly folder: string;
  readonly read: (file: string) => string;
  readonly has: (file: string) => boolean;
}

/** Somebody sits down in a folder with these files and starts the command. */
function sitDown(
  args: readonly string[],
  {
    files = {},
    folder,
    env = {},
  }: { files?: Record<string, string>; folder?: string; env?: Record<string, string> } = {},
): Desk {
  const own = folder === undefined ? ownFolder() : { path: folder, remove: () => {} };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(own.path, file), text);
  const terminal = new Terminal(args, { folder: own.path, env });
  closing.push(() => {
    terminal.close();
    own.remove();
  });
  return {
    terminal,
    folder: own.path,
    read: (file) => readFileSync(join(own.path, file), 'utf8'),
    has: (file) => existsSync(join(own.path, file)),
  };
}

const draft = 'stackfit.draft.yaml';

/** The quick questions, in the order of asking. */
const ask = {
  app: 'Which of these comes closest',
  engineers: 'How many of your people can',
  operations: 'Who looks after the servers',
  data: 'What does your data look like?',
  users: 'How many people will use it',
  realtime: 'What must change on the screen',
  laws: 'Which laws or certificates',
  residency: 'Must the data stay',
  review: 'Change an answer',
  save: 'Save these answers',
  name: 'What is the project called?',
};

/** Answers of the quick mode as flags, so that a test starts where it matters. */
const quickAnswers = {
  'app-type': 'game',
  'backend-engineers': '0',
  'ops-capability': 'none',
  'data-model': 'document',
  'users-year-one': '5k',
  realtime: 'none',
  compliance: 'none',
  residency: 'none',
};

function quickWith(...open: readonly (keyof typeof quickAnswers)[]): string[] {
  const given = Object.entries(quickAnswers).filter(([id]) => !open.some((each) => each === id));
  return ['ask', '--quick', ...given.flatMap(([id, answer]) => ['--set', `${id}=${answer}`])];
}

describe('the whole way', () => {
  test.concurrent('quick, by keys, to the advice and a saved profile', async () => {
    const { terminal, read, has } = sitDown(['--quick']);
    await terminal.said('"I don\'t know" is always a good answer.');
    await terminal.said('[1 of ');
    await terminal.picks(ask.app, 'People buy, sell or book something');
    await terminal.types(ask.engineers, '12k');
    await terminal.said('12,000 people');
    await terminal.picks(ask.operations, 'Somebody, in working hours');
    await terminal.picks(ask.data, 'Things that refer to each other');
    await terminal.types(ask.users, 'c');
    await terminal.said('50,000 people a month');
    await terminal.picks(ask.realtime, 'Nothing');
    await terminal.ticks(ask.laws, 'Privacy law of the EU');
    await terminal.ticks(ask.laws, 'Security report');
    terminal.press(key.enter);
    await terminal.picks(ask.residency, 'No');
    await terminal.picks(ask.review, 'This is right');
    await terminal.said('In short: ');
    await terminal.picks(ask.save, 'Yes, as stackfit.yaml');
    await terminal.sees(ask.name);
    terminal.press(key.eraseLine, 'Corner Shop', key.enter);
    await terminal.said('Saved.');
    expect(await terminal.ends()).toBe(0);
    expect(terminal.everything()).toContain('Provisional.');
    expect(terminal.everything()).toContain('What would settle it');
    expect(read('stackfit.yaml').split('\n').slice(2)).toEqual([
      'profile: 1',
      'name: Corner Shop',
      'answers:',
      '  app-type: marketplace-booking',
      '  backend-engineers: 12000',
      '  ops-capability: some',
      '  data-model: relational',
      '  users-year-one: 50000',
      '  realtime: none',
      '  compliance:',
      '    - gdpr',
      '    - soc2',
      '  residency: none',
      '',
    ]);
    expect(has(draft)).toBe(false);
  });

  test.concurrent('in full, everything answered with "I don\'t know"', async () => {
    const { terminal } = sitDown(['ask', '--all']);
    await terminal.said('[1 of ');
    const list = /^\? \[(?<at>\d+ of \d+)\][\s\S]*\n> [\s\S]*· Enter [^\n]*\s*$/m;
    const line = /Empty line: I don't know\.[^\n]*\n\? \[(?<at>\d+ of \d+)\]/;
    const review = /^\? Change an answer[\s\S]*Enter picks/m;
    for (let questions = 0; questions < 80; questions += 1) {
      await terminal.sees(
        new RegExp(`${list.source.replace('?<at>', '')}|${line.source.replace('?<at>', '')}|${review.source}`, 'm'),
      );
      const view = terminal.view();
      if (review.test(view)) break;
      const at = (list.exec(view) ?? line.exec(view))?.groups?.at;
      // The last three lines are "I don't know", "Why do you ask" and "Go back".
      terminal.press(...(list.test(view) ? [key.home, key.up, key.up, key.up] : []), key.enter);
      await terminal.said(`✔ [${at}]`);
    }
    await terminal.picks(ask.review, 'This is right');
    await terminal.picks(ask.save, 'No');
    expect(await terminal.ends()).toBe(0);
    expect(terminal.everything()).toContain('Not enough answers to advise.');
  });
});

describe('the shortest interview', () => {
  test.concurrent('asks what can still change the result, says so, and offers what could add warnings', async () => {
    const { terminal, read } = sitDown([
      'ask',
      ...['business-logic=thin', 'sensitive-rules=no', 'backend-engineers=0', 'app-type=consumer-utility'].flatMap(
        (each) => ['--set', each],
      ),
    ]);
    await terminal.said('What can no longer change the result is not asked');
    await terminal.sees(/\? \[5 of at most \d+\] What does the product do\?/);
    terminal.press('?');
    await terminal.sees('Can still decide: Whether "No backend" can be the answer.');
    await terminal.ticks('What does the product do?', 'Maps and places');
    terminal.press(key.enter);
    await terminal.picks('What must change on the screen', 'Nothing');
    await terminal.picks('What must work without an internet', 'Nothing, or');
    await terminal.seesList(ask.review);
    expect(terminal.everything().replace(/\s+/g, ' ')).toMatch(
      /Asked 7 of \d+\. The others cannot change the result; \d+ of them could add warnings or steps\./,
    );
    expect(terminal.view()).toContain('not asked');
    await terminal.picks(ask.review, 'Answer ');
    await terminal.sees(/\? \[8 of at most \d+\]/);
    terminal.press('?');
    await terminal.sees(
      /Can still decide: Not the result\. \d+ (warning or step waits|warnings or steps wait) for\s+it\./,
    );
    terminal.close();
    expect(read(draft)).toContain('app-type: consumer-utility');
  });

  test.concurrent('goes back through the questions as they were asked', async () => {
    const { terminal } = sitDown([]);
    await terminal.picks(ask.app, 'A game');
    await terminal.sees(/\? \[2 of at most \d+\] What does the product do\?/);
    terminal.press('<');
    await terminal.sees('> A game');
    expect(terminal.view()).toContain('? [1 of at most');
    await terminal.picks(ask.app, 'Go back');
    await terminal.said('This is the first question.');
    terminal.close();
  });

  test.concurrent('is gone on with as it was', async () => {
    const desk = sitDown([]);
    await desk.terminal.picks(ask.app, 'A game');
    await desk.terminal.sees(/\? \[2 of at most/);
    desk.terminal.press(key.ctrlC);
    expect(await desk.terminal.ends()).toBe(130);
    expect(desk.terminal.view().replace(/\s+/g, ' ')).toMatch(/Go on with: stackfit ask --resume(?! --)/);
    const again = sitDown(['ask', '--resume'], { folder: desk.folder });
    await again.terminal.sees(/\? \[2 of at most \d+\] What does the product do\?/);
    again.terminal.close();
  });
});

describe('at every question', () => {
  test.concurrent('the way back: by key, by entry, and in a line to type', async () => {
    const { terminal } = sitDown(['--quick']);
    await terminal.picks(ask.app, 'Go back');
    await terminal.said('This is the first question.');
    await terminal.picks(ask.app, 'A game');
    await terminal.types(ask.engineers, '2');
    await terminal.sees(/\? [^\n]*Who looks after/);
    terminal.press('<');
    await terminal.sees(/\? [^\n]*How many of your people can[^\n]* 2$/m);
    terminal.press('<', key.enter);
    await terminal.sees('> A game');
    terminal.press(key.enter);
    await terminal.sees(/\? [^\n]*Who looks after/);
    terminal.close();
  });

  test.concurrent('the way back to answers of an earlier day', async () => {
    const { terminal } = sitDown(quickWith('residency'));
    await terminal.picks(ask.residency, 'Go back');
    await terminal.sees(/\? [^\n]*Which laws/);
    terminal.close();
  });

  test.concurrent('why: by key and by entry, in place, with the way back still in view', async () => {
    const { terminal } = sitDown(['--quick']);
    await terminal.sees(/\? [^\n]*Which of these/);
    terminal.press('?');
    await terminal.sees('How to find out:');
    await terminal.seesList(ask.app);
    expect(terminal.view()).toContain('? [1 of');
    expect(terminal.view()).toContain('Go back (<)');
    expect(terminal.view()).toContain('more');
    await terminal.picks(ask.app, 'Why do you ask');
    await terminal.sees(/^(?![\s\S]*How to find out)/);
    await terminal.picks(ask.app, 'A game');
    await terminal.types(ask.engineers, '?');
    await terminal.sees('For example:');
    await terminal.types(ask.engineers, '1');
    await terminal.sees(/\? [^\n]*Who looks after/);
    terminal.close();
  });

  test.concurrent('"I don\'t know": as an entry, and as an empty line even where an answer stood', async () => {
    const { terminal, read } = sitDown(['--quick']);
    await terminal.picks(ask.app, "I don't know");
    await terminal.types(ask.engineers, '3');
    await terminal.picks(ask.operations, 'Go back');
    await terminal.sees(/How many of your people can[^\n]* 3$/m);
    terminal.press(key.eraseLine, key.enter);
    await terminal.sees(/\? [^\n]*Who looks after/);
    expect(read(draft)).toContain('app-type: ~');
    expect(read(draft)).toContain('backend-engineers: ~');
    terminal.close();
  });

  test.concurrent('a number that cannot be: said, and the line is there to be mended', async () => {
    const { terminal, read } = sitDown(quickWith('users-year-one'));
    await terminal.types(ask.users, '12x');
    await terminal.sees('! A number, please');
    terminal.press(key.eraseLine, '9000b', key.enter);
    await terminal.sees('! 9000000000000 is too large');
    terminal.press(key.eraseLine, '1.5M', key.enter);
    await terminal.said('1,500,000 people a month');
    await terminal.sees(ask.review);
    expect(read(draft)).toContain('users-year-one: 1500000');
    terminal.close();
  });

  test.concurrent('several: nothing picked is asked about, none is an answer of its own', async () => {
    const { terminal, read } = sitDown(quickWith('compliance'));
    await terminal.sees(/\? [^\n]*Which laws/);
    terminal.press(key.enter);
    await terminal.sees('! Nothing is picked.');
    await terminal.picks(ask.laws, 'None of these');
    await terminal.sees(ask.review);
    expect(read(draft)).toContain('compliance: []');
    terminal.close();
  });

  test.concurrent('help with the data model: examples point to an answer, which is suggested', async () => {
    const { terminal, read } = sitDown(quickWith('data-model'));
    await terminal.picks(ask.data, 'Help me find out');
    await terminal.ticks('Which of these come close', 'Readings of one sensor');
    await terminal.ticks('Which of these come close', 'The latest position of each device');
    terminal.press(key.enter);
    await terminal.said('That points to: Simple lookups or long rows of readings.');
    await terminal.sees('> Simple lookups or long rows of readings');
    terminal.press(key.enter);
    await terminal.sees(ask.review);
    expect(read(draft)).toContain('data-model: key-value-time-series');
    terminal.close();
  });
});

describe('the review', () => {
  test.concurrent('shows every answer and changes any of them', async () => {
    const { terminal, read } = sitDown(quickWith('residency'));
    await terminal.picks(ask.residency, 'No');
    await terminal.seesList(ask.review);
    for (const id of Object.keys(quickAnswers)) expect(terminal.view()).toContain(`  ${id} `);
    await terminal.picks(ask.review, 'data-model');
    await terminal.sees('> Separate records that each look different');
    await terminal.picks(ask.data, 'Things that refer');
    await terminal.sees(/Review[\s\S]*data-model +Things that refer/);
    expect(read(draft)).toContain('data-model: relational');
    terminal.close();
  });

  test.concurrent('of a full interview is longer than the screen and says so', async () => {
    const { terminal } = sitDown(['ask', '--answers', join(profiles, 'booking-marketplace.yaml')]);
    await terminal.sees(ask.review);
    await terminal.sees(/↓ \d+ more/);
    terminal.press(key.end);
    await terminal.sees(/↑ \d+ more/);
    expect(terminal.view()).toContain(ask.review);
    terminal.close();
  });
});

/** A shipped profile as answers, but for some questions, and with others instead. */
function profileWithout(name: string, without: readonly string[], instead = ''): string {
  const lines = readFileSync(join(profiles, `${name}.yaml`), 'utf8').split('\n');
  return `${lines.filter((line) => !without.some((id) => line.startsWith(`  ${id}:`))).join('\n')}${instead}`;
}

describe('contradictions', () => {
  test.concurrent('are named, and whichever answer is wrong is changed', async () => {
    const answers = profileWithout('booking-marketplace', ['stage', 'users-evidence'], '  stage: idea\n');
    const { terminal, read } = sitDown(['ask', '--all', '--answers', 'answers.yaml'], {
      files: { 'answers.yaml': answers },
    });
    await terminal.picks('What is that number based on?', 'Measured use');
    await terminal.sees(/"stage"[\s\S]*"users-evidence"|"users-evidence"[\s\S]*"stage"/);
    expect(read(draft)).not.toContain('users-evidence');
    await terminal.picks('Which answer is to be changed?', 'How far has the product come?');
    await terminal.picks('How far has the product come?', 'A first version to learn from');
    await terminal.sees(ask.review);
    expect(read(draft)).toContain('stage: mvp');
    expect(read(draft)).toContain('users-evidence: measured');
    terminal.close();
  });

  test.concurrent('Ctrl-C while one is open leaves a draft that can be gone on with', async () => {
    const answers = profileWithout('booking-marketplace', ['stage', 'users-evidence'], '  stage: idea\n');
    const desk = sitDown(['ask', '--all', '--answers', 'answers.yaml'], { files: { 'answers.yaml': answers } });
    await desk.terminal.picks('What is that number based on?', 'Measured use');
    await desk.terminal.sees('Which answer is to be changed?');
    desk.terminal.press(key.ctrlC);
    expect(await desk.terminal.ends()).toBe(130);
    const again = sitDown(['ask', '--resume', '--all'], { folder: desk.folder });
    await again.terminal.sees(/\? [^\n]*What is that number based on\?/);
    again.terminal.close();
  });
});

describe('interrupted', () => {
  test.concurrent('Ctrl-C in the middle: 130, how to go on, and going on at the right question', async () => {
    const desk = sitDown(['--quick']);
    await desk.terminal.picks(ask.app, 'A game');
    await desk.terminal.types(ask.engineers, '1');
    await desk.terminal.sees(/\? [^\n]*Who looks after/);
    desk.terminal.press(key.ctrlC);
    expect(await desk.terminal.ends()).toBe(130);
    expect(desk.terminal.view()).toMatch(/Interrupted\. Your answers are kept in stackfit\.draft\.yaml\./);
    expect(desk.terminal.view().replace(/\s+/g, ' ')).toContain('Go on with: stackfit ask --resume --quick');
    expect(desk.terminal.view()).not.toContain('    at ');
    expect(desk.read(draft)).toContain('app-type: game');
    const again = sitDown(['ask', '--resume', '--quick'], { folder: desk.folder });
    await again.terminal.sees(/\? \[3 of \d+\] Who looks after/);
    expect(again.terminal.everything()).not.toContain(ask.app);
    again.terminal.close();
  });

  test.concurrent('Ctrl-C while typing, and before anything was answered', async () => {
    const { terminal, has } = sitDown(['--quick']);
    await terminal.sees(/\? [^\n]*Which of these/);
    terminal.press(key.ctrlC);
    expect(await terminal.ends()).toBe(130);
    expect(terminal.view()).toMatch(/Interrupted\.$/m);
    expect(has(draft)).toBe(false);
    const typing = sitDown(quickWith('users-year-one'));
    await typing.terminal.sees(ask.users);
    typing.terminal.press('12', key.ctrlC);
    expect(await typing.terminal.ends()).toBe(130);
    expect(typing.read(draft)).toContain('residency: none');
  });

  test.concurrent('Ctrl-D and Ctrl-C when asked whether to save keep the draft', async () => {
    for (const end of [key.ctrlC, key.ctrlD]) {
      const { terminal, has } = sitDown(quickWith());
      await terminal.picks(ask.review, 'This is right');
      await terminal.sees(ask.save);
      terminal.press(end);
      expect(await terminal.ends()).toBe(130);
      expect(terminal.view()).toContain('Your answers are kept in');
      expect(has(draft)).toBe(true);
    }
  });
});

describe('an old draft', () => {
  const old = '# mine\nprofile: 1\nname: old shop\nanswers:\n  app-type: game\n  backend-engineers: 2\n';

  test.concurrent('is not overwritten without a word', async () => {
    const { terminal, read } = sitDown(['--quick'], { files: { [draft]: old } });
    await terminal.picks('Answers of an earlier interview', 'Stop here');
    expect(await terminal.ends()).toBe(0);
    expect(read(draft)).toBe(old);
  });

  test.concurrent('is gone on with', async () => {
    const { terminal } = sitDown(['--quick'], { files: { [draft]: old } });
    await terminal.picks('Answers of an earlier interview', 'Go on with them');
    await terminal.sees(/\? \[3 of \d+\] Who looks after/);
    terminal.close();
  });

  test.concurrent('is dropped when somebody starts anew, with the first answer', async () => {
    const { terminal, read } = sitDown(['--quick'], { files: { [draft]: old } });
    await terminal.picks('Answers of an earlier interview', 'Start anew');
    await terminal.sees(/\? \[1 of/);
    expect(read(draft)).toBe(old);
    await terminal.picks(ask.app, 'A small everyday helper');
    await terminal.sees(ask.engineers);
    expect(read(draft)).toContain('app-type: consumer-utility');
    terminal.close();
  });

  test.concurrent('with a mistake in it is reported, and stays', async () => {
    const broken = old.replace('game', 'gmae');
    const { terminal, read } = sitDown(['--quick'], { files: { [draft]: broken } });
    await terminal.picks('Answers of an earlier interview', 'Go on with them');
    expect(await terminal.ends()).toBe(2);
    expect(terminal.everything()).toContain('did you mean "game"?');
    expect(read(draft)).toBe(broken);
  });
});

describe('saving', () => {
  test.concurrent('asks before it replaces, and asks again where it cannot write', async () => {
    const { terminal, read, has } = sitDown([...quickWith(), '--save', 'mine.yaml'], {
      files: { 'mine.yaml': 'mine\n' },
    });
    await terminal.picks(ask.review, 'This is right');
    await terminal.picks('mine.yaml is there already.', 'Take another name');
    await terminal.types('File name', 'nowhere/shop.yaml');
    await terminal.types(ask.name, '');
    await terminal.sees('Not saved: "nowhere/shop.yaml" cannot be written: its folder does not exist.');
    await terminal.picks(ask.save, 'Yes, as stackfit.yaml');
    expect(await terminal.ends()).toBe(0);
    expect(read('mine.yaml')).toBe('mine\n');
    expect(read('stackfit.yaml')).toContain('app-type: game');
    expect(has(draft)).toBe(false);
  });

  test.concurrent('under another name starts with an empty line, and suggests the ending of a profile', async () => {
    const { terminal, read } = sitDown(quickWith(), { files: { 'stackfit.yaml': 'mine\n' } });
    await terminal.picks(ask.review, 'This is right');
    await terminal.picks(ask.save, 'Yes, as stackfit.yaml');
    await terminal.seesList('stackfit.yaml is there already.');
    // Enter takes the first entry each time: it must not lead back to where it was.
    terminal.press(key.enter);
    await terminal.types('File name', 'shop');
    await terminal.picks('Save it as shop.yaml?', 'Yes, as shop.yaml');
    await terminal.types(ask.name, '');
    expect(await terminal.ends()).toBe(0);
    expect(read('stackfit.yaml')).toBe('mine\n');
    expect(read('shop.yaml')).toContain('app-type: game');
  });

  test.concurrent('a draft that cannot be kept is said at the first answer', async () => {
    const { terminal } = sitDown(['--quick', '--draft', 'nowhere/draft.yaml']);
    await terminal.picks(ask.app, 'A game');
    expect(await terminal.ends()).toBe(2);
    expect(terminal.view().replace(/\s+/g, ' ')).toContain('its folder does not exist; --draft FILE keeps');
  });
});

describe('the screen', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is looked for
  const colour = /\u001b\[\d+m/;

  test.concurrent('has the question, its entries and the ways out in view at 80 by 24', async () => {
    const { terminal } = sitDown(['--quick']);
    await terminal.sees('Enter picks');
    for (const part of ['? [1 of', '> People read', "I don't know", 'Why do you ask, and how', 'Go back (<)'])
      expect(terminal.view()).toContain(part);
    for (const line of terminal.view().split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(terminal.raw).toMatch(colour);
    terminal.close();
  });

  const plain: [string, string[], Record<string, string>][] = [
    ['NO_COLOR', [], { NO_COLOR: '1' }],
    ['TERM=dumb', [], { TERM: 'dumb' }],
    ['--no-color', ['--no-color'], {}],
  ];
  test.concurrent.each(plain)('is without colour by %s, prompts and advice alike', async (_, flags, env) => {
    const { terminal } = sitDown([...quickWith('residency', 'users-year-one'), ...flags], { env });
    await terminal.types(ask.users, '12k');
    await terminal.picks(ask.residency, 'No');
    await terminal.picks(ask.review, 'This is right');
    await terminal.sees(ask.save);
    expect(terminal.raw).not.toMatch(colour);
    terminal.close();
  });
});
