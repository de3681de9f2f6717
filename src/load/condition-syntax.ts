/** Conditions as written in YAML to conditions of the core: every name, option and operator is checked here. */
import type { Condition, Test } from '../core/model.js';
import { type Diagnostic, suggest } from './diagnostic.js';
import type { Located, Path } from './yaml.js';

/** What a condition may say of a fact. */
export type FactType =
  | { readonly type: 'choice'; readonly options: readonly string[]; readonly ordered: boolean }
  | { readonly type: 'multi'; readonly options: readonly string[] }
  | { readonly type: 'yes-no' }
  | { readonly type: 'number' };

/** Everything a condition may name, and what it may not. */
export interface Scope {
  readonly facts: ReadonlyMap<string, FactType>;
  readonly signals: ReadonlySet<string>;
  /** `answered` is for asking, risks and plans only; elsewhere an unanswered question must stay unknown. */
  readonly mayAskWhetherAnswered: boolean;
}

type Report = (diagnostic: Diagnostic) => void;

const operators = {
  choice: ['is', 'is-not', 'in', 'not-in', 'answered'],
  ordered: ['is', 'is-not', 'in', 'not-in', 'at-least', 'at-most', 'between', 'answered'],
  multi: ['includes', 'includes-any', 'includes-all', 'answered'],
  'yes-no': ['is', 'is-not', 'answered'],
  number: ['is', 'is-not', 'in', 'not-in', 'at-least', 'at-most', 'between', 'answered'],
} as const;

/** Reads the condition at a path of a file. Null when it has a mistake, which is then reported. */
export function readCondition(
  raw: unknown,
  path: Path,
  located: Located,
  scope: Scope,
  report: Report,
): Condition | null {
  return new ConditionReader(located, scope, report).condition(raw, path);
}

/** The state of reading one condition: the file, what may be named, and where mistakes go. */
class ConditionReader {
  private readonly located: Located;
  private readonly scope: Scope;
  private readonly report: Report;

  constructor(located: Located, scope: Scope, report: Report) {
    this.located = located;
    this.scope = scope;
    this.report = report;
  }

  condition(raw: unknown, path: Path): Condition | null {
    if (raw === 'always') return { kind: 'always' };
    const key = this.onlyKey(raw, path);
    if (key === null) return null;
    const inner = (raw as Record<string, unknown>)[key];
    const at = [...path, key];
    switch (key) {
      case 'all':
      case 'any': {
        const of = this.parts(inner, at);
        return of && { kind: key, of };
      }
      case 'not': {
        const of = this.condition(inner, at);
        return of && { kind: 'not', of };
      }
      case 'count':
        return this.count(inner, at);
      case 'signal':
        return this.signal(inner, at);
      default:
        return this.fact(key, inner, at);
    }
  }

  /** A condition is a map with exactly one key. */
  private onlyKey(raw: unknown, path: Path): string | null {
    const keys = isMap(raw) ? Object.keys(raw) : [];
    if (keys.length === 1 && keys[0] !== undefined) return keys[0];
    const help = 'write one of: all, any, not, count, signal, or a question with one operator';
    if (keys.length === 0) this.wrong('wrong-type', path, 'a condition is a map with one key', help);
    else
      this.wrong(
        'wrong-type',
        [...path, keys[1] ?? ''],
        `a condition has one key; this one has ${keys.length}`,
        'put the parts in a list under "all" or "any"',
        'key',
      );
    return null;
  }

  private parts(raw: unknown, path: Path): Condition[] | null {
    if (!Array.isArray(raw) || raw.length === 0) {
      this.wrong(
        'wrong-type',
        path,
        `"${path.at(-1)}" wants a list of conditions`,
        'for example [ { realtime: { is: none } } ]',
      );
      return null;
    }
    const parts = raw.map((each, index) => this.condition(each, [...path, index]));
    return parts.every((part) => part !== null) ? parts : null;
  }

  private count(raw: unknown, path: Path): Condition | null {
    if (!isMap(raw)) {
      this.wrong('wrong-type', path, '"count" wants a map', 'for example { at-least: 2, of: [ … ] }');
      return null;
    }
    for (const key of Object.keys(raw))
      if (key !== 'at-least' && key !== 'of')
        this.wrong(
          'unknown-key',
          [...path, key],
          `unknown key "${key}" in "count"`,
          suggest(key, ['at-least', 'of']),
          'key',
        );
    const of = this.parts(raw.of, [...path, 'of']);
    const atLeast = raw['at-least'];
    if (typeof atLeast !== 'number' || !Number.isInteger(atLeast) || atLeast < 1 || (of && atLeast > of.length)) {
      this.wrong(
        'out-of-range',
        [...path, 'at-least'],
        '"at-least" of "count" must be a whole number from 1 to the number of parts',
      );
      return null;
    }
    return of && { kind: 'count', atLeast, of };
  }

  private signal(raw: unknown, path: Path): Condition | null {
    if (typeof raw === 'string' && this.scope.signals.has(raw)) return { kind: 'signal', signal: raw };
    this.wrong('unknown-id', path, `unknown signal "${String(raw)}"`, suggest(String(raw), this.scope.signals));
    return null;
  }

