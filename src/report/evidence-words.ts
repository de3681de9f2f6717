/** The answers behind a statement, in words: what was asked of each, and that it does not hold where it does not. */
import type { Catalogue } from '../core/catalogue.js';
import type { Answer, Evidence } from '../core/model.js';
import { answerInWords } from './words.js';

/** Of a longer list only what is looked for in it is named: all that else is ticked would only hide it. */
const longestList = 3;

/** One answer: "team-size at-most 9 (5 people)", "skills includes devops: no (SQL)"; of a change also what it was. */
export function leafInWords(catalogue: Catalogue, { fact, test, holds, got, was }: Evidence): string {
  // Of a change there may be an answer now and none from then.
  const verdict = holds === 'no' ? ': no' : holds === 'unknown' && got !== null ? ': not known' : '';
  const says = `${fact} ${test}${verdict}`;
  const isSaid = holds === 'no' && typeof got === 'boolean';
  if (isSaid || isLong(got) || isLong(was)) return says;
  const now = said(catalogue, fact, got);
  return `${says} (${was === undefined || was === null ? now : `${said(catalogue, fact, was)} → ${now}`})`;
}

/** Every answer behind a reason, one after the other. */
export function evidenceInWords(catalogue: Catalogue, evidence: readonly Evidence[]): string {
  return evidence.map((each) => leafInWords(catalogue, each)).join('; ');
}

function isLong(answer: Answer | null | undefined): boolean {
  return Array.isArray(answer) && answer.length > longestList;
}

function said(catalogue: Catalogue, fact: string, answer: Answer | null): string {
  return answer === null ? 'not answered' : answerInWords(catalogue, fact, answer);
}
