/** A person at a terminal: the built command in a real pseudo-terminal, its screen as somebody sees it, and keys. */
import { type IPty, spawn } from '@lydell/node-pty';
import { builtCommand, plainEnvironment } from './command.js';

/** What keys send. */
export const key = {
  up: '\u001b[A',
  down: '\u001b[B',
  home: '\u001b[H',
  end: '\u001b[F',
  enter: '\r',
  space: ' ',
  tab: '\t',
  eraseLine: '\u0015',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
} as const;

const size = { columns: 80, rows: 24 } as const;

/** How long the screen may take to show what is waited for. */
const patience = 15_000;

/** The command at work in a terminal of 80 by 24. */
export class Terminal {
  private readonly pty: IPty;
  private readonly screen = new Screen();
  private readonly ended: Promise<number>;
  private changed: () => void = () => {};
  private over = false;
  /** Everything that was written, with its escape codes. */
  raw = '';

  constructor(args: readonly string[], { folder, env = {} }: { folder: string; env?: Record<string, string> }) {
    this.pty = spawn(process.execPath, [builtCommand, ...args], {
      name: env.TERM ?? 'xterm-256color',
      cols: size.columns,
      rows: size.rows,
      cwd: folder,
      env: { ...plainEnvironment(folder), ...env },
    });
    this.pty.onData((text) => {
      this.raw += text;
      this.screen.write(text);
      this.changed();
    });
    this.ended = new Promise((resolve) => {
      this.pty.onExit(({ exitCode }) => {
        // The last words may arrive after the news of the end.
        setTimeout(() => {
          this.over = true;
          this.changed();
          resolve(exitCode);
        }, 100);
      });
    });
  }

  /** The lines that are in view. */
  view(): string {
    return this.screen.view();
  }

  /** All lines, also those that scrolled out of view. */
  everything(): string {
    return this.screen.everything();
  }

  /** Waits until the view holds a text. */
  async sees(text: string | RegExp): Promise<void> {
    const holds = () => (typeof text === 'string' ? this.view().includes(text) : text.test(this.view()));
    await this.until(holds, `wait for ${text}`);
  }

  press(...keys: readonly string[]): void {
    for (const each of keys) this.pty.write(each);
  }

  /** Waits until a text has stood on the screen; it may have scrolled out of view since. */
  async said(text: string): Promise<void> {
    await this.until(() => this.everything().includes(text), `wait for ${text}`);
  }

  /** Waits until a list is drawn to its last line. */
  async seesList(question: string): Promise<void> {
    const whole = new RegExp(`^\\? [^\\n]*${escaped(question)}[\\s\\S]*\\n> [\\s\\S]*· Enter [^\\n]*\\s*$`, 'm');
    await this.sees(whole);
  }

  /** Types into the question that is waiting for a line. */
  async types(question: string, line: string): Promise<void> {
    await this.sees(new RegExp(`^\\? [^\\n]*${escaped(question)}`, 'm'));
    this.press(line, key.enter);
  }

  /** Takes an entry of the question that is waiting, moving down to it. */
  async picks(question: string, label: string): Promise<void> {
    await this.reaches(question, label);
    this.press(key.enter);
  }

  /** Ticks or unticks an entry, moving down to it. */
  async ticks(question: string, label: string): Promise<void> {
    await this.reaches(question, label);
    const ticked = new RegExp(`^> \\[x\\] ${escaped(label)}`, 'm').test(this.view());
    this.press(key.space);
    await this.sees(new RegExp(`^> \\[${ticked ? ' ' : 'x'}\\] ${escaped(label)}`, 'm'));
  }

  /** Moves down until the cursor stands on a label, looking at the whole list after every key. */
  private async reaches(question: string, label: string): Promise<void> {
    const cursor = () => /^> .*$/m.exec(this.view())?.[0] ?? '';
    const onLabel = new RegExp(`^> (\\[[ x]\\] )?${escaped(label)}`);
    await this.seesList(question);
    for (let steps = 0; !onLabel.test(cursor()); steps += 1) {
      if (steps > 80) throw new Error(`no entry "${label}":\n${this.view()}`);
      const before = cursor();
      this.press(key.down);
      await this.until(() => cursor() !== before, `move to ${label}`);
      await this.seesList(question);
    }
  }

  /** Waits for the end; gives the exit code. */
  async ends(): Promise<number> {
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`it does not end:\n${this.view()}`)), patience).unref();
    });
    return Promise.race([this.ended, late]);
  }

  /** Ends it, however far it is. */
  close(): void {
    try {
      this.pty.kill();
    } catch {
      // It has ended already.
    }
  }

  private async until(holds: () => boolean, what: string): Promise<void> {
    const end = performance.now() + patience;
    while (!holds()) {
      const left = end - performance.now();
      if (left <= 0 || this.over)
        throw new Error(`${this.over ? 'it ended' : 'gave up'}: ${what}. The screen:\n${this.view()}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(left, 500));
        this.changed = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const piece = /\u001b\[([?\d;]*)([A-Za-z])|\u001b[^[]|[^\u001b]/gu;

/** As much of a terminal as prompts use: text that wraps and scrolls, moves of the cursor, erased lines. */
class Screen {
  private readonly lines: string[] = [''];
  private row = 0;
  private column = 0;
  private rest = '';

  write(text: string): void {
    const input = this.rest + text;
    let end = 0;
    for (const match of input.matchAll(piece)) {
      if (match.index !== end) break;
      end = match.index + match[0].length;
      if (match[2] !== undefined) this.obey(match[2], match[1] ?? '');
      else this.put(match[0]);
    }
    this.rest = input.slice(end);
  }

  view(): string {
    return this.lines
      .slice(this.top())
      .map((line) => line.trimEnd())
      .join('\n');
  }

  everything(): string {
    return this.lines.map((line) => line.trimEnd()).join('\n');
  }

  private top(): number {
    return Math.max(0, this.lines.length - size.rows);
  }

  private put(character: string): void {
    if (character === '\r') this.column = 0;
    else if (character === '\n') this.toRow(this.row + 1);
    else if (character === '\b') this.column = Math.max(0, this.column - 1);
    else if (character >= ' ') {
      if (this.column >= size.columns) {
        this.column = 0;
        this.toRow(this.row + 1);
      }
      const line = (this.lines[this.row] ?? '').padEnd(this.column);
      this.lines[this.row] = line.slice(0, this.column) + character + line.slice(this.column + 1);
      this.column += 1;
    }
  }

  private toRow(row: number): void {
    this.row = Math.max(this.top(), row);
    while (this.lines.length <= this.row) this.lines.push('');
  }

  private obey(command: string, argument: string): void {
    const count = Number(argument) || 1;
    const line = this.lines[this.row] ?? '';
    if (command === 'A') this.toRow(this.row - count);
    else if (command === 'B') this.toRow(Math.min(this.row + count, this.top() + size.rows - 1));
    else if (command === 'C') this.column = Math.min(size.columns - 1, this.column + count);
    else if (command === 'D') this.column = Math.max(0, this.column - count);
    else if (command === 'G') this.column = count - 1;
    else if (command === 'K') this.lines[this.row] = argument === '2' ? '' : line.slice(0, this.column);
    else if (command === 'J') {
      this.lines.length = this.row + 1;
      this.lines[this.row] = line.slice(0, this.column);
    }
  }
}
