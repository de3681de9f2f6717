/** What a change of the rules does to given profiles: which pieces of advice and which findings differ, and by which rules. */

import type { Catalogue } from '../catalogue.js';
import { type Advised, adviceOn, changedItems } from '../check/advised.js';
import { check } from '../check/check.js';
import { groundOf } from '../check/ground.js';
import { judge, situationOf } from '../condition.js';
import type { Facts, Profile, Rule } from '../model.js';
import { by, distinct } from '../order.js';

/** A profile as each of the two catalogues reads it. */
export interface ProfileTwice {
  readonly file: string;
  readonly before: Profile;
  readonly after: Profile;
}

/** One thing in the advice that differs; `layer` null: the pattern. */
export interface ItemChange {
  readonly layer: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** What changes for one profile. */
export interface ProfileImpact {
  readonly file: string;
  readonly name: string;
  readonly advice: readonly ItemChange[];
  /** Ids of findings on that day that only one of the two catalogues has. */
  readonly newFindings: readonly string[];
  readonly goneFindings: readonly string[];
  /** Rules that differ and are yes, or may be, for this profile; what they read of advice is not judged. */
  readonly because: readonly string[];
}

export interface Impact {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The same id with another condition, concern or effect. */
  readonly changed: readonly string[];
  /** Whether figures, traits or limits differ as well. */
  readonly factsDiffer: boolean;
  /** Products that only one of the two sets has, and those of which what decides differs. */
  readonly products: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly string[];
  };
  /** In the order given; those for which nothing changes too. */
  readonly profiles: readonly ProfileImpact[];
}

/** Compares two catalogues over profiles, on a day (`2026-11-26`). */
export function impactOf(
  before: Catalogue,
  after: Catalogue,
  profiles: readonly ProfileTwice[],
  today: string,
): Impact {
  const contents = (catalogue: Catalogue) =>
    new Map(catalogue.data.rules.map((rule) => [rule.id, contentOf(catalogue, rule)]));
  const rules = differenceOf(contents(before), contents(after));
  const differing = new Set([...rules.added, ...rules.removed, ...rules.changed]);
  return {
    ...rules,
    factsDiffer: before.data.factsDigest !== after.data.factsDigest,
    products: differenceOf(productsOf(before), productsOf(after)),
    profiles: profiles.map((each) => impactOn(before, after, each, differing, today)),
  };
}

/** Two sets by id: what only one of them has, and what both have with another content. */
function differenceOf(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Impact['products'] {
  const ids = distinct([...before.keys(), ...after.keys()]).sort();
  return {
    added: ids.filter((id) => !before.has(id)),
    removed: ids.filter((id) => !after.has(id)),
    changed: ids.filter((id) => before.has(id) && after.has(id) && before.get(id) !== after.get(id)),
  };
}

/** What of each product decides: not its words, prices and ways out. */
function productsOf({ data }: Catalogue): Map<string, string> {
  return new Map(
    data.providers.map(({ id, status: { is }, traits, limits, offerings }) => [
      id,
      JSON.stringify({ is, traits, limits, offerings }, withoutEvidence),
    ]),
  );
}

/** Drops where a figure is from, at every depth: it decides nothing here. */
function withoutEvidence(key: string, value: unknown): unknown {
  return ['source', 'on', 'expires', 'confidence'].includes(key) ? undefined : value;
}

/** What a rule decides on: its condition with the signals written out, its concern and its effects. */
function contentOf({ signal }: Catalogue, { when, concern, effects }: Rule): string {
  const writtenOut = (_: string, value: unknown): unknown => {
    const { kind, signal: id } = (value ?? {}) as { readonly kind?: unknown; readonly signal?: unknown };
    return kind === 'signal' && typeof id === 'string' ? (signal.get(id)?.when ?? value) : value;
  };
  return JSON.stringify({ when, concern, effects }, writtenOut);
}

function impactOn(
  before: Catalogue,
  after: Catalogue,
  twice: ProfileTwice,
  differing: ReadonlySet<string>,
  today: string,
): ProfileImpact {
  const [was, is]: readonly Advised[] = [
    adviceOn(before, groundOf(twice.before)),
    adviceOn(after, groundOf(twice.after)),
  ];
  const idsOf = (catalogue: Catalogue, profile: Profile) =>
    check(catalogue, profile, today).findings.map(({ id }) => id);
  const [then, now] = [idsOf(before, twice.before), idsOf(after, twice.after)];
  const advice = was && is ? changedItems(after, was, is) : [];
  const fired = [
    ...mayFire(before, groundOf(twice.before).facts, differing),
    ...mayFire(after, groundOf(twice.after).facts, differing),
  ];
  return {
    file: twice.file,
    name: twice.after.name,
    advice,
    newFindings: now.filter((id) => !then.includes(id)),
    goneFindings: then.filter((id) => !now.includes(id)),
    because: distinct(fired.sort(by((id) => id))),
  };
}

function mayFire(catalogue: Catalogue, facts: Facts, among: ReadonlySet<string>): string[] {
  const situation = situationOf(facts, catalogue.signal);
  return catalogue.data.rules.flatMap(({ id, when }) => (among.has(id) && judge(when, situation) !== 'no' ? [id] : []));
}
