/** One operator with its operand: does it fit the type of the fact, and can any answer pass. */
import type { Test } from '../core/model.js';
import { type DiagnosticCode, suggest, valueInWords } from './diagnostic.js';
import type { FactType } from './fact-types.js';
import type { Path } from './yaml.js';

/** The fact that is tested. */
export interface Subject {
  readonly fact: string;
  readonly type: FactType;
  readonly mayAskWhetherAnswered: boolean;
  /** Whether the fact has a before that may be asked for here. */
  readonly mayLookBack: boolean;
}

export interface TestMistake {
  readonly code: DiagnosticCode;
  readonly path: Path;
  readonly message: string;
  readonly help: string;
  readonly at?: 'key';
}

type Operand = string | number | boolean;

const operators = {
  choice: ['is', 'is-not', 'in', 'not-in', 'answered'],
  ordered: ['is', 'is-not', 'in', 'not-in', 'at-least', 'at-most', 'between', 'answered'],
  multi: ['includes', 'includes-any', 'includes-all', 'answered'],
  'yes-no': ['is', 'is-not', 'answered'],
  number: ['is', 'is-not', 'in', 'not-in', 'at-least', 'at-most', 'between', 'answered'],
} as const;

/** Operators that compare an answer with the one before, and what they fit (load/change-syntax.ts). */
export const lookingBack = {
  changed: ['choice', 'multi', 'yes-no', 'number'],
  'grew-by': ['number'],
  'shrank-by': ['number'],
  gained: ['multi'],
  lost: ['multi'],
} as const;

/** The operators that look back at a fact of a type. */
export function changesOf({ type }: FactType): string[] {
  return Object.entries(lookingBack).flatMap(([op, types]) =>
    (types as readonly string[]).includes(type) ? [op] : [],
  );
}

/** Reads a test. `path` leads to the operand. Null when there is a mistake, which is then reported. */
export function readTest(
  op: string,
  raw: unknown,
  path: Path,
  subject: Subject,
  report: (mistake: TestMistake) => void,
): Test | null {
  return new TestReader(subject, report).test(op, raw, path);
}

/** The state of reading one test: the fact, and where mistakes go. */
class TestReader {
  private readonly subject: Subject;
  private readonly report: (mistake: TestMistake) => void;

  constructor(subject: Subject, report: (mistake: TestMistake) => void) {
    this.subject = subject;
    this.report = report;
  }

  test(op: string, raw: unknown, path: Path): Test | null {
    const { fact, type, mayAskWhetherAnswered, mayLookBack } = this.subject;
    const all: readonly string[] = operators[type.type === 'choice' && type.ordered ? 'ordered' : type.type];
    if (op === 'answered' && !mayAskWhetherAnswered) {
      const help = 'a rule that decides must leave an unanswered question unknown';
      this.report({
        code: 'wrong-stratum',
        path,
        message: '"answered" is for asking, risks and plans',
        help,
        at: 'key',
      });
      return null;
    }
    if (all.includes(op)) return this.fitting(op as Test['op'], raw, path);
    const answered = all.filter((each) => each !== 'answered' || mayAskWhetherAnswered);
    const legal = [...answered, ...(mayLookBack ? changesOf(type) : [])];
    const message = `"${op}" does not fit "${fact}", which is ${typeInWords(type)}`;
    this.report({ code: 'wrong-operator', path, message, help: suggest(op, legal), at: 'key' });
    return null;
  }

  private fitting(op: Test['op'], raw: unknown, path: Path): Test | null {
    switch (op) {
      case 'answered':
        if (typeof raw === 'boolean') return { op, value: raw };
        return this.wrongType(path, '"answered" wants true or false', 'write true or false');
      case 'is':
      case 'is-not': {
        const value = this.operand(raw, path);
        return value === null ? null : { op, value };
      }
      case 'includes': {
        const value = this.operand(raw, path);
        return value === null ? null : { op, value: String(value) };
      }
      case 'in':
      case 'not-in':
      case 'includes-any':
      case 'includes-all': {
        const values = this.operands(op, raw, path);
        return values && ({ op, values } as Test);
      }
      case 'at-least':
      case 'at-most':
        return this.oneSided(op, raw, path);
      case 'between':
        return this.between(raw, path);
      default:
        return op satisfies never;
    }
  }

