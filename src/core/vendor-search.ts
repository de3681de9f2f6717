/**
 * The search over sets of vendors, once the layers that others depend on are fixed: branch and bound.
 *
 * With a set of opened vendors each layer simply takes its best item, so the value of a set is submodular: what a vendor
 * adds can only shrink as others are opened. Hence the gains of the remaining vendors bound every larger set.
 */
import {
  betterItem,
  compareSolutions,
  type Item,
  type Problem,
  type Solution,
  solutionOf,
  vendorPrice,
  worth,
} from './joint-choice.js';
import { byText } from './order.js';

/** One layer: what it has for nothing, and the best item of each vendor that would have to be opened. */
interface Row<T> {
  readonly layer: string;
  current: Item<T> | null;
  readonly options: Map<string, Item<T>>;
}

/**
 * The best choice when it is at least `floor` and better than `incumbent`; else null. Needs must be settled: any item of
 * a layer goes with any item of the others.
 */
export function searchVendors<T>(
  problem: Problem<T>,
  incumbent: Solution<T> | null,
  floor: number,
): Solution<T> | null {
  const opened = new Set<string>();
  for (const items of problem.layers.values()) {
    const [only, another] = items;
    if (another === undefined && only && only.vendor !== null) opened.add(only.vendor);
  }
  return new VendorSearch(rowsOf(problem, opened), problem.budget, incumbent, floor).run(opened.size);
}

/** One row a layer; vendors that some layer cannot do without are paid anyway. */
function rowsOf<T>(problem: Problem<T>, opened: ReadonlySet<string>): Row<T>[] {
  return [...problem.layers].map(([layer, items]) => {
    const row: Row<T> = { layer, current: null, options: new Map() };
    for (const item of items) {
      if (item.vendor === null || opened.has(item.vendor)) row.current = betterItem(row.current, item);
      else row.options.set(item.vendor, betterItem(row.options.get(item.vendor) ?? null, item));
    }
    for (const [vendor, item] of row.options) if (betterItem(row.current, item) !== item) row.options.delete(vendor);
    return row;
  });
}

/** What every layer has so far; null where it is not covered yet. */
type Cover<T> = readonly (Item<T> | null)[];

/** A search under way: the rows, and the best choice found. */
class VendorSearch<T> {
  private readonly rows: readonly Row<T>[];
  private readonly budget: number;
  private readonly incumbent: Solution<T> | null;
  private readonly floor: number;
  private best: Solution<T> | null;

  constructor(rows: readonly Row<T>[], budget: number, incumbent: Solution<T> | null, floor: number) {
    this.rows = rows;
    this.budget = budget;
    this.incumbent = incumbent;
    this.floor = floor;
    this.best = incumbent;
  }

  run(opened: number): Solution<T> | null {
    const vendors = new Set<string>();
    for (const row of this.rows) for (const vendor of row.options.keys()) vendors.add(vendor);
    this.visit(
      this.rows.map((row) => row.current),
      opened,
      this.withoutDominated([...vendors].sort(byText)),
    );
    return this.best === this.incumbent ? null : this.best;
  }

  /** What a choice must score to be of interest. */
  private bar(): number {
    return Math.max(this.floor, this.best?.score ?? this.floor);
  }

  private visit(cover: Cover<T>, opened: number, remaining: readonly string[]): void {
    if (this.ceiling(cover, opened, remaining) < this.bar()) return;
    const uncovered = cover.indexOf(null);
    const next = uncovered < 0 ? this.gainful(cover, opened, remaining) : this.coverers(uncovered, remaining);
    if (uncovered < 0) {
      const value = this.consider(cover as readonly Item<T>[], opened);
      if (next.reduce((total, each) => total + each.gain, value) < this.bar()) return;
    }
    const left = new Set(uncovered < 0 ? next.map((each) => each.vendor) : remaining);
    for (const { vendor } of next) {
      left.delete(vendor);
      this.visit(this.open(cover, vendor), opened + 1, [...left]);
    }
  }

  /** Takes a complete cover when it is the best so far; returns what it scores. */
  private consider(cover: readonly Item<T>[], opened: number): number {
    let value = -vendorPrice(opened, this.budget);
    for (const item of cover) value += worth(item);
    if (value < this.bar()) return value;
    const picks = new Map<string, Item<T>>();
    this.rows.forEach((row, index) => {
      picks.set(row.layer, cover[index] as Item<T>);
    });
    const found = solutionOf(picks, this.budget);
    if (this.best === null || compareSolutions(found, this.best) < 0) this.best = found;
    return value;
  }

  /** No choice below this node scores more: the best item of every layer, at the price of the vendors already open. */
  private ceiling(cover: Cover<T>, opened: number, remaining: readonly string[]): number {
    let total = -vendorPrice(opened, this.budget);
    for (let index = 0; index < this.rows.length; index += 1) {
      const now = cover[index];
      let top = now ? worth(now) : Number.NEGATIVE_INFINITY;
      for (const vendor of remaining) {
        const item = this.rows[index]?.options.get(vendor);
        if (item) top = Math.max(top, worth(item));
      }
      total += top;
    }
    return total;
  }

  /** Vendors whose gain pays for opening them, best first. By submodularity the others never will further down. */
  private gainful(cover: Cover<T>, opened: number, remaining: readonly string[]): { vendor: string; gain: number }[] {
    const price = vendorPrice(opened + 1, this.budget) - vendorPrice(opened, this.budget);
    const gains = remaining.map((vendor) => {
      let gain = -price;
      this.rows.forEach((row, index) => {
        const item = row.options.get(vendor);
        const now = cover[index];
        if (item && now) gain += Math.max(0, worth(item) - worth(now));
      });
      return { vendor, gain };
    });
    return gains.filter((each) => each.gain > 0).sort((a, b) => b.gain - a.gain || byText(a.vendor, b.vendor));
  }

  /** Vendors that cover a layer which nothing covers yet, best first: one of them must be opened. */
  private coverers(row: number, remaining: readonly string[]): { vendor: string; gain: number }[] {
    const found = remaining.flatMap((vendor) => {
      const item = this.rows[row]?.options.get(vendor);
      return item ? [{ vendor, gain: worth(item) }] : [];
    });
    return found.sort((a, b) => b.gain - a.gain || byText(a.vendor, b.vendor));
  }

  private open(cover: Cover<T>, vendor: string): Cover<T> {
    return cover.map((now, index) => {
      const item = this.rows[index]?.options.get(vendor);
      return item ? betterItem(now, item) : now;
    });
  }

  /** Leaves out vendors that another vendor matches or betters in every layer: swapping them never costs a point. */
  private withoutDominated(vendors: readonly string[]): string[] {
    const covers = (a: string, b: string) =>
      this.rows.every((row) => {
        const theirs = row.options.get(b);
        const ours = row.options.get(a);
        return theirs === undefined || (ours !== undefined && betterItem(theirs, ours) === ours);
      });
    return vendors.filter(
      (vendor) =>
        !vendors.some(
          (other) => other !== vendor && covers(other, vendor) && !(covers(vendor, other) && vendor < other),
        ),
    );
  }
}
