/** The examples inside rules are tests: each is judged when the rules load, and hard effects must show in the result. */
import { type Catalogue, covers } from '../core/catalogue.js';
import { judge, situationOf } from '../core/condition.js';
import { judgeLayers } from '../core/layer.js';
import type { Answer, Condition, Effect, Facts, Rule, Truth } from '../core/model.js';
import { judgePatterns } from '../core/pattern.js';
import { checkAnswer } from './answers.js';
import { type Diagnostic, suggest } from './diagnostic.js';
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

/** Runs the examples of every rule. */
export function checkExamples(
  catalogue: Catalogue,
  examples: ReadonlyMap<string, RuleExamples>,
  diagnostics: Diagnostic[],
): void {
  for (const rule of catalogue.data.rules) {
    const own = examples.get(rule.id);
    if (own) new ExampleChecker(catalogue, rule, own, diagnostics).check();
  }
}

/** The state of checking the examples of one rule. */
class ExampleChecker {
  private readonly catalogue: Catalogue;
  private readonly rule: Rule;
  private readonly examples: RuleExamples;
  private readonly diagnostics: Diagnostic[];

  constructor(catalogue: Catalogue, rule: Rule, examples: RuleExamples, diagnostics: Diagnostic[]) {
    this.catalogue = catalogue;
    this.rule = rule;
    this.examples = examples;
    this.diagnostics = diagnostics;
  }

  check(): void {
    for (const kind of ['fires', 'silent', 'open'] as const)
      (this.examples.raw[kind] ?? []).forEach((raw, index) => {
        const facts = this.facts(raw, [kind, index]);
        if (facts) this.behaves(facts, truths[kind], [kind, index]);
        if (facts && kind === 'fires') this.showsInResult(facts, [kind, index]);
      });
    this.hasNearMisses();
  }

  private facts(raw: Readonly<Record<string, Answer>>, path: Path): Facts | null {
    const facts = new Map<string, Answer>();
    let legal = true;
    for (const [id, value] of Object.entries(raw)) {
      const question = this.catalogue.question.get(id);
      const checked = question ? checkAnswer(question, value) : { ok: id.startsWith('advice.'), answer: value };
      if (checked.ok) facts.set(id, 'answer' in checked ? checked.answer : value);
      else {
        legal = false;
        if ('message' in checked) this.say([...path, id], checked.message, checked.help ?? '');
        else this.say([...path, id], `unknown question "${id}"`, suggest(id, this.catalogue.question.keys()), 'key');
      }
    }
    return legal ? facts : null;
  }

  private behaves(facts: Facts, wanted: Truth, path: Path): void {
    const got = judge(this.rule.when, situationOf(facts, this.catalogue.signal));
    if (got === wanted) return;
    const kind = String(path[0]);
    const help = got === 'unknown' ? 'answer every question that the condition reads' : `the condition is ${got} here`;
    this.say(path, `this example of "${this.rule.id}" should be ${wanted} (${kind}) and is ${got}`, help);
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
    return patterns.some((pattern) => {
      if (!pattern) return false;
      const situation = situationOf(new Map(facts).set('advice.pattern', pattern.id), this.catalogue.signal);
      const inEngine = judgeLayers(this.catalogue, pattern, situation, null).some((layer) =>
        layer.candidates.some((candidate) => candidate.hard.some((one) => one.rule === this.rule)),
      );
      return inEngine || target.layers.some((layer) => this.wouldExclude(layer, effect));
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
      const path: Path = silent.length > 0 ? ['silent', 0] : [];
      this.say(
        path,
        `"${this.rule.id}" needs a silent example that differs from a firing one in one answer`,
        'copy a firing example and change what makes it fire',
      );
      return;
    }
    for (const { fact, edge } of thresholds(this.rule.when))
      if (!silent.some((each) => each[fact] === edge))
        this.say(
          ['silent'],
          `"${this.rule.id}" needs the nearest miss as a silent example: ${fact}: ${edge}`,
          'thresholds go wrong by one',
        );
  }

  private say(path: Path, message: string, help: string, at?: 'key'): void {
    const { located } = this.examples;
    this.diagnostics.push(
      located.diagnostic('example', [...this.examples.path, ...path], message, at ? { help, at } : { help }),
    );
  }
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
  return [];
}
