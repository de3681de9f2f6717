/** What of the rules some profiles show, as a list to read and as JSON. */
import type { Coverage, Seen, SeenCondition } from '../core/rules/coverage.js';
import { safeJson, visible } from './escape.js';
import { schemaVersion } from './json.js';
import { paragraph } from './layout.js';
import type { Style } from './style.js';

export interface CoverageOptions {
  readonly style: Style;
  readonly width: number;
  /** In percent; null: none is asked for. */
  readonly min: number | null;
}

/** Every condition that was not seen both ways, with its tests that were not; then how much was. */
export function renderCoverage(coverage: Coverage, { style, width, min }: CoverageOptions): string {
  const lines = coverage.conditions.flatMap((each) => {
    const leaves = each.leaves.filter((leaf) => !(leaf.yes && leaf.no));
    const own = missing(each, each.isAlways);
    if (own === '' && leaves.length === 0) return [];
    const name = `${style.strong(visible(each.kind === 'signal' ? `signal ${each.id}` : each.id))}`;
    return [
      ...paragraph(own === '' ? name : `${name}: ${own}`, width, '  ', ''),
      ...leaves.flatMap((leaf) => paragraph(`${visible(leaf.test)}: ${missing(leaf, false)}`, width, '    ', '  ')),
    ];
  });
  const percent = `${roundedDown(coverage.percent)} %`;
  const below = min !== null && coverage.percent < min;
  const summary = [
    `${coverage.profiles} profiles show ${below ? style.bad(percent) : style.good(percent)} of ${coverage.conditions.length} rules and signals and their tests both ways${below ? `; ${min} % is asked for` : ''}.`,
    coverage.notJudged > 0
      ? `${coverage.notJudged} rules about revisiting read a decision and are not judged here.`
      : '',
  ].join(' ');
  return `${[...lines, ...(lines.length > 0 ? [''] : []), ...paragraph(summary.trim(), width)].join('\n')}\n`;
}

function missing({ yes, no }: Seen, isAlways: boolean): string {
  if (!yes && !no) return 'never yes or no';
  if (!yes) return 'never yes';
  return no || isAlways ? '' : 'never no';
}

/** Never more than there is: 99.96 is not 100. */
function roundedDown(percent: number): string {
  return (Math.floor(percent * 10) / 10).toFixed(1);
}

/** The same as JSON: every condition, also those that were seen both ways. */
export function renderCoverageJson({ profiles, conditions, percent, notJudged }: Coverage): string {
  const told = conditions.map(({ kind, id, yes, no, leaves }: SeenCondition) => ({ kind, id, yes, no, tests: leaves }));
  return `${safeJson({ schemaVersion, profiles, percent, notJudged, conditions: told })}\n`;
}
