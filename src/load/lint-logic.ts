/** What is wrong with the logic of rules that load: conditions that can never be yes, always are, or add nothing. */
import type { Catalogue } from '../core/catalogue.js';
import type { Condition } from '../core/model.js';
import { faultsOf, type Logic, type LogicFault, logicOf, subsumedRules } from '../core/rules/rule-logic.js';
import type { ShapedFile } from './checked-file.js';
import type { Diagnostic } from './diagnostic.js';
import type { Located, Path } from './yaml.js';

/** Lints every condition of a catalogue that loaded without mistakes, in the order of the files. */
export function lintLogic(files: readonly ShapedFile[], catalogue: Catalogue): Diagnostic[] {
  const logic = logicOf(catalogue);
  const { signal, pattern } = catalogue;
  const rules = new Map(catalogue.data.rules.map((rule) => [rule.id, rule]));
  const subsumed = new Map(subsumedRules(logic, catalogue.data.rules).map((each) => [each.rule, each]));
  return files.flatMap(({ located, raw }) => [
    ...(raw.signals ?? []).flatMap(({ id }, index) =>
      inCondition(logic, located, `the signal "${id}"`, signal.get(id)?.when, ['signals', index, 'when']),
    ),
    ...(raw.patterns ?? []).flatMap(({ id }, index) =>
      inCondition(logic, located, `the pattern "${id}"`, pattern.get(id)?.unless?.when, [
        'patterns',
        index,
        'unless',
        'when',
      ]),
    ),
    ...(raw.rules ?? []).flatMap(({ id }, index) => {
      const found = inCondition(logic, located, `"${id}"`, rules.get(id)?.when, ['rules', index, 'when']);
      const by = subsumed.get(id);
      // A rule that never fires is implied by none: its condition is told, not what follows from it.
      if (by === undefined || found.length > 0) return found;
      const message = by.isSame
        ? `"${id}" fires exactly when "${by.by}" does, to the same effect`
        : `whenever "${id}" fires, "${by.by}" does too, to the same effect`;
      return [
        located.diagnostic('subsumed', ['rules', index, 'id'], message, {
          help: 'leave one of them out, or give them different effects',
        }),
      ];
    }),
  ]);
}

function inCondition(
  logic: Logic,
  located: Located,
  name: string,
  condition: Condition | undefined,
  path: Path,
): Diagnostic[] {
  if (condition === undefined) return [];
  return faultsOf(logic, condition).map(({ kind, at }) => {
    const [message, help] = inWords(kind, name, at.length === 0);
    return located.diagnostic(kind, [...path, ...at], message, { help });
  });
}

function inWords(kind: LogicFault['kind'], name: string, isWhole: boolean): readonly [message: string, help: string] {
  const what = isWhole ? `the condition of ${name}` : `this part of the condition of ${name}`;
  switch (kind) {
    case 'dead':
      return [
        `${what} can never be yes`,
        'no answer meets it: compare it with the range and the options of the question',
      ];
    case 'contradictory':
      return [
        `${what} contradicts itself: its parts are never yes together`,
        'ask for what can be so at the same time',
      ];
    case 'always-true':
      return [`${what} is yes whatever is answered`, isWhole ? 'write "always" if that is meant' : 'leave it out'];
    case 'needless':
      return [`${what} says nothing that a part beside it does not say`, 'leave it out'];
    default:
      return kind satisfies never;
  }
}
