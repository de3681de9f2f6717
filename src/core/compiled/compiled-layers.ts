/** The layers' stratum compiled: what every rule says of every offering as tables over the rules' truth. */
import { type Catalogue, covers } from '../catalogue.js';
import type { Item } from '../joint-choice.js';
import { type Candidate, endedByVendor } from '../layer.js';
import type { Layer, Pattern, Rule } from '../model.js';
import type { Offering } from '../provider.js';
import { pointsOf } from '../reason.js';
import { itemOf, vendorBudget } from '../stack.js';
import { circuitOf } from './circuit.js';
import { answerOf, no, patternFact, unknown, yes } from './columns.js';
import { ceilingsOf, hardCeilings, layerConditions, teamFact } from './layer-conditions.js';
import { type Masks, masksOf, type Place } from './masks.js';
import type { Layout } from './row.js';

/** What a rule does to one offering. */
export interface Touch {
  readonly place: Place;
  /** The rule by its place among those about layers; null for a ceiling of the vendor. */
  readonly rule: number | null;
  /** Points of its soft effects. */
  readonly points: number;
  /** Whether its hard effects forbid the offering: yes, or unknown where nobody knows the trait. */
  readonly forbids: number;
  readonly isCapacity: boolean;
}

/** An offering with everything that can be said of it. */
export interface CompiledOffering {
  readonly offering: Offering;
  /** Its number in the catalogue; the joint choice knows it by this. */
  readonly index: number;
  /** Ended by its vendor. */
  readonly ended: boolean;
  readonly touches: readonly Touch[];
  /** What does not change of it as an item of the joint choice. */
  readonly item: Omit<Item<number>, 'fit' | 'open'>;
}

export interface CompiledLayer {
  readonly layer: Layer;
  readonly needed: Place;
  /** Whether an offering of another layer may depend on this one. */
  readonly isAnchor: boolean;
  /** By pattern: the offerings it allows, and the roots that matter for them. */
  readonly under: readonly AllowedOfferings[];
}

/** The offerings of a layer that one pattern allows. */
export interface AllowedOfferings {
  readonly offerings: readonly CompiledOffering[];
  /** The blocks that matter; for each the roots of which it matters that they are yes, and that they are not no. */
  readonly blocks: Int32Array;
  readonly sure: Int32Array;
  readonly possible: Int32Array;
}

/** By block the roots of which it matters that they are yes (bans, needed layers), and that they are not no (those layers). */
export interface StandMasks {
  readonly sure: Int32Array;
  readonly possible: Int32Array;
}

