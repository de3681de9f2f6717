/** News about vendors of what is in place: notices in the profile, and what the catalogue knows of a product's future. */

import type { EventKind, InPlace, VendorEvent } from '../decision.js';
import type { Action, Observed, PlacePath } from '../finding.js';
import type { Severity } from '../model.js';
import { monthsAfter } from './day.js';
import { offeringsOf } from './in-place.js';
import type { JudgedState } from './state.js';

/** A notice, with where it stands in the profile; null: the catalogue tells it. */
interface News extends VendorEvent {
  readonly index: number | null;
}

/** One finding for each product in place and kind of news, whatever number of layers it covers. */
export function vendorNews(state: JudgedState, inPlace: ReadonlyMap<string, InPlace>): Observed[] {
  return newsOf(state, inPlace).map((news) => {
    const layers = layersOf(state, news, inPlace);
    const [only = null, second] = layers;
    const layer = second === undefined ? only : null;
    const { provider, kind, on, ends, source, index } = news;
    const isOwn = layers.every((each) => isOwnToRun(state, each, inPlace.get(each)));
    return {
      id: `vendor-event/${layer ?? 'pattern'}/${provider}-${kind}`,
      detail: {
        code: 'vendor-event',
        provider,
        event: kind,
        on,
        ends,
        layers,
        instead: insteadOf(state, news, layers),
      },
      severity: isOwn ? 'note' : severityOf(news, state.today),
      layer,
      action: isOwn ? 'keep' : actionsFor[kind],
      reasons: [{ rule: `status/${provider}`, because: source, sources: [], evidence: [] }],
      place: index === null ? placeOf(state, only) : ['vendor-events', index],
    };
  });
}

/** The layers that a product covers; where it ends, also those that cannot stand without it. */
function layersOf(state: JudgedState, { provider, kind }: News, inPlace: ReadonlyMap<string, InPlace>): string[] {
  const all = state.catalogue.layers.map(({ id }) => id);
  const own = all.filter((layer) => inPlace.get(layer)?.provider === provider);
  if (kind !== 'sunset') return own;
  return all.filter((layer) => own.includes(layer) || leansOn(state, layer, inPlace.get(layer), own));
}

/** Whether every way in which a layer may be covered needs the same vendor or product in one of these layers. */
function leansOn(
  { noticed, pattern }: JudgedState,
  layer: string,
  what: InPlace | undefined,
  own: readonly string[],
): boolean {
  const ways = what ? offeringsOf(noticed, layer, what, pattern) : [];
  const needsOwn = ({ needs }: (typeof ways)[number]) =>
    needs.some((need) => own.includes(need.layer) && (need.vendor !== null || need.provider !== null));
  return ways.length > 0 && ways.every(needsOwn);
}

/** What you run yourself goes on when its vendor stops. */
function isOwnToRun({ noticed, pattern }: JudgedState, layer: string, what: InPlace | undefined): boolean {
  const ways = what ? offeringsOf(noticed, layer, what, pattern) : [];
  return ways.length > 0 && ways.every(({ approach }) => approach === 'self-hosted');
}

/** What the advice takes where a product ends. */
function insteadOf(
  { solved }: JudgedState,
  { kind, provider }: News,
  layers: readonly string[],
): Record<string, string> {
  if (kind !== 'sunset') return {};
  const picks = layers.flatMap((layer) => {
    const pick = solved?.solution?.picks.get(layer)?.what.offering.provider;
    return pick === undefined || pick === provider ? [] : [[layer, pick] as const];
  });
  return Object.fromEntries(picks);
}

/** What the catalogue tells stands in no line of its own: where the product is named. */
function placeOf({ ground }: JudgedState, layer: string | null): PlacePath {
  if (layer === null) return ['decision', 'layers'];
  return ground.stack.has(layer) ? ['stack', layer] : ['decision', 'layers', layer];
}

/** The kinds of news about anything in place, for rules that read them. */
export function newsKinds(state: JudgedState, inPlace: ReadonlyMap<string, InPlace>): EventKind[] {
  return [...new Set(newsOf(state, inPlace).map(({ kind }) => kind))].sort();
}

function newsOf({ catalogue, ground }: JudgedState, inPlace: ReadonlyMap<string, InPlace>): News[] {
  const products = new Set([...inPlace.values()].map(({ provider }) => provider));
  const noticed = ground.vendorEvents
    .map((event, index): News => ({ ...event, index }))
    .filter(({ provider }) => products.has(provider));
  const known = [...products].flatMap((id): News[] => {
    const status = catalogue.provider.get(id)?.status;
    const kind = status?.is === 'sunset' ? 'sunset' : status?.is === 'maintenance' ? 'stagnation' : null;
    const isTold = noticed.some((each) => each.provider === id && each.kind === kind);
    if (!status || kind === null || isTold) return [];
    const source = status.note ?? 'The catalogue of stackfit says so.';
    return [{ provider: id, kind, on: status.on ?? '', ends: null, source, index: null }];
  });
  return [...noticed, ...known];
}

const actionsFor = {
  sunset: 'replace-layer',
  stagnation: 'keep',
  'price-change': 'keep',
  acquisition: 'keep',
} as const satisfies Record<EventKind, Action>;

/** How many months before its last day a product is an emergency. */
const monthsToMove = 6;

function severityOf({ kind, ends }: News, today: string): Severity {
  switch (kind) {
    case 'sunset':
      return ends !== null && today >= monthsAfter(ends, -monthsToMove) ? 'error' : 'warning';
    case 'stagnation':
      return 'warning';
    case 'price-change':
    case 'acquisition':
      return 'note';
    default:
      return kind satisfies never;
  }
}
