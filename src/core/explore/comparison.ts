/** Two profiles side by side: which answers differ, what that changes in the advice, and because of which answers. */

import type { Catalogue } from '../catalogue.js';
import { type Advised, adviceInFull, adviceOn, changedItems, itemOf } from '../check/advised.js';
import { isSameAnswer } from '../condition.js';
import type { Ground } from '../decision.js';
import type { Answer, Facts } from '../model.js';
import { type BesideChanges, besideChanges } from './beside.js';

/** An answer that two profiles give differently; null: not answered. */
export interface AnswerChange {
  readonly question: string;
  readonly before: Answer | null;
  readonly after: Answer | null;
}

/** One thing in the advice that is different. */
export interface AdviceChange {
  /** Null: the pattern. */
  readonly layer: string | null;
  /** A pattern or a provider, `not-needed`, or null: open, or none. */
  readonly before: string | null;
  readonly after: string | null;
  /**
   * The smallest set of answers that was found to bring it about: with these, and no others, the first profile is advised
   * like the second; leaving out any one of them undoes it. Empty: the answers do not explain it.
   */
  readonly because: readonly string[];
  /** True when vendors' notices in the second profile are needed too. */
  readonly news: boolean;
}

export interface Comparison extends BesideChanges {
  readonly answers: readonly AnswerChange[];
  readonly advice: readonly AdviceChange[];
}

/** Compares what two profiles say. */
export function compare(catalogue: Catalogue, before: Ground, after: Ground): Comparison {
  const answers = answerChanges(catalogue, before.facts, after.facts);
  const [from, to] = [adviceInFull(catalogue, before), adviceInFull(catalogue, after)];
  const changed = answers.map(({ question }) => question);
  const search = new CauseSearch(catalogue, before, after, changed, from, to);
  const advice = changedItems(catalogue, from, to).map(
    ({ layer, before: from, after: to }): AdviceChange => ({
      ...{ layer, before: from, after: to },
      ...search.because(layer, to),
    }),
  );
  return { answers, advice, ...besideChanges(from, to) };
}

function answerChanges(catalogue: Catalogue, before: Facts, after: Facts): AnswerChange[] {
  return catalogue.questions.flatMap(({ id }) => {
    const [from = null, to = null] = [before.get(id), after.get(id)];
    const isSame = from === null || to === null ? from === to : isSameAnswer(from, to);
    return isSame ? [] : [{ question: id, before: from, after: to }];
  });
}

/** Finds smallest sets of answers by leaving out one after the other; each set is advised on once. */
class CauseSearch {
  private readonly catalogue: Catalogue;
  private readonly before: Ground;
  private readonly after: Ground;
  private readonly questions: readonly string[];
  private readonly known = new Map<string, Advised>();

  /** `from` and `to` are advised on the two profiles as they are. */
  constructor(
    catalogue: Catalogue,
    before: Ground,
    after: Ground,
    questions: readonly string[],
    from: Advised,
    to: Advised,
  ) {
    this.catalogue = catalogue;
    this.before = before;
    this.after = after;
    this.questions = questions;
    this.known.set(keyOf([], false), from);
    this.known.set(keyOf(questions, true), to);
    if (before.vendorEvents === after.vendorEvents) this.known.set(keyOf(questions, false), to);
  }

  because(layer: string | null, wanted: string | null): Pick<AdviceChange, 'because' | 'news'> {
    for (const news of [false, true]) {
      if (!this.leadsTo(this.questions, news, layer, wanted)) continue;
      let needed = this.questions;
      // An answer may be left out only once another one is gone, so all are tried until none can be.
      for (let before = needed.length + 1; needed.length < before; ) {
        before = needed.length;
        for (const question of needed) {
          const without = needed.filter((each) => each !== question);
          if (this.leadsTo(without, news, layer, wanted)) needed = without;
        }
      }
      return { because: needed, news };
    }
    return { because: [], news: true };
  }

  /** Whether the first profile with these answers of the second is advised like the second. */
  private leadsTo(questions: readonly string[], news: boolean, layer: string | null, wanted: string | null): boolean {
    const key = keyOf(questions, news);
    const found = this.known.get(key) ?? this.adviseWith(questions, news);
    this.known.set(key, found);
    return itemOf(found, layer) === wanted;
  }

  private adviseWith(questions: readonly string[], news: boolean): Advised {
    const facts = new Map(this.before.facts);
    for (const question of questions) {
      const answer = this.after.facts.get(question);
      if (answer === undefined) facts.delete(question);
      else facts.set(question, answer);
    }
    const { vendorEvents } = news ? this.after : this.before;
    return adviceOn(this.catalogue, { facts, stack: this.before.stack, vendorEvents });
  }
}

/** What a search knows its findings by. */
function keyOf(questions: readonly string[], news: boolean): string {
  return `${news} ${questions.join(' ')}`;
}
