/** The ground of a profile: what it says of answers, of what runs and of vendors, then and now. */
import { isSameAnswer } from '../condition.js';
import type { Ground, InPlace, VendorEvent } from '../decision.js';
import { factsOf } from '../facts.js';
import type { Facts, Profile } from '../model.js';

/** What a profile says today. */
export function groundOf(profile: Profile): Ground {
  return { facts: factsOf(profile), stack: profile.stack, vendorEvents: profile.vendorEvents };
}

/**
 * The parts of today's ground; a part that says what it said then is the very same object, so that whoever walks the path
 * of attribution tells a change by identity and compares nothing again.
 */
export function sameWhereEqual(then: Ground, now: Ground): Ground {
  return {
    facts: isSameFacts(then.facts, now.facts) ? then.facts : now.facts,
    stack: isSameStack(then.stack, now.stack) ? then.stack : now.stack,
    vendorEvents: isSameNews(then.vendorEvents, now.vendorEvents) ? then.vendorEvents : now.vendorEvents,
  };
}

function isSameFacts(a: Facts, b: Facts): boolean {
  if (a.size !== b.size) return false;
  for (const [id, answer] of a) {
    const other = b.get(id);
    if (other === undefined || !isSameAnswer(answer, other)) return false;
  }
  return true;
}

function isSameStack(a: ReadonlyMap<string, InPlace>, b: ReadonlyMap<string, InPlace>): boolean {
  if (a.size !== b.size) return false;
  for (const [layer, one] of a) {
    const other = b.get(layer);
    const keys = ['provider', 'kind', 'approach', 'plan'] as const;
    if (other === undefined || keys.some((key) => one[key] !== other[key])) return false;
  }
  return true;
}

function isSameNews(a: readonly VendorEvent[], b: readonly VendorEvent[]): boolean {
  const keys = ['provider', 'kind', 'on', 'ends'] as const;
  return a.length === b.length && a.every((one, index) => keys.every((key) => one[key] === b[index]?.[key]));
}
