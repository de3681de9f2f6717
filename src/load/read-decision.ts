/** What a profile says beside answers: what really runs, vendors' notices, the decision, and findings that are lived with. */
import type { Catalogue } from '../core/catalogue.js';
import {
  type Acceptance,
  type DecidedLayer,
  type DecidedPattern,
  type Decision,
  eventKinds,
  type InPlace,
  type KnownFinding,
  notNeeded,
  other,
  type PastDecision,
  type ReviewOutcome,
  type VendorEvent,
} from '../core/decision.js';
import { findingCodes } from '../core/finding.js';
import type { Approach, Severity } from '../core/model.js';
import { suggest } from './diagnostic.js';
import { type Fields, isMap } from './fields.js';
import type { AnswerReader } from './read-answers.js';
import type { Path } from './yaml.js';

const severities: readonly Severity[] = ['error', 'warning', 'note'];

/** Reads what only `check` needs. What has a mistake is left out, and the mistake is told. */
export class DecisionReader {
  private readonly catalogue: Catalogue;
  private readonly fields: Fields;
  private readonly answers: AnswerReader;

  constructor(catalogue: Catalogue, fields: Fields, answers: AnswerReader) {
    this.catalogue = catalogue;
    this.fields = fields;
    this.answers = answers;
  }

  /** What runs, by layer: the id of a provider, or a map that also says how and on which plan. */
  stack(raw: unknown, path: Path): Map<string, InPlace> {
    const stack = new Map<string, InPlace>();
    for (const [layer, value] of this.fields.entries(raw, path, '"stack"')) {
      const at = [...path, layer];
      if (!this.isLayer(layer, at)) continue;
      const runs = isMap(value) ? this.runs(layer, value, at) : this.inPlace(layer, value, {}, at, at);
      if (runs) stack.set(layer, runs);
    }
    return stack;
  }

  vendorEvents(raw: unknown, path: Path): VendorEvent[] {
    return this.fields.items(raw, path, '"vendor-events"').flatMap((each, index) => {
      const event = this.vendorEvent(each, [...path, index]);
      return event ? [event] : [];
    });
  }

  accepted(raw: unknown, path: Path): Acceptance[] {
    return this.fields.items(raw, path, '"accepted"').flatMap((each, index) => {
      const at = [...path, index];
      const map = this.fields.map(each, at, 'an acceptance', { required: ['finding', 'until', 'because'] });
      if (map === null) return [];
      const finding = 'finding' in map ? this.finding(map.finding, [...at, 'finding']) : null;
      const until = 'until' in map ? this.fields.day(map.until, [...at, 'until']) : null;
      const because = 'because' in map ? this.fields.text(map.because, [...at, 'because'], 'say why') : null;
      return finding && until && because ? [{ finding, until, because }] : [];
    });
  }

  /** Null when there is none, or when it has a mistake. */
  decision(raw: unknown): Decision | null {
    if (raw === undefined || raw === null) return null;
    const path = ['decision'];
    const map = this.fields.map(raw, path, '"decision"', {
      required: ['on', 'by', 'review-by', 'rules', 'facts', 'answers', 'pattern', 'layers'],
      optional: ['stack', 'vendor-events', 'known', 'open', 'review', 'history'],
    });
    if (map === null) return null;
    const at = (key: string): Path => [...path, key];
    const day = (key: string) => (key in map ? this.fields.day(map[key], at(key)) : null);
    const text = (key: string) => (key in map ? this.fields.text(map[key], at(key)) : null);
    const [on, reviewBy, rules, facts] = [day('on'), day('review-by'), text('rules'), text('facts')];
    const by = 'by' in map ? this.fields.texts(map.by, at('by')) : [];
    if ('answers' in map) this.fields.entries(map.answers, at('answers'), '"answers"');
    const ground = {
      facts: this.answers.past(map.answers),
      stack: this.stack(map.stack, at('stack')),
      vendorEvents: this.vendorEvents(map['vendor-events'], at('vendor-events')),
    };
    const pattern = 'pattern' in map ? this.pattern(map.pattern, at('pattern')) : null;
    const layers = this.layers(map.layers, at('layers'));
    const rest = {
      known: this.known(map.known, at('known')),
      open: 'open' in map && map.open !== null ? this.fields.texts(map.open, at('open')) : [],
      review: 'review' in map ? this.review(map.review, at('review')) : null,
      history: this.history(map.history, at('history')),
    };
    if (on === null || reviewBy === null || rules === null || facts === null || pattern === null) return null;
    return { on, by, reviewBy, rules, facts, ground, pattern, layers, ...rest };
  }

