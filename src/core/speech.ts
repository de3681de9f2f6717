/** What is said besides the picks: risks, the first steps and controls, from rules, limits and traits that are not known. */
import type { Catalogue } from './catalogue.js';
import type { Situation } from './condition.js';
import { checkLimits, type LimitCheck } from './layer.js';
import { type Effect, severities, unitOf } from './model.js';
import { byText, distinct } from './order.js';
import { withThousands } from './plain-words.js';
import { doubtsOf } from './provenance.js';
import type { Provider } from './provider.js';
import { type Fired, fire } from './reason.js';
import type { Control, Risk, Step } from './recommendation.js';
import type { PickedLayer } from './stack.js';

/** What speech reads of a layer that is covered. */
export type CoveredLayer = Pick<PickedLayer, 'layer' | 'pick'>;

/** What rules say under this advice. */
export interface Speech {
  readonly risks: readonly Risk[];
  readonly plan: readonly Step[];
  readonly controls: readonly Control[];
}

/** Everything that is said: the speech rules are judged once. The situation must know `advice.*`. */
export function speechOf(
  catalogue: Catalogue,
  situation: Situation,
  picked: readonly CoveredLayer[],
  chosen: boolean,
): Speech {
  const said = fire(catalogue.rules.speech, situation).filter(
    ({ truth, effect }) => truth === 'yes' && isSaid(effect, chosen),
  );
  return {
    risks: risksOf(catalogue, said, situation, picked),
    plan: planOf(catalogue, said, picked),
    controls: controlsOf(catalogue, said, situation),
  };
}

/** Steps with a lower `order` make sense before anything is chosen: find people, ask a lawyer, join what exists. */
const firstOrderAfterChoice = 20;

/** Whether an effect is speech that makes sense here: without a choice (nothing meets all demands) there is less to say. */
export function isSaid(effect: Effect, chosen: boolean): boolean {
  if (effect.kind === 'plan') return chosen || effect.order < firstOrderAfterChoice;
  return effect.kind === 'warn' || (effect.kind === 'control' && chosen);
}

/** The risks under this advice: worst first, then in the order of the layers. */
function risksOf(
  catalogue: Catalogue,
  fired: readonly Fired[],
  situation: Situation,
  picked: readonly CoveredLayer[],
): Risk[] {
  const said = fired.flatMap(({ rule, effect }) =>
    effect.kind === 'warn' ? [riskOf(rule.id, rule.because, rule.sources, effect)] : [],
  );
  const limits = picked.flatMap((layer) => limitRisks(catalogue, layer, situation));
  return [...said, ...limits].sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      placeOf(catalogue, a.layer) - placeOf(catalogue, b.layer) ||
      byText(a.rule, b.rule),
  );
}

/** What belongs to no layer comes before the first. */
function placeOf(catalogue: Catalogue, layer: string | null): number {
  return layer === null ? -1 : (catalogue.layer.get(layer)?.order ?? 0);
}

/** What must be true before launch, layer by layer; nothing of a layer that is not there. */
function controlsOf(catalogue: Catalogue, fired: readonly Fired[], { facts }: Situation): Control[] {
  const isNeeded = (layer: string | null) => layer === null || facts.get(`advice.${layer}.kind`) !== 'not-needed';

  const controls = fired.flatMap(({ rule: { id, because, sources }, effect }) =>
    effect.kind === 'control' && isNeeded(effect.layer)
      ? [{ rule: id, layer: effect.layer, control: effect.says, because, sources }]
      : [],
  );
  return controls.sort((a, b) => placeOf(catalogue, a.layer) - placeOf(catalogue, b.layer) || byText(a.rule, b.rule));
}

function riskOf(
  rule: string,
  because: string,
  sources: readonly string[],
  effect: Extract<Effect, { kind: 'warn' }>,
): Risk {
  return { rule, severity: effect.severity, layer: effect.layer, because, mitigation: effect.mitigation, sources };
}

function limitRisks(catalogue: Catalogue, layer: CoveredLayer, situation: Situation): Risk[] {
  const { offering } = layer.pick;
  const provider = catalogue.provider.get(offering.provider);
  // A vendor's limits do not bind what you run yourself.
  if (!provider || offering.approach === 'self-hosted') return [];
  return checkLimits(catalogue, provider, layer.layer.id, situation).map((check) =>
    limitRisk(catalogue, provider, layer.layer.id, check),
  );
}

function limitRisk(catalogue: Catalogue, provider: Provider, layer: string, check: LimitCheck): Risk {
  const question = catalogue.question.get(check.limit.fact);
  const unit = question?.type === 'number' ? unitOf(question, check.got) : '';
  const plan = check.limit.plan === 'all' ? 'every plan' : `the ${check.limit.plan} plan`;
  const verb = check.state !== 'near' ? 'is more than' : check.got === check.limit.at ? 'reaches' : 'is close to';
  const figure = [withThousands(check.limit.at ?? 0), ...doubtsOf(check.limit, catalogue.data.released)].join(', ');
  return {
    rule: `limit/${provider.id}/${check.limit.fact}`,
    // A plan that lifts the ceiling makes it a matter of price; without one it may stop the product.
    severity: check.state === 'near' || check.nextPlan !== null ? 'note' : 'warning',
    layer,
    because: `${withThousands(check.got)} ${unit} ${verb} what ${plan} of ${provider.name} allows (${figure}).`,
    mitigation:
      check.nextPlan === null
        ? `Ask ${provider.name} for a higher ceiling in writing before you build on it.`
        : `Plan with the ${check.nextPlan} plan of ${provider.name}.`,
    sources: check.limit.source === null ? [] : [check.limit.source],
  };
}

/** What to do first, in order: confirm what is not known, then the steps that rules ask for. */
function planOf(catalogue: Catalogue, fired: readonly Fired[], picked: readonly CoveredLayer[]): Step[] {
  const steps = fired.flatMap(({ rule, effect }) =>
    effect.kind === 'plan'
      ? [
          {
            order: effect.order,
            rule: rule.id,
            step: effect.step,
            layer: effect.layer,
            because: rule.because,
            sources: rule.sources,
          },
        ]
      : [],
  );
  steps.sort((a, b) => a.order - b.order || byText(a.rule, b.rule));
  return [...picked.flatMap((layer) => confirmSteps(catalogue, layer)), ...steps.map(({ order: _, ...step }) => step)];
}

/** A pick with an unknown trait that a rule requires is taken only with the vendor's word. */
function confirmSteps(catalogue: Catalogue, layer: CoveredLayer): Step[] {
  const { offering, unconfirmed } = layer.pick;
  const name = catalogue.provider.get(offering.provider)?.name ?? offering.provider;
  const traits = distinct(unconfirmed.map(traitOfTarget));
  return traits.map((trait) => {
    const asks = unconfirmed.find((each) => traitOfTarget(each) === trait)?.rule;
    return {
      step: `Confirm with ${name} before use: ${catalogue.trait.get(trait)?.says ?? trait}.`,
      layer: layer.layer.id,
      because: asks?.because ?? '',
      rule: asks?.id ?? '',
      sources: asks?.sources ?? [],
    };
  });
}

function traitOfTarget({ effect }: Fired): string {
  return 'target' in effect && effect.target.on === 'layer' ? (effect.target.trait ?? '') : '';
}
