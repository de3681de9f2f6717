/** The shortest interview: the next question that can still change the verdict, and none once nothing can. */
import { hasEnoughAnswers } from './advise.js';
import { no, sizeOf, unknown, yes } from './columns.js';
import { type Compiled, FastPath } from './compile.js';
import type { CompiledLayer } from './compiled-layers.js';
import { factsRead, judge, situationOf } from './condition.js';
import { type Hope, hopeOf, isHopeless } from './hope.js';
import { independent } from './independent.js';
import { hardCeilings } from './layer-conditions.js';
import type { Condition, Facts, Question } from './model.js';
import { setCode } from './row.js';

/**
 * The next question to ask, or null when the verdict (the pattern; kind, approach and provider of every needed layer) is
 * the same whatever the open questions are answered, "I don't know" included.
 *
 * `facts` are the answers so far, `passed` the questions that were answered with "I don't know". Sound: null is returned
 * only when no exclusion of the pick is possible any more, no other pattern can still stand alone, each rival is behind by
 * the least possible difference of points (summed over groups of rules that share no open question, each walked through
 * or, when it is large, bounded rule by rule), and in every needed layer nothing that is open tells the candidates apart
 * which can still be chosen. Cautious: it may ask what turns out not to matter. It relies on what the loader makes sure
 * of, that no rule which decides asks whether a question is answered: a rule that is yes or no stays so.
 */
export function nextUsefulQuestion(compiled: Compiled, facts: Facts, passed: ReadonlySet<string>): Question | null {
  const open = openQuestions(compiled, facts, passed);
  if (open.size === 0) return null;
  const ready = (id: string | undefined) => (id === undefined ? null : firstToAsk(compiled, facts, open, id));
  if (!hasEnoughAnswers(compiled.catalogue, facts))
    return ready([...open.values()].find((question) => question.essential)?.id);
  const found = new Interview(compiled, facts, open).weights();
  const [best] = [...found].sort(
    ([a, one], [b, other]) => other - one || (open.get(a)?.order ?? 0) - (open.get(b)?.order ?? 0),
  );
  return ready(best?.[0]);
}

/**
 * The question itself, or first an earlier one that decides whether it applies: the full interview may never ask it then,
 * and an answer to it would make another verdict.
 */
function firstToAsk(
  compiled: Compiled,
  facts: Facts,
  open: ReadonlyMap<string, Question>,
  id: string,
): Question | null {
  const question = open.get(id);
  if (question === undefined) return null;
  const { signal } = compiled.catalogue;
  const { askWhen } = question;
  if (askWhen === null || judge(askWhen, situationOf(facts, signal)) === 'yes') return question;
  const places = [...open.keys()];
  const before = [...factsRead(askWhen, signal)].find(
    (fact) => open.has(fact) && places.indexOf(fact) < places.indexOf(id),
  );
  return before === undefined ? question : firstToAsk(compiled, facts, open, before);
}

/** Questions that apply and were neither answered nor passed. One whose condition is no stays out of the interview. */
function openQuestions(
  { catalogue }: Compiled,
  facts: Facts,
  passed: ReadonlySet<string>,
): ReadonlyMap<string, Question> {
  const situation = situationOf(facts, catalogue.signal);
  const open = catalogue.questions.filter(
    ({ id, askWhen }) => !facts.has(id) && !passed.has(id) && (askWhen === null || judge(askWhen, situation) !== 'no'),
  );
  return new Map(open.map((question) => [question.id, question]));
}

/** How much a question can still decide: points of soft rules, or this much for what is hard. */
const hardWeight = 4;

/** More combinations of open answers than this are not walked through one by one. */
const mostCombinations = 4000;
const mostOutcomes = 30;

/** One moment of an interview: what is known, what is open, and what that leaves undecided. */
class Interview {
  private readonly compiled: Compiled;
  private readonly open: ReadonlyMap<string, Question>;
  private readonly fast: FastPath;
  private readonly row: Int32Array;
  private readonly found = new Map<string, number>();

  constructor(compiled: Compiled, facts: Facts, open: ReadonlyMap<string, Question>) {
    this.compiled = compiled;
    this.open = open;
    this.fast = new FastPath(compiled);
    this.row = this.fast.codesOf(facts);
  }

