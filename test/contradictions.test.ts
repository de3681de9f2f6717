/** Where the documents contradict each other: a profile each that must print the tension, with the winner and the reason. */
import { describe, expect, test } from 'vitest';
import { subjectOf } from '../src/cli/subject.js';
import { factsOf } from '../src/core/facts.js';
import { loadProfile, type Profile } from '../src/index.js';
import { renderMarkdown } from '../src/report/markdown.js';
import { projectFiles, projectText, shipped } from './support/catalogue.js';

interface Contradiction {
  /** Its number in the list of contradictions (claims, section Q). */
  readonly x: number;
  /** The profile that meets it, under `contradictions/`. */
  readonly profile: string;
  readonly winner: string;
  /** The rule that pulls the other side most. */
  readonly loser: string;
}

const met: readonly Contradiction[] = [
  {
    x: 1,
    profile: 'x01',
    winner: 'compute/no-split-without-a-named-reason',
    loser: 'compute/large-products-are-told-to-split',
  },
  {
    x: 2,
    profile: 'x02',
    winner: 'pattern/first-versions-start-on-a-platform',
    loser: 'pattern/steady-heavy-load-pays-back-ownership',
  },
  {
    x: 3,
    profile: 'x03',
    winner: 'pattern/functions-cannot-hold-a-process',
    loser: 'pattern/bursts-want-functions',
  },
  {
    x: 4,
    profile: 'x04',
    winner: 'pattern/custom-needs-two-and-operations',
    loser: 'pattern/a-million-that-was-measured',
  },
  {
    x: 5,
    profile: 'x05-pages',
    winner: 'realtime/shared-pages-sync-in-depth',
    loser: 'realtime/chat-and-shared-pages-on-firebase-or-supabase',
  },
  {
    x: 5,
    profile: 'x05-chat',
    winner: 'database/reports-are-a-relational-pull',
    loser: 'database/nested-live-data-wants-documents',
  },
  {
    x: 6,
    profile: 'x06',
    winner: 'database/relational-data-wants-sql',
    loser: 'database/writes-beyond-one-machine',
  },
  { x: 7, profile: 'x07', winner: 'residency/own-machines-by-law', loser: 'api/the-api-that-comes-with-the-data' },
  { x: 10, profile: 'x10', winner: 'pattern/few-backend-engineers', loser: 'pattern/a-million-that-was-measured' },
  {
    x: 11,
    profile: 'x11',
    winner: 'pattern/little-own-logic-fits-a-platform',
    loser: 'pattern/own-rules-want-code-of-your-own',
  },
  {
    x: 12,
    profile: 'x12',
    winner: 'pattern/legacy-systems-need-a-bridge',
    loser: 'pattern/first-versions-start-on-a-platform',
  },
  {
    x: 13,
    profile: 'x13',
    winner: 'pattern/two-triggers-make-it-hybrid',
    loser: 'pattern/first-versions-start-on-a-platform',
  },
  { x: 14, profile: 'x14', winner: 'auth/bundled-sign-in-saves-a-vendor', loser: 'auth/passkeys-are-asked-for' },
  { x: 15, profile: 'x15', winner: 'pattern/bursts-want-functions', loser: 'pattern/bills-must-be-capped' },
  {
    x: 16,
    profile: 'x16',
    winner: 'database/postgres-keeps-documents-too',
    loser: 'database/records-of-varying-shape-fit-documents',
  },
  {
    x: 17,
    profile: 'x17',
    winner: 'api/binary-calls-are-not-for-public-clients',
    loser: 'api/binary-calls-between-own-services',
  },
  {
    x: 18,
    profile: 'x18',
    winner: 'api/fewer-than-three-shapes-need-no-graphql',
    loser: 'api/apps-are-told-to-choose-their-answers',
  },
  {
    x: 21,
    profile: 'x21',
    winner: 'database/the-one-store-keeps-the-accounts-too',
    loser: 'database/look-ups-by-key-scale-plainly',
  },
  { x: 24, profile: 'x24', winner: 'every-layer/the-way-out-is-required', loser: 'every-layer/aws-is-there-already' },
  { x: 26, profile: 'x26', winner: 'pattern/a-platform-that-works-stays', loser: 'pattern/platform-limits-hurt' },
  { x: 27, profile: 'x27', winner: 'pattern/bills-must-be-capped', loser: 'pattern/bursts-want-functions' },
];

