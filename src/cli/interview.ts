/** The interview on a screen: asks one question after the other, with a way back, a why, and "I don't know"; saves each answer. */
import type { Catalogue } from '../core/catalogue.js';
import type { Answer, ChoiceQuestion, MultiQuestion, NumberQuestion, Question, YesNoQuestion } from '../core/model.js';
import {
  answersNotAsked,
  applicableQuestions,
  bandsOf,
  type InterviewMode,
  type InterviewState,
  nextQuestion,
  numberFromText,
  progressOf,
  suggestionOf,
} from '../core/questionnaire.js';
import { checkAnswer } from '../load/answers.js';
import { aboveCeiling, contradictions } from '../load/profile.js';
import { visible } from '../report/escape.js';
import { paragraph } from '../report/layout.js';
import type { Style } from '../report/style.js';
import { answerInWords, withThousands } from '../report/words.js';
import type { Entry, Prompter } from './world.js';

/** The answers so far. */
export interface Interview {
  readonly answers: ReadonlyMap<string, Answer>;
  readonly passed: ReadonlySet<string>;
}

/** What the interview needs of its surroundings. */
export interface InterviewTools {
  readonly catalogue: Catalogue;
  readonly prompter: Prompter;
  readonly style: Style;
  readonly width: number;
  readonly say: (text: string) => Promise<void>;
  /** Called after every answer, before the next question. */
  readonly keep: (state: Interview) => Promise<void>;
}

/** Asks what is left to ask, then shows the review until nothing is to be changed. */
export async function interview(tools: InterviewTools, mode: InterviewMode, start: Interview): Promise<Interview> {
  return new Interviewer(tools, mode, start).run();
}

type Reply = { readonly answer: Answer } | 'unknown' | 'back';

/** An interview under way: the answers, and the way back. */
class Interviewer {
  private readonly tools: InterviewTools;
  private readonly mode: InterviewMode;
  private readonly answers: Map<string, Answer>;
  private readonly passed: Set<string>;
  private readonly asked: string[] = [];
  private section = '';

  constructor(tools: InterviewTools, mode: InterviewMode, start: Interview) {
    this.tools = tools;
    this.mode = mode;
    this.answers = new Map(start.answers);
    this.passed = new Set(start.passed);
  }

  async run(): Promise<Interview> {
    do {
      await this.askAll();
    } while (!(await this.review()));
    return { answers: this.answers, passed: this.passed };
  }

  private state(): InterviewState {
    return { mode: this.mode, answers: this.answers, passed: this.passed };
  }

  private async askAll(): Promise<void> {
    for (;;) {
      const question = nextQuestion(this.tools.catalogue, this.state());
      if (question === null) return;
      await this.askOne(question);
    }
  }

  /** Asks one question and keeps the answer; "back" takes the previous question instead. */
  private async askOne(question: Question): Promise<void> {
    const reply = await this.ask(question);
    if (reply === 'back') {
      const previous = this.asked.pop();
      const earlier = previous === undefined ? undefined : this.tools.catalogue.question.get(previous);
      if (earlier) await this.askOne(earlier);
      else await this.tools.say('This is the first question.\n');
      return;
    }
    this.asked.push(question.id);
    await this.take(question, reply);
  }

  private async take(question: Question, reply: Exclude<Reply, 'back'>): Promise<void> {
    if (reply === 'unknown') {
      this.answers.delete(question.id);
      this.passed.add(question.id);
    } else {
      this.answers.set(question.id, reply.answer);
      this.passed.delete(question.id);
    }
    await this.dropUnasked();
    await this.tools.keep({ answers: this.answers, passed: this.passed });
    await this.settleContradictions(question);
  }

  /** An answer whose question no longer applies would still be read; so it goes, and we say so. */
  private async dropUnasked(): Promise<void> {
    for (const id of answersNotAsked(this.tools.catalogue, this.answers)) {
      this.answers.delete(id);
      await this.tools.say(`"${id}" no longer applies; its answer was dropped.\n`);
    }
  }

