/** Every reason behind the advice, for `--verbose`: pattern by pattern, then layer by layer with what comes next. */
import type { Reason } from '../core/reason.js';
import type { Frame } from './terminal-frame.js';
import {
  layerName,
  lockInInWords,
  patternName,
  pickInWords,
  providerName,
  statusInWords,
  wayOutInWords,
} from './words.js';

/** Every pattern with everything that speaks for and against it. */
export function patternReasons(frame: Frame): string[] {
  const { catalogue, recommendation } = frame.subject;
  return [
    frame.heading('Every reason for the pattern'),
    ...recommendation.pattern.ranking.flatMap(({ pattern, excluded, points, reasons }) => [
      frame.style.strong(`${patternName(catalogue, pattern)}: ${excluded ? 'excluded' : standing(points, reasons)}`),
      ...reasons.flatMap((reason) => frame.reason(reason)),
    ]),
  ];
}

/** A pattern's points; one that stands alone takes none. */
function standing(total: number, reasons: readonly Reason[]): string {
  if (reasons.some(({ effect, points }) => effect === 'prefer' && points === 0)) return 'the pick, without points';
  return `${total} ${total === 1 ? 'point' : 'points'}`;
}

/** Every pick with its reasons, its alternatives and the next steps of its layer. */
export function layerReasons(frame: Frame): string[] {
  const { catalogue, recommendation } = frame.subject;
  const picked = Object.entries(recommendation.layers).filter(([, advice]) => advice.pick !== null);
  if (picked.length === 0) return [];
  return [
    frame.heading('Every reason for the layers'),
    ...picked.flatMap(([id, advice]) => [
      frame.style.strong(`${layerName(catalogue, id)}: ${pickInWords(catalogue, advice)}`),
      ...advice.reasons.flatMap((reason) => frame.reason(reason)),
      ...advice.alternatives.flatMap(({ pick, when }) =>
        frame.item('or', `${providerName(catalogue, pick)}, when ${when}`),
      ),
      ...advice.next.flatMap(({ step, when }) => frame.item('next', `${step}, when ${when}`)),
      ...leaving(frame, id),
    ]),
  ];
}

/** What ties you to the pick, and how the data gets out. */
function leaving(frame: Frame, layer: string): string[] {
  const ties = frame.subject.context.leaving.find((each) => each.layer === layer);
  if (!ties) return [];
  const status = statusInWords(ties);
  return [
    ...(status === null ? [] : frame.item('note', status)),
    ...ties.lockIn.flatMap((part) => frame.item('tied', lockInInWords(part))),
    ...ties.wayOut.flatMap((way) => frame.item('out', wayOutInWords(frame.subject.catalogue, way))),
  ];
}
