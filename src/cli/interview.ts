/** The interview: one question after the other, with a way back, a review at the end, and each answer kept at once. */
import type { Answer, Question } from '../core/model.js';
import {
  answersNotAsked,
  applicableQuestions,
  type InterviewMode,
  type InterviewState,
  nextQuestion,
  progressOf,
} from '../core/questionnaire.js';
import { visible } from '../report/escape.js';
import { paragraph } from '../report/layout.js';
import { answerInWords } from '../report/words.js';
import { type Interview, type InterviewTools, type Reply, sentence } from './asking.js';
import { clashes } from './given.js';
import { askOnScreen } from './question-on-screen.js';

/** Asks what is left to ask, then shows the review until nothing is to be changed. */
export async function interview(tools: InterviewTools, mode: InterviewMode, start: Interview): Promise<Interview> {
  return new Interviewer(tools, mode, start).run();
}

/** An interview under way. */
class Interviewer {
  private readonly tools: InterviewTools;
  private readonly mode: InterviewMode;
  private readonly answers: Map<string, Answer>;
  private readonly passed: Set<string>;
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
    const all = applicableQuestions(this.tools.catalogue, this.state());
    return all[all.findIndex((each) => each.id === question.id) - 1] ?? null;
  }

  /** An answer that contradicts another is kept once that is settled: a draft must be fit to go on with. */
  private async take(question: Question, reply: Exclude<Reply, 'back'>): Promise<void> {
    this.set(question, reply);
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
    const { catalogue, style, say } = this.tools;
    const { of, at } = progressOf(catalogue, this.state(), question);
    if (question.section !== this.section) {
      this.section = question.section;
      await say(`\n${style.strong(question.section)}\n`);
    }
    const message = at > 0 ? `[${at} of ${of}] ${question.ask}` : question.ask;
    return askOnScreen(this.tools, { question, message, answers: this.answers });
  }

  /** Shows every answer; true when nothing is to be changed. */
  private async review(): Promise<boolean> {
    const { catalogue, prompter, style, say } = this.tools;
    const questions = applicableQuestions(catalogue, this.state());
    const width = Math.max(...questions.map((question) => question.id.length));
    this.section = '';
    await say(`\n${style.strong('Review')}\n`);
    const chosen = await prompter.pickOne<Question | null>({
      message: 'Change an answer, or go on.',
      entries: [
        { value: null, label: 'This is right: show the advice' },
        ...questions.map((question) => ({
          value: question,
          label: `${question.id.padEnd(width)}  ${this.inWords(question)}`,
          hint: question.ask,
        })),
      ],
      ways: [],
    });
    if (chosen === null) return true;
    const reply = await this.ask(chosen);
    if (reply !== 'back') await this.take(chosen, reply);
    return false;
  }

  private inWords({ id }: Question): string {
    const answer = this.answers.get(id);
    return visible(answer === undefined ? "I don't know" : answerInWords(this.tools.catalogue, id, answer));
  }
}
