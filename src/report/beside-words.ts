/** What changes in the advice beside the picks, in words: in short for a comparison of many, and line by line. */
import type { Catalogue } from '../core/catalogue.js';
import type { BesideChanges, Change } from '../core/explore/beside.js';
import { providerName, surfaceInWords, whereInWords } from './words.js';

/** "It brings 4 warnings, 2 first steps and 8 controls before launch; 1 warning goes." Empty when nothing differs. */
export function besideInShort(catalogue: Catalogue, changes: BesideChanges): string {
  const sentences = [
    ...runsLines(catalogue, changes),
    ...(['new', 'gone'] as const).map((each) => said(changes, each)),
  ];
  return sentences.filter((each) => each !== '').join(' ');
}

function said({ risks, steps, controls }: BesideChanges, change: Change): string {
  const count = (all: readonly { readonly change: Change }[], one: string, many: string) => {
    const number = all.filter((each) => each.change === change).length;
    return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  };
  const parts = [
    ...count(risks, 'warning', 'warnings'),
    ...count(steps, 'step', 'steps'),
    ...count(controls, 'control before launch', 'controls before launch'),
  ];
  if (parts.length === 0) return '';
  const last = parts.at(-1) ?? '';
  const list = parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
  return change === 'new' ? `It brings ${list}.` : `It takes away ${list}.`;
}

/** What runs elsewhere, and who sends a bill: one sentence each. */
export function runsLines(catalogue: Catalogue, { surfaces, vendors }: BesideChanges): string[] {
  const product = (id: string | null) => (id === null ? 'nothing' : providerName(catalogue, id));
  const moved = surfaces.map(
    ({ surface, before, after }) =>
      `Where it runs, ${surfaceInWords(catalogue, surface)}: ${product(before)} → ${product(after)}.`,
  );
  const bills = (change: Change) => vendors.filter((each) => each.change === change).map(({ vendor }) => vendor);
  const parts = [
    ...(bills('new').length > 0 ? [`also from ${bills('new').join(', ')}`] : []),
    ...(bills('gone').length > 0 ? [`no longer from ${bills('gone').join(', ')}`] : []),
  ];
  return parts.length === 0 ? moved : [...moved, `Bills: ${parts.join('; ')}.`];
}

/** Warnings that come or go, one line each. */
export function riskLines(catalogue: Catalogue, { risks }: BesideChanges): string[] {
  return risks.map(({ because, layer, change }) => `${word(change)}: ${because}${whereInWords(catalogue, layer)}`);
}

/** First steps that come or go, one line each. */
export function stepLines(catalogue: Catalogue, { steps }: BesideChanges): string[] {
  return steps.map(({ step, layer, change }) => `${word(change)}: ${step}${whereInWords(catalogue, layer)}`);
}

/** Controls that come or go, one line each. */
export function controlLines(catalogue: Catalogue, { controls }: BesideChanges): string[] {
  return controls.map(({ control, layer, change }) => `${word(change)}: ${control}${whereInWords(catalogue, layer)}`);
}

function word(change: Change): string {
  return change === 'new' ? 'New' : 'No longer';
}
