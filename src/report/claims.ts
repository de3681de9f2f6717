/** Every claim of the documents with what carries it, as a list to read and as JSON. */
import type { Catalogue } from '../core/catalogue.js';
import { distinct } from '../core/order.js';
import type { CarriedClaim, Carrier } from '../core/rules/claims.js';
import { safeJson, visible } from './escape.js';
import { schemaVersion } from './json.js';
import { paragraph } from './layout.js';
import type { Style } from './style.js';
import { claimName, originInWords } from './words.js';

/** The list for a terminal: claim by claim, then how many are carried by what. */
export function renderClaims(
  catalogue: Catalogue,
  carried: readonly CarriedClaim[],
  { style, width }: { readonly style: Style; readonly width: number },
): string {
  const blocks = carried.map(({ claim, carriers }) => {
    const name = style.strong(claimName(claim.id));
    const origin = style.quiet(`(${originInWords(catalogue, claim)})`);
    const lines = carriers.length === 0 ? [style.bad('carried by nothing')] : inWords(carriers);
    return [
      ...paragraph(`${name} ${visible(claim.says)} ${origin}`, width, '  ', ''),
      ...lines.flatMap((line) => paragraph(line, width, '    ', '  ')),
    ].join('\n');
  });
  return `${[...blocks, '', ...paragraph(summary(carried), width)].join('\n')}\n`;
}

/** One line for each kind of carrier. */
function inWords(carriers: readonly Carrier[]): string[] {
  return distinct(carriers.map((each) => each.kind)).map((kind) => {
    const ids = carriers.filter((each) => each.kind === kind).map(({ id }) => visible(id));
    return `${kind}: ${ids.join(', ')}`;
  });
}

/** "261 claims: 190 by rules, …": a claim that several things carry counts with the first kind. */
function summary(carried: readonly CarriedClaim[]): string {
  const kinds = carried.map(({ carriers }) => carriers[0]?.kind ?? 'nothing');
  const counts = distinct(kinds).map((kind) => `${kind} ${kinds.filter((each) => each === kind).length}`);
  return `${carried.length} claims, by what carries each first: ${counts.join(', ')}.`;
}

/** The same as JSON. */
export function renderClaimsJson(carried: readonly CarriedClaim[]): string {
  const claims = carried.map(({ claim, carriers }) => {
    const { id, says, trust, sources } = claim;
    return { id, says, trust, sources, carriers };
  });
  return `${safeJson({ schemaVersion, claims })}\n`;
}