/** Contradictions that no choice between candidates can show, and why. */
const notMet: Readonly<Record<number, string>> = {
  8: 'figures of different quantities: separate lines of the comparison',
  9: 'figures of different milestones: separate lines of the comparison',
  19: 'whether certificates are pinned chooses no product: a warning where it may be asked for',
  20: 'every sign-in uses short tokens and can end a session: a setting, no choice',
  22: 'two frameworks of the same kind are a matter of taste, for which no tension is printed: the rules on skill carry it',
  23: 'bands of users or meters: how prices are kept, no choice',
  25: 'the API follows from the pattern, and both kinds of contract are steps of the plan',
  28: 'gaps of the documents',
  29: 'the age of the documents',
  30: 'the interest of their authors',
};

function profileOf(name: string): Profile {
  const file = `test/contradictions/${name}.yaml`;
  const { profile, diagnostics } = loadProfile(shipped().catalogue, file, projectText(file));
  if (profile === null) throw new Error(JSON.stringify(diagnostics, null, 2));
  return profile;
}

function ruleOf(id: string) {
  const rule = shipped().catalogue.data.rules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`there is no rule "${id}"`);
  return rule;
}

describe.each(met)('contradiction X$x, $profile', ({ x, profile, winner, loser }) => {
  const { catalogue } = shipped();
  const subject = subjectOf(profile, `${profile}.yaml`, catalogue, factsOf(profileOf(profile)));

  test('is a tension that says which side won, and why', () => {
    const because = ruleOf(winner).because;
    expect(subject.recommendation.tensions).toContainEqual({ between: [winner, loser], won: winner, because });
  });

  test('is printed, the winner first', () => {
    const printed = renderMarkdown(subject).split('\n');
    const line = printed.find((each) => each.includes(`\`${winner}\``) && each.includes(`\`${loser}\``));
    expect(line).toMatch(new RegExp(`\\(\`${winner}\`\\) outweighs: .* \\(\`${loser}\`\\)$`));
  });

  test('rests on its resolution', () => {
    expect([...ruleOf(winner).sources, ...ruleOf(loser).sources]).toContain(`resolution-x${x}`);
  });
});

test('every profile here stands in the table', () => {
  const files = projectFiles('test/contradictions', '.yaml').map((file) => file.replace(/^.*\/|\.yaml$/g, ''));
  expect(files).toEqual(met.map(({ profile }) => profile).sort());
});

test('each of X1 to X30 is met by a profile, or cannot be met for a reason that is given', () => {
  const all = Array.from({ length: 30 }, (_, index) => index + 1);
  const shown = new Set(met.map(({ x }) => x));
  expect(all.filter((x) => shown.has(x) === x in notMet)).toEqual([]);
});

test.each(Object.keys(notMet))('X%s, which no tension can show, is declined or carried by something', (x) => {
  const { data, claim } = shipped().catalogue;
  const id = `resolution-x${x}`;
  const citing = [...data.rules, ...data.questions, ...data.patterns, ...data.layers, ...data.dimensions];
  const steps = data.layers.flatMap((layer) => layer.next);
  const cited = [...citing, ...steps].some(({ sources }) => sources.includes(id));
  expect(claim.get(id)?.declined != null || cited).toBe(true);
});

test('what the documents advise besides never changes what is picked on a layer', () => {
  const pulls = ['compute/large-products-are-told-to-split', 'api/apps-are-told-to-choose-their-answers'];
  const answers = ['compute/no-split-without-a-named-reason', 'api/fewer-than-three-shapes-need-no-graphql'];
  const aims = (id: string) => ruleOf(id).effects.flatMap((effect) => ('target' in effect ? [effect.target] : []));
  expect(pulls.map(aims)).toEqual(answers.map(aims));
});
