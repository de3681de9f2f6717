/** What verification found, to read and as JSON. */

import type { Answer, Facts } from '../core/model.js';
import type { JudgedLaw, Law, Violation } from '../core/rules/law.js';
import type { Found, PatternShare, Verification } from '../core/rules/verify.js';
import { surely } from '../core/rules/verify-samples.js';
import { safeJson, visible } from './escape.js';
import { schemaVersion } from './json.js';
import { padded, paragraph } from './layout.js';
import type { Style } from './style.js';

export interface VerificationOptions {
  readonly style: Style;
  readonly width: number;
  /** The time that was given. */
  readonly seconds: number;
}

type Whole = Extract<Verification, { readonly kind: 'whole' }>;

/** The laws in words. */
const laws = {
  'more-backend-engineers-exclude-nothing': 'more backend engineers never exclude a pattern that could be had',
  'more-operations-exclude-nothing': 'more operations skill never excludes a pattern that could be had',
  'one-more-regime-revives-nothing': 'one more regime never brings back a pattern that was excluded',
  'more-logic-never-owns-less': 'more business logic never moves the pick towards less ownership',
  'one-more-answer-revives-nothing': 'an answer to an open question never brings back a pattern that was excluded',
} as const satisfies Record<Law, string>;

/** The report: what was covered, the picks, what is special, the laws, and the check by the explained path. */
export function renderVerification(result: Verification, options: VerificationOptions): string {
  const { style, width } = options;
  const blocks: (readonly string[])[] = [coverage(result), structure(result)];
  if (result.kind === 'refused')
    blocks.push([style.bad(`Not walked: ${result.because}. Nothing is claimed about any project.`)]);
  else if (result.kind === 'stopped')
    blocks.push([
      style.bad(
        `Stopped after ${counted(options.seconds, 'second')}: ${result.walked.length} of ${result.members} things that vary were walked.`,
      ),
      `Not covered: ${result.notWalked.map(visible).join(', ')}.`,
      'Nothing is claimed about any project. "--time" gives it longer.',
    ]);
  else blocks.push(...wholeBlocks(result, style));
  const lines = blocks.map((block) =>
    block.flatMap((line) => (line.startsWith('  ') ? [line] : paragraph(line, width, '  ', ''))).join('\n'),
  );
  return `${lines.join('\n\n')}\n`;
}

function coverage({ rules, questions, combinations }: Verification): string[] {
  return [
    `${counted(rules, 'condition')} about patterns read ${counted(questions, 'question')}: ${counted(combinations, 'combination')} of answers that they tell apart.`,
    'This is about every project, whatever it answers: "I don\'t know" is one more answer to each question. It does not cover whether the layers of a pattern can be had.',
  ];
}

function structure({ groups, joining }: Verification): string[] {
  const [largest] = groups;
  if (!largest) return ['There are no such rules.'];
  const joined = joining.map(({ rule, largestWithout }) => `${visible(rule)} (${largestWithout} without it)`);
  return [
    `The rules fall into ${counted(groups.length, 'group')} that share no question. The largest has ${counted(largest.rules.length, 'rule')} over ${counted(largest.questions.length, 'question')}.`,
    joined.length === 0
      ? 'No single rule holds it together.'
      : `Rules that hold it together, with the questions of its largest part: ${joined.join(', ')}.`,
  ];
}

function wholeBlocks(result: Whole, style: Style): string[][] {
  const legal = result.combinations - result.contradictory;
  return [
    [
      `All of them were walked: ${grouped(result.contradictory)} contradict themselves, ${grouped(legal)} are left. At most ${grouped(BigInt(result.mostStates))} partial ones had to be told apart at once.`,
    ],
    ['Picks, in %', ...shareLines(result.patterns, legal), ...provisionalLines(result.patterns, legal)],
    answeredLines(result),
    ['The closest that each pattern is picked; what is not named is open', ...result.patterns.map(closestLine)],
    [
      foundLine('Every pattern excluded', result.infeasible, 'never'),
      result.nothingFires === null
        ? 'No rule is yes: not finished in the time given.'
        : foundLine('No rule is yes', result.nothingFires, 'never'),
    ],
    ['Laws, whatever else is answered or open', ...result.laws.flatMap((law) => lawLines(law, style))],
    [samplesLine(result, style)],
  ];
}

function shareLines(shares: readonly PatternShare[], legal: bigint): string[] {
  const heads = [
    '',
    'share',
    'lead 0',
    ...Array.from({ length: surely - 1 }, (_, lead) => String(lead + 1)),
    `${surely} or more`,
    'behind',
  ];
  const rows = shares.map(({ pattern, wins, behind, byLead }) => {
    const rest = wins - behind - byLead.reduce((sum, each) => sum + each, 0n);
    return [
      visible(pattern),
      wins === 0n ? 'never' : percent(wins, legal),
      ...[...byLead, rest, behind].map((each) => (each === 0n ? '-' : percent(each, legal))),
    ];
  });
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const table = [heads, ...rows].map(
    (row) =>
      `  ${row
        .map((cell, column) => padded(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd()}`,
  );
  return [
    ...table,
    `Ties in points: ${summed(shares, 'byConcern')} settled by the first concern that differs, ${summed(shares, 'byOwnership')} by least ownership alone, ${summed(shares, 'byTier')} over a pattern that may still be excluded.`,
  ];
}

