/** What each finding code means, apart from any one finding: for formats that list their rules. */
import type { FindingCode } from '../core/finding.js';

/** A code in a few words, and what to do when it is found. */
interface CodeWords {
  readonly short: string;
  readonly help: string;
}

/** The words of every code. */
export const codeWords = {
  'app-type-changed': {
    short: 'The app has become another kind of app',
    help: 'The advice was given for another kind of app. Look at the layers that the finding names.',
  },
  'traffic-changed': {
    short: 'The traffic has another shape or size',
    help: 'Compare what is measured with the limits and the bill of the layer before you change anything.',
  },
  'team-changed': {
    short: 'The team has changed',
    help: 'What a team can own depends on who is there. Look at the parts that you run yourselves.',
  },
  'client-added': {
    short: 'A new kind of client has come',
    help: 'See whether the API and the sign-in serve the new client as they are.',
  },
  'recurring-limits': {
    short: 'The same limit hurts again and again',
    help: 'A limit that comes back is a reason to change one layer, not the whole stack.',
  },
  'new-tools': {
    short: 'A newer product or rule would simplify a layer',
    help: 'Nothing is broken. Take it along when the layer is touched anyway.',
  },
  cost: {
    short: 'The cost has become a reason to look again',
    help: 'Find the layer that the bill comes from before you move anything.',
  },
  'compliance-changed': {
    short: 'A law or standard applies that did not apply before',
    help: 'See which layers hold the data that it is about, and whether their vendors sign for it.',
  },
  'vendor-event': {
    short: 'A vendor has announced something',
    help: 'Read the notice, note the last day of service, and plan the change of the layers that it covers.',
  },
  'limit-near': {
    short: 'A limit of a plan or product is near or passed',
    help: 'Take the next plan where there is one; change the layer only where no plan lifts the limit.',
  },
  'review-overdue': {
    short: 'The decision was to be looked at again',
    help: 'Go through the answers, then decide again or move the day: "stackfit pin".',
  },
  'stack-differs': {
    short: 'What runs is not what was decided',
    help: 'Write down a decision for what runs, or bring the stack back to the decision.',
  },
  'hard-rule-broken': {
    short: 'A demand that cannot be bent is broken',
    help: 'Change the part that breaks it, or accept the finding until a day, with the reason.',
  },
  'advice-changed': {
    short: 'The advice is no longer what it was when you decided',
    help: 'See what moved it ("stackfit check --verbose"), then stay with your choice for a reason, or change the layer.',
  },
  'answer-missing': {
    short: 'A question has no answer',
    help: 'Answer it in the profile: the advice may depend on it.',
  },
  'acceptance-ended': {
    short: 'An acceptance has ended or matches nothing',
    help: 'Mend what was accepted, accept it again until a new day, or take the entry out.',
  },
  'facts-expired': {
    short: 'A figure may have changed since it was read',
    help: "Look at the vendor's page before you rely on it.",
  },
  'not-pinned': {
    short: 'No decision is written down',
    help: '"stackfit pin" writes down what was decided, so that later checks can tell what changed.',
  },
} satisfies Record<FindingCode, CodeWords>;
