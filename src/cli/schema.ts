/** The command `schema`: JSON Schemas for editors and for programs, on standard output. */
import { profileSchema } from '../load/profile-schema.js';
import type { JsonSchema } from '../load/question-schema.js';
import { catalogueFor } from './catalogue.js';
import type { SchemaCommand } from './command.js';
import { fail, printMistakes } from './output.js';
import type { World } from './world.js';

/** Schemas of what people write; all others are of what stackfit prints. */
const ofInput: readonly string[] = ['profile', 'rules'];

/** Runs the command. Exit codes: 0 fine, 2 the rules do not load, or would change nothing. */
export async function schema(world: World, command: SchemaCommand): Promise<number> {
  if (command.rules !== null && command.of !== 'profile')
    return fail(world, command, `"schema ${command.of}" is the same whatever the rules: leave --rules out.`);
  switch (command.of) {
    case 'profile': {
      const loaded = await catalogueFor(world, command.rules, true);
      if (!loaded.ok) return printMistakes(world, command, loaded.diagnostics);
      await print(world, profileSchema(loaded.catalogue));
      return 0;
    }
    case 'rules': {
      const { schemas } = await import('stackfit:schemas');
      // The written copy, which a test keeps current: making it anew would load the loader's schema library.
      await print(world, schemas.rules);
      return 0;
    }
    case 'json': {
      const { schemas } = await import('stackfit:schemas');
      await print(world, outputSchema(schemas));
      return 0;
    }
    default:
      return command.of satisfies never;
  }
}

async function print(world: World, schema: JsonSchema | undefined): Promise<void> {
  await world.out(`${JSON.stringify(schema, null, 2)}\n`);
}

/** One schema for whatever `--format json` prints, with a definition for each command. */
export function outputSchema(schemas: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const names = Object.keys(schemas).filter((name) => !ofInput.includes(name));
  names.sort();
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'urn:stackfit:schema:json:1',
    title: 'stackfit --format json',
    description: 'Whatever the commands print. Minor versions only add keys; readers ignore keys they do not know.',
    anyOf: names.map((name) => ({ $ref: `#/definitions/${name}` })),
    definitions: Object.fromEntries(names.map((name) => [name, moved(schemas[name] ?? {}, `#/definitions/${name}`)])),
  };
}

/** A whole schema as a part of another: without a name of its own, so that its references lead into the other. */
function moved({ $schema: _, $id: __, ...schema }: JsonSchema, to: string): JsonSchema {
  const inner = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(inner);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, value]) => {
        const isReference = key === '$ref' && typeof value === 'string' && value.startsWith('#');
        return [key, isReference ? `${to}${value.slice(1)}` : inner(value)];
      }),
    );
  };
  return inner(schema) as JsonSchema;
}
