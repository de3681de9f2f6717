/** A run of `check` made by hand, with one of everything: each code and cause, what is accepted, broken, and hostile. */
import type { Action, AttributionStep, Cause, Detail, FindingReason } from '../../src/core/finding.js';
import type { Severity } from '../../src/core/model.js';
import type { CheckedFile, CheckReport, PrintableFinding } from '../../src/report/check-report.js';
import type { PrintableDiagnostic } from '../../src/report/diagnostics.js';
import { shipped } from '../support/catalogue.js';

/** Text that tries to get out of every format. */
export const hostile =
  ']]><script>alert(1)</script> \u001b[31mred\u001b[0m %0A::error::x `code` | cell\nnext\r\u0000 {0} [a](http://b.c) @all 😀 "q" \u202e <!-- -->';

type Without = Omit<PrintableFinding, 'fingerprint'>;

/** A finding with what most share. */
export function finding(detail: Detail, rest: Partial<PrintableFinding> = {}): Without {
  const layer = rest.layer ?? null;
  return {
    id: `${detail.code}/${layer ?? 'pattern'}`,
    ...{ detail, layer, severity: 'warning', action: 'keep', cause: 'answers', reasons: [], place: [], accepted: null },
    location: { file: 'profiles/invoices.yaml', line: 12, column: 5 },
    ...rest,
  };
}

const sqlReason: FindingReason = {
  rule: 'database/relational-data-wants-sql',
  because: 'References that the database enforces are cheaper than joins that the client performs.',
  sources: ['claim-93'],
  evidence: [{ fact: 'data-model', test: 'is relational', holds: 'yes', got: 'relational' }],
};

function reason(rule: string, because: string): FindingReason {
  return {
    rule,
    because,
    sources: ['claim-70'],
    evidence: [{ fact: 'team-size', test: 'grew by 3', holds: 'yes', got: 5 }],
  };
}

function ruleFinding(
  detail: Extract<Detail, { readonly rule: string }>,
  layer: string | null,
  action: Action,
  because: string,
  severity: Severity = 'warning',
): Without {
  return finding(detail, { layer, action, severity, reasons: [reason(detail.rule, because)] });
}

const engineFindings: readonly Without[] = [
  finding(
    { code: 'hard-rule-broken', item: 'firestore', runs: true, instead: 'neon' },
    { layer: 'database', severity: 'error', action: 'replace-layer', reasons: [sqlReason] },
  ),
  finding(
    { code: 'hard-rule-broken', item: 'custom', runs: false, instead: null },
    {
      severity: 'error',
      action: 'replatform',
      cause: 'rules',
      reasons: [reason('pattern/few-backend-engineers', 'A custom backend needs people who can build it.')],
    },
  ),
  finding(
    {
      code: 'limit-near',
      provider: 'supabase-realtime',
      question: 'peak-connections',
      got: 8400,
      at: 10000,
      plan: 'pro',
      isOver: false,
      nextPlan: 'team',
      isPlanKnown: true,
      instead: null,
    },
    { layer: 'realtime', action: 'scale-layer' },
  ),
  finding(
    {
      code: 'limit-near',
      provider: 'ably',
      question: 'peak-connections',
      got: 60000,
      at: 50000,
      plan: 'pro',
      isOver: true,
      nextPlan: null,
      isPlanKnown: false,
      instead: null,
    },
    { id: 'limit-near/realtime/ably', layer: 'realtime', severity: 'error', action: 'replace-layer' },
  ),
  finding(
    { code: 'advice-changed', from: 'firestore', to: 'neon', points: 5, together: ['auth', 'storage'] },
    { layer: 'database', action: 'replace-layer', cause: 'facts', reasons: [sqlReason] },
  ),
  finding(
    { code: 'advice-changed', from: 'baas-first', to: 'hybrid', points: null, together: [] },
    { action: 'extract-service', cause: 'rules' },
  ),
  finding(
    { code: 'new-tools', from: 'own-code', to: 'inngest', points: 2, together: [] },
    { layer: 'async', severity: 'note', action: 'own-less', cause: 'rules' },
  ),
  finding(
    {
      code: 'vendor-event',
      provider: 'firebase',
      event: 'sunset',
      on: '2026-05-01',
      ends: '2027-05-01',
      layers: ['database', 'auth'],
      instead: {},
    },
    { severity: 'error', action: 'replace-layer', cause: 'vendor' },
  ),
  finding(
    {
      code: 'vendor-event',
      provider: 'algolia',
      event: 'price-change',
      on: '2026-06-01',
      ends: null,
      layers: ['search'],
      instead: {},
    },
    { id: 'vendor-event/search/algolia', layer: 'search', cause: 'vendor' },
  ),
  finding({ code: 'stack-differs', chosen: 'neon', runs: 'other', ways: null }, { layer: 'database', cause: 'stack' }),
  finding(
    {
      ...{ code: 'stack-differs', chosen: 'own-code', runs: 'own-code' },
      ways: { chosen: 'functions', runs: 'containers' },
    },
    { layer: 'api', cause: 'stack' },
  ),
  finding(
    {
      code: 'vendor-event',
      provider: 'parse-platform',
      event: 'stagnation',
      on: '',
      ends: null,
      layers: ['auth'],
      instead: {},
    },
    { id: 'vendor-event/auth/parse-platform', layer: 'auth', cause: 'vendor' },
  ),
  finding({ code: 'review-overdue', reviewBy: '2026-10-01' }, { cause: 'calendar' }),
  finding(
    { code: 'acceptance-ended', finding: 'cost/search', until: '2026-09-30', why: 'ended' },
    { id: 'acceptance-ended/search/cost', layer: 'search', cause: 'calendar' },
  ),
  finding(
    { code: 'acceptance-ended', finding: 'limit-near/push', until: '2027-01-31', why: 'stale' },
    { id: 'acceptance-ended/push/limit-near', layer: 'push', severity: 'note', cause: 'calendar' },
  ),
  finding(
    {
      code: 'facts-expired',
      provider: 'ably',
      figures: [
        { says: '10,000 connections on the standard plan', expires: '2026-08-05' },
        { says: 'free start', expires: '2026-09-01' },
      ],
    },
    { layer: 'realtime', severity: 'note', cause: 'calendar' },
  ),
  finding(
    { code: 'answer-missing', question: 'budget-usd-month', isNew: true },
    { id: 'answer-missing/pattern/budget-usd-month', severity: 'note' },
  ),
  finding(
    { code: 'answer-missing', question: 'team-size', isNew: false },
    { id: 'answer-missing/pattern/team-size', severity: 'note' },
  ),
  finding({ code: 'not-pinned', advice: 'given' }, { severity: 'note' }),
];

