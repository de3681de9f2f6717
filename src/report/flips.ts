/** Flip points and stability as text and as JSON: what would change the advice, by how little, and how firmly it stands. */
import type { Catalogue } from '../core/catalogue.js';
import type { LayerOutcome } from '../core/compiled/compile.js';
import type { Flip, FlipPoints, LayerFlip, PairsWanted } from '../core/explore/flips.js';
import type { Change } from '../core/explore/neighbours.js';
import type { Stability, TopicStability } from '../core/explore/stability.js';
import { safeJson, visible } from './escape.js';
import { itemInWords } from './finding-words.js';
import { schemaVersion } from './json.js';
import { paragraph } from './layout.js';
import type { TerminalOptions } from './terminal-frame.js';
import { answerInWords, layerInSentence, layerName, shortPatternName, withThousands } from './words.js';

/** What was found of one project. */
export interface FoundFlips {
  readonly points: FlipPoints;
  readonly pairs: PairsWanted;
  /** Null: too few answers for a verdict. */
  readonly stability: Stability | null;
}

/** How many lines of each kind are told without --verbose. */
const shown = 8;

/** What the grades of stability mean (docs/decisions/0013). */
const gradesInWords =
  'Knife-edge: one rule that weighs a step more or less changes it. Sensitive: leaving one rule out does, or more than one answer in twenty. Robust: neither.';

/** A list under a title. */
interface Block {
  readonly title: string;
  readonly lines: readonly string[];
  /** What the words in it mean. */
  readonly legend?: string;
}

/** Renders flip points and stability as text that ends in a line break. */
export function renderFlips(
  catalogue: Catalogue,
  name: string,
  { points, stability, pairs }: FoundFlips,
  { style, width, verbose }: TerminalOptions,
): string {
  const flips = blocksOf(catalogue, points);
  const isCut = !verbose && flips.some(({ lines }) => lines.length > shown);
  const blockLines = ({ title, lines, legend }: Block) => {
    const told = verbose ? lines : lines.slice(0, shown);
    const more = lines.length - told.length;
    return [
      style.strong(title),
      ...(legend === undefined ? [] : paragraph(style.quiet(legend), width)),
      ...told.flatMap((line) => paragraph(visible(`- ${line}`), width, '  ', '')),
      ...(more > 0 ? paragraph(`${more} more with --verbose.`, width) : []),
    ];
  };
  const firmness = stability && {
    ...{ title: 'How firmly it stands', legend: gradesInWords, lines: gradeLines(catalogue, stability) },
  };
  const parts = [
    paragraph(style.strong(visible(`${name}: what would change the advice`)), width),
    firmness === null ? paragraph('There are too few answers to advise on.', width) : blockLines(firmness),
    ...flips.map(blockLines),
    stability === null ? [] : paragraph(triedInWords(points, pairs, isCut), width),
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

/** The flips by where they lead, the pattern first; nothing that is empty. */
function blocksOf(catalogue: Catalogue, { singles, pairs }: FlipPoints): Block[] {
  const byPattern = (flips: readonly Flip[], count: 'One' | 'Two') =>
    patternsReached(flips).map((reached) => ({
      title: patternTitle(catalogue, reached, count),
      lines: flips
        .filter(({ pattern }) => pattern?.after === reached.after)
        .map((each) => changesInWords(catalogue, each)),
    }));
  const byLayer = (flips: readonly Flip[], title: string) => ({
    title,
    lines: flips.filter(({ pattern }) => pattern === null).map((each) => layersLine(catalogue, each)),
  });
  return [
    ...byPattern(singles, 'One'),
    ...byPattern(pairs, 'Two'),
    byLayer(singles, 'One answer that changes a layer'),
    byLayer(pairs, 'Two answers that together change a layer, beyond what either does alone'),
  ].filter(({ lines }) => lines.length > 0);
}

/** How much was tried, and what that says of everything that is not listed. */
function triedInWords({ tried }: FlipPoints, pairs: PairsWanted, isCut: boolean): string {
  const count = tried.pairs > 0 ? `, and ${withThousands(tried.pairs)} pairs` : '';
  const besides = `Besides these${isCut ? ' and what --verbose adds' : ''}, no single answer changes a pick`;
  const alone = 'where neither of its answers does alone';
  const rest = {
    none: '. Pairs were not tried: "--pairs pattern" does that.',
    pattern: `, and no pair the pattern ${alone}. "--pairs layers" tries pairs for layers too.`,
    layers: `, and no pair anything ${alone}.`,
  } as const satisfies Record<PairsWanted, string>;
  return `Tried: every one of ${withThousands(tried.singles)} answers that rules can tell apart${count}. ${besides}${rest[pairs]}`;
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

/** "team-size from 10 people", "features with: People pay or get paid", "realtime: Nothing". */
function changeInWords(catalogue: Catalogue, { question, before, after, member, range }: Change): string {
  if (member !== null)
    return `${question} ${member.added ? 'with' : 'without'}: ${answerInWords(catalogue, question, [member.id])}`;
  const said = answerInWords(catalogue, question, after);
  if (range === null || typeof after !== 'number') return `${question}: ${said}`;
  return `${question} ${typeof before === 'number' && after < before ? 'down to' : 'from'} ${said}`;
}
