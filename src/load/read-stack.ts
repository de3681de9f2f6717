/** What really runs, or was chosen, by layer: a product that covers the layer, in one of the ways in which it does. */
import type { Catalogue } from '../core/catalogue.js';
import { type InPlace, notNeeded, other } from '../core/decision.js';
import { type Approach, approaches } from '../core/model.js';
import type { Offering } from '../core/provider.js';
import { nearest, suggest, valueInWords } from './diagnostic.js';
import { type Fields, isMap } from './fields.js';
import type { Path } from './yaml.js';

type RawMap = Readonly<Record<string, unknown>>;

/** Reads products by layer. What has a mistake is left out, and the mistake is told. */
export class StackReader {
  private readonly catalogue: Catalogue;
  private readonly fields: Fields;

  constructor(catalogue: Catalogue, fields: Fields) {
    this.catalogue = catalogue;
    this.fields = fields;
  }

  /** What runs, by layer: the id of a provider, or a map that also says how and on which plan. */
  stack(raw: unknown, path: Path): Map<string, InPlace> {
    const stack = new Map<string, InPlace>();
    for (const [layer, value] of this.fields.entries(
      raw,
      path,
      '"stack"',
      'write { database: … }, a layer with its product',
    )) {
      const at = [...path, layer];
      if (!this.isLayer(layer, at)) continue;
      const runs = isMap(value) ? this.runs(layer, value, at) : this.inPlace(layer, value, {}, at, at);
      if (runs) stack.set(layer, runs);
    }
    return stack;
  }

  private runs(layer: string, raw: RawMap, path: Path): InPlace | null {
    const keys = { required: ['provider'], optional: ['kind', 'approach', 'plan'] };
    const map = this.fields.map(raw, path, `what runs as "${layer}"`, keys);
    if (map === null || !('provider' in map)) return null;
    return this.inPlace(layer, map.provider, map, [...path, 'provider'], path);
  }

  /** What was chosen for a layer; null where it was left open. */
  chosen(layer: string, raw: RawMap, path: Path): InPlace | null {
    if (raw.chosen !== null && raw.chosen !== undefined)
      return this.inPlace(layer, raw.chosen, raw, [...path, 'chosen'], path);
    this.way(layer, null, [], raw, path);
    return null;
  }

  /** A provider that covers the layer, in one of the ways that it offers; `at` is where the provider's id stands. */
  private inPlace(layer: string, raw: unknown, how: RawMap, at: Path, path: Path): InPlace | null {
    const plan = how.plan === undefined ? null : this.fields.text(how.plan, [...path, 'plan']);
    const own = (this.catalogue.offerings.get(layer) ?? []).filter((each) => each.provider === raw);
    if (typeof raw === 'string' && (own.length > 0 || raw === other || raw === notNeeded))
      return { provider: raw, ...this.way(layer, raw, own, how, path), plan };
    this.noProduct(layer, raw, at);
    return null;
  }

  /** The kind and the approach, as far as somebody said; together they must be a way of the product. */
  private way(layer: string, provider: string | null, own: readonly Offering[], how: RawMap, path: Path) {
    const none: { kind: string | null; approach: Approach | null } = { kind: null, approach: null };
    if (provider === notNeeded) {
      for (const key of ['kind', 'approach'])
        if (how[key] !== undefined)
          this.fields.say(
            'wrong-value',
            [...path, key],
            `"${key}" says nothing of "${notNeeded}"`,
            'leave it out',
            'key',
          );
      return none;
    }
    const word = <T extends string>(key: 'kind' | 'approach', legal: readonly T[]): T | null =>
      how[key] === undefined ? null : this.fields.word(how[key], [...path, key], legal, key);
    const kind = word('kind', Object.keys(this.catalogue.layer.get(layer)?.kinds ?? {}));
    const approach = word('approach', approaches);
    const fits = (each: Offering) =>
      (kind === null || each.kind === kind) && (approach === null || each.approach === approach);
    if (own.length === 0 || own.some(fits)) return { kind, approach };
    const said = [kind, approach].flatMap((each) => (each === null ? [] : [`"${each}"`])).join(' and ');
    const help = `it does as ${own.map((each) => `${each.kind} and ${each.approach}`).join(', or ')}`;
    const at = [...path, kind === null || own.some((each) => each.kind === kind) ? 'approach' : 'kind'];
    this.fields.say('wrong-value', at, `"${provider}" does not cover the layer "${layer}" as ${said}`, help);
    return none;
  }

  private noProduct(layer: string, raw: unknown, at: Path): void {
    const orOther = `"${other}" for what the catalogue does not have, "${notNeeded}" for nothing`;
    if (typeof raw !== 'string') {
      const message = `"${at.at(-1)}" wants the id of a product, not ${valueInWords(raw)}`;
      this.fields.say('wrong-type', at, message, `write ${orOther}`);
      return;
    }
    const product = this.catalogue.provider.get(raw);
    if (product) {
      const layers = [...new Set(product.offerings.map((each) => `"${each.layer}"`))].join(', ');
      const help = `it covers ${layers}; write ${orOther}`;
      this.fields.say('wrong-value', at, `"${raw}" does not cover the layer "${layer}"`, help);
      return;
    }
    const products = new Set((this.catalogue.offerings.get(layer) ?? []).map((each) => each.provider));
    const near = nearest(raw, [...products, other, notNeeded]);
    const help = near === null ? `${suggest(raw, products)}; write ${orOther}` : `did you mean "${near}"?`;
    this.fields.say('unknown-id', at, `unknown provider "${raw}"`, help);
  }

  isLayer(layer: string, path: Path): boolean {
    if (this.catalogue.layer.has(layer)) return true;
    this.fields.say('unknown-id', path, `unknown layer "${layer}"`, suggest(layer, this.catalogue.layer.keys()), 'key');
    return false;
  }
}
