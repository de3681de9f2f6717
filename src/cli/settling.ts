/** What would settle provisional advice. A file of its own in the build, because compiling the rules takes its time. */
import type { Catalogue } from '../core/catalogue.js';
import { compile } from '../core/compile.js';
import type { Facts } from '../core/model.js';
import { type UsefulQuestion, usefulQuestions } from '../core/next-question.js';

/** The questions that can still change the verdict, those that can change most first; "I don't know" counts as open. */
export function settlingQuestions(catalogue: Catalogue, facts: Facts): UsefulQuestion[] {
  return usefulQuestions(compile(catalogue), facts, new Set());
}
