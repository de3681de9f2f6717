/** Conditions as written in YAML to conditions of the core: what stands where, and every name, is checked here. */
import { atDecision } from '../core/condition.js';
import type { Condition } from '../core/model.js';
import { isChange, readChange } from './change-syntax.js';
import { type Diagnostic, suggest, valueInWords } from './diagnostic.js';
import type { FactType } from './fact-types.js';
import { exampleOf, readTest, type TestMistake } from './test-syntax.js';
import type { Located, Path } from './yaml.js';

/** Everything a condition may name, and what it may not. */
export interface Scope {
  readonly facts: ReadonlyMap<string, FactType>;
  /** Every fact that is no answer, also what is decided later: to tell a slip of spelling from one of order. */
  readonly derived: ReadonlyMap<string, FactType>;
  /** What may be read here, in words. */
  readonly reads: string;
  readonly signals: ReadonlySet<string>;
  /** `answered` is for asking, risks and plans only; elsewhere an unanswered question must stay unknown. */
  readonly mayAskWhetherAnswered: boolean;
}

type Report = (diagnostic: Diagnostic) => void;

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

const keywords = ['all', 'any', 'not', 'count', 'signal'];

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
    const [only, second] = keys;
    if (only !== undefined && second === undefined) return only;
    const help = 'write one of: all, any, not, count, signal, or a question with one operator';
    if (second === undefined) this.wrong('wrong-type', path, 'a condition is a map with one key', help);
    else {
      const message = `a condition has one key; this one has ${keys.length}`;
      this.wrong('wrong-type', [...path, second], message, 'put the parts in a list under "all" or "any"', 'key');
    }
    return null;
  }

  private parts(raw: unknown, path: Path): Condition[] | null {
    if (!Array.isArray(raw) || raw.length === 0) {
      const message = `"${path.at(-1)}" wants a list of conditions`;
      this.wrong('wrong-type', path, message, 'for example [ { realtime: { is: none } } ]');
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
    const legal = ['at-least', 'of'];
    const unknown = Object.keys(raw).filter((key) => !legal.includes(key));
    for (const key of unknown)
      this.wrong('unknown-key', [...path, key], `unknown key "${key}" in "count"`, suggest(key, legal), 'key');
    const missing = legal.filter((key) => !(key in raw));
    // An unknown key is then most likely the missing one, written wrongly: one mistake, said once.
    if (unknown.length === 0)
      for (const key of missing) this.wrong('missing-key', [...path, key], `"${key}" is missing in "count"`);
    const of = 'of' in raw ? this.parts(raw.of, [...path, 'of']) : null;
    const atLeast = raw['at-least'];
    const most = Array.isArray(raw.of) && raw.of.length > 0 ? raw.of.length : Number.POSITIVE_INFINITY;
    const isWithin = typeof atLeast === 'number' && Number.isInteger(atLeast) && atLeast >= 1 && atLeast <= most;
    if ('at-least' in raw && !isWithin) {
      const message = '"at-least" of "count" must be a whole number from 1 to the number of parts';
      this.wrong('out-of-range', [...path, 'at-least'], message, Number.isFinite(most) ? `at most ${most} here` : '');
    }
    return of && isWithin ? { kind: 'count', atLeast, of } : null;
  }

  private signal(raw: unknown, path: Path): Condition | null {
    if (typeof raw === 'string' && this.scope.signals.has(raw)) return { kind: 'signal', signal: raw };
    if (typeof raw === 'string')
      this.wrong('unknown-id', path, `unknown signal "${raw}"`, suggest(raw, this.scope.signals));
    else this.wrong('wrong-type', path, `"signal" wants the id of a signal, not ${valueInWords(raw)}`);
    return null;
  }

  private fact(fact: string, raw: unknown, path: Path): Condition | null {
    const type = this.scope.facts.get(fact);
    if (type === undefined) {
      this.unreadable(fact, path);
      return null;
    }
    const keys = isMap(raw) ? Object.keys(raw) : [];
    const [op, second] = keys;
    if (op === undefined) {
      const help = `for example { ${fact}: { ${exampleOf(type)} } }`;
      this.wrong('wrong-type', path, `"${fact}" wants one operator`, help);
      return null;
    }
    if (second !== undefined) {
      const message = `"${fact}" wants one operator; here are ${keys.length}`;
      this.wrong('wrong-type', [...path, second], message, 'put two conditions in a list under "all"', 'key');
      return null;
    }
    const operand = (raw as Record<string, unknown>)[op];
    const { mayAskWhetherAnswered, derived } = this.scope;
    const before = atDecision(fact);
    const subject = { fact, type, mayAskWhetherAnswered, mayLookBack: this.scope.facts.has(before) };
    if (isChange(op)) {
      const asked = { ...subject, isAnswer: derived.has(before) };
      const test = readChange(op, operand, [...path, op], asked, (mistake) => this.mistake(mistake));
      return test && { kind: 'change', fact, test };
    }
    const test = readTest(op, operand, [...path, op], subject, (mistake) => this.mistake(mistake));
    return test && { kind: 'fact', fact, test };
  }

  private mistake({ code, path, message, help, at }: TestMistake): void {
    this.wrong(code, path, message, help, at);
  }

  /** A name that is nothing, or advice that is given only later. */
  private unreadable(fact: string, path: Path): void {
    const { facts, derived, reads } = this.scope;
    const family = /^(advice|was|decision|stack)\./.exec(fact)?.[0];
    const relatives = [...derived.keys()].filter((each) => family !== undefined && each.startsWith(family));
    if (derived.has(fact)) this.wrong('wrong-stratum', path, `"${fact}" cannot be read here`, reads, 'key');
    else if (family === 'advice.')
      this.wrong('unknown-id', path, `unknown advice "${fact}"`, suggest(fact, relatives), 'key');
    else if (family !== undefined)
      this.wrong('unknown-id', path, `unknown fact "${fact}"`, suggest(fact, relatives), 'key');
    else
      this.wrong(
        'unknown-id',
        path,
        `unknown question "${fact}"`,
        suggest(fact, [...facts.keys(), ...keywords]),
        'key',
      );
  }

  private wrong(code: Diagnostic['code'], path: Path, message: string, help?: string, at?: 'key'): void {
    this.report(this.located.diagnostic(code, path, message, { ...(help ? { help } : {}), ...(at ? { at } : {}) }));
  }
}

function isMap(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}
