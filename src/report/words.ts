/** The words of a report: names instead of ids, answers as people would say them. One place, shared by all formats. */
import type { Catalogue } from '../core/catalogue.js';
import { listOf } from '../core/condition.js';
import type { ClosestExample, ComparedDimension, Context, Leaving, SmallestStack } from '../core/context.js';
import type { UsefulQuestion } from '../core/explore/next-question.js';
import { type Answer, type Facts, type Severity, unitOf } from '../core/model.js';
import { lowerFirst, withThousands } from '../core/plain-words.js';
import type { Claim } from '../core/provenance.js';
import type { LockInPart } from '../core/provider.js';
import type { Reason } from '../core/reason.js';
import type { LayerAdvice, OpenQuestion, Recommendation } from '../core/recommendation.js';

export { lowerFirst, withThousands };

/** Everything a report is about. */
export interface Subject {
  readonly name: string;
  readonly file: string;
  readonly catalogue: Catalogue;
  readonly facts: Facts;
  readonly recommendation: Recommendation;
  readonly context: Context;
  /** The questions that can still change the result, most first; null where nobody worked them out. */
  readonly settling: readonly UsefulQuestion[] | null;
}

export function patternName(catalogue: Catalogue, id: string): string {
  return catalogue.pattern.get(id)?.name ?? id;
}

/** The plain words of it: "Hybrid", not "Hybrid (managed parts plus your own services)". */
export function shortPatternName(catalogue: Catalogue, id: string): string {
  return patternName(catalogue, id).replace(/ \(.*\)$/, '');
}

export function layerName(catalogue: Catalogue, id: string): string {
  return catalogue.layer.get(id)?.name ?? id;
}

/** The layer inside a sentence: "sign-in", and "API" as it is. */
export function layerInSentence(catalogue: Catalogue, id: string): string {
  return lowerFirst(layerName(catalogue, id));
}

export function providerName(catalogue: Catalogue, id: string): string {
  return catalogue.provider.get(id)?.name ?? id;
}

/** A surface of a layer: "websites, dashboards and admin". */
export function surfaceInWords(catalogue: Catalogue, id: string): string {
  return catalogue.layers.flatMap((layer) => layer.surfaces).find((surface) => surface.id === id)?.says ?? id;
}

/** An answer in words: options by what they say, numbers with their unit. */
export function answerInWords(catalogue: Catalogue, id: string, answer: Answer): string {
  const question = catalogue.question.get(id);
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  if (question?.type === 'number') return `${withThousands(answer)} ${unitOf(question, answer)}`;
  const options = question && 'options' in question ? question.options : [];
  const words = listOf(answer).map((each) => options.find((option) => option.id === each)?.says ?? each);
  return words.length === 0 ? 'none' : words.join(', ');
}

/** App, stage and team in one line: the advice is for these, not for everybody (claim 2). */
export function situationInWords({ catalogue, facts }: Subject): string {
  const said = ['app-type', 'stage'].flatMap((id) => {
    const answer = facts.get(id);
    return answer === undefined ? [] : [answerInWords(catalogue, id, answer)];
  });
  const team = facts.get('team-size');
  const engineers = facts.get('backend-engineers');
  if (typeof team === 'number') said.push(team === 1 ? 'one person' : `${withThousands(team)} people`);
  if (typeof engineers === 'number')
    said.push(`${engineers === 0 ? 'no' : withThousands(engineers)} backend engineer${engineers === 1 ? '' : 's'}`);
  return said.join(' · ');
}

/** The layer's pick in one phrase: "Firestore", "your own code", or why there is none. */
export function pickInWords(catalogue: Catalogue, advice: LayerAdvice): string {
  if (advice.kind === 'none') return 'none';
  if (advice.pick !== null)
    return `${providerName(catalogue, advice.pick)}${advice.status === 'open' ? openWord(advice) : ''}`;
  switch (advice.status) {
    case 'not-needed':
      return 'not needed';
    case 'impossible':
      return 'impossible';
    default:
      return 'open';
  }
}

/** What an open pick waits for: the vendor's word, or an answer. */
function openWord({ note }: LayerAdvice): string {
  return note.startsWith('Confirm') ? ' (confirm first)' : ' (provisional)';
}