  /** The questions that can still change the verdict, with how much; those about the pattern alone while it is not settled. */
  weights(): ReadonlyMap<string, number> {
    const pick = this.fast.patternOf(this.row);
    this.fast.patterns.judge(this.row);
    this.weighStandingAlone();
    if (pick >= 0) this.weighPattern(pick);
    if (this.found.size > 0 || pick < 0 || this.compiled.layers.standsAlone[pick]) return this.found;
    this.weighLayers(pick);
    return this.isSameWhatever(pick) ? new Map() : this.found;
  }

  /** The open questions that a condition reads; none when what it says cannot change. */
  private openIn(condition: Condition): string[] {
    return [...factsRead(condition, this.compiled.catalogue.signal)].filter((fact) => this.open.has(fact));
  }

  private weigh(condition: Condition, weight: number): void {
    for (const question of this.openIn(condition)) this.found.set(question, (this.found.get(question) ?? 0) + weight);
  }

  /** A pattern that stands alone does so once its condition is no. */
  private weighStandingAlone(): void {
    const { patterns } = this.compiled.patterns;
    patterns.forEach(({ unless }, index) => {
      if (unless && this.fast.patterns.mayStandAlone(index)) this.weigh(unless.when, hardWeight);
    });
  }

  private weighPattern(pick: number): void {
    const { patterns, rules } = this.compiled.patterns;
    if (patterns[pick]?.unless) return;
    const live = rules.flatMap((rule, index) =>
      this.fast.patterns.truthOf(index) === unknown && this.openIn(rule.when).length > 0 ? [index] : [],
    );
    const hard = (pattern: number, among: readonly number[]) =>
      among.filter((index) => this.fast.patterns.isBan(index, pattern));
    for (const index of hard(pick, live)) this.weigh((rules[index] as (typeof rules)[number]).when, hardWeight);
    for (let rival = 0; rival < patterns.length; rival += 1) {
      if (rival === pick || patterns[rival]?.unless || this.fast.patterns.tierOf(rival) === 2) continue;
      // A pattern without a stack now has none later either: what is excluded stays so.
      if (!this.fast.layers.isPossible(rival, this.row)) continue;
      this.weighRival(pick, rival, live);
    }
  }

  private weighRival(pick: number, rival: number, live: readonly number[]): void {
    const { rules, points, patterns } = this.compiled.patterns;
    const { fast } = this;
    const lead = (rule: number) =>
      (points[rule * patterns.length + pick] as number) - (points[rule * patterns.length + rival] as number);
    const waits = (pattern: number) =>
      rules.some(
        (_, index) =>
          fast.patterns.truthOf(index) === unknown && !live.includes(index) && fast.patterns.isBan(index, pattern),
      );
    // Tier 0 is clear, 1 open; a pick that a live rule may exclude has been weighed already.
    const [worst, best] = [Number(waits(pick)), Number(waits(rival))];
    if (worst < best) return;
    const moving = live.filter((rule) => lead(rule) !== 0);
    if (worst === best) {
      const now = (fast.patterns.points[pick] as number) - (fast.patterns.points[rival] as number);
      const least = now + this.leastChange(moving, pick, rival, lead);
      // A tie now stays won when all that can still happen speaks for the pick.
      const isTieWon = now === 0 && moving.every((rule) => lead(rule) > 0) && fast.patterns.compareFit(pick, rival) < 0;
      if (least > 0 || isTieWon) return;
    }
    for (const index of moving) this.weigh((rules[index] as (typeof rules)[number]).when, Math.abs(lead(index)));
    for (const index of live)
      if (fast.patterns.isBan(index, rival)) this.weigh((rules[index] as (typeof rules)[number]).when, hardWeight);
  }

