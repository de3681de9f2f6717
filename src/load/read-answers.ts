/** The answers and observations of a profile, one by one: each is legal or told to be wrong, and none hides another. */
import type { Catalogue } from '../core/catalogue.js';
import type { Answer } from '../core/model.js';
import { checkAnswer } from './answers.js';
import { type Diagnostic, nearest, suggest, valueInWords } from './diagnostic.js';
import { day } from './limits.js';
import type { Located, Path } from './yaml.js';

/** Reads the answers and observations of one file. Mistakes go to `diagnostics`; what has one is left out. */
export class AnswerReader {
  private readonly catalogue: Catalogue;
  private readonly located: Located;
  private readonly diagnostics: Diagnostic[];

  constructor(catalogue: Catalogue, located: Located, diagnostics: Diagnostic[]) {
    this.catalogue = catalogue;
    this.located = located;
    this.diagnostics = diagnostics;
  }

  /** A map of answers. `unknown` collects questions whose answer is left empty; without it that is a mistake. */
  answers(raw: unknown, path: Path, unknown: Set<string> | null): Map<string, Answer> {
    const answers = new Map<string, Answer>();
    for (const [id, value] of entriesOf(raw)) {
      const at = [...path, id];
      if (value !== null) this.answer(id, value, at, at, answers);
      else if (!this.catalogue.question.has(id)) this.unknownQuestion(id, at);
      else if (unknown) unknown.add(id);
      else this.say('wrong-type', at, `"${id}" has no answer`, 'leave the line out for "I don\'t know"');
    }
    return answers;
  }

  /** What was measured: a value, the day, and where it is from. */
  observed(raw: unknown): Map<string, Answer> {
    const observed = new Map<string, Answer>();
    for (const [id, given] of entriesOf(raw)) {
      const path = ['observed', id];
      if (!isMap(given)) {
        const help = 'for example { value: 1200, on: "2026-10-01", from: product analytics }';
        this.say('wrong-type', path, `what was observed of "${id}" is a map with a value, a day and a source`, help);
        continue;
      }
      this.observation(given, path);
      if ('value' in given) this.answer(id, given.value, path, [...path, 'value'], observed);
    }
    return observed;
  }

  private observation(given: Readonly<Record<string, unknown>>, path: Path): void {
    const legal = ['value', 'on', 'from'];
    const unknown = Object.keys(given).filter((key) => !legal.includes(key));
    const missing = legal.filter((key) => !(key in given));
    for (const key of unknown) {
      const message = `unknown key "${key}" in what was observed`;
      this.say('unknown-key', [...path, key], message, suggest(key, missing.length > 0 ? missing : legal), 'key');
    }
    // As many unknown keys as missing ones: the missing ones are there, written wrongly.
    if (unknown.length < missing.length)
      for (const key of missing)
        this.say('missing-key', [...path, key], `"${key}" is missing in what was observed of "${path.at(-1)}"`, null);
    const { on, from } = given;
    if ('on' in given && !(typeof on === 'string' && day.test(on)))
      this.say('wrong-value', [...path, 'on'], `${valueInWords(on)} is no legal day`, 'for example "2026-11-20"');
    if ('from' in given && !(typeof from === 'string' && from.trim() !== ''))
      this.say('wrong-type', [...path, 'from'], '"from" must be text', 'say where the value was read');
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
      this.say(checked.code, path, checked.message, checked.help);
    }
  }

  private unknownQuestion(id: string, path: Path): void {
    const near = nearest(id, this.catalogue.question.keys());
    const help = near === null ? 'the questions are listed by "stackfit ask --list"' : `did you mean "${near}"?`;
    this.say('unknown-id', path, `unknown question "${id}"`, help, 'key');
  }

  private say(code: Diagnostic['code'], path: Path, message: string, help: string | null, at?: 'key'): void {
    const more = { ...(help === null ? {} : { help }), ...(at ? { at } : {}) };
    this.diagnostics.push(this.located.diagnostic(code, path, message, more));
  }
}

function entriesOf(raw: unknown): [string, unknown][] {
  return isMap(raw) ? Object.entries(raw) : [];
}

/** Whether YAML data is a map. */
export function isMap(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}
