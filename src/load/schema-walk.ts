/** What a schema allows at a path of some data: the legal keys and values that help lines name. */
import type { Path } from './yaml.js';

/** The parts of a schema's definition that are read here. */
interface Definition {
  readonly type: string;
  readonly innerType?: Schema;
  readonly options?: readonly Schema[];
  readonly discriminator?: string;
  readonly element?: Schema;
  readonly keyType?: Schema;
  readonly valueType?: Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
}

interface Schema {
  readonly def: Definition;
}

/** The legal keys of the map at a path. */
export function keysAt(schema: unknown, path: Path, data: unknown): string[] {
  return longest(definitionsAt(schema as Schema, path, data).map(keysOf));
}

/** The legal values at a path, where they can be counted. */
export function valuesAt(schema: unknown, path: Path, data: unknown): string[] {
  return [...new Set(definitionsAt(schema as Schema, path, data, 'every type').flatMap(valuesOf))];
}

/** The types of thing that have a key which this type of thing does not. */
export function typesWithKey(schema: unknown, path: Path, data: unknown, key: string): string[] {
  const definitions = definitionsAt(schema as Schema, path, data, 'every type');
  return definitions.flatMap(({ shape }) => (shape && key in shape && shape.type ? valuesOf(shape.type.def) : []));
}

/**
 * The definitions that may describe the value at a path: several where a union leaves it open. Of a union told apart by
 * a key, only the type that the data names, unless every type is asked for.
 */
function definitionsAt(schema: Schema | undefined, path: Path, data: unknown, types?: 'every type'): Definition[] {
  if (schema === undefined) return [];
  const { def } = schema;
  const [step, ...rest] = path;
  switch (def.type) {
    case 'optional':
    case 'nullable':
      return definitionsAt(def.innerType, path, data, types);
    case 'union':
      return (def.options ?? [])
        .filter((option) => types === 'every type' || isOfType(option, def.discriminator, data))
        .flatMap((option) => definitionsAt(option, path, data, types));
    default: {
      if (step === undefined) return [def];
      const next = def.element ?? def.valueType ?? def.shape?.[step];
      return definitionsAt(next, rest, (data as Record<string | number, unknown> | undefined)?.[step], types);
    }
  }
}

function isOfType(option: Schema, discriminator: string | undefined, data: unknown): boolean {
  if (discriminator === undefined) return true;
  const type = (data as Record<string, unknown> | undefined)?.[discriminator];
  return option.def.shape?.[discriminator]?.def.values?.includes(type) ?? false;
}

function keysOf(def: Definition): string[] {
  return def.shape ? Object.keys(def.shape) : def.keyType ? valuesOf(def.keyType.def) : [];
}

function valuesOf(def: Definition): string[] {
  return def.entries ? Object.values(def.entries) : (def.values ?? []).map(String);
}

function longest(lists: readonly string[][]): string[] {
  return lists.reduce((a, b) => (b.length > a.length ? b : a), []);
}