  /** The least that open rules can still add to the lead of the pick over a rival: group by group. */
  private leastChange(moving: readonly number[], pick: number, rival: number, lead: (rule: number) => number): number {
    const rules = this.compiled.patterns.rules;
    const groups = independent(
      moving.map((rule) => ({ rule, reads: this.openIn((rules[rule] as (typeof rules)[number]).when) })),
    );
    const { points } = this.fast.patterns;
    const leadNow = () => (points[pick] as number) - (points[rival] as number);
    const now = leadNow();
    let total = 0;
    for (const group of groups) {
      const columns = this.columnsOf(group.flatMap(({ reads }) => reads));
      const bound = group.reduce((sum, { rule }) => sum + Math.min(0, lead(rule)), 0);
      let least = bound;
      if (bound < 0 && this.combinations(columns) <= mostCombinations) {
        least = 0;
        this.walk(columns, () => {
          this.fast.patterns.judge(this.row);
          least = Math.min(least, leadNow() - now);
        });
        this.fast.patterns.judge(this.row);
      }
      total += least;
    }
    return total;
  }

  private columnsOf(questions: readonly string[]): number[] {
    return [...new Set(questions)].flatMap((question) => this.compiled.layout.columns.of.get(question) ?? []);
  }

  private codes(column: number): number {
    const found = this.compiled.layout.columns.all[column];
    return found ? sizeOf(found) : 1;
  }

  private combinations(columns: readonly number[]): number {
    return columns.reduce((total, column) => total * this.codes(column), 1);
  }

  /** Puts every combination of codes of some columns on the row; afterwards they are not answered, as before. */
  private walk(columns: readonly number[], visit: () => void): void {
    const [column, ...others] = columns;
    if (column === undefined) {
      visit();
      return;
    }
    for (let code = 0; code < this.codes(column); code += 1) {
      setCode(this.compiled.layout, this.row, column, code);
      this.walk(others, visit);
    }
    setCode(this.compiled.layout, this.row, column, 0);
  }

  private weighLayers(pick: number): void {
    const { catalogue, layers } = this.compiled;
    this.fast.layers.choose(pick, this.row);
    if (this.open.has('team-size')) this.found.set('team-size', hardWeight);
    const live = new Set<number>();
    catalogue.rules.layer.forEach((rule, index) => {
      const isOpen = this.fast.layers.truthOf(index) === unknown && this.openIn(rule.when).length > 0;
      if (isOpen) live.add(index);
    });
    layers.layers.forEach((layer) => {
      const needed = this.fast.layers.truthAt(layer.needed);
      if (needed === unknown) this.weigh(layer.layer.needed, hardWeight);
      if (needed === yes) this.weighLayer(layer, pick, live);
    });
  }

  /** Live rules that tell apart what can still be chosen. */
  private weighLayer(layer: CompiledLayer, pick: number, live: ReadonlySet<number>): void {
    const hopes = (layer.under[pick]?.offerings ?? []).flatMap((what) => hopeOf(this.fast.layers, what, live));
    const left = layer.isAnchor ? hopes : hopes.filter((each) => !hopes.some((other) => isHopeless(each, other)));
    for (const index of live) {
      const rule = this.compiled.catalogue.rules.layer[index];
      const touches = left.map(({ what }) => what.touches.find((each) => each.rule === index));
      const first = touches[0]?.points ?? 0;
      const isTelling = touches.some((each) => (each?.points ?? 0) !== first || (each?.forbids ?? no) !== no);
      const weight = Math.max(1, ...touches.map((each) => (each?.forbids ? hardWeight : Math.abs(each?.points ?? 0))));
      if (rule && isTelling) this.weigh(rule.when, weight);
    }
    this.weighCeilings(left);
  }

  /** Numbers that a vendor's ceiling is measured against. */
  private weighCeilings(left: readonly Hope[]): void {
    for (const { what } of left)
      for (const { fact } of hardCeilings(this.compiled.catalogue, what.offering))
        if (this.open.has(fact)) this.found.set(fact, Math.max(this.found.get(fact) ?? 0, hardWeight));
  }

  /** Whether the verdict is the same under every combination of the questions that are left, where these are few. */
  private isSameWhatever(pick: number): boolean {
    const columns = this.columnsOf([...this.found.keys()]);
    if (this.found.size === 0 || this.combinations(columns) > mostOutcomes) return false;
    const now = this.fast.layers.choose(pick, this.row)?.join();
    let isSame = true;
    this.walk(columns, () => {
      if (isSame) isSame = this.fast.layers.choose(pick, this.row)?.join() === now;
    });
    return isSame;
  }
}
