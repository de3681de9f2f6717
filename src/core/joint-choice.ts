/**
 * The joint choice: one item for each layer, so that fit minus the price of vendors is as high as it can be. Exact.
 *
 * Layers that others depend on (usually the database) are fixed first, best hope first; around them the vendors are
 * searched (vendor-search.ts).
 */
import { byText } from './order.js';
import { searchVendors } from './vendor-search.js';

/** Something that can cover a layer. */
export interface Item<T> {
  /** Breaks ties; unique within its layer. */
  readonly id: string;
  /** Points. */
  readonly fit: number;
  /** True when a hard rule about it is still open: taken only when nothing clear will do. */
  readonly open: boolean;
  /** How badly sourced its facts are: 0 is best. Breaks ties. */
  readonly doubt: number;
  /** Who sends the bill; null costs nothing. */
  readonly vendor: string | null;
  /** Layers whose pick must be accepted. */
  readonly needs: readonly { readonly layer: string; readonly accepts: (other: T) => boolean }[];
  readonly what: T;
}

/** Layers with their items, and how many vendors cost 1 point each; any beyond cost 6. */
export interface Problem<T> {
  readonly layers: ReadonlyMap<string, readonly Item<T>[]>;
  readonly budget: number;
}

export interface Solution<T> {
  readonly picks: ReadonlyMap<string, Item<T>>;
  readonly score: number;
  readonly vendors: readonly string[];
}

/** More than any sum of points, so that an open item is never taken for its points. */
export const openPrice = 1000;
const withinBudget = 1;
/** What a vendor beyond the budget costs. */
export const beyondBudget = 6;

/** What a number of vendors costs, in points. */
export function vendorPrice(vendors: number, budget: number): number {
  return Math.min(vendors, budget) * withinBudget + Math.max(0, vendors - budget) * beyondBudget;
}

/** The worth of one item by itself. */
export function worth<T>(item: Item<T>): number {
  return item.fit - (item.open ? openPrice : 0);
}

/** The better of two items of one layer from vendors that are paid anyway: worth, better-sourced facts, id. */
export function betterItem<T>(a: Item<T> | null, b: Item<T>): Item<T> {
  if (a === null) return b;
  return (worth(b) - worth(a) || a.doubt - b.doubt || byText(a.id, b.id)) > 0 ? b : a;
}

/** Scores a complete choice, one item a layer, with its vendors in order. */
export function solutionOf<T>(picks: ReadonlyMap<string, Item<T>>, budget: number): Solution<T> {
  let fit = 0;
  const vendors = new Set<string>();
  for (const item of picks.values()) {
    fit += worth(item);
    if (item.vendor !== null) vendors.add(item.vendor);
  }
  return { picks, score: fit - vendorPrice(vendors.size, budget), vendors: [...vendors].sort(byText) };
}

/** Negative when `a` is the better choice: score, fewer vendors, better-sourced facts, then ids layer by layer. */
export function compareSolutions<T>(a: Solution<T>, b: Solution<T>): number {
  return (
    b.score - a.score || a.vendors.length - b.vendors.length || doubtOf(a) - doubtOf(b) || byText(idsOf(a), idsOf(b))
  );
}

function doubtOf<T>(solution: Solution<T>): number {
  let doubt = 0;
  for (const item of solution.picks.values()) doubt += item.doubt;
  return doubt;
}

function idsOf<T>(solution: Solution<T>): string {
  return [...solution.picks]
    .sort((a, b) => byText(a[0], b[0]))
    .map(([, item]) => item.id)
    .join('\n');
}

/** Whether every need of every pick is met by the other picks. */
export function needsAreMet<T>(picks: ReadonlyMap<string, Item<T>>): boolean {
  for (const item of picks.values()) if (!meets(item, picks)) return false;
  return true;
}

/** Whether the needs of one item are met by what is picked. */
export function meets<T>(item: Item<T>, picks: ReadonlyMap<string, Item<T>>): boolean {
  return item.needs.every((need) => {
    const other = picks.get(need.layer);
    return other !== undefined && need.accepts(other.what);
  });
}

type Layers<T> = ReadonlyMap<string, readonly Item<T>[]>;

