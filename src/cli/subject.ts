/** Everything that a report is about, worked out: the recommendation and what it is compared with. */
import { adviseInContext } from '../core/advise.js';
import type { Catalogue } from '../core/catalogue.js';
import type { Facts } from '../core/model.js';
import type { Subject } from '../report/words.js';

/** Advises on the facts. `name` is the project's, `file` where its answers stand. */
export function subjectOf(name: string, file: string, catalogue: Catalogue, facts: Facts): Subject {
  return { name, file, catalogue, facts, ...adviseInContext(catalogue, facts), settling: null };
}
