/** The joint choice of one item for each layer, held against trying every combination. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Item, type Problem, solve, vendorPrice } from '../../src/core/joint-choice.js';

/** What an item stands for here: all that a need may ask about. */
interface Thing {
  readonly vendor: string | null;
  readonly id: string;
}

function item(id: string, fit: number, vendor: string | null, more: Partial<Item<Thing>> = {}): Item<Thing> {
  return { id, fit, vendor, open: false, doubt: 0, needs: [], what: { id, vendor }, ...more };
}

function problem(layers: Readonly<Record<string, readonly Item<Thing>[]>>, budget = 3): Problem<Thing> {
  return { layers: new Map(Object.entries(layers)), budget };
}

/** The chosen ids by layer; null when there is no choice. */
function choiceIn(given: Problem<Thing>): Record<string, string> | null {
  const solution = solve(given);
  return solution && Object.fromEntries([...solution.picks].map(([layer, each]) => [layer, each.id]));
}

const sameVendor = (layer: string, vendor: string) => ({
  layer,
  accepts: (other: Thing) => other.vendor === vendor,
});

describe('the price of vendors', () => {
  it.each([
    [0, 3, 0],
    [3, 3, 3],
    [4, 3, 9],
    [5, 3, 15],
    [5, 5, 5],
    [9, 8, 14],
  ])('%i vendors with a budget of %i cost %i points', (vendors, budget, price) => {
    expect(vendorPrice(vendors, budget)).toBe(price);
  });
});

describe('the best choice', () => {
  it('takes the item with most points in each layer', () => {
    const given = problem({ database: [item('a', 1, null), item('b', 2, null)], search: [item('c', 3, null)] });
    expect(choiceIn(given)).toEqual({ database: 'b', search: 'c' });
  });

  it('of nothing is nothing', () => {
    expect(solve(problem({}))).toEqual({ picks: new Map(), score: 0, vendors: [] });
  });

  it('does not exist when a layer has no item', () => {
    expect(solve(problem({ database: [item('a', 1, null)], search: [] }))).toBeNull();
  });

  it('pays for each vendor once, so one vendor twice beats two vendors with the same points', () => {
    const both = [item('other', 2, 'other'), item('same', 2, 'same')];
    const given = problem({ database: [item('db', 5, 'same')], search: both });
    expect(choiceIn(given)).toEqual({ database: 'db', search: 'same' });
    expect(solve(given)).toMatchObject({ score: 6, vendors: ['same'] });
  });

  it('prefers what nobody bills to a vendor that is one point better', () => {
    expect(choiceIn(problem({ search: [item('own', 2, null), item('bought', 3, 'vendor')] }))).toEqual({
      search: 'own',
    });
  });

  it.each([
    [6, 'own'],
    [7, 'bought'],
  ])('pays for a vendor beyond the budget only when it brings more than six points (%i: %s)', (fit, expected) => {
    const three = { a: [item('a', 0, 'va')], b: [item('b', 0, 'vb')], c: [item('c', 0, 'vc')] };
    const fourth = [item('own', 0, null), item('bought', fit, 'vd')];
    expect(choiceIn(problem({ ...three, fourth }, 3))).toMatchObject({ fourth: expected });
  });

  it('keeps to items whose needs the other layers meet', () => {
    const live = [item('theirs', 9, 'firm', { needs: [sameVendor('database', 'firm')] }), item('own', 0, null)];
    const given = problem({ live, database: [item('rows', 9, 'else'), item('docs', 1, 'firm')] });
    expect(choiceIn(given)).toEqual({ live: 'theirs', database: 'docs' });
    const dear = problem({ live, database: [item('rows', 12, 'else'), item('docs', 1, 'firm')] });
    expect(choiceIn(dear)).toEqual({ live: 'own', database: 'rows' });
  });

  it('cannot meet the need of a layer that is not there', () => {
    const given = problem({ live: [item('theirs', 9, 'firm', { needs: [sameVendor('database', 'firm')] })] });
    expect(choiceIn(given)).toBeNull();
  });

  it('takes an open item only when nothing clear will do, whatever its points', () => {
    const open = item('unsure', 50, null, { open: true });
    expect(choiceIn(problem({ files: [open, item('sure', -8, 'vendor')] }))).toEqual({ files: 'sure' });
    expect(choiceIn(problem({ files: [open] }))).toEqual({ files: 'unsure' });
  });

  describe('when the score is equal, goes by', () => {
    it('fewer vendors', () => {
      const given = problem({ files: [item('own', 1, null), item('a-bought', 2, 'vendor')] });
      expect(choiceIn(given)).toEqual({ files: 'own' });
    });

    it('then better-sourced facts', () => {
      const given = problem({ files: [item('a', 1, null, { doubt: 2 }), item('b', 1, null, { doubt: 1 })] });
      expect(choiceIn(given)).toEqual({ files: 'b' });
    });

    it('then the id, layer by layer, whatever the order of the items', () => {
      const files = [item('b', 1, 'vb'), item('a', 1, 'va')];
      const search = [item('d', 1, 'va'), item('c', 1, 'vb')];
      expect(choiceIn(problem({ files, search }))).toEqual({ files: 'a', search: 'd' });
      expect(choiceIn(problem({ search: search.reverse(), files: files.reverse() }))).toEqual({
        files: 'a',
        search: 'd',
      });
    });
  });
});

