/** The shell with a World in memory: what a child process cannot show, such as a fault of ours or a failing disk. */
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.js';
import { OutsideProblem } from '../../src/cli/world.js';
import { projectText } from '../support/catalogue.js';
import { fakePerson, fakeWorld } from './fake-world.js';

const version = '1.2.3';
const draft = 'stackfit.draft.yaml';

const profile = projectText('profiles/booking-marketplace.yaml');

/** A whole profile as answers, but for some questions, and with others instead. */
function answersWith(without: readonly string[], instead = ''): Map<string, string> {
  const lines = profile.split('\n').filter((line) => !without.some((id) => line.startsWith(`  ${id}:`)));
  return new Map([['answers.yaml', `${lines.join('\n')}${instead}`]]);
}

describe('a fault of ours', () => {
  const broken = {
    readFile: async () => {
      throw new TypeError('x is not a function\u001b[2J');
    },
  };

  test('exits with 3 and is reported with what a bug report needs, harmless to the terminal', async () => {
    const world = fakeWorld(['advise', 'no\u001b[31mpe.yaml'], broken);
    expect(await run(world, version)).toBe(3);
    expect(world.printed.out).toBe('');
    expect(world.printed.err).toMatch(/^This is a fault of stackfit, not of your input\. Please report it/);
    expect(world.printed.err).toContain('stackfit 1.2.3, arguments: advise no\\u{1b}[31mpe.yaml');
    expect(world.printed.err).toContain('TypeError: x is not a function\\u{1b}[2J');
    expect(world.printed.err).not.toContain('\u001b');
  });

  test('is JSON as well in the JSON format', async () => {
    const world = fakeWorld(['advise', 'shop.yaml', '--format', 'json'], broken);
    expect(await run(world, version)).toBe(3);
    expect(JSON.parse(world.printed.out).diagnostics[0].code).toBe('fault');
  });

  test('is the format alone in every format of check', async () => {
    const starts = { json: '{', sarif: '{', junit: '<?xml', gitlab: '[', github: '::error', markdown: '<!-- ' };
    for (const [format, start] of Object.entries(starts)) {
      const world = fakeWorld(['check', 'shop.yaml', '--format', format], broken);
      expect(await run(world, version)).toBe(3);
      expect(world.printed.out.startsWith(start)).toBe(true);
      if (start === '{' || start === '[') JSON.parse(world.printed.out);
      expect(world.printed.err).toContain('This is a fault of stackfit');
    }
  });

  test('that is no Error is reported all the same', async () => {
    const world = fakeWorld(['advise', 'shop.yaml'], { readFile: () => Promise.reject('just text') });
    expect(await run(world, version)).toBe(3);
    expect(world.printed.err).toContain('just text');
  });

  test('stays a fault when standard output fails on top of it', async () => {
    const out = () => Promise.reject(new OutsideProblem('the output cannot be written'));
    const world = fakeWorld(['advise', 'shop.yaml', '--format', 'json'], { ...broken, out });
    expect(await run(world, version)).toBe(3);
  });
});

describe('a problem from outside', () => {
  const full = {
    writeFile: () => Promise.reject(new OutsideProblem('"shop.yaml" cannot be written: the disk is full')),
  };
  const args = ['ask', '--answers', 'answers.yaml', '--save', 'shop.yaml'];

  test('exits with 2 and one sentence, before any advice is printed', async () => {
    const world = fakeWorld(args, { files: answersWith([]), ...full });
    expect(await run(world, version)).toBe(2);
    expect(world.printed).toEqual({ out: '', err: '"shop.yaml" cannot be written: the disk is full.\n' });
  });

  test('is JSON as well in the JSON format', async () => {
    const world = fakeWorld([...args, '--format=json'], { files: answersWith([]), ...full });
    expect(await run(world, version)).toBe(2);
    expect(JSON.parse(world.printed.out)).toEqual({
      schemaVersion: '1.0',
      diagnostics: [
        { code: 'unusable', message: '"shop.yaml" cannot be written: the disk is full.', help: null, location: null },
      ],
    });
  });

  test('is told by its name, because each command is a bundle with classes of its own', async () => {
    const foreign = Object.assign(new Error('the output cannot be written: the disk is full'), {
      name: 'OutsideProblem',
    });
    const world = fakeWorld(['--version'], { out: () => Promise.reject(foreign) });
    expect(await run(world, version)).toBe(2);
    expect(world.printed.err).toBe('The output cannot be written: the disk is full.\n');
  });
});

