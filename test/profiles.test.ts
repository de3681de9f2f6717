/** The shipped profiles are promises: the six worked examples, the seven rows of the quick matrix, and the three hard cases. */
import { describe, expect, test } from 'vitest';
import { advise } from '../src/core/advise.js';
import { factsOf } from '../src/core/facts.js';
import type { Answer } from '../src/core/model.js';
import type { Recommendation } from '../src/core/recommendation.js';
import { shipped, shippedProfile } from './support/catalogue.js';

function adviceFor(name: string, changed: Readonly<Record<string, Answer>> = {}): Recommendation {
  const facts = new Map([...factsOf(shippedProfile(name)), ...Object.entries(changed)]);
  return advise(shipped().catalogue, facts);
}

/** What each layer is covered with: "kind approach", or why it is not. */
function shapeOf(advice: Recommendation): Record<string, string> {
  return Object.fromEntries(
    Object.entries(advice.layers).map(([id, layer]) => [
      id,
      layer.pick === null ? layer.status : `${layer.kind} ${layer.approach}`,
    ]),
  );
}

interface WorkedExample {
  readonly claim: number;
  readonly pattern: string;
  readonly layers: Readonly<Record<string, string>>;
  /** Each watch-for with answers that take away what makes it true. */
  readonly watchFors: Readonly<Record<string, Readonly<Record<string, Answer>>>>;
}

const workedExamples: Readonly<Record<string, WorkedExample>> = {
  'consumer-mvp': {
    claim: 143,
    pattern: 'baas-first',
    layers: {
      auth: 'platform-auth platform',
      api: 'platform-api platform',
      storage: 'object-storage platform',
      hosting: 'platform-hosting platform',
      compute: 'functions platform',
      push: 'push-service platform',
    },
    watchFors: {
      'risk/access-rules-are-the-only-lock': { features: ['analytics-events', 'feeds'] },
      'risk/queries-the-platform-cannot-answer': { features: ['accounts', 'profiles', 'content'] },
      'risk/feed-outgrows-plain-reads': { features: ['accounts', 'profiles', 'content'] },
    },
  },
  'booking-marketplace': {
    claim: 144,
    pattern: 'hybrid',
    layers: {
      auth: 'platform-auth platform',
      database: 'relational managed',
      api: 'rest containers',
      async: 'job-runner library',
      search: 'database-search library',
      compute: 'monolith-plus-worker library',
    },
    watchFors: {
      'risk/a-retry-pays-twice': { features: ['accounts', 'content', 'webhooks', 'scheduled-jobs'] },
      'risk/payments-fail-later': { features: ['accounts', 'content', 'bookings-inventory', 'admin-tools'] },
      'risk/nobody-can-say-who-changed-it': { features: ['accounts', 'content'], 'data-classes': ['personal'] },
      'risk/support-works-around-the-rules': { features: ['accounts', 'content', 'admin-tools'] },
      'risk/two-people-take-the-last-one': { features: ['accounts', 'content', 'payments'], transactions: false },
    },
  },
  'saas-companion': {
    claim: 145,
    pattern: 'hybrid',
    layers: {
      auth: 'existing-auth library',
      database: 'relational managed',
      api: 'rest containers',
      hosting: 'containers containers',
      compute: 'monolith-plus-worker library',
    },
    watchFors: {
      'risk/old-apps-stay-in-use': { clients: ['web'] },
      'risk/rights-differ-between-clients': { features: ['accounts', 'notifications', 'webhooks'] },
      'risk/notifications-go-round-the-rules': { features: ['accounts', 'roles-permissions', 'webhooks'] },
      'risk/a-second-backend-beside-the-first': { 'existing-backend': ['none'] },
    },
  },
  'social-community': {
    claim: 146,
    pattern: 'hybrid',
    layers: {
      auth: 'platform-auth platform',
      database: 'relational platform',
      realtime: 'platform-realtime platform',
      storage: 'object-storage managed',
      async: 'job-runner library',
      'cache-cdn': 'cdn managed',
    },
    watchFors: {
      'risk/one-post-becomes-thousands-of-writes': { features: ['accounts', 'content', 'comments'] },
      'risk/strangers-post-and-nobody-moderates': { features: ['accounts', 'profiles', 'feeds'] },
      'risk/reads-and-live-connections-run-up-the-bill': { 'traffic-shape': ['low-steady'], realtime: 'none' },
    },
  },
  'field-operations': {
    claim: 147,
    pattern: 'baas-first',
    layers: {
      auth: 'platform-auth platform',
      database: 'relational platform',
      realtime: 'sync-engine managed',
      storage: 'object-storage platform',
      admin: 'low-code managed',
    },
    watchFors: {
      'risk/offline-edits-collide': { offline: 'tolerant' },
      'risk/access-rules-are-the-only-lock': { features: ['integrations', 'reporting', 'admin-tools'] },
      'risk/phones-keep-what-rights-took-away': { features: ['accounts', 'documents'] },
      'risk/other-systems-fail-on-their-own': {
        'existing-backend': ['none'],
        features: ['accounts', 'roles-permissions'],
        integrations: 0,
      },
    },
  },
  'cross-platform-startup': {
    claim: 148,
    pattern: 'baas-first',
    layers: {
      auth: 'platform-auth platform',
      database: 'relational platform',
      compute: 'functions platform',
      hosting: 'platform-hosting platform',
    },
    watchFors: {
      'risk/the-same-rule-in-every-app': { clients: ['ios', 'android', 'admin'] },
      'risk/rules-only-in-client': { 'sensitive-rules': false },
      'risk/quick-to-enter-slow-to-leave': { portability: 'unimportant' },
    },
  },
};

