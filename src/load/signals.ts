/** Signals may read other signals, as long as no way leads back. */
import type { CatalogueData, Condition } from '../core/model.js';
import type { ShapedFile } from './checked-file.js';
import type { Diagnostic } from './diagnostic.js';

/** A signal must not read itself, not even through others. */
export function checkSignals(files: readonly ShapedFile[], data: CatalogueData, diagnostics: Diagnostic[]): void {
  const reads = new Map(data.signals.map((signal) => [signal.id, signalsIn(signal.when)]));
  for (const { located, raw } of files)
    raw.signals?.forEach(({ id }, index) => {
      const way = wayTo(id, id, reads, new Set());
      if (way === null) return;
      const through = way.length === 0 ? '' : ` through ${way.map((each) => `"${each}"`).join(', ')}`;
      const help = way.length === 0 ? 'write it over questions' : 'write one of them over questions only';
      const message = `the signal "${id}" leads back to itself${through}`;
      diagnostics.push(located.diagnostic('circular-signal', ['signals', index, 'id'], message, { help }));
    });
}

/** The signals between one and a goal that it reads; null when it does not lead there. */
function wayTo(
  from: string,
  goal: string,
  reads: ReadonlyMap<string, ReadonlySet<string>>,
  seen: Set<string>,
): string[] | null {
  const next = reads.get(from) ?? new Set();
  if (next.has(goal)) return [];
  for (const each of next) {
    if (seen.has(each)) continue;
    const rest = wayTo(each, goal, reads, seen.add(each));
    if (rest) return [each, ...rest];
  }
  return null;
}

function signalsIn(condition: Condition): Set<string> {
  if (condition.kind === 'signal') return new Set([condition.signal]);
  if (condition.kind === 'not') return signalsIn(condition.of);
  return new Set('of' in condition ? condition.of.flatMap((part) => [...signalsIn(part)]) : []);
}
