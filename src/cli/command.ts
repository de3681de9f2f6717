/** Every command as a value: what the command line asks for, with all flags read. The work is done elsewhere. */

import type { Choice } from '../core/check/pin.js';
import type { Severity } from '../core/model.js';
import type { InterviewMode } from '../core/questionnaire.js';
import type { CheckFormat } from '../report/check-format-names.js';
import type { Shell } from './completion/completion-shells.js';

/** What the command line asks for. */
export type Command =
  | AskCommand
  | AdviseCommand
  | PinCommand
  | AcceptCommand
  | CheckCommand
  | ReviewCommand
  | DiffCommand
  | ExplainCommand
  | WhatifCommand
  | FlipsCommand
  | RehearseCommand
  | CompareCommand
  | SchemaCommand
  | CompletionCommand
  | RulesCommand
  | { readonly do: 'print'; readonly text: string }
  | RefuseCommand;

/** The command line itself is wrong. */
export interface RefuseCommand {
  readonly do: 'refuse';
  readonly message: string;
  /** Lines that may help on; each ends in a line break. */
  readonly more: string;
  /** The format that was asked for: a mistake is told in it too. */
  readonly format: CheckFormat;
  /** The first word, which may be no command. */
  readonly of: string;
}

export type Format = 'human' | 'json' | 'markdown';

/** What every command knows of its surroundings. */
export interface CommonOptions {
  /** Null: decided by the environment and the terminal. */
  readonly color: boolean | null;
  /** A folder of rules that is added to the shipped ones. */
  readonly rules: string | null;
}

export interface OutputOptions extends CommonOptions {
  readonly format: Format;
  readonly verbose: boolean;
}

export interface AskCommand extends OutputOptions {
  readonly do: 'ask';
  readonly mode: InterviewMode;
  readonly list: boolean;
  readonly resume: boolean;
  /** A file of answers; `-` is standard input. */
  readonly answers: string | null;
  /** Pairs as typed: `team-size=3`. */
  readonly set: readonly string[];
  readonly save: string | null;
  readonly draft: string;
}

export interface AdviseCommand extends OutputOptions {
  readonly do: 'advise';
  /** A profile; `-` is standard input. */
  readonly profile: string;
}

/** What a decision is made with: by `pin`, and at the end of a `review`. */
export interface DecidingOptions {
  readonly by: readonly string[] | null;
  /** Null: a year from the day of the decision. */
  readonly reviewBy: string | null;
  /** Null: the clock's day. */
  readonly today: string | null;
  readonly choices: readonly Choice[];
  readonly because: string | null;
  readonly takeAdvice: boolean;
}

export interface PinCommand extends OutputOptions, DecidingOptions {
  readonly do: 'pin';
  readonly profile: string;
}

export interface AcceptCommand extends OutputOptions {
  readonly do: 'accept';
  readonly profile: string;
  readonly finding: string;
  readonly until: string;
  readonly because: string;
  readonly today: string | null;
}

/** Where one more report goes. */
export interface OutputFile {
  readonly format: CheckFormat;
  readonly file: string;
}

export interface CheckCommand extends CommonOptions {
  readonly do: 'check';
  /** Files, folders, patterns, or `-`; none: `profiles/` and `stackfit.yaml`. */
  readonly paths: readonly string[];
  readonly format: CheckFormat;
  readonly verbose: boolean;
  readonly outputs: readonly OutputFile[];
  readonly failOn: Severity | 'never';
  readonly minSeverity: Severity;
  readonly showAccepted: boolean;
  readonly baseline: string | null;
  readonly allowEmpty: boolean;
  readonly today: string | null;
  readonly standardInputName: string | null;
}

export interface ReviewCommand extends OutputOptions, DecidingOptions {
  readonly do: 'review';
  readonly profile: string;
  /** Null: not said on the command line. */
  readonly planned: readonly string[] | null;
  readonly pain: readonly string[] | null;
  readonly costTrend: string | null;
  readonly action: string | null;
}

export interface DiffCommand extends OutputOptions {
  readonly do: 'diff';
  readonly before: string;
  readonly after: string;
}

export interface ExplainCommand extends OutputOptions {
  readonly do: 'explain';
  readonly profile: string;
  /** An id, `kind:id`, or null for the pattern that is picked. */
  readonly topic: string | null;
  readonly today: string | null;
}

export interface WhatifCommand extends OutputOptions {
  readonly do: 'whatif';
  readonly profile: string;
  /** Pairs as typed: `team-size=3`. */
  readonly set: readonly string[];
}

export interface FlipsCommand extends OutputOptions {
  readonly do: 'flips';
  readonly profile: string;
  readonly pairs: 'none' | 'pattern' | 'layers';
}

export interface RehearseCommand extends OutputOptions {
  readonly do: 'rehearse';
  readonly profile: string;
}

export interface CompareCommand extends OutputOptions {
  readonly do: 'compare';
  readonly profiles: readonly string[];
}

export interface SchemaCommand extends OutputOptions {
  readonly do: 'schema';
  readonly of: 'profile' | 'rules' | 'json';
}

export interface CompletionCommand {
  readonly do: 'completion';
  readonly shell: Shell;
}

/** What rule authors ask of a catalogue. */
export type RulesCommand = OutputOptions & { readonly do: 'rules' } & RulesTask;

export type RulesTask = { readonly task: 'claims' | 'lint' | 'test' } | CoverageTask | VerifyTask | ImpactTask;

export interface CoverageTask {
  readonly task: 'coverage';
  /** Files, folders or patterns; none: `profiles/` and `stackfit.yaml`. */
  readonly profiles: readonly string[];
  /** In percent; null: none is asked for. */
  readonly min: number | null;
}

export interface VerifyTask {
  readonly task: 'verify';
  /** After so many seconds it stops and says how far it got. */
  readonly seconds: number;
}

export interface ImpactTask {
  readonly task: 'impact';
  /** Two folders of rules, each added to the shipped ones, or `shippedRules`. */
  readonly before: string;
  readonly after: string;
  readonly profiles: readonly string[];
  /** Null: the clock's day. */
  readonly today: string | null;
}

/** What stands in the place of a folder for the rules as they are shipped; a folder of that name is `./shipped`. */
export const shippedRules = 'shipped';

/** Where answers are kept until they are saved. */
export const draftFile = 'stackfit.draft.yaml';