const ruleFindings: readonly Without[] = [
  ruleFinding(
    { code: 'app-type-changed', rule: 'revisit/app-type', instead: null },
    null,
    'keep',
    'The app has become a marketplace; the advice was for a utility.',
  ),
  ruleFinding(
    { code: 'traffic-changed', rule: 'revisit/bursts', instead: null },
    'hosting',
    'scale-layer',
    'Bursts need hosting that grows by itself.',
  ),
  ruleFinding(
    { code: 'team-changed', rule: 'revisit/team', instead: null },
    null,
    'own-less',
    'Nobody is left who was on call.',
  ),
  ruleFinding(
    { code: 'client-added', rule: 'revisit/clients', instead: null },
    'api',
    'add-managed-component',
    'Partners call the API now; they expect keys of their own.',
  ),
  ruleFinding(
    { code: 'recurring-limits', rule: 'revisit/query-limits', instead: null },
    'database',
    'replace-layer',
    'The same query limit was hit in two quarters.',
  ),
  ruleFinding(
    { code: 'cost', rule: 'revisit/cost', instead: null },
    'storage',
    'scale-layer',
    'Most of the bill is traffic out of the file store.',
  ),
  ruleFinding(
    { code: 'compliance-changed', rule: 'revisit/hipaa', instead: null },
    'database',
    'replace-layer',
    'Health data has come in, and no agreement covers it.',
    'error',
  ),
];

const acceptedFindings: readonly Without[] = [
  finding(
    { code: 'recurring-limits', rule: 'revisit/job-limits', instead: null },
    {
      ...{
        id: 'recurring-limits/async',
        layer: 'async',
        reasons: [reason('revisit/job-limits', 'Jobs run into their time limit.')],
      },
      accepted: { until: '2026-12-31', because: 'The annual commitment ends then.' },
    },
  ),
];

const steps: readonly AttributionStep[] = [
  {
    cause: 'rules',
    pattern: { from: 'baas-first', to: 'hybrid' },
    layers: {},
    appeared: ['advice-changed/pattern'],
    gone: [],
  },
  {
    cause: 'facts',
    pattern: null,
    layers: { database: { from: 'firestore', to: 'neon' }, push: { from: 'fcm', to: null } },
    appeared: [],
    gone: ['cost/push'],
  },
  ...(['vendor', 'answers', 'stack', 'calendar'] satisfies Cause[]).map((cause) => ({
    cause,
    pattern: null,
    layers: {},
    appeared: [],
    gone: [],
  })),
];

const worst: readonly Severity[] = ['error', 'warning', 'note'];

