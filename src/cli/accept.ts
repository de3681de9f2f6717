/** The command `accept`: lives with a finding until a day, for a reason, written into the profile. */
import type { Catalogue } from '../core/catalogue.js';
import { check } from '../core/check/check.js';
import { monthsAfter } from '../core/check/day.js';
import type { Acceptance } from '../core/decision.js';
import type { Profile } from '../core/model.js';
import { nearest } from '../load/diagnostic.js';
import { acceptedData } from '../load/write-decision.js';
import { renderAcceptanceJson } from '../report/decision-json.js';
import { visible } from '../report/escape.js';
import { findingInWords } from '../report/finding-words.js';
import { paragraph } from '../report/layout.js';
import { type Change, changeProfile } from './changing.js';
import type { AcceptCommand } from './command.js';
import { readingWidth } from './output.js';
import type { World } from './world.js';

/** A finding is lived with for a year at most: by then somebody looks again. */
const longest = 12;

/** Runs the command; the result is the exit code. */
export async function accept(world: World, command: AcceptCommand): Promise<number> {
  const today = command.today ?? world.today;
  const width = readingWidth(world);
  return changeProfile(world, command, async (catalogue, profile) =>
    acceptIn(catalogue, profile, command, today, width),
  );
}

function acceptIn(
  catalogue: Catalogue,
  profile: Profile,
  command: AcceptCommand,
  today: string,
  width: number,
): Change {
  const { finding: id, until, because } = command;
  const latest = monthsAfter(today, longest);
  if (until < today || until > latest)
    return { refused: [`--until ${until} does not fit: from ${today}, a year at the most, ${latest}.`] };
  const { findings } = check(catalogue, profile, today);
  const finding = findings.find((each) => each.id === id);
  if (!finding)
    return {
      refused: notFound(
        id,
        findings.map((each) => each.id),
      ),
    };
  if (finding.detail.code === 'acceptance-ended')
    return {
      refused: [`"${id}" tells that an acceptance has ended; accept "${finding.detail.finding}" anew, or take it out.`],
    };
  const acceptance: Acceptance = { finding: id, until, because, severity: finding.severity };
  const kept = profile.accepted.filter((each) => each.finding !== id);
  const says =
    command.format === 'json'
      ? renderAcceptanceJson(command.profile, profile.name, acceptance)
      : `${[
          `Accepted until ${until}: ${findingInWords(catalogue, finding)}`,
          `Written into ${command.profile}. After that day check tells it again.`,
        ]
          .flatMap((each) => paragraph(visible(each), width))
          .join('\n')}\n`;
  return { blocks: { accepted: acceptedData([...kept, acceptance]) }, says };
}

function notFound(id: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return [`There is no finding "${id}": check finds nothing in this profile.`];
  const near = nearest(id, ids);
  return [
    `There is no finding "${id}"${near === null ? '.' : `; did you mean "${near}"?`}`,
    'These there are:',
    ...ids.map((each) => `  ${each}`),
  ];
}
