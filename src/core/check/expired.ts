/** Figures that a decision leans on and that nobody has looked at for too long. */
import { traitOf } from '../catalogue.js';
import type { InPlace } from '../decision.js';
import type { Observed } from '../finding.js';
import type { JudgedLayer } from '../layer.js';
import { distinct } from '../order.js';
import { doubtsOf } from '../provenance.js';
import { candidateOf, isProduct, offeringsOf } from './in-place.js';
import type { JudgedState } from './state.js';

interface Figure {
  readonly says: string;
  readonly expires: string;
}

/** One finding a layer: traits that the law or another hard rule asks for (a warning), and limits that were counted (a note). */
export function expiredFigures(state: JudgedState, inPlace: ReadonlyMap<string, InPlace>): Observed[] {
  return (state.solved?.layers ?? []).flatMap((judged) => {
    const what = inPlace.get(judged.layer.id);
    if (!what || !isProduct(what)) return [];
    const traits = expiredTraits(state, judged, what);
    const figures = [...traits, ...expiredLimits(state, judged.layer.id, what)];
    if (figures.length === 0) return [];
    const layer = judged.layer.id;
    return [
      {
        id: `facts-expired/${layer}/${what.provider}`,
        detail: { code: 'facts-expired', provider: what.provider, figures },
        severity: traits.length > 0 ? 'warning' : 'note',
        layer,
        action: 'keep',
        reasons: [],
        place: ['decision', 'layers', layer],
      },
    ];
  });
}

/** Traits that a rule requires here and that the product is said to have. */
function expiredTraits(state: JudgedState, judged: JudgedLayer, what: InPlace): Figure[] {
  const { noticed, pattern, solved, today } = state;
  const candidate = solved && candidateOf(noticed, judged, what, pattern, solved.situation);
  if (!candidate) return [];
  const required = judged.fired.flatMap(({ effect, truth }) =>
    truth === 'yes' && effect.kind === 'require' && effect.target.on === 'layer' && effect.target.trait !== null
      ? [effect.target.trait]
      : [],
  );
  return distinct(required).flatMap((trait) => {
    const { is, expires = null } = traitOf(noticed, candidate.offering, trait);
    const says = noticed.trait.get(trait)?.says ?? trait;
    return is === 'yes' && isExpired(expires, today) ? [{ says, expires }] : [];
  });
}

/** Limits on what was answered, of a service that binds. */
function expiredLimits({ noticed, ground, pattern, today }: JudgedState, layer: string, what: InPlace): Figure[] {
  // A vendor's limits do not bind what you run yourself.
  if (offeringsOf(noticed, layer, what, pattern).every(({ approach }) => approach === 'self-hosted')) return [];
  return (noticed.provider.get(what.provider)?.limits ?? []).flatMap(({ fact, plan, expires }) => {
    const question = noticed.question.get(fact);
    const counts = question?.stresses.includes(layer) && ground.facts.has(fact);
    return counts && isExpired(expires, today) ? [{ says: `${fact} on the plan ${plan}`, expires }] : [];
  });
}

function isExpired(expires: string | null, today: string): expires is string {
  return doubtsOf({ source: null, on: null, confidence: null, expires }, today).includes('expired');
}
