/** Options that several commands share, and how their raw values are read. */
import { type Command as Commander, InvalidArgumentError, Option } from 'commander';
import { isDay } from '../../core/check/day.js';
import type { CommonOptions, Format, OutputOptions } from '../command.js';

/** Option values as commander gives them. */
export type Raw = Readonly<Record<string, unknown>>;

/** Adds `--format`, `--rules` and the flags of colour. */
export function addOutputOptions(command: Commander, formats: readonly string[]): Commander {
  return command
    .addOption(new Option('--format <format>', 'how to print the result').choices(formats).default('human'))
    .option('--rules <folder>', 'add a folder of rules to the shipped ones')
    .option('--color', 'colour even where it would not be chosen')
    .option('--no-color', 'no colour')
    .allowExcessArguments(false);
}

/** The values of `addOutputOptions`, and `--verbose`. */
export function outputOptions(raw: Raw): OutputOptions {
  return { format: raw.format as Format, verbose: raw.verbose === true, ...commonOptions(raw) };
}

/** What every command knows of its surroundings. */
export function commonOptions(raw: Raw): CommonOptions {
  return { color: typeof raw.color === 'boolean' ? raw.color : null, rules: textOr(raw.rules, null) };
}

/** A text, or what stands for none. */
export function textOr<T>(raw: unknown, otherwise: T): string | T {
  return typeof raw === 'string' ? raw : otherwise;
}

/** Reads a day of the calendar. */
export function readDay(value: string): string {
  if (!isDay(value)) throw new InvalidArgumentError('Write a day of the calendar, for example 2026-11-26.');
  return value;
}

/** Reads words with commas between them; an empty text is none. */
export function readList(value: string): readonly string[] {
  return value
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** Reads a reason, which must say something. */
export function readReason(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('Say why, in a few words.');
  return value.trim();
}

/** Collects pairs of a question and an answer. */
export function collectAnswer(value: string, earlier: readonly string[] = []): readonly string[] {
  if (!/^[a-z][a-z0-9-]*=/.test(value))
    throw new InvalidArgumentError('Write it as question=answer, for example team-size=3.');
  return [...earlier, value];
}
