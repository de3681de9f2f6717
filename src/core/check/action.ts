/** How large an advised change is: what moves a pattern, or a layer from one way of covering it to another. */
import type { Action } from '../finding.js';
import type { Candidate } from '../layer.js';
import type { Approach, Pattern } from '../model.js';

/** What an advised change of pattern asks for, at the least: code moves out of a platform, or back into one. */
export function patternAction(from: Pattern, to: Pattern | null): Action {
  if (to === null) return 'keep';
  if (to.order < from.order) return 'own-less';
  return from.unless === null ? 'extract-service' : 'add-managed-component';
}

/** How much of a way of covering a layer is one's own to run. */
const owned = {
  ...{ platform: 0, managed: 0, client: 0, library: 1 },
  ...{ functions: 1, containers: 2, 'self-hosted': 3 },
} as const satisfies Record<Approach, number>;

/** What a change of one layer comes to: less to own, one bill less, or one thing for another. */
export function layerAction(from: Candidate | null, to: Candidate, others: readonly (string | null)[]): Action {
  const { approach, vendor } = to.offering;
  if (from === null) return owned[approach] > 0 ? 'extract-service' : 'add-managed-component';
  if (owned[from.offering.approach] > Math.max(1, owned[approach])) return 'own-less';
  const isOneBillLess = vendor !== null && others.includes(vendor) && !others.includes(from.offering.vendor);
  return isOneBillLess && from.offering.vendor !== null ? 'consolidate' : 'replace-layer';
}