describe.each(Object.entries(workedExamples))('worked example %s', (name, example) => {
  const advice = adviceFor(name);

  test(`gets the shape of claim ${example.claim}`, () => {
    expect(advice.pattern.pick).toBe(example.pattern);
    expect(shapeOf(advice)).toMatchObject(example.layers);
    expect(advice.provisional).toBe(false);
  });

  test.each(Object.entries(example.watchFors))('warns of %s, and not without its cause', (risk, without) => {
    const risks = (given: Recommendation) => given.risks.map((each) => each.rule);
    expect(risks(advice)).toContain(risk);
    expect(risks(adviceFor(name, without))).not.toContain(risk);
  });
});

test('a simple site of the first example stands on a web host of its own (claim 143)', () => {
  expect(adviceFor('consumer-mvp').layers.hosting?.surfaces).toHaveProperty('web');
});

interface MatrixRow {
  readonly pattern: string;
  /** The products that the matrix names, by layer: one of them must be the pick. */
  readonly picks: Readonly<Record<string, readonly string[]>>;
  readonly layers: Readonly<Record<string, string>>;
  readonly watchFors: readonly string[];
}

/** The seven rows of the quick matrix (claims 129 to 135). */
const matrix: Readonly<Record<string, MatrixRow>> = {
  'matrix-1-simple-mvp': {
    pattern: 'baas-first',
    picks: { database: ['firestore', 'firebase-realtime-db', 'supabase'] },
    layers: { auth: 'platform-auth platform', api: 'platform-api platform', compute: 'none platform' },
    watchFors: ['risk/access-rules-are-the-only-lock'],
  },
  'matrix-2-realtime-chat': {
    pattern: 'baas-first',
    picks: { realtime: ['firestore', 'firebase-realtime-db', 'supabase-realtime'] },
    layers: { realtime: 'platform-realtime platform', push: 'push-service platform' },
    watchFors: ['risk/reads-and-live-connections-run-up-the-bill', 'risk/strangers-post-and-nobody-moderates'],
  },
  'matrix-3-relational-queries': {
    pattern: 'baas-first',
    picks: { database: ['supabase', 'nhost'], api: ['supabase', 'nhost', 'hasura'] },
    layers: { database: 'relational platform', api: 'platform-api platform' },
    watchFors: ['risk/queries-the-platform-cannot-answer', 'risk/the-crowd-is-a-guess'],
  },
  'matrix-4-aws-enterprise': {
    pattern: 'baas-first',
    picks: { api: ['aws-amplify'], auth: ['aws-cognito'], database: ['dynamodb'] },
    layers: { hosting: 'platform-hosting platform', 'cache-cdn': 'cdn managed' },
    watchFors: ['risk/other-systems-fail-on-their-own', 'risk/logic-buried-in-the-platform'],
  },
  'matrix-5-strict-residency': {
    pattern: 'baas-first',
    picks: { database: ['supabase', 'appwrite'], auth: ['supabase-auth', 'appwrite'] },
    layers: { auth: 'platform-auth self-hosted', observability: 'error-tracking self-hosted' },
    watchFors: ['risk/backups-nobody-restored', 'risk/parts-that-run-elsewhere'],
  },
  'matrix-6-spiky-traffic': {
    pattern: 'serverless',
    picks: { hosting: ['aws-lambda', 'cloudflare-workers', 'vercel-functions'] },
    layers: { api: 'rest functions', compute: 'functions functions', hosting: 'functions functions' },
    watchFors: ['risk/a-burst-meets-every-limit', 'risk/one-person-knows-it-all'],
  },
  'matrix-7-beyond-platforms': {
    pattern: 'custom',
    picks: { compute: ['spring-boot'], api: ['own-code'], hosting: ['aws-fargate', 'google-cloud-run'] },
    layers: { database: 'relational managed', observability: 'full-telemetry managed', admin: 'own-admin containers' },
    watchFors: ['risk/card-numbers-on-your-servers', 'risk/a-retry-pays-twice', 'risk/two-people-take-the-last-one'],
  },
};