  private oneSided(op: 'at-least' | 'at-most', raw: unknown, path: Path): Test | null {
    const value = this.operand(raw, path);
    if (value === null || typeof value === 'boolean') return null;
    const { type } = this.subject;
    if (type.type !== 'choice') return { op, value };
    const at = type.options.indexOf(String(value));
    return { op, value, allowed: op === 'at-least' ? type.options.slice(at) : type.options.slice(0, at + 1) };
  }

  private between(raw: unknown, path: Path): Test | null {
    const values = this.operands('between', raw, path);
    if (values === null) return null;
    const [from, to] = values;
    if (from === undefined || to === undefined || values.length !== 2)
      return this.wrongType(path, '"between" wants two values', 'for example [10000, 100000]');
    const { type } = this.subject;
    const options = type.type === 'choice' ? type.options : null;
    const [low, high] = options ? [options.indexOf(String(from)), options.indexOf(String(to))] : [from, to];
    if (low > high) {
      const message = `nothing is between ${valueInWords(from)} and ${valueInWords(to)}`;
      this.report({ code: 'out-of-range', path, message, help: `write the smaller one first: [${to}, ${from}]` });
      return null;
    }
    return { op: 'between', from, to, ...(options ? { allowed: options.slice(Number(low), Number(high) + 1) } : {}) };
  }

  private operands(op: string, raw: unknown, path: Path): (string | number)[] | null {
    if (!Array.isArray(raw) || raw.length === 0)
      return this.wrongType(
        path,
        `"${op}" wants a list of values`,
        `for example { ${op}: [${firstOf(this.subject.type)}] }`,
      );
    const values = raw.map((each, index) => this.operand(each, [...path, index]));
    return values.every((value) => value !== null) ? (values as (string | number)[]) : null;
  }

  private operand(raw: unknown, path: Path): Operand | null {
    const { fact, type } = this.subject;
    if (type.type === 'number' && typeof raw === 'number') return this.withinRange(raw, path, type);
    if (type.type === 'yes-no' && typeof raw === 'boolean') return raw;
    if ((type.type === 'choice' || type.type === 'multi') && typeof raw === 'string') {
      if (type.options.includes(raw)) return raw;
      const message = `"${raw}" is no option of "${fact}"`;
      this.report({ code: 'unknown-id', path, message, help: suggest(raw, type.options) });
      return null;
    }
    const message = `"${fact}" is ${typeInWords(type)}, so ${valueInWords(raw)} does not fit`;
    return this.wrongType(path, message, `for example { ${exampleOf(type)} }`);
  }

  /** A number that no answer can be makes a condition that is always or never true: a slip, and a silent one. */
  private withinRange(raw: number, path: Path, type: Extract<FactType, { type: 'number' }>): number | null {
    if (raw >= type.atLeast && raw <= (type.atMost ?? Number.POSITIVE_INFINITY)) return raw;
    const message = `no answer to "${this.subject.fact}" can be ${raw}`;
    const help = type.atMost === null ? `at least ${type.atLeast}` : `from ${type.atLeast} to ${type.atMost}`;
    this.report({ code: 'out-of-range', path, message, help });
    return null;
  }

  private wrongType(path: Path, message: string, help: string): null {
    this.report({ code: 'wrong-type', path, message, help });
    return null;
  }
}

/** The type of a fact in words: what may be said of it. */
export function typeInWords(type: FactType): string {
  if (type.type === 'choice') return type.ordered ? 'an ordered choice' : 'a choice';
  return { multi: 'a list of options', 'yes-no': 'true or false', number: 'a number' }[type.type];
}

/** An operator with an operand that fits the type. */
export function exampleOf(type: FactType): string {
  if (type.type === 'number') return 'at-least: 100';
  return type.type === 'multi' ? `includes: ${firstOf(type)}` : `is: ${firstOf(type)}`;
}

function firstOf(type: FactType): string {
  if (type.type === 'number') return '100';
  return type.type === 'yes-no' ? 'true' : (type.options[0] ?? '');
}
