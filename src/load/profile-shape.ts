/**
 * The shape of a profile, checked by hand: eight keys do not pay for loading a schema checker each time the command
 * starts (docs/decisions/0007-start-up.md).
 */
import { type Diagnostic, type DiagnosticCode, nearest, suggest, valueInWords } from './diagnostic.js';
import { isMap } from './fields.js';
import type { Located, Path } from './yaml.js';

/** The top of a profile, key by key as it was read. */
export interface ProfileTop {
  readonly name: string;
  readonly [key: string]: unknown;
}

const keys = ['profile', 'name', 'answers', 'observed', 'stack', 'vendor-events', 'decision', 'accepted'] as const;
const required = ['profile', 'name'] as const;
const versionHelp = 'write "profile: 1" as the first key: the version of the format';
const longestName = 200;

/** Reads the top of a profile. The value is what could be read; it counts only when there is no diagnostic. */
export function readProfileTop(located: Located): { top: ProfileTop; diagnostics: Diagnostic[] } {
  const { data } = located;
  if (!isMap(data)) {
    const message = `the file must be a map, not ${valueInWords(data)}`;
    const wrong = located.diagnostic('wrong-type', [], message, { help: `start with one of: ${keys.join(', ')}` });
    return { top: { name: '' }, diagnostics: [wrong] };
  }
  const top = { ...data, name: typeof data.name === 'string' ? data.name : '' };
  return { top, diagnostics: [...keyMistakes(located, data), ...valueMistakes(located, data)] };
}

/** Unknown keys, and keys that are missing; one that is only misspelt is one mistake, not two. */
function keyMistakes(located: Located, data: Readonly<Record<string, unknown>>): Diagnostic[] {
  const left = keys.filter((key) => !(key in data));
  const misspelt = new Set<string | null>();
  const unknown = Object.keys(data)
    .filter((key) => !(keys as readonly string[]).includes(key))
    .map((key) => {
      misspelt.add(nearest(key, left));
      return located.diagnostic('unknown-key', [key], `unknown key "${key}" in the file`, {
        at: 'key',
        help: suggest(key, left),
      });
    });
  const missing = required
    .filter((key) => !(key in data) && !misspelt.has(key))
    .map((key) =>
      located.diagnostic('missing-key', [key], `"${key}" is missing in the file`, {
        ...(key === 'profile' ? { help: versionHelp } : {}),
      }),
    );
  return [...unknown, ...missing];
}

function valueMistakes(located: Located, data: Readonly<Record<string, unknown>>): Diagnostic[] {
  const mistakes: Diagnostic[] = [];
  const say = (code: DiagnosticCode, path: Path, message: string, help?: string) =>
    mistakes.push(located.diagnostic(code, path, message, help === undefined ? {} : { help }));
  const { profile, name } = data;
  if ('profile' in data && profile !== 1)
    say('wrong-value', ['profile'], `${valueInWords(profile)} does not fit "profile"`, versionHelp);
  if ('name' in data && typeof name !== 'string') {
    const help = typeof name === 'number' || typeof name === 'boolean' ? 'put it in quotes' : undefined;
    say('wrong-type', ['name'], `"name" must be text, not ${valueInWords(name)}`, help);
  }
  if (name === '') say('wrong-value', ['name'], '"name" must not be empty');
  if (typeof name === 'string' && name.length > longestName)
    say('wrong-value', ['name'], '"name" is too long', `at most ${longestName} characters`);
  for (const key of ['answers', 'observed'])
    if (data[key] !== undefined && data[key] !== null && !isMap(data[key]))
      say('wrong-type', [key], `"${key}" must be a map, not ${valueInWords(data[key])}`);
  return mistakes;
}
