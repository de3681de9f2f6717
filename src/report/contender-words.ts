/** How a contender stands, in words: picked, ruled out, or how far behind, and where it loses its points. */
import type { Catalogue } from '../core/catalogue.js';
import type { Contender } from '../core/explore/explanation.js';
import { layerName, lowerFirst, providerName } from './words.js';

/** "relational → platform → Supabase". */
export function wayInWords(catalogue: Catalogue, { id, kind, approach }: Contender): string {
  return `${kind} → ${approach} → ${providerName(catalogue, id)}`;
}

/** A way to cover a layer, how it stands, and what mostly keeps it back. */
export function contenderInWords(catalogue: Catalogue, contender: Contender): string {
  const { id, kind, approach } = contender;
  const name = `${providerName(catalogue, id)} (${kind}, ${approach})`;
  return `${name}: ${stateInWords(catalogue, contender)}${becauseInWords(contender)}`;
}

/** How a pattern stands beside the one that is picked; null: none is. */
export function patternStanding(catalogue: Catalogue, topic: Contender, pick: string | null): string {
  if (topic.isPick) return 'picked';
  if (isOut(topic)) return 'ruled out';
  if (topic.behind !== null && topic.behind < 0) return 'held back by a rule that waits for an answer';
  if (topic.behind === 0) return `level with ${pick ?? 'the pick'}, and after it in the order of merit`;
  if (topic.behind !== null) return `${pointsInWords(topic.behind)} behind${pick === null ? '' : ` ${pick}`}`;
  const alone = catalogue.pattern.get(topic.id)?.unless;
  return alone ? 'ruled out: the answers ask for more' : `not picked${pick === null ? '' : `: ${pick} is enough`}`;
}

function isOut({ excludedBy }: Contender): boolean {
  return excludedBy.some(({ truth }) => truth === 'yes');
}

function stateInWords(catalogue: Catalogue, contender: Contender): string {
  const { isPick, isAllowed, behind, excludedBy } = contender;
  if (isPick) return 'picked';
  if (!isAllowed) return 'not within the pattern';
  if (isOut(contender)) return 'ruled out';
  if (behind === null)
    return excludedBy.length > 0 ? 'not certain to be allowed' : 'does not fit beside the other picks';
  return behind === 0 ? 'level: a tie' : `${pointsInWords(behind)} behind${splitInWords(catalogue, contender)}`;
}

/** Where the points are lost: in this layer, and in what would change with it. Nothing where all are lost here. */
function splitInWords(catalogue: Catalogue, contender: Contender): string {
  const here = contender.behindHere ?? 0;
  const rest = restOf(contender);
  if (rest === 0) return '';
  const own = here > 0 ? `${here} here` : here < 0 ? `${-here} ahead here` : 'level here';
  return `: ${own}, ${rest < 0 ? 'less ' : ''}${Math.abs(rest)} ${otherwise(catalogue, contender.together)}`;
}

/** The points behind that are not lost in the layer itself. */
function restOf({ behind, behindHere }: Contender): number {
  return behind === null || behindHere === null ? 0 : behind - behindHere;
}

/** Up to so many layers are named. */
const named = 3;

function otherwise(catalogue: Catalogue, together: readonly string[]): string {
  if (together.length === 0) return 'for the bills';
  const layers = together.map((layer) => lowerFirst(layerName(catalogue, layer)));
  const which =
    layers.length > named
      ? `${layers.length} other layers`
      : [layers.slice(0, -1).join(', '), layers.at(-1)].filter((each) => each !== '').join(' and ');
  return `because ${which} would change with it`;
}

/** The rule that keeps a contender back most; of points that are lost elsewhere no rule of this layer is told. */
function becauseInWords(contender: Contender): string {
  const { isPick, isAllowed, behind, behindHere, excludedBy, tippedBy, notKnown } = contender;
  if (isPick || !isAllowed) return '';
  const rest = restOf(contender);
  const isLostHere = rest === 0 || (behindHere ?? 0) > 0;
  const out = excludedBy.find(({ truth }) => truth === 'yes') ?? (behind === null ? excludedBy[0] : undefined);
  const why = out ?? (isLostHere ? tippedBy[0] : undefined);
  if (!why) return '';
  const where = out === undefined && rest !== 0 ? 'Here: ' : '';
  const unknown =
    out === undefined && notKnown.includes(why.rule) ? ' Not known of this product, so it does not count.' : '';
  return `. ${where}${why.because}${unknown} [${why.rule}]`;
}

function pointsInWords(points: number): string {
  return `${points} ${points === 1 ? 'point' : 'points'}`;
}