  private pattern(raw: unknown, path: Path): DecidedPattern | null {
    const map = this.fields.map(raw, path, '"pattern"', { required: ['advised', 'chosen'], optional: ['because'] });
    if (map === null || !('chosen' in map)) return null;
    const chosen = this.fields.word(map.chosen, [...path, 'chosen'], this.catalogue.pattern.keys(), 'pattern');
    const { advised, because } = this.advised(map, path);
    return chosen === null ? null : { advised, chosen, because };
  }

  private layers(raw: unknown, path: Path): Map<string, DecidedLayer> {
    const layers = new Map<string, DecidedLayer>();
    for (const [layer, value] of this.fields.entries(raw, path, '"layers"')) {
      const at = [...path, layer];
      if (!this.isLayer(layer, at)) continue;
      const keys = { required: ['advised', 'chosen'], optional: ['kind', 'approach', 'because'] };
      const map = this.fields.map(value, at, `the decision about "${layer}"`, keys);
      if (map === null) continue;
      const { advised, because } = this.advised(map, at);
      const isOpen = map.chosen === null || map.chosen === undefined;
      const chosen = isOpen ? null : this.inPlace(layer, map.chosen, map, [...at, 'chosen'], at);
      layers.set(layer, { advised, chosen, because });
    }
    return layers;
  }

  /** What was advised is history, and may be a product that the catalogue no longer has. */
  private advised(map: Readonly<Record<string, unknown>>, path: Path) {
    const isText = (key: string) => map[key] !== undefined && map[key] !== null;
    const advised = isText('advised') ? this.fields.text(map.advised, [...path, 'advised']) : null;
    const because = isText('because') ? this.fields.text(map.because, [...path, 'because']) : null;
    return { advised, because };
  }

  private runs(layer: string, raw: Readonly<Record<string, unknown>>, path: Path): InPlace | null {
    const keys = { required: ['provider'], optional: ['kind', 'approach', 'plan'] };
    const map = this.fields.map(raw, path, `what runs as "${layer}"`, keys);
    if (map === null || !('provider' in map)) return null;
    return this.inPlace(layer, map.provider, map, [...path, 'provider'], path);
  }

  /** A provider that covers the layer, in one of the ways that it offers; `at` is where the provider's id stands. */
  private inPlace(
    layer: string,
    raw: unknown,
    how: Readonly<Record<string, unknown>>,
    at: Path,
    path: Path,
  ): InPlace | null {
    const offerings = this.catalogue.offerings.get(layer) ?? [];
    const ids = new Set([...offerings.map((each) => each.provider), other, notNeeded]);
    if (typeof raw === 'string' && this.catalogue.provider.has(raw) && !ids.has(raw)) {
      this.fields.say('wrong-value', at, `"${raw}" does not cover the layer "${layer}"`, suggest(raw, ids));
      return null;
    }
    if (typeof raw === 'string' && !ids.has(raw)) {
      const near = suggest(raw, ids);
      const help = near.startsWith('did you mean')
        ? near
        : `${near}; write "other" for what the catalogue does not have`;
      this.fields.say('unknown-id', at, `unknown provider "${raw}"`, help);
      return null;
    }
    const provider = this.fields.word(raw, at, ids, 'provider');
    if (provider === null) return null;
    const own = offerings.filter((each) => each.provider === provider);
    const part = <T extends string>(key: 'kind' | 'approach', legal: readonly T[]): T | null =>
      how[key] === undefined ? null : this.fields.word(how[key], [...path, key], new Set(legal), key);
    const kind = part(
      'kind',
      own.map((each) => each.kind),
    );
    const approach = part<Approach>(
      'approach',
      own.map((each) => each.approach),
    );
    const plan = how.plan === undefined ? null : this.fields.text(how.plan, [...path, 'plan']);
    return { provider, kind, approach, plan };
  }

