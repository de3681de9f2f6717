/** The library: load a catalogue and a profile, get a recommendation, explore it, check a decision. No process, no console, no clock. */
import { createHash } from 'node:crypto';
import { type LoadedCatalogue, loadCatalogue as load } from './load/catalogue.js';
import type { SourceText } from './load/checked-file.js';

export { advise } from './core/advise.js';
export { type Catalogue, catalogueOf } from './core/catalogue.js';
export { type Advised, adviceOn } from './core/check/advised.js';
export { check } from './core/check/check.js';
export { groundOf } from './core/check/ground.js';
export { withVendorEvents } from './core/check/in-place.js';
export { type Choice, type PinProblem, type PinRequest, pin } from './core/check/pin.js';
export { type Clash, clashesIn } from './core/clash.js';
export { type Compiled, compile, FastPath, type FastVerdict, type LayerOutcome } from './core/compiled/compile.js';
export type * from './core/decision.js';
export type * from './core/explore/beside.js';
export {
  type AdviceChange,
  type AnswerChange,
  type Comparison,
  compare,
} from './core/explore/comparison.js';
export {
  type Disagreement,
  type Disagreements,
  disagreementsOf,
  type Swing,
  type Untried,
} from './core/explore/disagree.js';
export { explain } from './core/explore/explain.js';
export type * from './core/explore/explanation.js';
export { type Flip, type FlipPoints, flipPoints, type LayerFlip, type PairsWanted } from './core/explore/flips.js';
export { type Change, type NumberRange, withChanges } from './core/explore/neighbours.js';
export { nextUsefulQuestion, type UsefulQuestion, usefulQuestions } from './core/explore/next-question.js';
export { type SpeakingQuestion, speakingQuestions } from './core/explore/open-speech.js';
export { type Carried, type Rehearsal, rehearse, type Turn } from './core/explore/rehearse.js';
export { type Stability, stabilityOf, type TopicStability } from './core/explore/stability.js';
export { topicsOf } from './core/explore/topics.js';
export { factsOf } from './core/facts.js';
export type * from './core/finding.js';
export type { Future, FutureChange, Preparation } from './core/future.js';
export type { Answer, CatalogueData, Facts, Origin, Profile } from './core/model.js';
export { applicableQuestions } from './core/questionnaire.js';
export type { Reason } from './core/reason.js';
export type * from './core/recommendation.js';
export { type Coverage, coverageOf, type SeenCondition } from './core/rules/coverage.js';
export { type Impact, impactOf, type ProfileImpact, type ProfileTwice } from './core/rules/impact.js';
export type { JudgedLaw, Law, Violation } from './core/rules/law.js';
export { type PatternShare, type Verification, type VerifyOptions, verify } from './core/rules/verify.js';
export type { LoadedCatalogue } from './load/catalogue.js';
export type { SourceText } from './load/checked-file.js';
export type { Diagnostic, DiagnosticCode } from './load/diagnostic.js';
export { type LoadedProfile, loadProfile } from './load/profile.js';
export { withDecision } from './load/write-decision.js';

/**
 * Loads a catalogue from the texts of rule files, in any order. For the rules that ship with the package, import
 * `shippedCatalogue` from `stackfit/catalogue`: nothing has to be read or parsed.
 *
 * Returns diagnostics instead of throwing; `catalogue` is null when there is any.
 */
export function loadCatalogue(files: readonly SourceText[]): LoadedCatalogue {
  return load(files, (text) => createHash('sha256').update(text).digest('hex'));
}
