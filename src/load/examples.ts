/** The examples inside rules are tests: each is judged when the rules load, and hard effects must show in the result. */
import { type Catalogue, covers } from '../core/catalogue.js';
import { atDecision, decidedBy, judge, situationOf } from '../core/condition.js';
import { judgeLayers } from '../core/layer.js';
import type { Answer, Condition, Effect, Evidence, Facts, Rule, Truth } from '../core/model.js';
import { distinct } from '../core/order.js';
import { judgePatterns } from '../core/pattern.js';
import { type CheckedAnswer, checkAnswer } from './answers.js';
import { type Diagnostic, nearest, suggest, valueInWords, wordOf } from './diagnostic.js';
import { adviceTypes, type FactType, revisitTypes } from './fact-types.js';
import type { RawRule } from './schema.js';
import type { Located, Path } from './yaml.js';

/** The examples of one rule, with the place where they stand. */
export interface RuleExamples {
  readonly located: Located;
  readonly path: Path;
  readonly raw: RawRule['examples'];
  /** A rule that always applies can have no silent example. */
  readonly isAlways: boolean;
}

const truths = { fires: 'yes', silent: 'no', open: 'unknown' } as const satisfies Record<string, Truth>;
const wanted = { fires: 'fire', silent: 'be silent', open: 'stay open' } as const satisfies Record<
  keyof typeof truths,
  string
>;

/** The examples of one rule, run. */
export interface TestedRule {
  readonly rule: string;
  /** How many examples there are. */
  readonly fires: number;
  readonly silent: number;
  readonly open: number;
  /** Empty: all behave. */
  readonly failures: readonly Diagnostic[];
}

/** Runs the examples of every rule that has some, in the order of the rules. */
export function runExamples(catalogue: Catalogue, examples: ReadonlyMap<string, RuleExamples>): TestedRule[] {
  // What was answered is checked as an answer, so its types need not be known here.
  const derived = new Map([...adviceTypes(catalogue.data), ...revisitTypes(new Map(), catalogue.data)]);
  return catalogue.data.rules.flatMap((rule) => {
    const own = examples.get(rule.id);
    if (!own) return [];
    const failures: Diagnostic[] = [];
    new ExampleChecker(catalogue, derived, rule, own, failures).check();
    const { fires, silent = [], open = [] } = own.raw;
    return [{ rule: rule.id, fires: fires.length, silent: silent.length, open: open.length, failures }];
  });
}

/** The state of checking the examples of one rule. */
class ExampleChecker {
  private readonly catalogue: Catalogue;
  private readonly derived: ReadonlyMap<string, FactType>;
  private readonly rule: Rule;
  private readonly examples: RuleExamples;
  private readonly diagnostics: Diagnostic[];

  constructor(
    catalogue: Catalogue,
    derived: ReadonlyMap<string, FactType>,
    rule: Rule,
    examples: RuleExamples,
    diagnostics: Diagnostic[],
  ) {
    this.catalogue = catalogue;
    this.derived = derived;
    this.rule = rule;
    this.examples = examples;
    this.diagnostics = diagnostics;
  }

  check(): void {
    let legal = true;
    for (const kind of ['fires', 'silent', 'open'] as const)
      (this.examples.raw[kind] ?? []).forEach((raw, index) => {
        const facts = this.facts(raw, [kind, index]);
        if (facts === null) legal = false;
        else if (this.behaves(facts, kind, [kind, index]) && kind === 'fires') this.showsInResult(facts, [kind, index]);
      });
    // An example that is not legal was meant to be another one: what it lacks shows once it is put right.
    if (legal) this.hasNearMisses();
  }

  private facts(raw: Readonly<Record<string, Answer>>, path: Path): Facts | null {
    const facts = new Map<string, Answer>();
    let legal = true;
    for (const [id, value] of Object.entries(raw)) {
      const question = this.catalogue.question.get(id);
      const checked = question ? checkAnswer(question, value) : this.checkDerived(id, value);
      if (checked.ok) facts.set(id, checked.answer);
      else {
        legal = false;
        this.say([...path, id], checked.message, checked.help, question || this.derived.has(id) ? undefined : 'key');
      }
    }
    return legal ? facts : null;
  }

  /** What an example assumes of advice, of what was or of what runs: a misspelt name would make it prove nothing. */
  private checkDerived(id: string, value: Answer): CheckedAnswer {
    const family = /^(advice|was|decision|stack)\./.exec(id)?.[0];
    const question = family === 'was.' ? this.catalogue.question.get(id.slice(family.length)) : undefined;
    if (question) return checkAnswer(question, value);
    const type = this.derived.get(id);
    if (type === undefined) {
      const message = `unknown ${family === 'advice.' ? 'advice' : family ? 'fact' : 'question'} "${id}"`;
      const questions = [...this.catalogue.question.keys()];
      const known = [...this.derived.keys(), ...questions.map(atDecision)];
      const relatives = family ? known.filter((each) => each.startsWith(family)) : questions;
      const near = nearest(id, [...questions, ...known]);
      const help = near === null ? suggest(id, relatives) : `did you mean "${near}"?`;
      return { ok: false, code: 'example', message, help };
    }
    if (type.type === 'yes-no')
      return typeof value === 'boolean'
        ? { ok: true, answer: value }
        : { ok: false, code: 'example', message: `"${id}" wants true or false`, help: null };
    const options = 'options' in type ? type.options : [];
    const bad = [value].flat().find((each) => !options.includes(wordOf(each)));
    if (bad === undefined) return { ok: true, answer: value };
    const message = `${valueInWords(bad)} is no option of "${id}"`;
    return { ok: false, code: 'example', message, help: suggest(wordOf(bad), options) };
  }

