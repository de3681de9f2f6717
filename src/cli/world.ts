/** The World: the only door between this program and everything outside it, so that each command runs in a test. */
import type { Style } from '../report/style.js';

/** What became of reading a file. */
export type FileText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

/** One entry of a list that somebody picks from. */
export interface Entry<T> {
  readonly value: T;
  readonly label: string;
  /** Shown below the list while the entry is the current one. */
  readonly hint?: string;
  /** Ticked from the start, where several can be picked. */
  readonly checked?: boolean;
}

/** A line below the list, always in view. It ends the question with a value, or only tells something and stays. */
export type Way<T> = { readonly label: string; readonly key?: string } & (
  | { readonly value: T }
  | { readonly tells: string }
);

/** A question with a list of entries. */
export interface ListQuestion<T, W = T> {
  readonly message: string;
  readonly entries: readonly Entry<T>[];
  readonly ways: readonly Way<W>[];
}

/** A question that is answered by typing a line. */
export interface LineQuestion {
  readonly message: string;
  /** Why a line cannot stand; null when it can. */
  readonly refuse: (text: string) => string | null;
  /** What stands in the line at the start. */
  readonly start?: string;
  /** What is left on the screen once it is answered: "50,000 people" for "c". */
  readonly shown?: (text: string) => string;
}

/** A question on the screen. */
export interface Prompter {
  /** Picks one entry; the cursor starts on the value `start`. */
  pickOne<T>(question: ListQuestion<T>, start?: T): Promise<T>;
  /** Picks one entry or more, or takes a way out. */
  pickMany<T, W>(question: ListQuestion<T, W>): Promise<{ readonly picked: readonly T[] } | { readonly way: W }>;
  /** Types a line. */
  type(question: LineQuestion): Promise<string>;
}

/** Somebody pressed Ctrl-C, or the terminal went away. The message says what is kept; empty when nothing is. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

/** Something outside went wrong that the user can mend: a full disk, a folder without write permission. */
export class OutsideProblem extends Error {
  override name = 'OutsideProblem';
}

/** Told by name: the commands are bundles of their own, each with its own copy of the class. */
export function isInterrupted(error: unknown): error is Interrupted {
  return error instanceof Error && error.name === 'Interrupted';
}

/** Told by name, like `isInterrupted`. */
export function isOutsideProblem(error: unknown): error is OutsideProblem {
  return error instanceof Error && error.name === 'OutsideProblem';
}

export interface World {
  readonly args: readonly string[];
  /** The name of the folder in which the program runs: the first guess for a project's name. */
  readonly folderName: string;
  /** True when somebody can be asked: both input and output are a terminal. */
  readonly isInteractive: boolean;
  /** Columns of the output, or null when it is no terminal. */
  readonly columns: number | null;
  /** True when somebody may watch the progress of a long run. */
  readonly isWatched: boolean;
  /** The day of the clock, in universal time: the same everywhere at one moment. */
  readonly today: string;
  /** Where a job on GitHub collects its summary; null elsewhere. */
  readonly jobSummary: string | null;
  out(text: string): Promise<void>;
  err(text: string): Promise<void>;
  /** Emphasis for one of the streams: colour where it is wanted and shows, nothing elsewhere. */
  style(stream: 'out' | 'err', wanted: boolean | null): Promise<Style>;
  readStandardInput(): Promise<FileText>;
  /** `largest`: in bytes; left out, as large as a profile or a rule file may be. */
  readFile(path: string, largest?: number): Promise<FileText>;
  /** Every file under a folder that ends so, sorted; a problem when it is no folder. */
  listFiles(folder: string, ending: string): Promise<readonly string[]>;
  /** Where editors find the schema of profiles, from the folder of a profile. */
  schemaFor(profile: string): string;
  exists(path: string): Promise<boolean>;
  isFolder(path: string): Promise<boolean>;
  /** Every file that a pattern such as "apps/*" names, sorted. */
  matchFiles(pattern: string): Promise<readonly string[]>;
  /** Writes a file whole or not at all. Throws OutsideProblem. */
  writeFile(path: string, text: string): Promise<void>;
  appendFile(path: string, text: string): Promise<void>;
  /**
   * Reads a file, changes its text and writes it whole, while nobody else who asks like this does the same to it. `change`
   * returns null to leave it. Throws OutsideProblem.
   */
  changeFile(path: string, change: (text: string) => Promise<string | null>): Promise<void>;
  removeFile(path: string): Promise<void>;
  /** SHA-256 of a text in hexadecimal; loaded when somebody asks for it, because most runs do not. */
  sha256(): Promise<(text: string) => string>;
  prompter(style: Style): Promise<Prompter>;
  /** A run over many files pays for optimised code; a short one does not. */
  expectLongRun(): Promise<void>;
}