test.each(Object.entries(matrix))('%s is what the matrix says, with its layers and watch-fors', (name, row) => {
  const advice = adviceFor(name);
  expect(advice.pattern.pick).toBe(row.pattern);
  for (const [layer, allowed] of Object.entries(row.picks)) expect(allowed).toContain(advice.layers[layer]?.pick);
  expect(shapeOf(advice)).toMatchObject(row.layers);
  expect(advice.risks.map((each) => each.rule)).toEqual(expect.arrayContaining([...row.watchFors]));
});

test('strict residency is met by self-hosted software, never by a service (claims 133, 152)', () => {
  const { auth, database, api } = adviceFor('matrix-5-strict-residency').layers;
  expect([auth?.approach, database?.approach, api?.approach]).toEqual(['self-hosted', 'self-hosted', 'self-hosted']);
});

test('an app that keeps everything on the device gets no backend (claim 9)', () => {
  const advice = adviceFor('no-backend');
  expect(advice.pattern).toMatchObject({ pick: 'none', bestFit: 'none', gap: null });
  expect(new Set(Object.values(shapeOf(advice)))).toEqual(new Set(['not-needed']));
  expect(adviceFor('no-backend', { features: ['notifications'] }).pattern.pick).not.toBe('none');
});

test('demands that exclude each other are named, never silently widened', () => {
  const advice = adviceFor('infeasible-residency');
  expect(advice.pattern).toMatchObject({ pick: null, status: 'infeasible', bestFit: 'baas-first' });
  expect(advice.pattern.gap?.missing).toEqual(['somebody who can operate servers']);
  expect(advice.pattern.conflict.map((each) => each.rules)).toContainEqual([
    'capacity/nobody-runs-servers',
    'residency/own-machines-by-law',
  ]);
  const withPeople = adviceFor('infeasible-residency', { 'backend-engineers': 1, 'ops-capability': 'some' });
  expect(withPeople.pattern.pick).toBe('baas-first');
});

test('on the knife-edge a single answer changes the pattern', () => {
  const advice = adviceFor('knife-edge');
  expect(advice.pattern).toMatchObject({ pick: 'hybrid', confidence: 'low', margin: 1 });
  expect(adviceFor('knife-edge', { 'sensitive-rules': false }).pattern.pick).toBe('baas-first');
});

test('the six examples do not collapse to one answer (claim 10)', () => {
  const patterns = Object.keys(workedExamples).map((name) => adviceFor(name).pattern.pick);
  expect(new Set(patterns).size).toBeGreaterThan(1);
});

test('three people and twenty never get the same amount of backend to own (claim 77)', () => {
  const three = adviceFor('matrix-7-beyond-platforms', {
    'team-size': 3,
    'backend-engineers': 1,
    'ops-capability': 'none',
    'platform-owner': false,
  });
  expect(three.pattern.pick).not.toBe('custom');
});

test('what the team cannot run is shown as a gap, not recommended (claims 49, 83)', () => {
  const { pattern } = adviceFor('booking-marketplace', { 'backend-engineers': 0 });
  expect(pattern).toMatchObject({ pick: 'baas-first', bestFit: 'hybrid', gap: { missing: ['a backend engineer'] } });
});
