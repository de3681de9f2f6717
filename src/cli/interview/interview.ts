/** The interview: one question after the other, with a way back, a review at the end, and each answer kept at once. */
import { hasEnoughAnswers } from '../../core/advise.js';
import type { Compiled } from '../../core/compiled/compile.js';
import type { Answer, Question } from '../../core/model.js';
import {
  answersNotAsked,
  applicableQuestions,
  type InterviewMode,
  type InterviewState,
  progressOf,
} from '../../core/questionnaire.js';
import { visible } from '../../report/escape.js';
import { askedInWords, decidesInWords } from '../../report/interview-words.js';
import { paragraph } from '../../report/layout.js';
import { answerInWords } from '../../report/words.js';
import { type Interview, type InterviewTools, type Reply, sentence } from './asking.js';
import { clashes } from './given.js';
import { askOnScreen } from './question-on-screen.js';
import { leftToAsk, nextAsked, speakingLeft } from './what-to-ask.js';

/** Asks what is left to ask, then shows the review until nothing is to be changed. */
export async function interview(
  tools: InterviewTools & { readonly compiled: Compiled },
  mode: InterviewMode,
  start: Interview,
): Promise<Interview> {
  return new Interviewer(tools, mode, start).run();
}

/** What somebody does at the end: all is right, more is to be asked, or an answer changes. */
type Reviewed = 'right' | 'more' | Question;

/** An interview under way. */
class Interviewer {
  private readonly tools: InterviewTools & { readonly compiled: Compiled };
  private readonly mode: InterviewMode;
  private readonly answers: Map<string, Answer>;
  private readonly passed: Set<string>;
  /** The questions that were asked, today or earlier, in that order. */
  private readonly asked: Set<string>;
  private section = '';

  constructor(tools: InterviewTools & { readonly compiled: Compiled }, mode: InterviewMode, start: Interview) {
    this.tools = tools;
    this.mode = mode;
    this.answers = new Map(start.answers);
    this.passed = new Set(start.passed);
    const before = tools.catalogue.questions.filter(({ id }) => this.answers.has(id) || this.passed.has(id));
    this.asked = new Set(before.map(({ id }) => id));
  }

  async run(): Promise<Interview> {
    for (;;) {
      await this.askWhile(() => nextAsked(this.tools.compiled, this.state()));
      const chosen = await this.review();
      if (chosen === 'right') return { answers: this.answers, passed: this.passed };
      if (chosen === 'more') await this.askMore();
      else await this.askAgain(chosen);
    }
  }

  private state(): InterviewState {
    return { mode: this.mode, answers: this.answers, passed: this.passed };
  }

  private async askWhile(next: () => Question | null): Promise<void> {
    for (let question = next(); question !== null; question = next()) await this.askOne(question);
  }

  /** What could add warnings; going back may open again what decides. */
  private askMore(): Promise<void> {
    const { compiled } = this.tools;
    return this.askWhile(
      () => nextAsked(compiled, this.state()) ?? speakingLeft(compiled, this.state())[0]?.question ?? null,
    );
  }

  private async askAgain(question: Question): Promise<void> {
    const reply = await this.ask(question);
    if (reply !== 'back') await this.take(question, reply);
  }

  /** Asks one question and keeps the answer. "Back" asks the question before it, answered today or earlier. */
  private async askOne(question: Question): Promise<void> {
    let asked = question;
    let reply = await this.ask(asked);
    while (reply === 'back') {
      const before = this.questionBefore(asked);
      if (before === null) await this.tools.say('This is the first question.\n');
      asked = before ?? asked;
      reply = await this.ask(asked);
    }
    await this.take(asked, reply);
  }

  private questionBefore(question: Question): Question | null {
    const all = this.inOrder();
    const at = all.findIndex((each) => each.id === question.id);
    return all[(at < 0 ? all.length : at) - 1] ?? null;
  }

  /** The questions in the order of asking. Which will be asked is not known beforehand where answers decide it. */
  private inOrder(): Question[] {
    const all = applicableQuestions(this.tools.catalogue, this.state());
    if (this.mode !== 'adaptive') return all;
    return [...this.asked].flatMap((id) => all.find((question) => question.id === id) ?? []);
  }

  /** An answer that contradicts another is kept once that is settled: a draft must be fit to go on with. */
  private async take(question: Question, reply: Exclude<Reply, 'back'>): Promise<void> {
    this.set(question, reply);
    this.asked.add(question.id);
    await this.dropUnasked();
    await this.settleContradictions(question);
    await this.tools.keep({ answers: this.answers, passed: this.passed });
  }

  private set(question: Question, reply: Exclude<Reply, 'back'>): void {
    if (reply === 'unknown') {
      this.answers.delete(question.id);
      this.passed.add(question.id);
    } else {
      this.answers.set(question.id, reply.answer);
      this.passed.delete(question.id);
    }
  }

