/** The answers and observations of a profile, one by one: each is legal or told to be wrong, and none hides another. */
import type { Catalogue } from '../core/catalogue.js';
import type { Answer } from '../core/model.js';
import { checkAnswer } from './answers.js';
import { nearest } from './diagnostic.js';
import { type Fields, isMap } from './fields.js';
import type { Path } from './yaml.js';

/** Reads the answers and observations of one file. What has a mistake is left out. */
export class AnswerReader {
  private readonly catalogue: Catalogue;
  private readonly fields: Fields;

  constructor(catalogue: Catalogue, fields: Fields) {
    this.catalogue = catalogue;
    this.fields = fields;
  }

  /** A map of answers. `unknown` collects questions whose answer is left empty; without it that is a mistake. */
  answers(raw: unknown, path: Path, unknown: Set<string> | null): Map<string, Answer> {
    const answers = new Map<string, Answer>();
    for (const [id, value] of isMap(raw) ? Object.entries(raw) : []) {
      const at = [...path, id];
      if (value !== null) this.answer(id, value, at, at, answers);
      else if (!this.catalogue.question.has(id)) this.unknownQuestion(id, at);
      else if (unknown) unknown.add(id);
      else this.fields.say('wrong-type', at, `"${id}" has no answer`, 'leave the line out for "I don\'t know"');
    }
    return answers;
  }

  /** What was measured: a value, the day, and where it is from. */
  observed(raw: unknown): Map<string, Answer> {
    const observed = new Map<string, Answer>();
    for (const [id, given] of isMap(raw) ? Object.entries(raw) : []) {
      const path = ['observed', id];
      const help = 'for example { value: 1200, on: "2026-10-01", from: product analytics }';
      const keys = { required: ['value', 'on', 'from'] };
      const map = this.fields.map(given, path, `what was observed of "${id}"`, keys, help);
      if (map === null) continue;
      if ('on' in map) this.fields.day(map.on, [...path, 'on']);
      if ('from' in map) this.fields.text(map.from, [...path, 'from'], 'say where the value was read');
      if ('value' in map) this.answer(id, map.value, path, [...path, 'value'], observed);
    }
    return observed;
  }

  /**
   * What was answered when somebody decided. It is history: what today's questions no longer ask is passed over, for it
   * can decide nothing any more.
   */
  past(raw: unknown): Map<string, Answer> {
    const answers = new Map<string, Answer>();
    for (const [id, value] of isMap(raw) ? Object.entries(raw) : []) {
      const question = this.catalogue.question.get(id);
      const checked = question && checkAnswer(question, value);
      if (checked?.ok) answers.set(id, checked.answer);
    }
    return answers;
  }

  private answer(id: string, value: unknown, keyPath: Path, valuePath: Path, answers: Map<string, Answer>): void {
    const question = this.catalogue.question.get(id);
    if (question === undefined) {
      this.unknownQuestion(id, keyPath);
      return;
    }
    const checked = checkAnswer(question, value);
    if (checked.ok) answers.set(id, checked.answer);
    else {
      const bad = Array.isArray(value) ? value.findIndex((each) => !checkAnswer(question, each).ok) : -1;
      // A list where one answer is wanted is wrong as a whole, even if an item is wrong too.
      const path = question.type === 'multi' && bad >= 0 ? [...valuePath, bad] : valuePath;
      this.fields.say(checked.code, path, checked.message, checked.help);
    }
  }

  private unknownQuestion(id: string, path: Path): void {
    const near = nearest(id, this.catalogue.question.keys());
    const help = near === null ? 'the questions are listed by "stackfit ask --list"' : `did you mean "${near}"?`;
    this.fields.say('unknown-id', path, `unknown question "${id}"`, help, 'key');
  }
}