/** The rules about layers as tables. */
export interface LayerTables {
  readonly layers: readonly CompiledLayer[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** By pattern, all that decides whether a stack can be had under it. */
  readonly stands: readonly StandMasks[];
  readonly masks: Masks;
  /** By number. */
  readonly offerings: readonly Offering[];
  /** The column that holds the pattern which is tried; -1 when no rule reads it. */
  readonly patternColumn: number;
  /** The patterns that stand alone: under them no layer is needed. */
  readonly standsAlone: readonly boolean[];
  readonly teamColumn: number;
  /** The vendor budget by the code of the team's size. */
  readonly budgets: readonly number[];
}

/** Compiles the rules about layers; on a row, parts of their conditions stand from column `first` on. */
export function compileLayers(catalogue: Catalogue, layout: Layout, first: number): LayerTables {
  const { columns } = layout;
  const masks = masksOf(circuitOf(columns, layerConditions(catalogue), catalogue.signal, first), layout);
  const ruleCount = catalogue.rules.layer.length;
  const ceilings = [...ceilingsOf(catalogue).keys()];
  const placeOf = (root: number) => masks.places[root] as Place;
  const places = {
    rule: (index: number) => placeOf(index),
    ceiling: (key: string) => placeOf(ruleCount + catalogue.layers.length + ceilings.indexOf(key)),
  };
  const offerings = catalogue.layers.flatMap((layer) => catalogue.offerings.get(layer.id) ?? []);
  const candidates = offerings.map(bareCandidate);
  const compiled = candidates.map((candidate, index) =>
    compileOffering(catalogue, candidates, candidate, index, places),
  );
  const teamColumn = columns.of.get(teamFact)?.[0] ?? -1;
  const team = columns.all[teamColumn];
  const layers = catalogue.layers.map(
    (layer, index): CompiledLayer => ({
      layer,
      needed: placeOf(ruleCount + index),
      isAnchor: offerings.some(({ needs }) => needs.some((need) => need.layer === layer.id)),
      under: catalogue.patterns.map((pattern) => allowedOf(masks, allowedIn(compiled, layer, pattern))),
    }),
  );
  return {
    masks,
    offerings,
    indexOf: new Map(catalogue.layers.map((layer, index) => [layer.id, index])),
    patternColumn: columns.of.get(patternFact)?.[0] ?? -1,
    standsAlone: catalogue.patterns.map((pattern) => pattern.unless !== null),
    teamColumn,
    budgets: team?.kind === 'number' ? codesOf(team.size).map((code) => vendorBudget(answerOf(team, code))) : [],
    layers,
    stands: catalogue.patterns.map((_, pattern) => standMasks(masks, layers, pattern)),
  };
}

function standMasks({ blocks }: Masks, layers: readonly CompiledLayer[], pattern: number): StandMasks {
  const [sure, possible] = [new Int32Array(blocks), new Int32Array(blocks)];
  const add = (words: Int32Array, { block, bit }: Place) => {
    words[block] = (words[block] as number) | (1 << bit);
  };
  for (const { needed, under } of layers) {
    add(sure, needed);
    add(possible, needed);
    for (const { touches } of under[pattern]?.offerings ?? [])
      for (const { place, forbids } of touches) if (forbids === yes) add(sure, place);
  }
  return { sure, possible };
}

function allowedIn(all: readonly CompiledOffering[], { id }: Layer, { allows }: Pattern): CompiledOffering[] {
  const approaches = allows[id];
  const here = all.filter(({ offering }) => offering.layer === id);
  return approaches ? here.filter(({ offering }) => approaches.includes(offering.approach)) : here;
}

function codesOf(size: number): number[] {
  return Array.from({ length: size }, (_, code) => code);
}

interface Places {
  readonly rule: (index: number) => Place;
  readonly ceiling: (key: string) => Place;
}

function compileOffering(
  catalogue: Catalogue,
  all: readonly Candidate[],
  candidate: Candidate,
  index: number,
  places: Places,
): CompiledOffering {
  const { offering } = candidate;
  const touches = catalogue.rules.layer.flatMap((rule, at) => touchOf(catalogue, rule, at, offering, places.rule(at)));
  for (const { fact, at } of hardCeilings(catalogue, offering))
    touches.push({ place: places.ceiling(`${fact} ${at}`), rule: null, points: 0, forbids: yes, isCapacity: false });
  const { id, doubt, vendor, needs } = itemOf(catalogue, candidate);
  const accepted = needs.map(({ layer, accepts }) => {
    const table = Uint8Array.from(all, (other) => Number(other.offering.layer === layer && accepts(other)));
    return { layer, accepts: (other: number) => table[other] === 1 };
  });
  return {
    offering,
    index,
    ended: endedByVendor(catalogue, offering).length > 0,
    touches,
    item: { id, doubt, vendor, needs: accepted, what: index },
  };
}

/** What one rule does to an offering: nothing, points, or a ban. Of two bans of one rule the surer one counts. */
function touchOf(catalogue: Catalogue, rule: Rule, index: number, offering: Offering, place: Place): Touch[] {
  let points = 0;
  let forbids = no;
  for (const effect of rule.effects) {
    if (!('target' in effect) || effect.target.on !== 'layer' || !effect.target.layers.includes(offering.layer))
      continue;
    const covered = { no, unknown, yes }[covers(catalogue, effect.target, offering)];
    if (effect.kind === 'prefer' || effect.kind === 'avoid') points += covered === yes ? pointsOf(effect) : 0;
    else {
      const forbidden = effect.kind === 'exclude' ? covered : yes - covered;
      forbids = Math.max(forbids, forbidden);
    }
  }
  const isCapacity = rule.concern === 'capacity';
  return points === 0 && forbids === no ? [] : [{ place, rule: index, points, forbids, isCapacity }];
}

/** The tables as they would be with one rule about layers replaced by another of the same condition and bans. */
export function withLayerRule(tables: LayerTables, catalogue: Catalogue, index: number, rule: Rule): LayerTables {
  const place = tables.masks.places[index] as Place;
  const isHere = (each: Touch) => each.rule === index;
  const changed = (what: CompiledOffering): CompiledOffering => {
    if (!what.touches.some(isHere)) return what;
    const others = what.touches.filter((each) => !isHere(each));
    return { ...what, touches: [...others, ...touchOf(catalogue, rule, index, what.offering, place)] };
  };
  const layers = tables.layers.map((layer) => ({
    ...layer,
    under: layer.under.map((allowed) => ({ ...allowed, offerings: allowed.offerings.map(changed) })),
  }));
  return { ...tables, layers };
}

function bareCandidate(offering: Offering): Candidate {
  return { offering, points: 0, tier: 'clear', soft: [], hard: [], unconfirmed: [], heldBack: false };
}

function allowedOf(masks: Masks, offerings: readonly CompiledOffering[]): AllowedOfferings {
  const sure = new Int32Array(masks.blocks);
  const possible = new Int32Array(masks.blocks);
  for (const { touches } of offerings)
    for (const { place, forbids } of touches) {
      sure[place.block] = (sure[place.block] as number) | (1 << place.bit);
      if (forbids !== no) possible[place.block] = (possible[place.block] as number) | (1 << place.bit);
    }
  const blocks = Int32Array.from([...sure.keys()].filter((block) => sure[block] !== 0));
  const at = (words: Int32Array) => Int32Array.from(blocks, (block) => words[block] as number);
  return { offerings, blocks, sure: at(sure), possible: at(possible) };
}