/** The oracle: every combination, scored by the words of the design. */
function bruteForce({ layers, budget }: Problem<Thing>): { ids: readonly string[]; score: number } | null {
  let best: Tried | null = null;
  const names = [...layers.keys()].sort();
  const visit = (at: number, picked: readonly Item<Thing>[]): void => {
    const layer = names[at];
    if (layer === undefined) {
      const tried = tryOut(names, picked, budget);
      if (tried !== null && (best === null || isBetter(tried, best))) best = tried;
      return;
    }
    for (const each of layers.get(layer) ?? []) visit(at + 1, [...picked, each]);
  };
  visit(0, []);
  return best;
}

interface Tried {
  readonly ids: readonly string[];
  /** Score, then vendors, doubt (negative: fewer is better). */
  readonly merit: readonly [number, number, number];
  readonly score: number;
}

function tryOut(names: readonly string[], picked: readonly Item<Thing>[], budget: number): Tried | null {
  for (const each of picked)
    for (const need of each.needs) {
      const other = picked[names.indexOf(need.layer)];
      if (other === undefined || !need.accepts(other.what)) return null;
    }
  const vendors = new Set(picked.map((each) => each.vendor).filter((vendor) => vendor !== null)).size;
  const fit = picked.reduce((total, each) => total + each.fit - (each.open ? 1000 : 0), 0);
  const score = fit - vendors - 5 * Math.max(0, vendors - budget);
  const doubt = picked.reduce((total, each) => total + each.doubt, 0);
  return { ids: picked.map((each) => each.id), score, merit: [score, -vendors, -doubt] };
}

function isBetter(a: Tried, b: Tried): boolean {
  for (const [index, value] of a.merit.entries()) if (value !== b.merit[index]) return value > (b.merit[index] ?? 0);
  return a.ids.join() < b.ids.join();
}

interface Size {
  readonly layers: number;
  readonly items: number;
  readonly vendors: number;
  readonly fit: number;
  /** How many layers others may depend on; all, unless given. */
  readonly anchors?: number;
}