/** A reason's weight as it is printed: points, or that it rules something out, or that it decides without any. */
export function weightInWords(reason: Reason): string {
  if (reason.truth === 'unknown') return 'open';
  if (reason.effect === 'require') return 'required';
  if (reason.effect === 'exclude') return 'ruled out';
  // Only a pattern that stands alone has such a reason: it is the pick whatever speaks for the others.
  if (reason.points === 0) return 'decides';
  return reason.points > 0 ? `+${reason.points}` : String(reason.points);
}

/** Pages with their title; claims by their number and where they are from. */
export function sourcesInWords(catalogue: Catalogue, sources: readonly string[]): string {
  return sources
    .map((id) => {
      const claim = catalogue.claim.get(id);
      return claim ? `${claimName(id)} (${originInWords(catalogue, claim)})` : pageInWords(catalogue, id);
    })
    .join('; ');
}

/** "claim-49" as "claim 49", "resolution-x4" as "resolution X4". */
export function claimName(id: string): string {
  const [word = id, number = ''] = id.split('-');
  return `${word} ${number.toUpperCase()}`.trim();
}

/** Where a claim is from: its document, or our survey where that settled it; untraced figures say so. */
export function originInWords(catalogue: Catalogue, { sources, trust }: Claim): string {
  const id = sources.at(-1) ?? '';
  const unverified = trust === 'seed-number-unverified' ? ', unverified' : '';
  return `${catalogue.source.get(id)?.publisher ?? id}${unverified}`;
}

/** A claim with what it says, or a page: for a list of sources. */
export function sourceInFull(catalogue: Catalogue, id: string): string {
  const claim = catalogue.claim.get(id);
  if (!claim) return pageInWords(catalogue, id);
  return `${claimName(id)}: ${claim.says} (${originInWords(catalogue, claim)})`;
}

function pageInWords(catalogue: Catalogue, id: string): string {
  const source = catalogue.source.get(id);
  return source ? `${source.title}, ${source.publisher}${source.date === null ? '' : ` (${source.date})`}` : id;
}

/** A reason for the pick: its own, or one against another pattern. */
export interface ReasonFor {
  readonly reason: Reason;
  /** The pattern it speaks against; null when it speaks for the pick itself. */
  readonly against: string | null;
}

/** The three strongest reasons for the pick; when few speak for it, what rules the others out. */
export function strongestReasons(recommendation: Recommendation, count = 3): ReasonFor[] {
  const { pick, ranking } = recommendation.pattern;
  const own = ranking.find((each) => each.pattern === pick)?.reasons.filter((reason) => reason.points >= 0) ?? [];
  // A pattern without points stands alone: what is wrong with the others does not matter.
  const others = own.some((reason) => reason.points === 0) ? [] : ranking.filter((each) => each.pattern !== pick);
  const found: ReasonFor[] = own.map((reason) => ({ reason, against: null }));
  for (const { pattern, reasons } of others)
    for (const reason of reasons)
      if (reason.points < 0 || reason.effect === 'exclude' || reason.effect === 'require')
        found.push({ reason, against: pattern });
  const seen = new Set<string>();
  return found.filter(({ reason }) => !seen.has(reason.rule) && seen.add(reason.rule)).slice(0, count);
}

/** A reason for the pick as a sentence. */
export function reasonInWords(catalogue: Catalogue, { reason, against }: ReasonFor): string {
  return against === null ? reason.because : `Not ${patternName(catalogue, against)}: ${reason.because}`;
}

/** What speaks against the pick, strongest first. */
export function reasonsAgainst(recommendation: Recommendation): readonly Reason[] {
  const own = recommendation.pattern.ranking.find((each) => each.pattern === recommendation.pattern.pick);
  return own?.reasons.filter((reason) => reason.points < 0) ?? [];
}

/** How sure the advice is, in a sentence. */
export function confidenceInWords({ catalogue, recommendation }: Subject): string {
  const { confidence, margin, ranking, pick, tiedWith } = recommendation.pattern;
  if (catalogue.pattern.get(pick ?? '')?.unless) return 'High confidence: every answer that would ask for one says no.';
  const runnerUp = ranking.find((each) => each.pattern !== pick && !each.excluded);
  const lead =
    margin === null || !runnerUp
      ? 'nothing else is possible'
      : margin === 0
        ? `level with ${patternName(catalogue, runnerUp.pattern)}${tiedWith.length > 1 ? ` and ${tiedWith.length - 1} more` : ''}`
        : `${margin} ${margin === 1 ? 'point' : 'points'} ahead of ${patternName(catalogue, runnerUp.pattern)}`;
  const word = { high: 'High confidence', medium: 'Medium confidence', low: 'Low confidence' }[confidence];
  return `${word}: ${lead}.`;
}

