/** The library: load a catalogue and a profile, get a recommendation, explore it, check a decision. No process, no console, no clock. */
import { createHash } from 'node:crypto';
import { type LoadedCatalogue, loadCatalogue as load, type SourceText } from './load/catalogue.js';

export { advise } from './core/advise.js';
export { type Advised, adviceOn } from './core/advised.js';
export { type Catalogue, catalogueOf } from './core/catalogue.js';
export { check } from './core/check.js';
export { type Clash, clashesIn } from './core/clash.js';
export { type AdviceChange, type AnswerChange, type Comparison, compare, type RiskChange } from './core/compare.js';
export { type Compiled, compile, FastPath, type FastVerdict, type LayerOutcome } from './core/compile.js';
export { type Coverage, coverageOf, type SeenCondition } from './core/coverage.js';
export type * from './core/decision.js';
export { type Disagreement, type Disagreements, disagreementsOf, type Swing, type Untried } from './core/disagree.js';
export { explain, topicsOf } from './core/explain.js';
export type * from './core/explanation.js';
export { factsOf } from './core/facts.js';
export type * from './core/finding.js';
export { type Flip, type FlipPoints, flipPoints, type LayerFlip, type PairsWanted } from './core/flips.js';
export type { Future, FutureChange, Preparation } from './core/future.js';
export { groundOf } from './core/ground.js';
export { type Impact, impactOf, type ProfileImpact, type ProfileTwice } from './core/impact.js';
export { withVendorEvents } from './core/in-place.js';
export type { JudgedLaw, Law, Violation } from './core/law.js';
export type { Answer, CatalogueData, Facts, Origin, Profile } from './core/model.js';
export { type Change, type NumberRange, withChanges } from './core/neighbours.js';
export { nextUsefulQuestion, type UsefulQuestion, usefulQuestions } from './core/next-question.js';
export { type SpeakingQuestion, speakingQuestions } from './core/open-speech.js';
export { type Choice, type PinProblem, type PinRequest, pin } from './core/pin.js';
export { applicableQuestions } from './core/questionnaire.js';
export type { Reason } from './core/reason.js';
export type * from './core/recommendation.js';
export { type Carried, type Rehearsal, rehearse, type Turn } from './core/rehearse.js';
export { type Stability, stabilityOf, type TopicStability } from './core/stability.js';
export { type PatternShare, type Verification, type VerifyOptions, verify } from './core/verify.js';
export type { LoadedCatalogue, SourceText } from './load/catalogue.js';
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
