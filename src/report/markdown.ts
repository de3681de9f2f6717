/** The recommendation as Markdown to share: the same order as on the terminal, with every source at the end. */
import type { LayerAdvice } from '../core/recommendation.js';
import { markdownText as md } from './escape.js';
import { openInOrder, openTitles } from './interview-words.js';
import {
  closestInWords,
  comparisonCells,
  comparisonMarks,
  confidenceInWords,
  differenceInWords,
  layerName,
  lockInInWords,
  patternName,
  pickInWords,
  providerName,
  reasonInWords,
  reasonsAgainst,
  type Subject,
  severityInWords,
  situationInWords,
  smallestInWords,
  sourceInFull,
  statusInWords,
  strongestReasons,
  wayOutInWords,
  whereInWords,
} from './words.js';

/** Renders a recommendation as a Markdown document. */
export function renderMarkdown(subject: Subject): string {
  const parts = [
    head(subject),
    answer(subject),
    stack(subject),
    risks(subject),
    plan(subject),
    controls(subject),
    forComparison(subject),
    nextSteps(subject),
    leaving(subject),
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
    const fit =
      gap && pattern.bestFit !== null
        ? [`- Best fit with more people: ${md(patternName(catalogue, pattern.bestFit))}.`]
        : [];
    const missing = gap ? [...fit, `- Missing: ${md(gap.missing.join('; '))}. ${md(gap.because)}`] : [];
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
    const where = whereInWords(catalogue, risk.layer);
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

function controls({ catalogue, recommendation }: Subject): string[] {
  const lines = recommendation.controls.map(
    ({ layer, control }) => `- [ ] ${md(`${control}${whereInWords(catalogue, layer)}`)}`,
  );
  return lines.length === 0 ? [] : ['## Before launch: security and privacy controls', '', ...lines];
}

function forComparison(subject: Subject): string[] {
  const { catalogue, context } = subject;
  const { closestExample, smallest } = context;
  const lines = [
    ...(closestExample ? [`- ${md(closestInWords(closestExample))}`] : []),
    ...(closestExample?.differs ?? []).map((each) => `  - ${md(differenceInWords(catalogue, each))}`),
    ...(smallest ? [`- ${md(smallestInWords(subject, smallest))}`] : []),
  ];
  const shapes = comparison(subject);
  return lines.length + shapes.length === 0 ? [] : ['## For comparison', '', ...lines, ...shapes];
}

/** Every shape side by side; a star marks what no document describes. */
function comparison({ catalogue, context }: Subject): string[] {
  if (context.comparison.length === 0) return [];
  const [head = [], ...rows] = comparisonCells(catalogue, context.comparison);
  const row = (cells: readonly string[]) => `| ${cells.map(md).join(' | ')} |`;
  return [
    '',
    row(head),
    `| ${head.map(() => '---').join(' | ')} |`,
    ...rows.map(row),
    '',
    md(comparisonMarks),
    '',
    ...context.comparison.flatMap(({ name, note }) => (note === null ? [] : [`- ${md(`${name}: ${note}`)}`])),
  ];
}

/** The ladder of each layer: the next step and what triggers it. */
function nextSteps({ catalogue, recommendation }: Subject): string[] {
  const lines = Object.entries(recommendation.layers).flatMap(([id, { next }]) =>
    next.map(({ step, when }) => `- ${md(`${layerName(catalogue, id)}: ${step}, when ${when}`)}`),
  );
  return lines.length === 0 ? [] : ['## What comes next, and when', '', ...lines];
}

function leaving({ catalogue, context }: Subject): string[] {
  if (context.leaving.length === 0) return [];
  const lines = context.leaving.flatMap((each) => {
    const { layer, pick, lockIn, wayOut } = each;
    const head = `${layerName(catalogue, layer)}, ${providerName(catalogue, pick)}`;
    const ties = lockIn.map((part) => lockInInWords(part)).join('; ');
    const status = statusInWords(each);
    return [
      ...(status === null ? [] : [`- ${md(`${head}, status: ${status}`)}`]),
      ...(ties === '' ? [] : [`- ${md(`${head}, ties: ${ties}`)}`]),
      ...wayOut.map((way) => `- ${md(`${head}, way out: ${wayOutInWords(catalogue, way)}`)}`),
    ];
  });
  return ['## The way out', '', ...lines];
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

function open(subject: Subject): string[] {
  const { settling, others } = openInOrder(subject);
  const listed = (heading: string, questions: readonly string[]) =>
    questions.length === 0 ? [] : [heading, '', ...questions.map((each) => `- ${md(each)}`)];
  const titles = openTitles(subject);
  const [first, second] = [listed(`## ${titles.settling}`, settling), listed(`## ${titles.others}`, others)];
  return first.length > 0 && second.length > 0 ? [...first, '', ...second] : [...first, ...second];
}

function foot({ catalogue, recommendation, file }: Subject): string[] {
  const pick = recommendation.pattern.ranking.flatMap((each) => each.reasons);
  const used = [
    ...new Set([
      ...pick.flatMap((reason) => reason.sources),
      ...Object.values(recommendation.layers).flatMap(({ reasons }) => reasons.flatMap((reason) => reason.sources)),
      ...[...recommendation.risks, ...recommendation.plan, ...recommendation.controls].flatMap((each) => each.sources),
    ]),
  ].sort();
  return [
    '## Sources',
    '',
    ...used.map((id) => `- ${md(sourceInFull(catalogue, id))}`),
    '',
    `From ${md(file)}; rules \`${recommendation.rules}\` of ${catalogue.data.released}, facts \`${recommendation.facts}\`.`,
  ];
}
