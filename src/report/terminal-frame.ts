/** What every part of a terminal page shares: its subject, its emphasis, and how text is laid out on it. */
import type { Reason } from '../core/reason.js';
import { evidenceInWords } from './evidence-words.js';
import { paragraph } from './layout.js';
import type { Style } from './style.js';
import { type Subject, sourcesInWords, weightInWords } from './words.js';

export interface TerminalOptions {
  readonly style: Style;
  /** Columns; text wraps at it. */
  readonly width: number;
  /** Every reason with its source and evidence. */
  readonly verbose: boolean;
}

/** A page of a terminal, as wide as it is. */
export class Frame {
  readonly subject: Subject;
  readonly style: Style;
  readonly verbose: boolean;
  private readonly width: number;

  constructor(subject: Subject, { style, width, verbose }: TerminalOptions) {
    this.subject = subject;
    this.style = style;
    this.verbose = verbose;
    this.width = width;
  }

  heading(text: string): string {
    return this.style.strong(text);
  }

  /** Text over as many lines as it takes; no line for no text. */
  wrap(text: string, indent = ''): string[] {
    return text === '' ? [] : paragraph(text, this.width, indent);
  }

  /** A point of a list: its mark, then the text, further lines indented. */
  item(mark: string, text: string): string[] {
    return paragraph(`${mark} ${text}`, this.width, '  ', '');
  }

  /** A numbered point of a list. */
  step(number: number, text: string): string[] {
    return paragraph(text, this.width, '    ', `${String(number).padStart(2)}. `);
  }

  /** The rule that something rests on, and on whose word. */
  cite(rule: string, sources: readonly string[], indent = '  '): string[] {
    return this.wrap(this.style.quiet(`[${rule}] ${sourcesInWords(this.subject.catalogue, sources)}`), indent);
  }

  /** A reason with its weight, the answers behind it, and its source. */
  reason(reason: Reason): string[] {
    const evidence = evidenceInWords(this.subject.catalogue, reason.evidence);
    return [
      ...this.item(weightInWords(reason), reason.because),
      ...(evidence === '' ? [] : this.wrap(this.style.quiet(evidence), '    ')),
      ...this.cite(reason.rule, reason.sources, '    '),
    ];
  }
}
