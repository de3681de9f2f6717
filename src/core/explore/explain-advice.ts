/** Explains what the advice is about: a pattern, a layer, a product. */
import { decidedBy } from '../condition.js';
import { type JudgedLayer, judgeOffering } from '../layer.js';
import { byText } from '../order.js';
import { rivalsOf } from '../pattern.js';
import type { Offering } from '../provider.js';
import { layerTensions, patternTensions } from '../tension.js';
import type { AdviceAtHand } from './at-hand.js';
import { layerContender, patternContender } from './contender.js';
import { doubtfulFigures } from './doubtful.js';
import type {
  Contender,
  DoubtfulFigure,
  LayerExplanation,
  PatternExplanation,
  ProviderExplanation,
} from './explanation.js';

/** Why a pattern is picked, or what puts it behind. */
export function explainPattern(at: AdviceAtHand, id: string): PatternExplanation {
  const { pick, ranking } = at.verdict;
  return {
    about: 'pattern',
    noAdvice: at.noAdvice,
    topic: patternContender(at, id),
    pick: pick && pick.pattern.id !== id ? patternContender(at, pick.pattern.id) : null,
    levelWith:
      pick?.pattern.id === id
        ? rivalsOf(pick, ranking)
            .filter(({ points }) => points === pick.points)
            .map(({ pattern }) => pattern.id)
        : [],
    tensions: pick ? patternTensions(pick, ranking) : [],
  };
}

/** Why a layer is needed, what covers it, and what keeps the others back. */
export function explainLayer(at: AdviceAtHand, id: string): LayerExplanation {
  const { verdict, solved } = at;
  const judged = judgedLayer(at, id);
  const picked = verdict.stack?.layers.find(({ layer }) => layer.id === id);
  const contenders = judged ? judged.candidates.map((each) => layerContender(at, judged, each)) : [];
  const rank = (each: Contender) => (each.isPick ? -1 : (each.behind ?? Number.MAX_SAFE_INTEGER));
  contenders.sort((a, b) => rank(a) - rank(b) || b.points - a.points || byText(a.id, b.id));
  const used = solved?.solution?.picks.get(id)?.what.offering;
  return {
    about: 'layer',
    noAdvice: at.noAdvice,
    layer: id,
    needed: judged?.needed ?? 'unknown',
    neededBecause: judged && solved ? decidedBy(judged.layer.needed, solved.situation) : [],
    contenders,
    surfaces: picked && 'pick' in picked ? picked.surfaces : {},
    tensions: picked && 'pick' in picked ? layerTensions(picked, verdict.stack?.score ?? 0) : [],
    restsOn: judged && used ? doubtful(at, judged, used) : [],
  };
}

/** Where a product is picked, and what keeps it back elsewhere. */
export function explainProvider(at: AdviceAtHand, id: string): ProviderExplanation {
  const layers = at.catalogue.layers.filter((layer) => waysOf(at, id, layer.id).length > 0);
  const restsOn = layers.flatMap(({ id: layer }) => {
    const judged = judgedLayer(at, layer);
    return judged ? waysOf(at, id, layer).flatMap((way) => doubtful(at, judged, way)) : [];
  });
  return {
    about: 'provider',
    noAdvice: at.noAdvice,
    provider: id,
    layers: layers.map((layer) => providerIn(at, id, layer.id)),
    runs: (at.verdict.stack?.layers ?? []).flatMap((each) =>
      'pick' in each ? Object.keys(each.surfaces).filter((surface) => each.surfaces[surface] === id) : [],
    ),
    restsOn: restsOn.filter(firstOfItsKind()),
  };
}

/** Each way in which a provider covers a layer, also those that the pattern does not allow. */
function providerIn(at: AdviceAtHand, id: string, layer: string): ProviderExplanation['layers'][number] {
  const { catalogue, solved } = at;
  const judged = judgedLayer(at, layer);
  const pick = solved?.solution?.picks.get(layer)?.what.offering.provider ?? null;
  if (!judged || !solved) return { layer, needed: judged?.needed ?? 'unknown', ways: [], pick };
  const ways = waysOf(at, id, layer).map((each) =>
    layerContender(at, judged, judgeOffering(catalogue, each, judged.fired, solved.situation)),
  );
  return { layer, needed: judged.needed, ways, pick };
}

function waysOf({ catalogue }: AdviceAtHand, provider: string, layer: string): Offering[] {
  return (catalogue.offerings.get(layer) ?? []).filter((each) => each.provider === provider);
}

function doubtful({ catalogue, facts, today }: AdviceAtHand, judged: JudgedLayer, way: Offering): DoubtfulFigure[] {
  return doubtfulFigures(catalogue, facts, judged, way, today);
}

function judgedLayer({ solved }: AdviceAtHand, layer: string): JudgedLayer | undefined {
  return solved?.layers.find((each) => each.layer.id === layer);
}

/** A filter that lets each figure through once. */
function firstOfItsKind(): (figure: DoubtfulFigure) => boolean {
  const seen = new Set<string>();
  return ({ says }) => !seen.has(says) && seen.add(says) !== undefined;
}
