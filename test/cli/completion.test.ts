/** Completion, asked of the shells themselves. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shells } from '../../src/cli/completion/completion-shells.js';
import { completionScript } from '../../src/cli/completion.js';
import { describe as describeProgram } from '../../src/cli/options/command-tree.js';
import { builtCommand, ownFolder } from '../support/command.js';
import { isInstalled, offered } from './completing.js';

const folder = ownFolder();
beforeAll(() => {
  mkdirSync(join(folder.path, 'my rules'));
  mkdirSync(join(folder.path, 'profiles'));
  for (const file of ['a.yaml', 'b c.yml', 'notes.txt']) writeFileSync(join(folder.path, file), '');
});
afterAll(() => folder.remove());

/** A program with every kind of thing that can be completed. Its words hold what shells could take for syntax. */
function program(): Command {
  const collect = (value: string, earlier: readonly string[] = []) => [...earlier, value];
  const made = new Command('stackfit').version('1.0.0', '-V, --version', 'print the version');
  made.command('ask').description("ask; don't $(stop)").option('--quick', 'only `few` [of them]');
  made
    .command('check')
    .description('check: profiles')
    .argument('[paths...]', 'profiles')
    .addOption(new Option('--format <format>', 'how to print').choices(['human', 'json', 'sarif']))
    .option('--output <format=file>', 'write a file, too', collect)
    .option('--baseline <file>', 'only what is new')
    .option('--rules <folder>', 'add rules')
    .option('-v, --verbose', 'every reason');
  made.command('advise').argument('<profile>');
  made.command('hidden', { hidden: true });
  const rules = made.command('rules').description('for rule authors').helpCommand(false);
  rules.command('lint').description("what's wrong").option('--rules <folder>', 'add rules');
  rules.command('claims');
  made.command('schema').addArgument(new Argument('<of>').choices(['profile', 'rules', 'json']));
  return made;
}

/** A line, and what is offered where it ends: words, and files without what tells folders. */
const lines: readonly (readonly [string, readonly string[]])[] = [
  ['stackfit ', ['advise', 'ask', 'check', 'help', 'rules', 'schema']],
  ['stackfit che', ['check']],
  ['stackfit --q', ['--quick']],
  ['stackfit --quick --v', ['--version']],
  ['stackfit rules ', ['claims', 'lint']],
  ['stackfit rules lint --r', ['--rules']],
  ['stackfit help ch', ['check']],
  ['stackfit schema ', ['json', 'profile', 'rules']],
  ['stackfit check --', ['--baseline', '--format', '--help', '--output', '--rules', '--verbose']],
  ['stackfit check --format ', ['human', 'json', 'sarif']],
  ['stackfit check --format=j', ['json']],
  ['stackfit check --format json --f', ['--format']],
  ['stackfit check --output ', ['human=', 'json=', 'sarif=']],
  ['stackfit check --output json=no', ['notes.txt']],
  ['stackfit check --output=json=no', ['notes.txt']],
  ['stackfit check --baseline n', ['notes.txt']],
  ['stackfit check --rules ', ['my rules', 'profiles']],
  ['stackfit check --rules m', ['my rules']],
  ['stackfit check ', ['a.yaml', 'b c.yml', 'my rules', 'profiles']],
  ['stackfit check -v a.yaml b', ['b c.yml']],
  ['stackfit check --format json -- a', ['a.yaml']],
  ['stackfit advise a', ['a.yaml']],
];

/** zsh tells an option that was given already from one that was not; the others offer it again. */
const exceptions: Readonly<Record<string, readonly string[]>> = { 'zsh: stackfit check --format json --f': [] };

/** As typed by hand: without the escapes and the slash that shells add (zsh now and then), and without what stands before "=". */
function plain(offer: string): string {
  return offer
    .replaceAll('\\', '')
    .replace(/\/$/, '')
    .replace(/^.*=(?=.)/, '');
}

for (const shell of shells)
  describe.skipIf(!isInstalled(shell))(
    `in ${shell}${isInstalled(shell) ? '' : ', which is not installed here,'}`,
    () => {
      const script = completionScript(shell, describeProgram(program(), 'ask'));

      test.each(lines)('"%s"', (line, expected) => {
        const got = [...new Set(offered(shell, script, line, folder.path).map(plain))];
        expect(got).toEqual(exceptions[`${shell}: ${line}`] ?? expected);
      });

      test('the words of the program mean nothing to the shell', () => {
        const tricky = new Command('stackfit').description('$(touch x) `touch x` \'a\' "b" \\ : [c]');
        tricky.command('run').description("it's $(touch x) `touch x`; [d]: \\e").option('--f', "'$(touch x)'");
        const text = completionScript(shell, describeProgram(tricky));
        expect(offered(shell, text, 'stackfit ru', folder.path)).toEqual(['run']);
        expect(offered(shell, text, 'stackfit run --', folder.path)).toEqual(['--f', '--help']);
        expect(offered(shell, text, 'cat x', folder.path)).not.toContain('x');
      });

      const own = spawnSync(process.execPath, [builtCommand, 'completion', shell], { encoding: 'utf8' });
      test.skipIf(own.status !== 0)('the command itself prints a script that completes it', () => {
        expect(offered(shell, own.stdout, 'stackfit che', folder.path)).toEqual(['check']);
        expect(offered(shell, own.stdout, 'stackfit rules ', folder.path)).toEqual([
          ...['claims', 'coverage', 'impact', 'lint', 'test', 'verify'],
        ]);
        expect(offered(shell, own.stdout, 'stackfit advise a', folder.path)).toEqual(['a.yaml']);
      });
    },
  );

test('what is typed where is read off the program', () => {
  const tree = describeProgram(program(), 'ask');
  const check = tree.commands.find(({ name }) => name === 'check');
  expect(check?.options.map(({ flags, values }) => [flags.join(), values?.kind])).toEqual([
    ['--format', 'words'],
    ['--output', 'word=file'],
    ['--baseline', 'file'],
    ['--rules', 'folder'],
    ['-v,--verbose', undefined],
    ['-h,--help', undefined],
  ]);
  expect(check?.options.filter(({ isRepeatable }) => isRepeatable).map(({ flags }) => flags)).toEqual([['--output']]);
  expect(tree.options.map(({ flags }) => flags.at(-1))).toEqual(['--version', '--help', '--quick']);
});
