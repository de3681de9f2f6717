/**
 * Scenario files: one text file is one run of the command, as Spectral's test harness has them.
 *
 * A line `==== name ====` opens a section: `about`, `file: NAME` (any number, written before the run), `env`, `command`
 * (a bash line; `stackfit` is the built command), `stdin`, `exit`, `stdout`, `stderr`. A missing `stdout` or `stderr`
 * must stay empty. In what is expected, a line `...` stands for any number of lines, and `[..]` for any text within a
 * line; `{version}` and `{folder}` are masked, and an escape character reads ␛.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Ran, runCommandLine, version } from '../support/command.js';

type Section = readonly [name: string, text: string];

/** Runs a scenario in a folder; gives what happened and what should have, in the same form. */
export async function runScenario(file: string, folder: string): Promise<{ actual: string; expected: string }> {
  const sections = sectionsOf(readFileSync(file, 'utf8'));
  const text = (name: string) => sections.find(([each]) => each === name)?.[1] ?? '';
  for (const [name, content] of sections)
    if (name.startsWith('file: ')) {
      const path = join(folder, name.slice('file: '.length));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  const env = Object.fromEntries(
    text('env')
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const stdin = sections.some(([name]) => name === 'stdin') ? text('stdin') : null;
  const ran = await runCommandLine(text('command'), { folder, env, stdin });
  const outcome = outcomeOf(ran, folder);
  const fits = outcome.every(([name, got]) => matches(text(name), got));
  if (!fits && process.env.UPDATE_GOLDEN === '1') rewrite(file, sections, outcome);
  const expected = outcome.map(([name, got]): Section => [name, matches(text(name), got) ? got : text(name)]);
  return { actual: written(outcome), expected: written(process.env.UPDATE_GOLDEN === '1' ? outcome : expected) };
}

function sectionsOf(text: string): Section[] {
  const parts = text.split(/^==== (.+) ====\n/m);
  return parts
    .slice(1)
    .flatMap((name, index, rest): Section[] => (index % 2 === 0 ? [[name, rest[index + 1] ?? '']] : []));
}

function outcomeOf({ exitCode, stdout, stderr }: Ran, folder: string): Section[] {
  return [
    ['exit', `${exitCode}\n`],
    ['stdout', masked(stdout, folder)],
    ['stderr', masked(stderr, folder)],
  ];
}

function masked(text: string, folder: string): string {
  const lines = text.replaceAll(folder, '{folder}').replaceAll(version, '{version}').replaceAll('\u001b', '␛');
  return lines === '' || lines.endsWith('\n') ? lines : `${lines}\n`;
}

/** Whether a text is what a pattern with `...` and `[..]` expects. */
export function matches(pattern: string, text: string): boolean {
  const lines = pattern.split(/(?<=\n)/).map((line) =>
    line === '...\n'
      ? '(?:.*\n)*?'
      : line
          .split('[..]')
          .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
          .join('.*'),
  );
  return new RegExp(`^${lines.join('')}$`).test(text);
}

function rewrite(file: string, sections: readonly Section[], outcome: readonly Section[]): void {
  const given = sections.filter(([name]) => !outcome.some(([each]) => each === name));
  const before = (name: string) => sections.find(([each]) => each === name)?.[1] ?? '';
  const kept = outcome.map(([name, got]): Section => [name, matches(before(name), got) ? before(name) : got]);
  writeFileSync(file, written([...given, ...kept.filter(([name, got]) => name === 'exit' || got !== '')]));
}

function written(sections: readonly Section[]): string {
  return sections.map(([name, text]) => `==== ${name} ====\n${text}`).join('');
}
