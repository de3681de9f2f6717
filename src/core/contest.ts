/** What decides between patterns, as terms: each a condition in normal form with what it gives to and takes from whom. */
import type { Catalogue } from './catalogue.js';
import { type Diagrams, type Node, no, restrict, yes } from './diagram.js';
import { type Concern, concerns, type Effect, type Pattern, type Rule } from './model.js';
import { type NormalForm, nodeOf } from './normal-form.js';
import { pointsOf } from './reason.js';

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
  /** The contenders that it excludes, as bits. */
  readonly excludes: number;
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
  const terms = new Map<string, Term>();
  const add = (term: Term) => {
    if (term.node === no) return;
    const key = `${term.name} ${term.node}`;
    const known = terms.get(key);
    if (known === undefined) terms.set(key, term);
    else {
      const points = known.points.map((each, place) => each + (term.points[place] ?? 0));
      terms.set(key, { ...known, excludes: known.excludes | term.excludes, points });
    }
  };
  fixed.forEach((each, contest) => {
    const settle = (node: Node) => (each === null ? node : restrict(diagrams, node, each.level, each.index));
    const nothing = { excludes: 0, points: contenders.map(() => 0), concern: 0, isIllegal: false };
    for (const node of illegal) add({ ...nothing, name: 'illegal', node: settle(node), isIllegal: true });
    for (const rule of catalogue.rules.pattern) {
      const points = contenders.map((own) => (own.contest === contest ? pointsFor(rule, own.pattern) : 0));
      const excludes = bits(contenders, (own) => own.contest === contest && isExcludedBy(rule, own.pattern));
      const concern = Math.max(0, inUse.indexOf(rule.concern));
      add({ ...nothing, name: rule.id, node: settle(nodeOf(form, rule.when)), excludes, points, concern });
    }
    for (const { id, unless } of catalogue.patterns)
      if (unless !== null) {
        const excludes = bits(contenders, (own) => own.contest === contest && own.pattern.id === id);
        add({ ...nothing, name: `unless ${id}`, node: settle(nodeOf(form, unless.when)), excludes });
      }
  });
  const contests = fixed.map((_, contest) =>
    contenders.flatMap((each, place) => (each.contest === contest ? [place] : [])),
  );
  return {
    diagrams,
    contenders,
    contests,
    terms: [...terms.values()],
    concerns: inUse,
    cap,
  };
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