export function severityInWords(severity: Severity): string {
  return { error: 'Danger', warning: 'Watch', note: 'Note' }[severity];
}

/** An open question as it was asked, with where its answer could lead. */
export function openInWords(catalogue: Catalogue, open: OpenQuestion): string {
  const question = catalogue.question.get(open.question);
  const could = open.couldBecome.map((pattern) => patternName(catalogue, pattern));
  const lead = could.length > 0 ? ` It could change the answer to: ${could.join(', ')}.` : '';
  return `${question?.ask ?? open.question} (${open.question})${lead}`;
}

/** The closest worked example in a sentence. */
export function closestInWords({ name, alike, compared }: ClosestExample): string {
  return `Closest worked example: ${name} (${alike} of ${compared} answers alike). A starting point, not a prescription.`;
}

/** The smallest stack in a few sentences: what it is, how far behind, and what it gives up. */
export function smallestInWords({ catalogue, recommendation }: Subject, smallest: SmallestStack): string {
  const { pattern, behind, vendors, givesUp } = smallest;
  if (pattern === recommendation.pattern.pick)
    return 'The least to own that would do: this one. Nothing with less is possible.';
  const bills = `${vendors.length} ${vendors.length === 1 ? 'bill' : 'bills'}`;
  const count = `${Math.abs(behind)} ${Math.abs(behind) === 1 ? 'point' : 'points'}`;
  const points =
    behind === 0
      ? 'level in points'
      : behind > 0
        ? `${count} behind`
        : `${count} ahead, but a rule that can exclude it waits for an answer`;
  const reasons = givesUp.map((reason) => reason.because).join(' ');
  const because = reasons === '' ? '' : ` What speaks against it: ${reasons}`;
  return `The least to own that would do: ${patternName(catalogue, pattern)}, ${bills}, ${points}.${because}`;
}

/** What the vendor says of a product's future, when that is more than "it is there". */
export function statusInWords({ status }: Leaving): string | null {
  if (status.is === 'active' && status.note === null) return null;
  return [
    `${status.is}${status.on === null ? '' : ` on ${status.on}`}`,
    ...(status.note === null ? [] : [status.note]),
  ].join('; ');
}

/** One part that ties you to a product. */
export function lockInInWords({ part, weight }: LockInPart): string {
  return `${part} (${weight})`;
}

/** One way out, with its source and what is doubtful about it. */
export function wayOutInWords(catalogue: Catalogue, { says, source, doubts }: Leaving['wayOut'][number]): string {
  const origin = [...(source === null ? [] : [sourcesInWords(catalogue, [source])]), ...doubts].join(', ');
  return origin === '' ? says : `${says} (${origin})`;
}

/** The layer that something is about, in brackets behind it; nothing for what is about no single one. */
export function whereInWords(catalogue: Catalogue, layer: string | null): string {
  return layer === null ? '' : ` (${layerInSentence(catalogue, layer)})`;
}

/** One answer that tells a project from the closest example. */
export function differenceInWords(
  catalogue: Catalogue,
  { question, here, there }: ClosestExample['differs'][number],
): string {
  const [mine, theirs] = [here, there].map((answer) => answerInWords(catalogue, question, answer));
  return `${question}: here ${mine}; there ${theirs}`;
}

/** The comparison as cells: a head row, then a row for each dimension. Patterns that no dimension speaks of have no column. */
export function comparisonCells(catalogue: Catalogue, dimensions: readonly ComparedDimension[]): string[][] {
  const patterns = catalogue.patterns.map(({ id }) => id).filter((id) => dimensions.some(({ values }) => id in values));
  const cell = (value: ComparedDimension['values'][string] | undefined) =>
    value ? `${value.says}${value.derived ? '*' : ''}` : '';
  return [
    ['', ...patterns],
    ...dimensions.map(({ name, unverified, values }) => [
      `${name}${unverified ? ' (unverified)' : ''}`,
      ...patterns.map((id) => cell(values[id])),
    ]),
  ];
}

/** What the marks of the comparison mean. */
export const comparisonMarks =
  '* worked out between its neighbours; no document describes it. Unverified: no source could be traced.';