  private fact(fact: string, raw: unknown, path: Path): Condition | null {
    const type = this.scope.facts.get(fact);
    if (type === undefined) {
      const message = fact.startsWith('advice.') ? `"${fact}" cannot be read here` : `unknown question "${fact}"`;
      const help = fact.startsWith('advice.')
        ? 'a rule reads only what is decided before it: layers read advice.pattern, risks and steps read all of advice'
        : suggest(fact, [...this.scope.facts.keys(), 'all', 'any', 'not', 'count', 'signal']);
      this.wrong(fact.startsWith('advice.') ? 'wrong-stratum' : 'unknown-id', path, message, help, 'key');
      return null;
    }
    const keys = isMap(raw) ? Object.keys(raw) : [];
    const [op] = keys;
    if (keys.length !== 1 || op === undefined) {
      this.wrong('wrong-type', path, `"${fact}" wants one operator`, `for example { ${fact}: { ${exampleOf(type)} } }`);
      return null;
    }
    const legal: readonly string[] = operators[type.type === 'choice' && type.ordered ? 'ordered' : type.type];
    if (!legal.includes(op)) {
      this.wrong(
        'wrong-operator',
        [...path, op],
        `"${op}" does not fit "${fact}", which is ${inWords(type)}`,
        suggest(op, legal),
        'key',
      );
      return null;
    }
    const test = this.test(op as Test['op'], (raw as Record<string, unknown>)[op], [...path, op], fact, type);
    return test && { kind: 'fact', fact, test };
  }

  private test(op: Test['op'], raw: unknown, path: Path, fact: string, type: FactType): Test | null {
    switch (op) {
      case 'answered':
        return this.answered(raw, path);
      case 'is':
      case 'is-not': {
        const value = this.operand(raw, path, fact, type);
        return value === null ? null : { op, value };
      }
      case 'includes': {
        const value = this.operand(raw, path, fact, type);
        return value === null ? null : { op, value: String(value) };
      }
      case 'in':
      case 'not-in':
      case 'includes-any':
      case 'includes-all': {
        const values = this.operands(raw, path, fact, type);
        return values && ({ op, values } as Test);
      }
      case 'at-least':
      case 'at-most': {
        const value = this.operand(raw, path, fact, type);
        if (value === null) return null;
        const range: [Operand, Operand] = op === 'at-least' ? [value, last(type)] : [first(type), value];
        return { op, value: value as number | string, ...allowedOf(type, range) };
      }
      case 'between': {
        const values = this.operands(raw, path, fact, type);
        const [from, to] = values ?? [];
        if (values && (values.length !== 2 || from === undefined || to === undefined)) {
          this.wrong('wrong-type', path, '"between" wants two values', 'for example [10000, 100000]');
          return null;
        }
        return from === undefined || to === undefined ? null : { op, from, to, ...allowedOf(type, [from, to]) };
      }
      default:
        return op satisfies never;
    }
  }

  private answered(raw: unknown, path: Path): Test | null {
    if (!this.scope.mayAskWhetherAnswered) {
      this.wrong(
        'wrong-stratum',
        path,
        '"answered" is for asking, risks and plans',
        'a rule that decides must leave an unanswered question unknown',
        'key',
      );
      return null;
    }
    if (typeof raw === 'boolean') return { op: 'answered', value: raw };
    this.wrong('wrong-type', path, '"answered" wants true or false');
    return null;
  }

  private operands(raw: unknown, path: Path, fact: string, type: FactType): (string | number)[] | null {
    if (!Array.isArray(raw) || raw.length === 0) {
      this.wrong('wrong-type', path, `"${path.at(-1)}" wants a list of values`);
      return null;
    }
    const values = raw.map((each, index) => this.operand(each, [...path, index], fact, type));
    return values.every((value) => value !== null) ? (values as (string | number)[]) : null;
  }

  private operand(raw: unknown, path: Path, fact: string, type: FactType): Operand | null {
    if (type.type === 'number' && typeof raw === 'number') return raw;
    if (type.type === 'yes-no' && typeof raw === 'boolean') return raw;
    if ((type.type === 'choice' || type.type === 'multi') && typeof raw === 'string') {
      if (type.options.includes(raw)) return raw;
      this.wrong('unknown-id', path, `"${raw}" is no option of "${fact}"`, suggest(raw, type.options));
      return null;
    }
    this.wrong('wrong-type', path, `"${fact}" is ${inWords(type)}, so ${JSON.stringify(raw)} does not fit`);
    return null;
  }

  private wrong(code: Diagnostic['code'], path: Path, message: string, help?: string, at?: 'key'): void {
    this.report(this.located.diagnostic(code, path, message, { ...(help ? { help } : {}), ...(at ? { at } : {}) }));
  }
}

type Operand = string | number | boolean;

function first(type: FactType): Operand {
  return type.type === 'choice' ? (type.options[0] ?? '') : 0;
}

function last(type: FactType): Operand {
  return type.type === 'choice' ? (type.options.at(-1) ?? '') : 0;
}

/** For ordered choices, the options from one to the other; numbers need none. */
function allowedOf(type: FactType, [from, to]: readonly [Operand, Operand]): { allowed?: readonly string[] } {
  if (type.type !== 'choice') return {};
  return { allowed: type.options.slice(type.options.indexOf(String(from)), type.options.indexOf(String(to)) + 1) };
}

function inWords(type: FactType): string {
  if (type.type === 'choice') return type.ordered ? 'an ordered choice' : 'a choice';
  return { multi: 'a list of options', 'yes-no': 'true or false', number: 'a number' }[type.type];
}

function exampleOf(type: FactType): string {
  if (type.type === 'number') return 'at-least: 100';
  if (type.type === 'yes-no') return 'is: true';
  return type.type === 'choice' ? `is: ${type.options[0]}` : `includes: ${type.options[0]}`;
}

function isMap(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}