function summed(
  shares: readonly PatternShare[],
  count: 'byTier' | 'byConcern' | 'byOwnership' | 'open' | 'behind',
): string {
  return grouped(shares.reduce((sum, share) => sum + share[count], 0n));
}

/** What an open exclusion has to do with the picks. */
function provisionalLines(shares: readonly PatternShare[], legal: bigint): string[] {
  const all = (count: 'open' | 'behind') => shares.reduce((sum, each) => sum + each[count], 0n);
  const part = (count: 'open' | 'behind') => (all(count) === 0n ? 'none' : share(all(count), legal));
  return [
    `Behind: a pattern that an unanswered question may still exclude has more points (${part('behind')}). Picks that may be excluded themselves, because all that are left may: ${part('open')}.`,
  ];
}

/** The same for projects that leave nothing open. */
function answeredLines({ answered }: Whole): string[] {
  if (answered === null) return ['Those that answer every question: not finished in the time given.'];
  const { combinations, contradictory, patterns } = answered;
  const legal = combinations - contradictory;
  const picks = patterns.map(
    ({ pattern, wins }) => `${visible(pattern)} ${wins === 0n ? 'never' : share(wins, legal)}`,
  );
  return [
    `Of these, ${grouped(legal)} answer every question. Their picks: ${picks.join(', ')}. Ties in points: ${summed(patterns, 'byConcern')} settled by the first concern that differs, ${summed(patterns, 'byOwnership')} by least ownership alone.`,
  ];
}

function share(part: bigint, whole: bigint): string {
  return `${percent(part, whole)} %`;
}

/** With three digits that count; what is there is never shown as nothing. */
function percent(part: bigint, whole: bigint): string {
  const exact = (100 * Number(part)) / Number(whole);
  return exact >= 0.001 ? exact.toPrecision(3) : exact.toExponential(0);
}

function closestLine({ pattern, closest }: PatternShare): string {
  if (closest === null) return `${visible(pattern)}: never picked`;
  const lead =
    closest.lead === null
      ? `by ${surely} points or more, or without a rival`
      : closest.lead < 0
        ? 'behind one that may still be excluded'
        : `by ${counted(closest.lead, 'point')}`;
  return `${visible(pattern)}, ${lead}: ${inWords(closest.profile)}`;
}

function foundLine(what: string, { count, profile }: Found, none: string): string {
  return count === 0n
    ? `${what}: ${none}.`
    : `${what}: ${counted(count, 'combination')}, for example ${profile ? inWords(profile) : ''}.`;
}

function lawLines(judged: JudgedLaw, style: Style): string[] {
  const law = laws[judged.law];
  switch (judged.kind) {
    case 'kept':
      return [`${style.good('kept')}: ${law}`];
    case 'not judged':
      return [`${style.warning('not judged')}: ${law} (${visible(judged.because)})`];
    case 'broken':
      return [`${style.bad('broken')}: ${law}`, ...judged.violations.map(violationLine)];
    default:
      return judged satisfies never;
  }
}

function violationLine({ pattern, instead, question, from, to, count, profile, isConfirmed }: Violation): string {
  const what = instead === null ? visible(pattern) : `${visible(pattern)} → ${visible(instead)}`;
  const often = count === null ? '' : `, in ${counted(count, 'combination')} of the other answers`;
  const confirmed = isConfirmed ? '' : ' (the explained path does not confirm it: a fault of stackfit)';
  return `- ${what} when ${visible(question)} goes from ${visible(from)} to ${visible(to)}${often}; shown by ${inWords(profile)}${confirmed}`;
}

function samplesLine({ samples }: Whole, style: Style): string {
  const [first] = samples.disagreeing;
  if (!first) return `${samples.drawn} profiles were judged by the explained path as well: it agrees with every one.`;
  return style.bad(
    `${samples.disagreeing.length} of ${samples.drawn} profiles are judged otherwise by the explained path, a fault of stackfit: ${inWords(first)}.`,
  );
}

/** "team-size: 1, features: [payments]"; what is not named is open. */
function inWords(facts: Facts): string {
  const answers = [...facts].map(([id, answer]) => `${visible(id)}: ${answerInWords(answer)}`);
  return answers.length === 0 ? 'a project that answers nothing' : answers.join(', ');
}

function answerInWords(answer: Answer): string {
  return Array.isArray(answer) ? `[${answer.map(visible).join(', ')}]` : visible(String(answer));
}

function counted(count: bigint | number, one: string): string {
  return `${typeof count === 'bigint' ? grouped(count) : count} ${one}${String(count) === '1' ? '' : 's'}`;
}

function grouped(count: bigint): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** The same as JSON. Counts are texts: they are larger than numbers in JSON can be read exactly. */
export function renderVerificationJson(result: Verification): string {
  const plain = JSON.parse(
    JSON.stringify(result, (_, value: unknown) => {
      if (typeof value === 'bigint') return String(value);
      return value instanceof Map ? Object.fromEntries(value) : value;
    }),
  );
  return `${safeJson({ schemaVersion, ...plain })}\n`;
}