/**
 * The best choice, or null when some layer cannot be covered. With a `floor`, also null when the best scores less:
 * whoever wants only something better than what is at hand saves the search for the rest.
 */
export function solve<T>(problem: Problem<T>, floor = Number.NEGATIVE_INFINITY): Solution<T> | null {
  const anchors = anchorsOf(problem.layers);
  let best: Solution<T> | null = null;
  const fix = (position: number, layers: Layers<T>): void => {
    const anchor = anchors[position];
    if (anchor === undefined) {
      best = searchVendors({ layers, budget: problem.budget }, best, floor) ?? best;
      return;
    }
    for (const item of bestFirst(layers.get(anchor) ?? [])) {
      const narrowed = narrow(layers, anchor, item);
      if (narrowed && hopeOf(narrowed) >= Math.max(floor, best?.score ?? floor)) fix(position + 1, narrowed);
    }
  };
  const able = withoutUnmeetable(problem.layers);
  if (able) fix(0, lean(able, anchors));
  return best;
}

function bestFirst<T>(items: readonly Item<T>[]): Item<T>[] {
  return [...items].sort((a, b) => worth(b) - worth(a) || byText(a.id, b.id));
}

/** The layers that some item depends on. */
function anchorsOf<T>(layers: Layers<T>): string[] {
  const needed = new Set<string>();
  for (const items of layers.values()) for (const item of items) for (const need of item.needs) needed.add(need.layer);
  return [...layers.keys()].filter((layer) => needed.has(layer));
}

/** Drops items that need a layer which the problem does not have; null when that leaves a layer empty. */
function withoutUnmeetable<T>(layers: Layers<T>): Layers<T> | null {
  return filtered(layers, (item) => item.needs.every((need) => layers.has(need.layer)));
}

/** The problem without the items that can be in no best choice. Layers that others depend on are left whole. */
function lean<T>(layers: Layers<T>, anchors: readonly string[]): Layers<T> {
  return new Map([...layers].map(([layer, items]) => [layer, anchors.includes(layer) ? items : leanLayer(items)]));
}

/**
 * Of the free items without needs the best one does for all, and whatever is worth less than it is out. So is what is
 * worth less than another item without needs by more than a vendor can cost.
 */
export function leanLayer<T>(items: readonly Item<T>[]): readonly Item<T>[] {
  let free: Item<T> | null = null;
  let least = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    if (item.needs.length > 0) continue;
    if (item.vendor === null) free = betterItem(free, item);
    least = Math.max(least, worth(item) - (item.vendor === null ? 0 : beyondBudget));
  }
  return items.filter(
    (item) => worth(item) >= least && (item === free || item.vendor !== null || item.needs.length > 0),
  );
}

/** The problem with one layer fixed: items elsewhere that do not accept it drop out; null when a layer is left empty. */
function narrow<T>(layers: Layers<T>, anchor: string, picked: Item<T>): Layers<T> | null {
  const accepts = (item: Item<T>) => item.needs.every((need) => need.layer !== anchor || need.accepts(picked.what));
  return filtered(layers, accepts, anchor, picked);
}

function filtered<T>(
  layers: Layers<T>,
  keep: (item: Item<T>) => boolean,
  anchor?: string,
  picked?: Item<T>,
): Layers<T> | null {
  const kept = new Map<string, readonly Item<T>[]>();
  for (const [layer, items] of layers) {
    const left = (layer === anchor && picked ? [picked] : items).filter(keep);
    if (left.length === 0) return null;
    kept.set(layer, left);
  }
  return kept;
}

/** What a choice could score if every layer had its best item and only the vendors that cannot be avoided were paid. */
function hopeOf<T>(layers: Layers<T>): number {
  let hope = 0;
  const certain = new Set<string>();
  for (const items of layers.values()) {
    let top = Number.NEGATIVE_INFINITY;
    for (const item of items) top = Math.max(top, worth(item));
    hope += top;
    const [only, another] = items;
    if (another === undefined && only && only.vendor !== null) certain.add(only.vendor);
  }
  // Within the budget every vendor costs the same, and beyond it more: this many points are spent at least.
  return hope - certain.size * withinBudget;
}
