/** Stability: how firmly the pattern and each layer stand when one answer, or the weight of one rule, is a little different. */
import { hasEnoughAnswers } from '../advise.js';
import { type Compiled, FastPath, type Outcome } from '../compiled/compile.js';
import { withLayerRule } from '../compiled/compiled-layers.js';
import { withPatternRule } from '../compiled/compiled-patterns.js';
import { type Effect, type Facts, type Rule, type Strength, strengths } from '../model.js';
import { differs, FlipSearch, isSame } from './flips.js';

/**
 * - knife-edge: one soft rule that counts one step more or less (slight, moderate, strong) would change it. Strengths are
 *   judgement in three steps, so nobody can be sure of one step.
 * - sensitive: leaving out one soft rule would change it, or more than one in twenty of the changes of one answer do.
 * - robust: neither.
 *
 * That an answer changes the advice is no weakness by itself: it is what answers are asked for. Only where many do is
 * the advice sensitive to them.
 */
export type Grade = 'robust' | 'sensitive' | 'knife-edge';

/** The share of neighbours above which something is sensitive to answers. */
const manyNeighbours = 1 / 20;

/** A soft rule that counts more, less or nothing. */
export interface Variation {
  readonly rule: string;
  readonly way: 'up' | 'down' | 'off';
}

/** How firmly one thing stands. */
export interface TopicStability {
  readonly grade: Grade;
  /** How many of the legal changes of one answer change it. */
  readonly neighbours: { readonly flips: number; readonly of: number };
  /** The variations of one rule that change it. */
  readonly variations: readonly Variation[];
}

/** How much hangs on the answer to one question. */
export interface Influence {
  readonly question: string;
  /** How many other answers to it change the verdict, of how many. */
  readonly flips: number;
  readonly of: number;
  /** How much they change: the pattern and layers, counted over all of these answers. */
  readonly changes: number;
}

export interface Stability {
  readonly pattern: TopicStability;
  /** Empty when no pattern can be had. */
  readonly layers: ReadonlyMap<string, TopicStability>;
  /** Questions with any influence: by how many other answers change the verdict, then by how much. */
  readonly influence: readonly Influence[];
}

/**
 * Works out the stability of the verdict on `facts` from every legal change of one answer (see `flipPoints`) and from every
 * soft rule that fired, counted one step more, one step less and not at all. Exhaustive, nothing is sampled. Null when there
 * are not enough answers for a verdict.
 */
export function stabilityOf(compiled: Compiled, facts: Facts): Stability | null {
  if (!hasEnoughAnswers(compiled.catalogue, facts)) return null;
  const search = new FlipSearch(compiled, facts);
  const varied = variedOutcomes(compiled, search.fast, facts);
  const topic = (place: number) => topicStability(search, varied, place);
  const judged = search.base.pattern < 0 ? [] : compiled.layers.layers;
  const layers = judged.map(({ layer }, place) => [layer.id, topic(place)] as const);
  return { pattern: topic(-1), layers: new Map(layers), influence: influenceOf(compiled, search) };
}

interface Varied {
  readonly variation: Variation;
  readonly outcome: Outcome;
}

function topicStability(search: FlipSearch, varied: readonly Varied[], topic: number): TopicStability {
  const legal = search.around.flatMap(({ outcome }) => outcome ?? []);
  const flips = legal.filter((outcome) => differs(outcome, search.base, topic)).length;
  const variations = varied
    .filter(({ outcome }) => differs(outcome, search.base, topic))
    .map(({ variation }) => variation);
  const grade = variations.some(({ way }) => way !== 'off')
    ? 'knife-edge'
    : variations.length > 0 || flips > legal.length * manyNeighbours
      ? 'sensitive'
      : 'robust';
  return { grade, neighbours: { flips, of: legal.length }, variations };
}

/** The verdict under each variation of each soft rule that fired; other rules move no points. */
function variedOutcomes(compiled: Compiled, fast: FastPath, facts: Facts): Varied[] {
  const { catalogue, patterns, layers } = compiled;
  const row = fast.codesOf(facts);
  const { pattern } = fast.outcomeOf(row);
  const varied: Varied[] = [];
  const outcomeWith = (other: Compiled) => new FastPath(other).outcomeOf(row);
  fast.patterns.judge(row);
  for (const index of fast.patterns.fired.slice(0, fast.patterns.firedCount))
    for (const { way, rule } of variationsOf(patterns.rules[index] as Rule))
      varied.push({
        variation: { rule: rule.id, way },
        outcome: outcomeWith({ ...compiled, patterns: withPatternRule(patterns, index, rule) }),
      });
  if (pattern < 0) return varied;
  catalogue.rules.layer.forEach((rule, index) => {
    if (!fast.layers.isYes(pattern, row, index)) return;
    for (const { way, rule: other } of variationsOf(rule))
      varied.push({
        variation: { rule: rule.id, way },
        outcome: outcomeWith({ ...compiled, layers: withLayerRule(layers, catalogue, index, other) }),
      });
  });
  return varied;
}

const steps = ['slight', 'moderate', 'strong'] as const satisfies readonly Strength[];

/** A rule one step up, one step down and without its soft effects; a way that changes nothing is left out. */
function variationsOf(rule: Rule): { readonly way: Variation['way']; readonly rule: Rule }[] {
  const withEffects = (change: (effect: Extract<Effect, { strength: Strength }>) => Effect[]): Rule => ({
    ...rule,
    effects: rule.effects.flatMap((effect) => ('strength' in effect ? change(effect) : [effect])),
  });
  const stepped = (by: number) =>
    withEffects((effect) => {
      const at = steps.indexOf(effect.strength) + by;
      const strength = steps[Math.min(at, steps.length - 1)];
      return strength === undefined ? [] : [{ ...effect, strength }];
    });
  const weight = ({ effects }: Rule) =>
    effects.map((effect) => ('strength' in effect ? strengths[effect.strength] : 0)).join();
  const off = withEffects(() => []);
  const ways = [
    { way: 'up', rule: stepped(1) },
    { way: 'down', rule: stepped(-1) },
    { way: 'off', rule: off },
  ] as const;
  return ways.filter((each) => weight(each.rule) !== weight(rule));
}

function influenceOf({ catalogue, layers }: Compiled, { around, base }: FlipSearch): Influence[] {
  const topics = [-1, ...layers.layers.keys()];
  const order = new Map(catalogue.questions.map(({ id }, index) => [id, index]));
  const found = new Map<string, { flips: number; of: number; changes: number }>();
  for (const { neighbour, outcome } of around) {
    if (outcome === null) continue;
    const { question } = neighbour.change;
    const so = found.get(question) ?? { flips: 0, of: 0, changes: 0 };
    so.of += 1;
    if (!isSame(outcome, base)) so.flips += 1;
    so.changes += topics.filter((topic) => differs(outcome, base, topic)).length;
    found.set(question, so);
  }
  return [...found]
    .map(([question, counts]) => ({ question, ...counts }))
    .filter(({ flips }) => flips > 0)
    .sort(
      (a, b) =>
        b.flips - a.flips || b.changes - a.changes || (order.get(a.question) ?? 0) - (order.get(b.question) ?? 0),
    );
}
