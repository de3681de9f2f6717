/** Flip points and stability as text and as JSON: what would change the advice, by how little, and how firmly it stands. */
import type { Catalogue } from '../core/catalogue.js';
import type { LayerOutcome } from '../core/compiled/compile.js';
import type { Flip, FlipPoints, LayerFlip } from '../core/explore/flips.js';
import type { Change } from '../core/explore/neighbours.js';
import type { Stability, TopicStability } from '../core/explore/stability.js';
import { safeJson, visible } from './escape.js';
import { itemInWords } from './finding-words.js';
import { schemaVersion } from './json.js';
import { paragraph } from './layout.js';
import type { TerminalOptions } from './terminal-frame.js';
import { answerInWords, layerInSentence, layerName, shortPatternName } from './words.js';

/** What was found of one project. */
export interface FoundFlips {
  readonly points: FlipPoints;
  /** Null: too few answers for a verdict. */
  readonly stability: Stability | null;
}

/** How many lines of each kind are told without --verbose. */
const shown = 8;

/** Renders flip points and stability as text that ends in a line break. */
export function renderFlips(
  catalogue: Catalogue,
  name: string,
  { points, stability }: FoundFlips,
  { style, width, verbose }: TerminalOptions,
): string {
  const block = (title: string, lines: readonly string[]) => {
    const told = verbose ? lines : lines.slice(0, shown);
    const more = lines.length - told.length;
    if (lines.length === 0) return [];
    return [
      style.strong(title),
      ...told.flatMap((line) => paragraph(visible(`- ${line}`), width, '  ', '')),
      ...(more > 0 ? paragraph(`${more} more with --verbose.`, width) : []),
    ];
  };
  const byPattern = (flips: readonly Flip[], count: 'One' | 'Two') =>
    patternsReached(flips).map((reached) =>
      block(
        patternTitle(catalogue, reached, count),
        flips.filter(({ pattern }) => pattern?.after === reached.after).map((each) => changesInWords(catalogue, each)),
      ),
    );
  const byLayer = (flips: readonly Flip[], title: string) =>
    block(
      title,
      flips.filter(({ pattern }) => pattern === null).map((each) => layersLine(catalogue, each)),
    );
  const parts = [
    paragraph(style.strong(visible(`${name}: what would change the advice`)), width),
    stability === null
      ? paragraph('There are too few answers to advise on.', width)
      : block('How firmly it stands', gradeLines(catalogue, stability)),
    ...byPattern(points.singles, 'One'),
    ...byPattern(points.pairs, 'Two'),
    byLayer(points.singles, 'One answer that changes a layer'),
    byLayer(points.pairs, 'Two answers that change a layer together'),
    ...(stability === null ? [] : [paragraph(triedInWords(points), width)]),
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

function triedInWords({ tried }: FlipPoints): string {
  const pairs = tried.pairs > 0 ? `, and ${tried.pairs} pairs` : '';
  return `Tried: every one of ${tried.singles} answers that rules can tell apart${pairs}. What is not listed changes nothing.`;
}

/** Renders flip points and stability as JSON. */
export function renderFlipsJson(profile: string, file: string, { points, stability }: FoundFlips): string {
  const firmness = stability && { ...stability, layers: Object.fromEntries(stability.layers) };
  const plain = (flip: Flip) => ({
    ...flip,
    layers: flip.layers.map(({ layer, before, after }) => ({ layer, before: brief(before), after: brief(after) })),
  });
  const flips = { ...points, singles: points.singles.map(plain), pairs: points.pairs.map(plain) };
  return `${safeJson({ schemaVersion, profile, file, flips, stability: firmness })}\n`;
}

/** What tells an offering from others; its traits and needs stand in the catalogue. */
function brief({ needed, offering }: LayerOutcome): object {
  if (offering === null) return { needed, offering };
  const { provider, kind, approach, vendor } = offering;
  return { needed, offering: { provider, kind, approach, vendor } };
}

function gradeLines(catalogue: Catalogue, { pattern, layers, influence }: Stability): string[] {
  const grade = ({ grade, neighbours }: TopicStability) =>
    `${grade} (${neighbours.flips} of ${neighbours.of} other answers change it)`;
  const shaky = [...layers].filter(([, each]) => each.grade !== 'robust');
  const most = influence.slice(0, 3).map(({ question }) => question);
  return [
    `Pattern: ${grade(pattern)}`,
    ...shaky.map(([layer, each]) => `${layerName(catalogue, layer)}: ${grade(each)}`),
    ...(shaky.length < layers.size ? ['All other layers: robust'] : []),
    ...(most.length > 0 ? [`Most hangs on: ${most.join(', ')}`] : []),
  ];
}

type PatternFlip = NonNullable<Flip['pattern']>;

/** Where flips of the pattern lead, in the order in which it is met. */
function patternsReached(flips: readonly Flip[]): PatternFlip[] {
  const all = flips.flatMap(({ pattern }) => pattern ?? []);
  return all.filter((each, index) => all.findIndex(({ after }) => after === each.after) === index);
}

/** Without a pattern, `advise` and `whatif` say what rules each out. */
function patternTitle(catalogue: Catalogue, { before, after }: PatternFlip, count: 'One' | 'Two'): string {
  const from = before === null ? '' : `from ${shortPatternName(catalogue, before)} `;
  const to = after === null ? 'to no pattern at all' : `to ${shortPatternName(catalogue, after)}`;
  return `${count === 'One' ? 'One answer that leads' : 'Two answers that together lead'} ${from}${to}`;
}

function changesInWords(catalogue: Catalogue, { changes }: Flip): string {
  return changes.map((change) => changeInWords(catalogue, change)).join(', and ');
}

function layersLine(catalogue: Catalogue, flip: Flip): string {
  const layers = flip.layers.map((each) => layerFlipInWords(catalogue, each));
  return `${changesInWords(catalogue, flip)}: ${layers.join('; ')}`;
}

/** "search no product (not needed) → Postgres full text search"; approach or kind are told where only these differ. */
function layerFlipInWords(catalogue: Catalogue, { layer, before, after }: LayerFlip): string {
  const isSameProduct = before.offering !== null && before.offering.provider === after.offering?.provider;
  const part = before.offering?.approach === after.offering?.approach ? 'kind' : 'approach';
  const words = ({ needed, offering }: LayerOutcome) => {
    if (offering === null) return needed === 'no' ? itemInWords(catalogue, layer, null) : 'open';
    const product = itemInWords(catalogue, layer, offering.provider);
    return isSameProduct ? `${product} (${offering[part]})` : product;
  };
  return `${layerInSentence(catalogue, layer)} ${words(before)} → ${words(after)}`;
}

/** "team-size from 10 people", "features with payments", "realtime: chat". */
function changeInWords(catalogue: Catalogue, { question, before, after, member, range }: Change): string {
  if (member !== null) return `${question} ${member.added ? 'with' : 'without'} ${member.id}`;
  const said = answerInWords(catalogue, question, after);
  if (range === null || typeof after !== 'number') return `${question}: ${said}`;
  return `${question} ${typeof before === 'number' && after < before ? 'down to' : 'from'} ${said}`;
}
