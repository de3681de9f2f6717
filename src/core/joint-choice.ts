/**
 * The joint choice: one item for each layer, so that fit minus the price of vendors is as high as it can be. Exact.
 *
 * With the layers that others depend on fixed (usually the database), the value of a set of opened vendors is
 * submodular, so the gains of the remaining vendors bound every superset: the search over vendor sets stays small.
 */
import { byText } from './order.js';

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
const openPrice = 1000;
const withinBudget = 1;
const beyondBudget = 6;

/** What a number of vendors costs, in points. */
export function vendorPrice(vendors: number, budget: number): number {
  return Math.min(vendors, budget) * withinBudget + Math.max(0, vendors - budget) * beyondBudget;
}

/** The worth of one item by itself. */
export function worth<T>(item: Item<T>): number {
  return item.fit - (item.open ? openPrice : 0);
}

/** Scores a complete choice, one item a layer, with its vendors in order. */
export function solutionOf<T>(picks: ReadonlyMap<string, Item<T>>, budget: number): Solution<T> {
  const items = [...picks.values()];
  const vendors = [...new Set(items.flatMap((item) => (item.vendor === null ? [] : [item.vendor])))].sort(byText);
  return { picks, score: sum(items.map(worth)) - vendorPrice(vendors.length, budget), vendors };
}

/** Negative when `a` is the better choice: score, fewer vendors, better-sourced facts, then ids layer by layer. */
export function compareSolutions<T>(a: Solution<T>, b: Solution<T>): number {
  const doubt = (solution: Solution<T>) => sum([...solution.picks.values()].map((item) => item.doubt));
  return b.score - a.score || a.vendors.length - b.vendors.length || doubt(a) - doubt(b) || byText(idsOf(a), idsOf(b));
}

function idsOf<T>(solution: Solution<T>): string {
  return [...solution.picks]
    .sort((a, b) => byText(a[0], b[0]))
    .map(([, item]) => item.id)
    .join('\n');
}

/** Whether every need of every pick is met by the other picks. */
export function needsAreMet<T>(picks: ReadonlyMap<string, Item<T>>): boolean {
  return [...picks.values()].every((item) => meets(item, picks));
}

function meets<T>(item: Item<T>, picks: ReadonlyMap<string, Item<T>>): boolean {
  return item.needs.every((need) => {
    const other = picks.get(need.layer);
    return other !== undefined && need.accepts(other.what);
  });
}