  private behaves(facts: Facts, kind: keyof typeof truths, path: Path): boolean {
    const situation = situationOf(facts, this.catalogue.signal);
    const got = judge(this.rule.when, situation);
    if (got === truths[kind]) return true;
    const leaves = decidedBy(this.rule.when, situation);
    const help =
      got === 'unknown'
        ? `not answered here: ${distinct(leaves.flatMap(unanswered)).join(', ')}`
        : `because of ${leaves.map(({ fact, test }) => `${fact} (the rule asks: ${test})`).join(' and ')}`;
    this.say(path, `"${this.rule.id}" should ${wanted[kind]} here, but its condition is ${got}`, help);
    return false;
  }

  /** A hard effect that fires must exclude something, or hold it back as open, in the engine itself. */
  private showsInResult(facts: Facts, path: Path): void {
    for (const effect of this.rule.effects) {
      if (effect.kind !== 'require' && effect.kind !== 'exclude') continue;
      if (!this.excludesSomething(facts, effect))
        this.say(
          path,
          `"${this.rule.id}" fires here but its "${effect.kind}" excludes nothing`,
          'aim it at something that the catalogue has',
        );
    }
  }

  private excludesSomething(facts: Facts, effect: Extract<Effect, { kind: 'require' | 'exclude' }>): boolean {
    const { target } = effect;
    if (target.on === 'pattern') {
      const judged = judgePatterns(this.catalogue, situationOf(facts, this.catalogue.signal), new Map());
      return judged.some((each) => each.hard.some((one) => one.rule === this.rule && one.truth === 'yes'));
    }
    const patterns = facts.has('advice.pattern')
      ? [this.catalogue.pattern.get(String(facts.get('advice.pattern')))]
      : this.catalogue.patterns;
    const known = patterns.filter((each) => each !== undefined);
    // The engine is asked last, because it takes most of the time.
    if (known.length > 0 && target.layers.some((layer) => this.wouldExclude(layer, effect))) return true;
    return known.some((pattern) => {
      const situation = situationOf(new Map(facts).set('advice.pattern', pattern.id), this.catalogue.signal);
      return judgeLayers(this.catalogue, pattern, situation, null).some((layer) =>
        layer.candidates.some((candidate) => candidate.hard.some((one) => one.rule === this.rule)),
      );
    });
  }

  /** For a layer that the few answers of an example do not make needed: whether any offering would be excluded or held back. */
  private wouldExclude(layer: string, effect: Extract<Effect, { kind: 'require' | 'exclude' }>): boolean {
    const harmless: Truth = effect.kind === 'exclude' ? 'no' : 'yes';
    return (this.catalogue.offerings.get(layer) ?? []).some(
      (each) => covers(this.catalogue, effect.target, each) !== harmless,
    );
  }

  private hasNearMisses(): void {
    if (this.examples.isAlways) return;
    const { fires, silent = [] } = this.examples.raw;
    const near = silent.some((each) => fires.some((one) => differences(one, each) <= 1));
    if (!near) {
      const message = `"${this.rule.id}" needs a silent example that differs from a firing one in one answer`;
      const help = 'copy a firing example and change what makes it fire';
      if (silent.length > 0) this.say(['silent', 0], message, help);
      else this.say([], message, help, 'key');
      return;
    }
    for (const { fact, edge } of thresholds(this.rule.when).filter((each) => this.isAnswer(each.fact, each.edge)))
      if (!silent.some((each) => each[fact] === edge))
        this.say(
          ['silent'],
          `"${this.rule.id}" needs the nearest miss as a silent example: ${fact}: ${edge}`,
          'thresholds go wrong by one',
        );
  }

  /** No example can show a miss that no answer can be, and between fractions there is no nearest one. */
  private isAnswer(fact: string, edge: number): boolean {
    const question = this.catalogue.question.get(fact);
    return question?.type === 'number' && question.whole && checkAnswer(question, edge).ok;
  }

  private say(path: Path, message: string, help: string | null, at?: 'key'): void {
    const { located } = this.examples;
    this.diagnostics.push(
      located.diagnostic('example', [...this.examples.path, ...path], message, {
        ...(help === null ? {} : { help }),
        ...(at ? { at } : {}),
      }),
    );
  }
}

/** What a leaf misses: the answer, the one from before, or both. */
function unanswered({ fact, got, was }: Evidence): string[] {
  const before = was === null ? [atDecision(fact)] : [];
  return got === null ? [fact, ...before] : before;
}

/** In how many answers two examples differ. */
function differences(a: Readonly<Record<string, Answer>>, b: Readonly<Record<string, Answer>>): number {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key])).length;
}

/** The nearest values on the wrong side of each number that a rule names itself (those of signals belong to the signals). */
function thresholds(condition: Condition): { fact: string; edge: number }[] {
  if (condition.kind === 'all' || condition.kind === 'any' || condition.kind === 'count')
    return condition.of.flatMap(thresholds);
  if (condition.kind !== 'fact') return [];
  const { fact, test } = condition;
  if (test.op === 'at-least' && typeof test.value === 'number') return [{ fact, edge: test.value - 1 }];
  if (test.op === 'at-most' && typeof test.value === 'number') return [{ fact, edge: test.value + 1 }];
  if (test.op === 'between' && typeof test.from === 'number' && typeof test.to === 'number')
    return [test.from - 1, test.to + 1].map((edge) => ({ fact, edge }));
  return [];
}