  private async settleContradictions(question: Question): Promise<void> {
    const { catalogue } = this.tools;
    const clash = contradictions(catalogue, this.answers, () => null).map(
      (each) => `${each.message}: ${each.help ?? ''}`,
    );
    const above = aboveCeiling(catalogue, this.answers).map((each) => `${each.message}.`);
    const [problem] = [...clash, ...above];
    if (problem === undefined) return;
    await this.tools.say(`${this.tools.style.warning(capitalised(problem))}\n`);
    const named = [...problem.matchAll(/"([a-z-]+)"/g)].flatMap((match) =>
      catalogue.question.has(match[1] ?? '') ? [match[1] ?? ''] : [],
    );
    const entries = [...new Set([question.id, ...named])].map((id) => ({ value: id, label: `Change "${id}"` }));
    const chosen = catalogue.question.get(await this.tools.prompter.pickOne('Which answer is to be changed?', entries));
    if (chosen) await this.askOne(chosen);
  }

  private async ask(question: Question): Promise<Reply> {
    const { of, at } = progressOf(this.tools.catalogue, this.state(), question);
    if (question.section !== this.section) {
      this.section = question.section;
      await this.tools.say(`\n${this.tools.style.strong(question.section)}\n`);
    }
    const message = at > 0 ? `[${at} of ${of}] ${question.ask}` : question.ask;
    switch (question.type) {
      case 'choice':
      case 'yes-no':
        return this.askChoice(question, message);
      case 'multi':
        return this.askMulti(question, message);
      case 'number':
        return this.askNumber(question, message);
      default:
        return question satisfies never;
    }
  }

  private async askChoice(question: ChoiceQuestion | YesNoQuestion, message: string): Promise<Reply> {
    const options: Entry<Reply | 'why' | 'help'>[] =
      question.type === 'yes-no'
        ? [
            { value: { answer: true }, label: 'Yes' },
            { value: { answer: false }, label: 'No' },
          ]
        : question.options.map((option) => ({ value: { answer: option.id }, label: option.says, ...hintOf(option) }));
    if (question.type === 'choice' && question.helper)
      options.push({ value: 'help', label: 'Help me find out', apart: true });
    for (;;) {
      const earlier = this.answers.get(question.id);
      const start = options.find((each) => typeof each.value === 'object' && each.value.answer === earlier)?.value;
      const picked = await this.tools.prompter.pickOne(message, [...options, ...this.waysOut()], start);
      if (picked === 'why') await this.explain(question);
      else if (picked === 'help') {
        const suggested = question.type === 'choice' ? await this.helpWith(question) : null;
        if (suggested !== null) return { answer: suggested };
      } else return picked;
    }
  }

  private waysOut(): Entry<'unknown' | 'why' | 'back'>[] {
    return [
      { value: 'unknown', label: "I don't know", apart: true },
      { value: 'why', label: 'Why do you ask, and how do I find out?' },
      { value: 'back', label: 'Go back' },
    ];
  }

  /** Works the answer out from examples that somebody recognises. */
  private async helpWith(question: ChoiceQuestion): Promise<Answer | null> {
    const { helper } = question;
    if (helper === null) return null;
    const entries = helper.choices.map((choice, index) => ({ value: index, label: choice.says }));
    const picked = await this.tools.prompter.pickMany(helper.ask, entries, () => null);
    const suggested = suggestionOf(question, picked);
    if (suggested === null) {
      await this.tools.say('These examples do not settle it. Take the closest, or "I don\'t know".\n');
      return null;
    }
    await this.tools.say(`That points to: ${answerInWords(this.tools.catalogue, question.id, suggested)}.\n`);
    return suggested;
  }

  private async askMulti(question: MultiQuestion, message: string): Promise<Reply> {
    const earlier = this.answers.get(question.id);
    let checked = new Set<string>(Array.isArray(earlier) ? earlier : []);
    for (;;) {
      const options = question.options.map((option) => ({
        value: option.id,
        label: option.says,
        checked: checked.has(option.id),
        ...hintOf(option),
      }));
      const ways = this.waysOut().map((way) => ({ ...way, value: `:${way.value}` }));
      const picked = await this.tools.prompter.pickMany(
        `${message} (space picks; nothing picked means none)`,
        [...options, ...ways],
        refuseMix,
      );
      const way = picked.find((each) => each.startsWith(':'))?.slice(1);
      const chosen = picked.filter((each) => !each.startsWith(':'));
      if (way === 'why') {
        checked = new Set(chosen);
        await this.explain(question);
      } else if (way === 'unknown' || way === 'back') return way;
      else return { answer: chosen };
    }
  }