/** Random problems, with few points and few vendors so that ties and shared vendors are common. */
function problems(size: Size, least = { layers: 1, items: 0 }): fc.Arbitrary<Problem<Thing>> {
  const names = Array.from({ length: size.layers }, (_, index) => `layer-${String.fromCharCode(97 + index)}`);
  const vendors = Array.from({ length: size.vendors }, (_, index) => `vendor-${index}`);
  const need = fc
    .tuple(
      fc.constantFrom(...names.slice(0, size.anchors), 'no-such-layer'),
      fc.subarray([...vendors, null], { minLength: 1 }),
    )
    .map(([layer, accepted]) => ({ layer, accepts: (other: Thing) => accepted.includes(other.vendor) }));
  const rarely = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T) =>
    fc.oneof({ weight: 5, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary });
  const one = fc.record({
    fit: fc.integer({ min: -2, max: size.fit }),
    vendor: fc.constantFrom(...vendors, null),
    open: rarely(fc.boolean(), false),
    doubt: fc.integer({ min: 0, max: 2 }),
    needs: rarely(fc.array(need, { maxLength: 2 }), []),
  });
  const items = fc
    .array(one, { minLength: least.items, maxLength: size.items })
    .map((all) => all.map((each, index) => item(String.fromCharCode(97 + index), each.fit, each.vendor, each)));
  return fc
    .record({
      all: fc.array(items, { minLength: least.layers, maxLength: size.layers }),
      budget: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ all, budget }) => ({ layers: new Map(all.map((each, index) => [names[index] ?? '', each])), budget }));
}

function inOrder({ picks }: { readonly picks: ReadonlyMap<string, Item<Thing>> }): string[] {
  return [...picks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each.id);
}

describe('against trying every combination', () => {
  it.each<[string, Size]>([
    ['close points, many ties', { layers: 4, items: 4, vendors: 3, fit: 2 }],
    ['wide points, more vendors than the budget', { layers: 5, items: 3, vendors: 6, fit: 9 }],
    ['few layers with many items', { layers: 2, items: 8, vendors: 4, fit: 5 }],
  ])('the same items and the same score: %s', (_, size) => {
    fc.assert(
      fc.property(problems(size), (given) => {
        const solution = solve(given);
        const best = bruteForce(given);
        expect(solution && { ids: inOrder(solution), score: solution.score }).toEqual(
          best && { ids: best.ids, score: best.score },
        );
      }),
      { numRuns: 2500 },
    );
  });

  it('a floor hides what scores less, and nothing else', () => {
    const size = { layers: 4, items: 3, vendors: 3, fit: 4 };
    fc.assert(
      fc.property(problems(size), fc.integer({ min: -4, max: 14 }), (given, floor) => {
        const best = solve(given);
        expect(solve(given, floor)).toEqual(best !== null && best.score >= floor ? best : null);
      }),
      { numRuns: 1500 },
    );
  });

  it('the order of layers and items does not matter', () => {
    fc.assert(
      fc.property(problems({ layers: 5, items: 5, vendors: 4, fit: 3 }), (given) => {
        const turned = [...given.layers].reverse().map(([layer, items]) => [layer, [...items].reverse()] as const);
        const [one, other] = [solve(given), solve({ ...given, layers: new Map(turned) })];
        expect(one && inOrder(one)).toEqual(other && inOrder(other));
      }),
      { numRuns: 1500 },
    );
  });
});

describe('large problems', () => {
  // As in the shipped catalogue, others depend on two layers: the time grows with the items of those, multiplied.
  it('of 13 layers with 8 items from 12 vendors are solved, and no single change makes the choice better', () => {
    const size = { layers: 13, items: 8, vendors: 12, fit: 9, anchors: 2 };
    fc.assert(
      fc.property(problems(size, { layers: 13, items: 8 }), (given) => {
        const solution = solve(given);
        if (solution === null) return;
        const names = [...solution.picks.keys()].sort();
        const picked = names.flatMap((layer) => solution.picks.get(layer) ?? []);
        expect(tryOut(names, picked, given.budget)?.score).toBe(solution.score);
        for (const [at, layer] of names.entries())
          for (const other of given.layers.get(layer) ?? []) {
            const changed = tryOut(names, picked.with(at, other), given.budget);
            if (changed) expect(changed.score).toBeLessThanOrEqual(solution.score);
          }
      }),
      { numRuns: 100 },
    );
  });
});