describe('interrupted', () => {
  test('exits with 130 and says nothing of a draft when there is none', async () => {
    const world = fakeWorld(['ask'], { isInteractive: true });
    expect(await run(world, version)).toBe(130);
    expect(world.printed.err).toBe('\nInterrupted.\n');
    expect(world.files.size).toBe(0);
  });

  test('names the draft and the command line that goes on with the same flags', async () => {
    const flags = ['--quick', '--draft', "Anna's draft.yaml", '--save', 'shop.yaml', '--format', 'json', '--verbose'];
    const prompter = async () => fakePerson(['A game']);
    const world = fakeWorld(['ask', ...flags], { isInteractive: true, prompter });
    expect(await run(world, version)).toBe(130);
    expect(world.printed.err).toBe(
      `\nInterrupted. Your answers are kept in Anna's draft.yaml. Go on with: stackfit ask --resume --quick --draft 'Anna'\\''s draft.yaml' --save shop.yaml --format json --verbose\n`,
    );
    expect(world.files.get("Anna's draft.yaml")).toContain('app-type: game');
  });

  test('is told by its name as well', async () => {
    const prompter = () => Promise.reject(Object.assign(new Error(''), { name: 'Interrupted' }));
    const world = fakeWorld(['ask'], { isInteractive: true, prompter });
    expect(await run(world, version)).toBe(130);
  });
});

describe('the interview', () => {
  test('keeps every answer before the next question is asked', async () => {
    const kept: string[] = [];
    const world = fakeWorld(['ask', '--quick'], {
      isInteractive: true,
      prompter: async () => fakePerson(['A game', '2', "I don't know"]),
      writeFile: async (_, text) => {
        kept.push(
          text
            .slice(text.indexOf('answers:') + 'answers:'.length)
            .replaceAll('\n', ' ')
            .trim(),
        );
      },
    });
    await run(world, version);
    expect(kept).toEqual([
      'app-type: game',
      'app-type: game   backend-engineers: 2',
      'app-type: game   backend-engineers: 2   ops-capability: ~',
    ]);
  });

  test('does not go on while a number is above the answer that caps it', async () => {
    const seen: string[] = [];
    const replies = [
      'team-size',
      '1',
      'How many of your people',
      '<',
      'How many of your people',
      '1',
      'This is right',
      'No',
    ];
    const world = fakeWorld(['ask', '--answers', 'answers.yaml'], {
      files: answersWith([]),
      isInteractive: true,
      prompter: async () => fakePerson(replies, seen),
    });
    expect([await run(world, version), world.printed.err]).toEqual([0, '']);
    expect(world.printed.out).toContain('"backend-engineers" is 2, more than "team-size" (1)');
    expect(seen.filter((each) => each === 'Which answer is to be changed?')).toHaveLength(2);
    expect(world.files.get(draft)).toContain('backend-engineers: 1');
  });

  test('drops the answer to a question that no longer applies, and says so', async () => {
    const world = fakeWorld(['ask', '--answers', 'answers.yaml'], {
      files: answersWith([]),
      isInteractive: true,
      prompter: async () => fakePerson(['residency', 'No']),
    });
    expect(await run(world, version)).toBe(130);
    expect(world.printed.out).toContain('"Where must the data stay?" no longer applies; its answer was dropped.');
    expect(world.files.get(draft)).not.toContain('data-region');
  });

  test('does not take the saved profile away when it was saved over the draft', async () => {
    const world = fakeWorld(['ask', '--answers', 'answers.yaml', '--save', `./${draft}`], {
      files: answersWith([]),
      isInteractive: true,
      prompter: async () => fakePerson(['This is right', 'corner shop']),
    });
    expect(await run(world, version)).toBe(0);
    expect([...world.files.keys()]).toContain(draft);
  });
});
