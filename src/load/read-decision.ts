/** What a profile says beside answers and stack: vendors' notices, the decision, and findings that are lived with. */
import type { Catalogue } from '../core/catalogue.js';
import {
  type Acceptance,
  type DecidedLayer,
  type DecidedPattern,
  type Decision,
  eventKinds,
  type KnownFinding,
  type PastDecision,
  type ReviewOutcome,
  type VendorEvent,
} from '../core/decision.js';
import { actions, findingCodes } from '../core/finding.js';
import { severities } from '../core/model.js';
import { nearest } from './diagnostic.js';
import type { Fields } from './fields.js';
import type { AnswerReader } from './read-answers.js';
import type { StackReader } from './read-stack.js';
import type { Path } from './yaml.js';

const byLayer = 'write { database: { advised: …, chosen: … } }';
const findingHelp = 'write the id that "stackfit check --format json" gives, such as "cost/database"';
/** Reads what only `check` needs. What has a mistake is left out, and the mistake is told. */
export class DecisionReader {
  private readonly catalogue: Catalogue;
  private readonly fields: Fields;
  private readonly answers: AnswerReader;
  private readonly stacks: StackReader;

  constructor(catalogue: Catalogue, fields: Fields, answers: AnswerReader, stacks: StackReader) {
    this.catalogue = catalogue;
    this.fields = fields;
    this.answers = answers;
    this.stacks = stacks;
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
      const keys = { required: ['finding', 'until', 'because'], optional: ['severity'] };
      const map = this.fields.map(each, at, 'an acceptance', keys);
      if (map === null) return [];
      const finding = 'finding' in map ? this.finding(map.finding, [...at, 'finding']) : null;
      const until = 'until' in map ? this.fields.day(map.until, [...at, 'until']) : null;
      const because = 'because' in map ? this.fields.text(map.because, [...at, 'because'], 'say why') : null;
      const severity =
        'severity' in map ? this.fields.word(map.severity, [...at, 'severity'], severities, 'severity') : null;
      return finding && until && because ? [{ finding, until, because, ...(severity ? { severity } : {}) }] : [];
    });
  }

  /** Null when there is none, or when it has a mistake. */
  decision(raw: unknown): Decision | null {
    if (raw === undefined || raw === null) return null;
    const path = ['decision'];
    const map = this.fields.map(
      raw,
      path,
      '"decision"',
      {
        required: ['on', 'by', 'review-by', 'rules', 'facts', 'answers', 'pattern', 'layers'],
        optional: ['stack', 'vendor-events', 'known', 'open', 'review', 'history'],
      },
      '"stackfit pin" writes it',
    );
    if (map === null) return null;
    const at = (key: string): Path => [...path, key];
    const day = (key: string) => (key in map ? this.fields.day(map[key], at(key)) : null);
    const text = (key: string) => (key in map ? this.fields.text(map[key], at(key)) : null);
    const [on, reviewBy, rules, facts] = [day('on'), day('review-by'), text('rules'), text('facts')];
    const by = 'by' in map ? this.fields.texts(map.by, at('by')) : [];
    if ('answers' in map)
      this.fields.entries(map.answers, at('answers'), '"answers"', 'write what was answered then: { team-size: … }');
    const ground = {
      facts: this.answers.past(map.answers),
      stack: this.stacks.stack(map.stack, at('stack')),
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
    for (const [layer, value] of this.fields.entries(raw, path, '"layers"', byLayer)) {
      const at = [...path, layer];
      if (!this.stacks.isLayer(layer, at)) continue;
      const keys = { required: ['advised', 'chosen'], optional: ['kind', 'approach', 'because'] };
      const map = this.fields.map(value, at, `the decision about "${layer}"`, keys);
      if (map === null) continue;
      const { advised, because } = this.advised(map, at);
      layers.set(layer, { advised, chosen: this.stacks.chosen(layer, map, at), because });
    }
    return layers;
  }

  /** What was advised is history, and may be a product that the catalogue no longer has. */
  private advised(map: Readonly<Record<string, unknown>>, path: Path) {
    const isText = (key: string) => map[key] !== undefined && map[key] !== null;
    const advised = isText('advised') ? this.fields.text(map.advised, [...path, 'advised']) : null;
    const because = isText('because') ? this.fields.text(map.because, [...path, 'because'], 'say why') : null;
    return { advised, because };
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
    const id = this.fields.text(raw, path, findingHelp);
    if (id === null) return null;
    const [code = '', ...about] = id.split('/');
    if ((findingCodes as readonly string[]).includes(code)) return id;
    const near = nearest(code, findingCodes);
    const help = near ? `did you mean "${[near, ...about].join('/')}"?` : findingHelp;
    this.fields.say('unknown-id', path, `"${id}" is no finding`, help);
    return null;
  }

  private review(raw: unknown, path: Path): ReviewOutcome | null {
    const map = this.fields.map(raw, path, '"review"', { required: ['action', 'because'] });
    if (map === null) return null;
    const action = 'action' in map ? this.fields.word(map.action, [...path, 'action'], actions, 'action') : null;
    const because = 'because' in map ? this.fields.text(map.because, [...path, 'because'], 'say why') : null;
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
      for (const [layer, value] of this.fields.entries(
        map.layers,
        [...at, 'layers'],
        '"layers"',
        'write { database: … }',
      )) {
        const chosen = this.fields.text(value, [...at, 'layers', layer]);
        if (chosen !== null) layers[layer] = chosen;
      }
      return on && pattern ? [{ on, by, pattern, layers }] : [];
    });
  }
}
