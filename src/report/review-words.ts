/** The review routine in words: what the plans strain, what speaks for a change, what is proposed. */
import type { Catalogue } from '../core/catalogue.js';
import { plannedIn, type ReviewProposal, strainsOf } from '../core/check/review.js';
import type { Action, Finding, Observed } from '../core/finding.js';
import type { Facts } from '../core/model.js';
import { visible } from './escape.js';
import { findingInWords, itemInWords } from './finding-words.js';
import { paragraph } from './layout.js';
import type { TerminalOptions } from './terminal-frame.js';
import { layerInSentence, layerName, severityInWords } from './words.js';

type Options = Pick<TerminalOptions, 'style' | 'width'>;

/** What a review can come to. */
export const dispositions = {
  keep: 'Keep what you have',
  'add-managed-component': 'Add a hosted service beside what you have (add a managed component)',
  'scale-layer': 'Give one part more room (scale a layer)',
  consolidate: 'Use fewer vendors (consolidate)',
  'own-less': 'Run less of it yourselves (own less)',
  'replace-layer': 'Exchange one part (replace a layer)',
  'extract-service': 'Move one part into a service of its own (extract a service)',
  replatform: 'Move the whole backend (rewrite, replatform)',
} as const satisfies Record<Action, string>;

/** How many findings a review tells; the others stand in `check`. */
const shown = 6;

/** The layers that planned capabilities strain, in a line; nothing where nothing is planned. */
export function strainsInWords(catalogue: Catalogue, answers: Facts, width: number): string {
  const strains = strainsOf(catalogue, plannedIn(answers));
  if (strains.length === 0) return '';
  const words = strains.map(({ layer }) => layerInSentence(catalogue, layer));
  return `${paragraph(`That strains: ${words.join(', ')}.`, width).join('\n')}\n`;
}

/** What a review comes to, as text that ends in a line break. */
export function proposalInWords(catalogue: Catalogue, proposal: ReviewProposal, { style, width }: Options): string {
  const { strains, findings, ahead, action } = proposal;
  const told = findings.slice(0, shown);
  const more = findings.length - told.length;
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0
      ? []
      : [style.strong(title), ...lines.flatMap((line) => paragraph(`- ${visible(line)}`, width, '  ', ''))];
  const parts = [
    part(
      'What your plans strain',
      strains.map(({ layer, capabilities }) => `${layerName(catalogue, layer)}: ${capabilities.join(', ')}`),
    ),
    part(
      'What the advice would be with them',
      ahead.map((each) => aheadLine(catalogue, each)),
    ),
    part('What speaks for a change today', [
      ...told.map((each) => `${severityInWords(each.severity)}: ${findingInWords(catalogue, asFinding(each))}`),
      ...(more > 0 ? [`${more} more: stackfit check --verbose`] : []),
    ]),
    paragraph(`${style.strong('Proposed:')} ${dispositions[action]}${whereInWords(catalogue, proposal)}.`, width),
  ];
  return `${parts
    .filter((each) => each.length > 0)
    .map((each) => each.join('\n'))
    .join('\n\n')}\n`;
}

/** The layers that the proposed action is about, where the findings behind it name any. */
function whereInWords(catalogue: Catalogue, { action, findings }: ReviewProposal): string {
  const layers = findings
    .filter((each) => each.action === action && each.severity !== 'note')
    .map(({ layer }) => layer);
  const names = new Set(layers.flatMap((layer) => (layer === null ? [] : layerInSentence(catalogue, layer))));
  return action === 'keep' || names.size === 0 ? '' : `: ${[...names].join(', ')}`;
}

/** The cause of a finding plays no part in its words. */
function asFinding(observed: Observed): Finding {
  return { ...observed, cause: 'answers', accepted: null };
}

function aheadLine(catalogue: Catalogue, { layer, before, after }: ReviewProposal['ahead'][number]): string {
  const words = (item: string | null) => (item === null ? 'open' : itemInWords(catalogue, layer, item));
  return `${layer === null ? 'Pattern' : layerName(catalogue, layer)}: ${words(before)} → ${words(after)}`;
}