  private vendorEvent(raw: unknown, path: Path): VendorEvent | null {
    const keys = { required: ['provider', 'kind', 'on', 'source'], optional: ['ends'] };
    const map = this.fields.map(raw, path, 'a vendor event', keys);
    if (map === null) return null;
    const at = (key: string) => [...path, key];
    const provider =
      'provider' in map
        ? this.fields.word(map.provider, at('provider'), this.catalogue.provider.keys(), 'provider')
        : null;
    const kind = 'kind' in map ? this.fields.word(map.kind, at('kind'), eventKinds, 'kind of event') : null;
    const on = 'on' in map ? this.fields.day(map.on, at('on')) : null;
    const ends = map.ends === undefined ? null : this.fields.day(map.ends, at('ends'));
    const source = 'source' in map ? this.fields.text(map.source, at('source'), 'say where the notice stands') : null;
    return provider && kind && on && source ? { provider, kind, on, ends, source } : null;
  }

  private known(raw: unknown, path: Path): KnownFinding[] {
    return this.fields.items(raw, path, '"known"').flatMap((each, index) => {
      const at = [...path, index];
      const map = this.fields.map(each, at, 'a known finding', { required: ['finding', 'severity'] });
      if (map === null) return [];
      const finding = 'finding' in map ? this.fields.text(map.finding, [...at, 'finding']) : null;
      const severity =
        'severity' in map ? this.fields.word(map.severity, [...at, 'severity'], severities, 'severity') : null;
      return finding && severity ? [{ finding, severity }] : [];
    });
  }

  /** The id of a finding: a code that there is, then what it is about. */
  private finding(raw: unknown, path: Path): string | null {
    const id = this.fields.text(raw, path, 'the id as "stackfit check" prints it');
    const code = id?.split('/')[0] ?? '';
    if (id === null || (findingCodes as readonly string[]).includes(code)) return id;
    this.fields.say('unknown-id', path, `"${id}" is no finding`, suggest(code, findingCodes));
    return null;
  }

  private review(raw: unknown, path: Path): ReviewOutcome | null {
    const map = this.fields.map(raw, path, '"review"', { required: ['action', 'because'] });
    if (map === null) return null;
    const action = 'action' in map ? this.fields.text(map.action, [...path, 'action']) : null;
    const because = 'because' in map ? this.fields.text(map.because, [...path, 'because']) : null;
    return action && because ? { action, because } : null;
  }

  private history(raw: unknown, path: Path): PastDecision[] {
    return this.fields.items(raw, path, '"history"').flatMap((each, index) => {
      const at = [...path, index];
      const map = this.fields.map(each, at, 'an earlier decision', { required: ['on', 'by', 'pattern', 'layers'] });
      if (map === null) return [];
      const on = 'on' in map ? this.fields.day(map.on, [...at, 'on']) : null;
      const by = 'by' in map ? this.fields.texts(map.by, [...at, 'by']) : [];
      const pattern = 'pattern' in map ? this.fields.text(map.pattern, [...at, 'pattern']) : null;
      const layers: Record<string, string> = {};
      for (const [layer, value] of this.fields.entries(map.layers, [...at, 'layers'], '"layers"')) {
        const chosen = this.fields.text(value, [...at, 'layers', layer]);
        if (chosen !== null) layers[layer] = chosen;
      }
      return on && pattern ? [{ on, by, pattern, layers }] : [];
    });
  }

  private isLayer(layer: string, path: Path): boolean {
    if (this.catalogue.layer.has(layer)) return true;
    this.fields.say('unknown-id', path, `unknown layer "${layer}"`, suggest(layer, this.catalogue.layer.keys()), 'key');
    return false;
  }
}