  /** An answer whose question no longer applies would still be read; so it goes, and we say so. */
  private async dropUnasked(): Promise<void> {
    for (const id of answersNotAsked(this.tools.catalogue, this.answers)) {
      this.answers.delete(id);
      const asked = this.tools.catalogue.question.get(id)?.ask ?? id;
      await this.tools.say(`"${asked}" no longer applies; its answer was dropped.\n`);
    }
  }

  private async settleContradictions(question: Question): Promise<void> {
    const { catalogue, prompter, style, say, width } = this.tools;
    for (;;) {
      const [clash] = clashes(catalogue, this.answers);
      if (clash === undefined) return;
      const problem = `${sentence(clash.message)} ${sentence(clash.help ?? '')}`;
      await say(`${paragraph(problem, width).map(style.warning).join('\n')}\n`);
      const named = [...clash.message.matchAll(/"([a-z-]+)"/g)].map((match) => match[1] ?? '');
      const entries = [...new Set([question.id, ...named])].flatMap((id) => {
        const each = catalogue.question.get(id);
        return each ? [{ value: each, label: each.ask, hint: `so far: ${this.inWords(each)}` }] : [];
      });
      const chosen = await prompter.pickOne({ message: 'Which answer is to be changed?', entries, ways: [] });
      const reply = await this.ask(chosen);
      if (reply === 'back') continue;
      this.set(chosen, reply);
      await this.dropUnasked();
    }
  }

  private async ask(question: Question): Promise<Reply> {
    const { catalogue, compiled, style, say } = this.tools;
    // Where answers choose the next question, sections would come and go.
    if (question.section !== this.section && this.mode !== 'adaptive') {
      this.section = question.section;
      await say(`\n${style.strong(question.section)}\n`);
    }
    const decides = decidesInWords(catalogue, question.id, leftToAsk(compiled, this.state(), question.id));
    const message = `${this.progress(question)}${question.ask}`;
    return askOnScreen(this.tools, { question, message, answers: this.answers, decides });
  }

  /** "[3 of 45] "; how many it will be is not known beforehand where answers decide it. */
  private progress(question: Question): string {
    const { at, of } = progressOf(this.tools.catalogue, this.state(), question);
    if (at === 0) return '';
    if (this.mode !== 'adaptive') return `[${at} of ${of}] `;
    const all = this.inOrder();
    const index = all.findIndex((each) => each.id === question.id);
    return `[${(index < 0 ? all.length : index) + 1} of at most ${of}] `;
  }

  /** Shows every answer, and what was not asked; gives what somebody wants to do. */
  private async review(): Promise<Reviewed> {
    const { catalogue, compiled, prompter, style, say } = this.tools;
    const all = applicableQuestions(catalogue, this.state());
    const questions = [...all.filter((each) => this.isAsked(each)), ...all.filter((each) => !this.isAsked(each))];
    const column = Math.max(...questions.map((question) => question.id.length));
    const hasEnough = hasEnoughAnswers(catalogue, this.answers);
    // Without enough for any advice there is nothing that a warning could be added to.
    const speaking = this.mode === 'adaptive' && hasEnough ? speakingLeft(compiled, this.state()).length : 0;
    this.section = '';
    await say(`\n${style.strong('Review')}\n`);
    return prompter.pickOne<Reviewed>({
      // In the question itself, because it stays in view above a long list.
      message: `Change an answer, or go on.${this.howFar(all, speaking, hasEnough)}`,
      entries: [
        { value: 'right', label: 'This is right: show the advice' },
        ...(speaking === 0 ? [] : [{ value: 'more' as const, label: moreInWords(speaking) }]),
        ...questions.map((question) => ({
          value: question,
          label: `${question.id.padEnd(column)}  ${this.inWords(question)}`,
          hint: question.ask,
        })),
      ],
      ways: [],
    });
  }

  private howFar(all: readonly Question[], speaking: number, hasEnough: boolean): string {
    if (this.mode !== 'adaptive') return '';
    const asked = all.filter((each) => this.isAsked(each)).length;
    const far = askedInWords(asked, all.length, speaking, hasEnough);
    return far === '' ? '' : ` ${far}`;
  }

  private isAsked({ id }: Question): boolean {
    return this.answers.has(id) || this.passed.has(id);
  }

  private inWords(question: Question): string {
    const answer = this.answers.get(question.id);
    if (answer !== undefined) return visible(answerInWords(this.tools.catalogue, question.id, answer));
    return this.isAsked(question) ? "I don't know" : 'not asked';
  }
}

function moreInWords(count: number): string {
  return count === 1
    ? 'Answer one more that could add warnings or steps'
    : `Answer ${count} more that could add warnings or steps`;
}