/** The best choice, or null when some layer cannot be covered. */
export function solve<T>(problem: Problem<T>): Solution<T> | null {
  const anchors = anchorsOf(problem);
  const top = new Map([...problem.layers].map(([layer, items]) => [layer, Math.max(...items.map(worth))] as const));
  let best: Solution<T> | null = null;
  const fixed = new Map<string, Item<T>>();
  // `hope` is what the choice could score if every other layer had its best item and vendors were free.
  const fix = (position: number, hope: number): void => {
    const anchor = anchors[position];
    if (anchor === undefined) {
      best = solveAround(problem, fixed, best) ?? best;
      return;
    }
    const items = [...(problem.layers.get(anchor) ?? [])].sort((a, b) => worth(b) - worth(a) || byText(a.id, b.id));
    for (const item of items) {
      const left = hope - (top.get(anchor) ?? 0) + worth(item);
      if (best !== null && left < best.score) return;
      fixed.set(anchor, item);
      fix(position + 1, left);
      fixed.delete(anchor);
    }
  };
  fix(0, sum([...top.values()]));
  return best;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** The layers of the problem that some item depends on. */
function anchorsOf<T>(problem: Problem<T>): string[] {
  const needed = new Set([...problem.layers.values()].flat().flatMap((item) => item.needs.map((need) => need.layer)));
  return [...problem.layers.keys()].filter((layer) => needed.has(layer));
}

/** The best option of each vendor for one layer, the free ones already folded into `current`. */
interface Row<T> {
  readonly layer: string;
  current: Item<T> | null;
  readonly options: Map<string, Item<T>>;
}

/** Solves the remaining layers once the anchors are fixed; null when nothing beats `incumbent`. */
function solveAround<T>(
  problem: Problem<T>,
  fixed: ReadonlyMap<string, Item<T>>,
  incumbent: Solution<T> | null,
): Solution<T> | null {
  for (const item of fixed.values()) if (!meets(item, fixed)) return null;
  const opened = new Set([...fixed.values()].flatMap((item) => (item.vendor === null ? [] : [item.vendor])));
  const rows = rowsOf(problem, fixed, opened);
  if (rows === null) return null;
  const base = sum([...fixed.values()].map(worth));
  return searchVendors({ rows, base, fixed, opened: [...opened], budget: problem.budget, incumbent });
}

function rowsOf<T>(
  problem: Problem<T>,
  fixed: ReadonlyMap<string, Item<T>>,
  opened: ReadonlySet<string>,
): Row<T>[] | null {
  const rows: Row<T>[] = [];
  for (const [layer, items] of problem.layers) {
    if (fixed.has(layer)) continue;
    const row: Row<T> = { layer, current: null, options: new Map() };
    for (const item of items) {
      if (!meets(item, fixed)) continue;
      if (item.vendor === null || opened.has(item.vendor)) row.current = better(row.current, item);
      else row.options.set(item.vendor, better(row.options.get(item.vendor) ?? null, item));
    }
    for (const [vendor, item] of row.options) if (better(row.current, item) !== item) row.options.delete(vendor);
    if (row.current === null && row.options.size === 0) return null;
    rows.push(row);
  }
  return rows;
}

function better<T>(a: Item<T> | null, b: Item<T>): Item<T> {
  if (a === null) return b;
  return (worth(b) - worth(a) || a.doubt - b.doubt || byText(a.id, b.id)) > 0 ? b : a;
}

interface Search<T> {
  readonly rows: readonly Row<T>[];
  readonly base: number;
  readonly fixed: ReadonlyMap<string, Item<T>>;
  readonly opened: readonly string[];
  readonly budget: number;
  readonly incumbent: Solution<T> | null;
}

/** Opens vendors by branch and bound; see the head of the file for the bound. */
function searchVendors<T>(search: Search<T>): Solution<T> | null {
  let best = search.incumbent;
  const visit = (current: readonly (Item<T> | null)[], opened: number, remaining: readonly string[]): void => {
    if (ceiling(search, current, opened, remaining) < (best?.score ?? Number.NEGATIVE_INFINITY)) return;
    const uncovered = current.indexOf(null);
    const next = uncovered < 0 ? gainful(search, current, opened, remaining) : coverers(search, uncovered, remaining);
    if (uncovered < 0) {
      const items = current as readonly Item<T>[];
      const value = search.base + sum(items.map(worth)) - vendorPrice(opened, search.budget);
      if (best === null || value >= best.score) {
        const candidate = solutionOf(picksOf(search, items), search.budget);
        if (best === null || compareSolutions(candidate, best) < 0) best = candidate;
      }
      if (value + sum(next.map((each) => each.gain)) < best.score) return;
    }
    const left = new Set(uncovered < 0 ? next.map((each) => each.vendor) : remaining);
    for (const { vendor } of next) {
      left.delete(vendor);
      visit(openVendor(search, current, vendor), opened + 1, [...left]);
    }
  };
  const vendors = [...new Set(search.rows.flatMap((row) => [...row.options.keys()]))].sort(byText);
  visit(
    search.rows.map((row) => row.current),
    search.opened.length,
    withoutDominated(search, vendors),
  );
  return best === search.incumbent ? null : best;
}

/** No choice below this node scores more: the best item of every layer, at the price of the vendors already open. */
function ceiling<T>(
  search: Search<T>,
  current: readonly (Item<T> | null)[],
  opened: number,
  remaining: readonly string[],
): number {
  let total = search.base - vendorPrice(opened, search.budget);
  search.rows.forEach((row, index) => {
    let top = current[index] ? worth(current[index]) : Number.NEGATIVE_INFINITY;
    for (const vendor of remaining) {
      const item = row.options.get(vendor);
      if (item) top = Math.max(top, worth(item));
    }
    total += top;
  });
  return total;
}

/** Vendors whose gain pays for opening them, best first. By submodularity the others never will further down. */
function gainful<T>(
  search: Search<T>,
  current: readonly (Item<T> | null)[],
  opened: number,
  remaining: readonly string[],
): { vendor: string; gain: number }[] {
  const price = vendorPrice(opened + 1, search.budget) - vendorPrice(opened, search.budget);
  const gains = remaining.map((vendor) => {
    const gain = search.rows.reduce((total, row, index) => {
      const item = row.options.get(vendor);
      const now = current[index];
      return item && now ? total + Math.max(0, worth(item) - worth(now)) : total;
    }, 0);
    return { vendor, gain: gain - price };
  });
  return gains.filter((each) => each.gain > 0).sort((a, b) => b.gain - a.gain || byText(a.vendor, b.vendor));
}

function coverers<T>(search: Search<T>, row: number, remaining: readonly string[]): { vendor: string; gain: number }[] {
  const options = search.rows[row]?.options;
  return remaining
    .filter((vendor) => options?.has(vendor))
    .map((vendor) => ({ vendor, gain: worth(options?.get(vendor) as Item<T>) }))
    .sort((a, b) => b.gain - a.gain || byText(a.vendor, b.vendor));
}

function openVendor<T>(search: Search<T>, current: readonly (Item<T> | null)[], vendor: string): (Item<T> | null)[] {
  return current.map((now, index) => {
    const item = search.rows[index]?.options.get(vendor);
    return item ? better(now, item) : now;
  });
}

function picksOf<T>(search: Search<T>, current: readonly Item<T>[]): ReadonlyMap<string, Item<T>> {
  const picks = new Map(search.fixed);
  search.rows.forEach((row, index) => {
    picks.set(row.layer, current[index] as Item<T>);
  });
  return picks;
}

/** Leaves out vendors that another vendor matches or betters in every layer: swapping them never costs a point. */
function withoutDominated<T>(search: Search<T>, vendors: readonly string[]): string[] {
  const covers = (a: string, b: string) =>
    search.rows.every((row) => {
      const theirs = row.options.get(b);
      const ours = row.options.get(a);
      return theirs === undefined || (ours !== undefined && better(theirs, ours) === ours);
    });
  return vendors.filter(
    (vendor) =>
      !vendors.some((other) => other !== vendor && covers(other, vendor) && !(covers(vendor, other) && vendor < other)),
  );
}