/** A profile file; its findings get their fingerprints, and come worst first as `check` gives them. */
export function checkedFile(
  file: string,
  name: string | null,
  findings: readonly Without[],
  rest: Partial<CheckedFile> = {},
): CheckedFile {
  const sorted = [...findings].sort((a, b) => worst.indexOf(a.severity) - worst.indexOf(b.severity));
  const number = [...`${name}`].reduce((sum, each) => (sum * 31 + each.charCodeAt(0)) % 0xffffff, 7);
  return {
    ...{ file, name, steps: [], layers: [], diagnostics: [] },
    findings: sorted.map((each, index) => ({
      ...each,
      fingerprint: (number * 1000 + index).toString(16).padStart(16, '0'),
    })),
    ...rest,
  };
}

/** A mistake that belongs to no profile. */
export function problem(code: string, message: string): PrintableDiagnostic {
  return { code, message, origin: null, length: 1, sourceLine: null, help: null, related: null };
}

/** A mistake in a profile. */
export function mistake(file: string, text: string): PrintableDiagnostic {
  return {
    ...{
      code: 'unknown-key',
      message: `Unknown key "${text}".`,
      length: 5,
      sourceLine: '  teem-size: 2',
      help: 'Did you mean "team-size"?',
    },
    origin: { file, line: 4, column: 3 },
    related: { message: 'The keys are listed here', origin: { file, line: 1, column: 1 } },
  };
}

/** A profile whose every text is what somebody else wrote, of each shape that carries text. */
export function fileSaying(text: string): CheckedFile {
  const location = { file: `odd/${text}.yaml`, line: 1, column: 1 };
  const said: FindingReason = {
    rule: text,
    because: text,
    sources: [text],
    evidence: [{ fact: text, test: text, holds: 'no', got: text }],
  };
  const say = (detail: Detail, rest: Partial<PrintableFinding> = {}) =>
    finding(detail, { location, reasons: [said], id: `${detail.code}/${text}`, ...rest });
  return checkedFile(
    location.file,
    text,
    [
      say({ code: 'hard-rule-broken', item: text, runs: true, instead: text }, { severity: 'error', layer: text }),
      say({
        code: 'limit-near',
        provider: text,
        question: text,
        got: 1,
        at: 1,
        plan: text,
        isOver: false,
        nextPlan: text,
        isPlanKnown: false,
        instead: null,
      }),
      say({ code: 'acceptance-ended', finding: text, until: text, why: 'stale' }, { severity: 'note' }),
      say({ code: 'facts-expired', provider: text, figures: [{ says: text, expires: text }] }, { severity: 'note' }),
      say(
        { code: 'cost', rule: text, instead: null },
        { layer: 'search', accepted: { until: '2026-12-31', because: text } },
      ),
    ],
    {
      layers: ['database', text],
      steps: [
        {
          cause: 'stack',
          pattern: { from: text, to: null },
          layers: { [text]: { from: text, to: text } },
          appeared: [text],
          gone: [],
        },
      ],
    },
  );
}

/** A run about some files. */
export function reportOf(files: readonly CheckedFile[], rest: Partial<CheckReport> = {}): CheckReport {
  return {
    ...{ catalogue: shipped().catalogue, today: '2026-11-26', files, problems: [] },
    ...{ minSeverity: 'note', showAccepted: false, baseline: null },
    ...rest,
  };
}

/** One of everything. */
export function sampleReport(rest: Partial<CheckReport> = {}): CheckReport {
  const files = [
    checkedFile('profiles/fine.yaml', 'fine-app', []),
    checkedFile('profiles/invoices.yaml', 'invoices-app', [...engineFindings, ...ruleFindings, ...acceptedFindings], {
      ...{
        steps,
        layers: ['auth', 'database', 'api', 'realtime', 'storage', 'async', 'push', 'hosting', 'search'],
        instead: {},
      },
    }),
    checkedFile('profiles/odd.yaml', hostile, [
      finding(
        { code: 'cost', rule: 'revisit/cost', instead: null },
        {
          ...{ layer: 'search', reasons: [reason('revisit/cost', hostile)], severity: 'error' },
          location: { file: 'profiles/odd.yaml', line: 3, column: 1 },
        },
      ),
    ]),
    checkedFile('profiles/notes.yaml', 'notes-app', [
      finding(
        { code: 'not-pinned', advice: 'given' },
        { severity: 'note', location: { file: 'profiles/notes.yaml', line: 1, column: 1 } },
      ),
    ]),
    checkedFile('profiles/broken.yaml', null, [], {
      diagnostics: [
        mistake('profiles/broken.yaml', 'teem-size'),
        { ...mistake('', hostile), origin: null, related: null },
      ],
    }),
  ];
  return reportOf(files, {
    problems: [problem('no-such-path', 'No profile at "profiles/gone.yaml".')],
    baseline: { known: 3, resolved: 1 },
    ...rest,
  });
}
