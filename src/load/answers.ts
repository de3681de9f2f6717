/** Is this answer legal: one check for profiles, flags, answer files, examples and the interview. */
import type { Answer, Question } from '../core/model.js';
import { type DiagnosticCode, suggest } from './diagnostic.js';

/** What is wrong with an answer. */
export interface AnswerProblem {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly help: string | null;
}

export type CheckedAnswer = { readonly ok: true; readonly answer: Answer } | ({ readonly ok: false } & AnswerProblem);

/** Checks a value against a question. A single value is accepted where a list is expected; repeats are dropped. */
export function checkAnswer(question: Question, raw: unknown): CheckedAnswer {
  switch (question.type) {
    case 'yes-no':
      if (typeof raw === 'boolean') return { ok: true, answer: raw };
      return wrong('wrong-type', `"${question.id}" wants true or false, not ${shown(raw)}`, yesNoHelp(raw));
    case 'number':
      return checkNumber(question, raw);
    case 'choice':
      return checkOption(question, raw);
    case 'multi': {
      const given: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
      const checked = given.map((each) => checkOption(question, each));
      const bad = checked.find((each) => !each.ok);
      if (bad) return bad;
      return { ok: true, answer: [...new Set(given as readonly string[])] };
    }
    default:
      return question satisfies never;
  }
}

function checkOption(question: Extract<Question, { options: unknown }>, raw: unknown): CheckedAnswer {
  const options = question.options.map((option) => option.id);
  if (typeof raw !== 'string') {
    const what = question.type === 'multi' ? 'a list of options' : 'one option';
    return wrong(
      'wrong-type',
      `"${question.id}" wants ${what}, not ${shown(raw)}`,
      `use one of: ${options.join(', ')}`,
    );
  }
  if (options.includes(raw)) return { ok: true, answer: raw };
  return wrong('unknown-id', `"${raw}" is no option of "${question.id}"`, suggest(raw, options));
}

function checkNumber(question: Extract<Question, { type: 'number' }>, raw: unknown): CheckedAnswer {
  if (typeof raw !== 'number' || !Number.isFinite(raw))
    return wrong(
      'wrong-type',
      `"${question.id}" wants a number of ${question.unit}, not ${shown(raw)}`,
      isQuotedNumber(raw) ? 'write it without quotes' : null,
    );
  if (question.whole && !Number.isInteger(raw))
    return wrong('wrong-value', `"${question.id}" wants a whole number, not ${raw}`, null);
  if (raw < question.atLeast)
    return wrong('out-of-range', `${raw} is too small for "${question.id}"`, `at least ${question.atLeast}`);
  if (typeof question.atMost === 'number' && raw > question.atMost)
    return wrong('out-of-range', `${raw} is too large for "${question.id}"`, `at most ${question.atMost}`);
  return { ok: true, answer: raw };
}

function wrong(code: DiagnosticCode, message: string, help: string | null): CheckedAnswer {
  return { ok: false, code, message, help };
}

function shown(raw: unknown): string {
  if (Array.isArray(raw)) return 'a list';
  if (raw === null || raw === undefined) return 'nothing';
  if (typeof raw === 'object') return 'a map';
  return typeof raw === 'string' ? `the text "${raw.slice(0, 60)}"` : String(raw);
}

/** In the YAML of today "yes" and "no" are text. */
function yesNoHelp(raw: unknown): string | null {
  if (typeof raw !== 'string') return null;
  if (/^(y|yes|on)$/i.test(raw)) return 'write true';
  return /^(n|no|off)$/i.test(raw) ? 'write false' : null;
}

function isQuotedNumber(raw: unknown): boolean {
  return typeof raw === 'string' && /^-?\d+(\.\d+)?$/.test(raw);
}
