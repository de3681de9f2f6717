/** What differs between two pieces of advice beside the picks: where it runs, who sends a bill, what is said of it. */
import type { Beside } from '../check/advised.js';
import { distinct } from '../order.js';

/** Whether only the later or only the earlier advice has it. */
export type Change = 'new' | 'gone';

/** A risk that only one of the two has. */
export interface RiskChange {
  readonly rule: string;
  readonly because: string;
  readonly layer: string | null;
  readonly change: Change;
}

/** A first step that only one of the two has. */
export interface StepChange {
  readonly rule: string;
  readonly step: string;
  readonly layer: string | null;
  readonly change: Change;
}

/** Something that must be true before launch under only one of the two. */
export interface ControlChange {
  readonly rule: string;
  readonly control: string;
  readonly layer: string | null;
  readonly change: Change;
}

/** What runs a surface of a layer, such as the web app, under each; null: nothing does. */
export interface SurfaceChange {
  readonly surface: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** All of it; what is the same is left out. */
export interface BesideChanges {
  readonly surfaces: readonly SurfaceChange[];
  readonly vendors: readonly { readonly vendor: string; readonly change: Change }[];
  readonly risks: readonly RiskChange[];
  readonly steps: readonly StepChange[];
  readonly controls: readonly ControlChange[];
}

/** Compares what is beside the picks. What is new comes before what is gone. */
export function besideChanges(before: Beside, after: Beside): BesideChanges {
  return {
    surfaces: distinct([...before.surfaces.keys(), ...after.surfaces.keys()]).flatMap((surface) => {
      const [then = null, now = null] = [before.surfaces.get(surface), after.surfaces.get(surface)];
      return then === now ? [] : [{ surface, before: then, after: now }];
    }),
    vendors: onlyInOne(before.vendors, after.vendors, (each) => each).map(([vendor, change]) => ({ vendor, change })),
    risks: onlyInOne(before.risks, after.risks, ({ rule }) => rule).map(([{ rule, because, layer }, change]) => {
      return { rule, because, layer, change };
    }),
    steps: onlyInOne(before.plan, after.plan, ({ rule, step }) => `${rule} ${step}`).map(
      ([{ rule, step, layer }, change]) => ({ rule, step, layer, change }),
    ),
    controls: onlyInOne(before.controls, after.controls, ({ rule, control }) => `${rule} ${control}`).map(
      ([{ rule, control, layer }, change]) => ({ rule, control, layer, change }),
    ),
  };
}

/** Whether nothing differs. */
export function isSameBeside({ surfaces, vendors, risks, steps, controls }: BesideChanges): boolean {
  return [surfaces, vendors, risks, steps, controls].every((each) => each.length === 0);
}

function onlyInOne<Item>(
  before: readonly Item[],
  after: readonly Item[],
  key: (item: Item) => string,
): (readonly [Item, Change])[] {
  const only = (these: readonly Item[], those: readonly Item[], change: Change) => {
    const known = new Set(those.map(key));
    const own = new Map(these.filter((each) => !known.has(key(each))).map((each) => [key(each), each] as const));
    return [...own.values()].map((each) => [each, change] as const);
  };
  return [...only(after, before, 'new'), ...only(before, after, 'gone')];
}
