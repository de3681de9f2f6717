/** What decides between patterns, as terms: each a condition in normal form with what it gives to and takes from whom. */
import type { Catalogue } from '../catalogue.js';
import { type Concern, concerns, type Effect, type Pattern, type Rule } from '../model.js';
import { pointsOf } from '../reason.js';
import { type Diagrams, type Node, no, restrict, yes } from './diagram.js';
import { type NormalForm, nodeOf } from './normal-form.js';

/** A pattern that competes. */
export interface Contender {
  readonly pattern: Pattern;
  /** Which contest it stands in: two contests compare the same project before and after a change. */
  readonly contest: number;
}

/** One condition and what it does when it is yes. */
export interface Term {
  readonly name: string;
  readonly node: Node;
  /** The contenders that it excludes, and those that it may still exclude once more is answered, as bits. */
  readonly excludes: number;
  readonly opens: number;
  /** The points it gives, by contender. */
  readonly points: readonly number[];
  /** The place of its concern among those that give points. */
  readonly concern: number;
  /** True when no project can be like this: such combinations are left out. */
  readonly isIllegal: boolean;
}

/** Everything that a walk over all combinations has to know. */
export interface Game {
  readonly diagrams: Diagrams;
  readonly contenders: readonly Contender[];
  /** The contenders of each contest, by their place. */
  readonly contests: readonly (readonly number[])[];
  readonly terms: readonly Term[];
  /** Concerns that give points, in the order of precedence. */
  readonly concerns: readonly Concern[];
  /** From this lead on, leads are not told apart. */
  readonly cap: number;
  /** True where combinations without a tie for the pick are all the same. */
  readonly onlyTies: boolean;
}

/** An answer that is fixed for one contest: the level of its member, and the class. */
export interface Fixed {
  readonly level: number;
  readonly index: number;
}

/** What is decided between the patterns of a catalogue, once for each fixed answer; null fixes nothing. */
export function gameOf(
  catalogue: Catalogue,
  form: NormalForm,
  illegal: readonly Node[],
  fixed: readonly (Fixed | null)[],
  cap: number,
): Game {
  const { diagrams } = form;
  const contenders = fixed.flatMap((_, contest) => catalogue.patterns.map((pattern) => ({ pattern, contest })));
  const inUse = concerns.filter((concern) => catalogue.rules.pattern.some((rule) => givesPoints(rule, concern)));
  const terms = fixed.flatMap((each, contest) => {
    const settle = (node: Node) => (each === null ? node : restrict(diagrams, node, each.level, each.index));
    return termsOf(catalogue, form, illegal, contenders, contest, inUse).map((term) => {
      return { ...term, node: settle(term.node) };
    });
  });
  const contests = fixed.map((_, contest) =>
    contenders.flatMap((each, place) => (each.contest === contest ? [place] : [])),
  );
  return { diagrams, contenders, contests, terms: merged(terms), concerns: inUse, cap, onlyTies: false };
}

/** The terms of one contest: contradictions, rules, and what patterns that stand alone hang on. */
function termsOf(
  catalogue: Catalogue,
  form: NormalForm,
  illegal: readonly Node[],
  contenders: readonly Contender[],
  contest: number,
  inUse: readonly Concern[],
): Term[] {
  const nothing = { excludes: 0, opens: 0, points: contenders.map(() => 0), concern: 0, isIllegal: false };
  return [
    ...illegal.map((node) => ({ ...nothing, name: 'illegal', node, isIllegal: true })),
    ...catalogue.rules.pattern.flatMap((rule) => {
      const node = nodeOf(form, rule.when);
      const excludes = bits(contenders, (own) => own.contest === contest && isExcludedBy(rule, own.pattern));
      const points = contenders.map((own) => (own.contest === contest ? pointsFor(rule, own.pattern) : 0));
      const sure = {
        ...nothing,
        name: rule.id,
        node,
        excludes,
        points,
        concern: Math.max(0, inUse.indexOf(rule.concern)),
      };
      const possible = nodeOf(form, rule.when, 'not no');
      if (excludes === 0 || possible === node) return [sure];
      return [sure, { ...nothing, name: `open ${rule.id}`, node: possible, opens: excludes }];
    }),
    ...catalogue.patterns.flatMap(({ id, unless }) => {
      if (unless === null) return [];
      // A pattern that stands alone is out as soon as its condition may hold.
      const node = nodeOf(form, unless.when, 'not no');
      const excludes = bits(contenders, (own) => own.contest === contest && own.pattern.id === id);
      return [{ ...nothing, name: `unless ${id}`, node, excludes }];
    }),
  ];
}

/** Terms of the same rule with the same condition, in several contests, as one; those that are never yes are left out. */
function merged(terms: readonly Term[]): Term[] {
  const found = new Map<string, Term>();
  for (const term of terms) {
    const key = `${term.name} ${term.node}`;
    const known = found.get(key);
    const points = term.points.map((each, place) => each + (known?.points[place] ?? 0));
    if (term.node !== no)
      found.set(key, {
        ...term,
        excludes: term.excludes | (known?.excludes ?? 0),
        opens: term.opens | (known?.opens ?? 0),
        points,
      });
  }
  return [...found.values()];
}

/** Whether a term is yes whatever the answers. */
export function isCertain(term: Term): boolean {
  return term.node === yes;
}

/** Whether a rule keeps a pattern out when it is yes; a pattern that stands alone has a condition of its own. */
export function isExcludedBy(rule: Rule, { id, unless }: Pattern): boolean {
  return unless === null && rule.effects.some((effect) => isHard(effect) && touches(effect, id));
}

function pointsFor(rule: Rule, { id, unless }: Pattern): number {
  if (unless !== null) return 0;
  return rule.effects.reduce((sum, effect) => sum + (touches(effect, id) ? pointsOf(effect) : 0), 0);
}

function givesPoints(rule: Rule, concern: Concern): boolean {
  return rule.concern === concern && rule.effects.some((effect) => pointsOf(effect) !== 0);
}

function isHard(effect: Effect): boolean {
  return effect.kind === 'require' || effect.kind === 'exclude';
}

/** Whether an effect is about a pattern: `require` is about those it does not name. */
function touches(effect: Effect, pattern: string): boolean {
  if (!('target' in effect) || effect.target.on !== 'pattern') return false;
  const named = effect.target.patterns.includes(pattern);
  return effect.kind === 'require' ? !named : named;
}

function bits(contenders: readonly Contender[], belongs: (contender: Contender) => boolean): number {
  return contenders.reduce((mask, each, place) => (belongs(each) ? mask | (1 << place) : mask), 0);
}
