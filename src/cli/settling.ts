/** What would settle provisional advice. A file of its own in the build, because compiling the rules takes its time. */
import type { Catalogue } from '../core/catalogue.js';
import { compile } from '../core/compiled/compile.js';
import { type UsefulQuestion, usefulQuestions } from '../core/explore/next-question.js';
import type { Facts } from '../core/model.js';

/** The questions that can still change the verdict, those that can change most first; "I don't know" counts as open. */
export function settlingQuestions(catalogue: Catalogue, facts: Facts): UsefulQuestion[] {
  return usefulQuestions(compile(catalogue), facts, new Set());
}
