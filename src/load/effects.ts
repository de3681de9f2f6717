/** The effects of a rule as written to effects of the core, and what is wrong with their aim. */
import type { Effect, Target } from '../core/model.js';
import type { Diagnostic } from './diagnostic.js';
import type { RawRule } from './schema.js';
import type { Located, Path } from './yaml.js';

type One<T> = T extends readonly (infer U)[] ? U : T;
type SoftEffect = One<NonNullable<RawRule['prefer']>>;
type HardEffect = One<NonNullable<RawRule['require']>>;
type Warn = One<NonNullable<RawRule['warn']>>;
type PlanStep = One<NonNullable<RawRule['plan']>>;
type Control = One<NonNullable<RawRule['control']>>;
type Revisit = One<NonNullable<RawRule['revisit']>>;

/** Every effect of a rule, normalised. `layers` are those that "every" stands for. */
export function effectsOf(raw: RawRule, layers: readonly string[]): Effect[] {
  const targeted = (kind: 'prefer' | 'avoid') =>
    listOf<NonNullable<SoftEffect>>(raw[kind]).map(
      (each): Effect => ({ kind, target: targetOf(each, layers), strength: each.strength }),
    );
  const hard = (kind: 'require' | 'exclude') =>
    listOf<NonNullable<HardEffect>>(raw[kind]).map(
      (each): Effect => ({ kind, target: targetOf(each, layers), missing: listOf<string>(each.missing) }),
    );
  return [
    ...targeted('prefer'),
    ...targeted('avoid'),
    ...hard('require'),
    ...hard('exclude'),
    ...listOf<Warn>(raw.warn).map((each): Effect => ({ ...each, kind: 'warn', layer: each.layer ?? null })),
    ...listOf<PlanStep>(raw.plan).map((each): Effect => ({ ...each, kind: 'plan', layer: each.layer ?? null })),
    ...listOf<Control>(raw.control).map((each): Effect => ({ ...each, kind: 'control', layer: each.layer ?? null })),
    ...listOf<Revisit>(raw.revisit).map(
      (each): Effect => ({
        ...each,
        kind: 'revisit',
        layer: each.layer ?? null,
        subject: each.subject ?? ruleName(raw.id),
      }),
    ),
  ];
}

/** What a finding is called after: the rule's name without its folder. */
function ruleName(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

function targetOf(raw: Omit<SoftEffect, 'strength'> | HardEffect, layers: readonly string[]): Target {
  if (raw.pattern !== undefined) return { on: 'pattern', patterns: listOf<string>(raw.pattern) };
  return {
    on: 'layer',
    layers: raw.layer === 'every' ? layers : listOf<string>(raw.layer),
    kinds: listOf<string>(raw.kind),
    approaches: listOf(raw.approach),
    providers: listOf<string>(raw.provider),
    trait: raw.trait ?? null,
  };
}

/** Reports a rule without effect, and effects that do not aim at exactly one thing: a pattern, or offerings of a layer. */
export function checkAim(raw: RawRule, located: Located, path: Path, diagnostics: Diagnostic[]): void {
  const say = (at: Path, message: string, help: string, where?: 'key') =>
    diagnostics.push(located.diagnostic('wrong-value', at, message, where ? { help, at: where } : { help }));
  for (const name of ['prefer', 'avoid', 'require', 'exclude'] as const)
    listOf<object>(raw[name]).forEach((effect, index) => {
      const at = Array.isArray(raw[name]) ? [...path, name, index] : [...path, name];
      if ('pattern' in effect && 'layer' in effect)
        say(at, `"${name}" aims at a pattern and at a layer`, 'write two effects, one for each');
      else if (!('pattern' in effect || 'layer' in effect))
        say(at, `"${name}" aims at nothing`, 'name a "pattern" or a "layer"');
      else if ('pattern' in effect)
        for (const key of ['kind', 'approach', 'provider', 'trait'])
          if (key in effect)
            say([...at, key], `"${key}" does not apply to a pattern`, 'it chooses among offerings of a layer', 'key');
    });
  const names = ['prefer', 'avoid', 'require', 'exclude', 'warn', 'plan', 'control', 'revisit'] as const;
  const used = names.filter((name) => listOf<unknown>(raw[name]).length > 0);
  const [beside] = used.filter((name) => name !== 'revisit');
  if (used.includes('revisit') && beside !== undefined)
    say(
      [...path, beside],
      `"${beside}" stands beside "revisit"`,
      'only a later look reads what was: write two rules',
      'key',
    );
  if (used.length === 0)
    diagnostics.push(
      located.diagnostic('no-effect', path, `the rule "${raw.id}" does nothing`, {
        help: `give it one of: ${names.join(', ')}`,
      }),
    );
}

/** One or several, as a list. */
export function listOf<T>(raw: T | readonly T[] | undefined): T[] {
  if (raw === undefined) return [];
  return Array.isArray(raw) ? [...raw] : [raw as T];
}