  private async askNumber(question: NumberQuestion, message: string): Promise<Reply> {
    const bands = bandsOf(question, this.answers);
    const letters = bands.map((band, index) => `${letterOf(index)}) ${band.says}`);
    const lines =
      letters.length > 0 ? paragraph(`Quick picks: ${letters.join('  ')}`, this.tools.width, '  ').join('\n') : '';
    if (lines !== '') await this.tools.say(`${this.tools.style.quiet(lines)}\n`);
    const hint = `${question.unit}; "<" back, "?" why, empty: I don't know`;
    for (;;) {
      const earlier = this.answers.get(question.id);
      const start = typeof earlier === 'number' ? String(earlier) : undefined;
      const typed = (
        await this.tools.prompter.type(`${message} (${hint})`, (text) => this.refuseNumber(question, text), start)
      ).trim();
      if (typed === '?') await this.explain(question);
      else if (typed === '<') return 'back';
      else if (typed === '') return 'unknown';
      else return { answer: this.numberTyped(question, typed) ?? 0 };
    }
  }

  private numberTyped(question: NumberQuestion, text: string): number | null {
    const band = bandsOf(question, this.answers).find((_, index) => letterOf(index) === text.trim().toLowerCase());
    return band ? band.value : numberFromText(text);
  }

  /** Why a typed answer cannot stand; null when it can. */
  private refuseNumber(question: NumberQuestion, text: string): string | null {
    if (['', '<', '?'].includes(text.trim())) return null;
    const value = this.numberTyped(question, text);
    if (value === null) return 'Type a number, such as 12000, 12k or 1.5M, or the letter of a quick pick.';
    const checked = checkAnswer(question, value);
    if (!checked.ok)
      return `${capitalised(checked.message)}.${checked.help === null ? '' : ` ${capitalised(checked.help)}.`}`;
    const most = typeof question.atMost === 'string' ? this.answers.get(question.atMost) : null;
    return typeof most === 'number' && value > most
      ? `At most ${withThousands(most)}: that is your answer to "${question.atMost}".`
      : null;
  }

  private async explain(question: Question): Promise<void> {
    const { style, width, say } = this.tools;
    const lines = [
      ...paragraph(`Why: ${question.because}`, width, '  '),
      ...paragraph(`How to find out: ${question.help}`, width, '  '),
      ...paragraph(`For example: ${question.example}`, width, '  '),
    ];
    await say(`${style.quiet(lines.join('\n'))}\n`);
  }

  /** Shows every answer; true when nothing is to be changed. */
  private async review(): Promise<boolean> {
    const { catalogue, prompter, style, say } = this.tools;
    const questions = applicableQuestions(catalogue, this.state());
    this.section = '';
    await say(`\n${style.strong('Review')}\n`);
    const entries: Entry<string>[] = [
      { value: '', label: 'This is right: show the advice' },
      ...questions.map((question, index) => ({
        value: question.id,
        label: this.reviewLine(question),
        apart: index === 0,
      })),
    ];
    const chosen = catalogue.question.get(await prompter.pickOne('Change an answer, or go on', entries));
    if (!chosen) return true;
    const reply = await this.ask(chosen);
    if (reply !== 'back') await this.take(chosen, reply);
    return false;
  }

  private reviewLine(question: Question): string {
    const answer = this.answers.get(question.id);
    const words = answer === undefined ? "I don't know" : answerInWords(this.tools.catalogue, question.id, answer);
    const line = `${question.id}: ${visible(words)}`;
    return line.length > this.tools.width - 6 ? `${line.slice(0, this.tools.width - 7)}…` : line;
  }
}

function refuseMix(picked: readonly string[]): string | null {
  return picked.includes(':unknown') && picked.length > 1 ? 'Either pick options, or "I don\'t know".' : null;
}

function hintOf(option: { readonly hint?: string }): { hint?: string } {
  return option.hint === undefined ? {} : { hint: option.hint };
}

function letterOf(index: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + index);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
