/** The recommendation as Markdown to share: the same order as on the terminal, with every source at the end. */
import type { LayerAdvice } from '../core/recommendation.js';
import { markdownText as md } from './escape.js';
import {
  confidenceInWords,
  layerName,
  openInWords,
  patternName,
  pickInWords,
  providerName,
  reasonInWords,
  reasonsAgainst,
  type Subject,
  severityInWords,
  situationInWords,
  sourcesInWords,
  strongestReasons,
} from './words.js';

/** Renders a recommendation as a Markdown document. */
export function renderMarkdown(subject: Subject): string {
  const parts = [
    head(subject),
    answer(subject),
    stack(subject),
    risks(subject),
    plan(subject),
    tensions(subject),
    open(subject),
    foot(subject),
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

function head(subject: Subject): string[] {
  return [`# Backend advice: ${md(subject.name)}`, '', md(situationInWords(subject))];
}

function answer(subject: Subject): string[] {
  const { catalogue, recommendation } = subject;
  const { pattern, provisionalBecause } = recommendation;
  const { gap } = pattern;
  if (pattern.pick === null) {
    const title =
      pattern.status === 'insufficient' ? 'Not enough answers to advise' : 'No backend meets all demands at once';
    const conflicts = pattern.conflict.map((each) => `- ${md(each.demands)} (\`${each.rules.join('`, `')}\`)`);
    const missing = gap ? [`- Missing: ${md(gap.missing.join('; '))}. ${md(gap.because)}`] : [];
    return [`## ${title}`, '', ...provisionalBecause.map((each) => md(each)), ...conflicts, ...missing];
  }
  const best =
    gap && pattern.bestFit !== null && pattern.bestFit !== pattern.pick
      ? patternName(catalogue, pattern.bestFit)
      : null;
  return [
    `## ${md(patternName(catalogue, pattern.pick))}`,
    '',
    md(catalogue.pattern.get(pattern.pick)?.says ?? ''),
    '',
    md(confidenceInWords(subject)),
    ...provisionalBecause.map((because) => `**Provisional.** ${md(because)}`),
    '',
    ...strongestReasons(recommendation).map((each) => `- For: ${md(reasonInWords(catalogue, each))}`),
    ...reasonsAgainst(recommendation).map((reason) => `- Against: ${md(reason.because)}`),
    ...(best && gap ? [`- Best fit with more people: ${md(best)}. Missing: ${md(gap.missing.join('; '))}.`] : []),
  ];
}

function stack({ catalogue, recommendation }: Subject): string[] {
  const layers = Object.entries(recommendation.layers);
  if (recommendation.pattern.pick === null || layers.length === 0) return [];
  const row = ([id, advice]: [string, LayerAdvice]) => {
    const alternative = advice.alternatives[0];
    const cells = [
      layerName(catalogue, id),
      advice.kind ?? '',
      advice.approach ?? '',
      pickInWords(catalogue, advice),
      alternative ? `${providerName(catalogue, alternative.pick)}, when ${alternative.when}` : advice.note,
    ];
    return `| ${cells.map(md).join(' | ')} |`;
  };
  return [
    '## The stack',
    '',
    '| Layer | Kind | Approach | Pick | Alternative |',
    '| --- | --- | --- | --- | --- |',
    ...layers.map(row),
    '',
    `Bills from ${recommendation.vendors.length}: ${md(recommendation.vendors.join(', ') || 'nobody')}.`,
  ];
}

function risks({ catalogue, recommendation }: Subject): string[] {
  if (recommendation.risks.length === 0) return [];
  const lines = recommendation.risks.map((risk) => {
    const where = risk.layer === null ? '' : ` (${layerName(catalogue, risk.layer).toLowerCase()})`;
    return `- **${severityInWords(risk.severity)}**${md(where)}: ${md(risk.because)} ${md(risk.mitigation)}`;
  });
  return ['## What to watch', '', ...lines];
}

function plan({ recommendation }: Subject): string[] {
  if (recommendation.plan.length === 0) return [];
  return [
    '## What to do first',
    '',
    ...recommendation.plan.map((step, index) => `${index + 1}. ${md(step.step)} ${md(step.because)}`),
  ];
}

function tensions({ catalogue, recommendation }: Subject): string[] {
  if (recommendation.tensions.length === 0) return [];
  const because = (id: string) => catalogue.data.rules.find((rule) => rule.id === id)?.because ?? id;
  const lines = recommendation.tensions.map(({ between, won }) => {
    const lost = between.find((rule) => rule !== won) ?? '';
    return `- ${md(because(won))} (\`${won}\`) outweighs: ${md(because(lost))} (\`${lost}\`)`;
  });
  return ['## Where the rules pull apart', '', ...lines];
}

function open({ catalogue, recommendation }: Subject): string[] {
  if (recommendation.open.length === 0) return [];
  return ['## Still open', '', ...recommendation.open.map((each) => `- ${md(openInWords(catalogue, each))}`)];
}

function foot({ catalogue, recommendation, file }: Subject): string[] {
  const pick = recommendation.pattern.ranking.flatMap((each) => each.reasons);
  const used = [
    ...new Set([...pick.flatMap((reason) => reason.sources), ...recommendation.risks.flatMap((risk) => risk.sources)]),
  ].sort();
  return [
    '## Sources',
    '',
    ...used.map((id) => `- ${md(sourcesInWords(catalogue, [id]))}`),
    '',
    `From ${md(file)}; rules \`${recommendation.rules}\` of ${catalogue.data.released}, facts \`${recommendation.facts}\`.`,
  ];
}
