/** What a change of the rules does to profiles, to read and as JSON. */
import type { Impact, ItemChange, ProfileImpact } from '../core/rules/impact.js';
import { safeJson, visible } from './escape.js';
import { schemaVersion } from './json.js';
import { paragraph } from './layout.js';
import type { Style } from './style.js';

/** The rules that differ, every profile for which something changes, then how many there are. */
export function renderImpact(
  impact: Impact,
  { style, width }: { readonly style: Style; readonly width: number },
): string {
  const { added, removed, changed, factsDiffer, products, profiles } = impact;
  const touched = profiles.filter(isTouched);
  const rules = [
    ...listed('Rules added', added),
    ...listed('Rules removed', removed),
    ...listed('Rules changed', changed),
    ...listed('Products added', products.added),
    ...listed('Products removed', products.removed),
    ...listed('Products with other traits, limits or offers', products.changed),
    // A product that is named says enough.
    ...(factsDiffer && Object.values(products).flat().length === 0 ? ['Traits, limits or figures differ.'] : []),
  ];
  const lines = [
    ...(rules.length === 0 ? ['The rules do not differ.'] : rules).flatMap((line) => paragraph(line, width, '  ', '')),
    ...touched.flatMap((each) => [
      '',
      ...profileLines(each, style).flatMap((line, index) =>
        index === 0 ? [line] : paragraph(line, width, '    ', '  '),
      ),
    ]),
    '',
    `${touched.length} of ${profiles.length} profiles change.`,
  ];
  return `${lines.join('\n')}\n`;
}

function listed(what: string, ids: readonly string[]): string[] {
  return ids.length === 0 ? [] : [`${what}: ${ids.map(visible).join(', ')}.`];
}

function isTouched({ advice, newFindings, goneFindings }: ProfileImpact): boolean {
  return advice.length + newFindings.length + goneFindings.length > 0;
}

function profileLines(
  { file, name, advice, newFindings, goneFindings, because }: ProfileImpact,
  style: Style,
): string[] {
  const ids = (all: readonly string[]) => all.map(visible).join(', ');
  return [
    `${style.strong(visible(name))} ${style.quiet(visible(file))}`,
    ...advice.map(changeInWords),
    ...(newFindings.length > 0 ? [`new findings: ${ids(newFindings)}`] : []),
    ...(goneFindings.length > 0 ? [`findings gone: ${ids(goneFindings)}`] : []),
    because.length > 0
      ? `rules that differ and apply here, or may: ${ids(because)}`
      : 'no rule that differs applies to the answers alone',
  ];
}

function changeInWords({ layer, before, after }: ItemChange): string {
  return `${visible(layer ?? 'pattern')}: ${visible(before ?? 'none')} → ${visible(after ?? 'none')}`;
}

/** The same as JSON, with the profiles for which nothing changes. */
export function renderImpactJson(impact: Impact): string {
  return `${safeJson({ schemaVersion, ...impact })}\n`;
}
