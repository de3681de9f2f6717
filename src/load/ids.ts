/** What may stand only once in a catalogue: ids, places in an order, the day of release, a way of covering a layer. */
import type { ShapedFile } from './checked-file.js';
import type { Diagnostic } from './diagnostic.js';
import type { RuleFile } from './schema.js';
import type { Located, Path } from './yaml.js';

/** The lists of a rule file. */
export type Section = Exclude<keyof RuleFile, 'released' | 'lifetimes'>;

const sections: readonly Section[] = [
  'questions',
  'signals',
  'traits',
  'patterns',
  'layers',
  'providers',
  'rules',
  'dimensions',
  'worked-examples',
  'meters',
  'futures',
];

/** Reports what is written twice, with both places. */
export function refuseRepeats(files: readonly ShapedFile[], diagnostics: Diagnostic[]): void {
  for (const section of sections) {
    const once = onlyOnce(diagnostics, 'rename one of them', 'first used here');
    eachItem(files, section, (item, located, path) => {
      once(item.id, located, [...path, 'id'], `the id "${item.id}" is used twice in "${section}"`);
    });
  }
  // Claims and sources are cited alike, so they share their ids.
  const cited = onlyOnce(diagnostics, 'rename one of them', 'first used here');
  for (const section of ['sources', 'claims'] as const)
    eachItem(files, section, ({ id }, located, path) => {
      cited(
        id,
        located,
        [...path, 'id'],
        `the id "${id}" is used twice among sources and claims, which are cited alike`,
      );
    });
  // With one place for two things, the order of files would decide which comes first.
  for (const section of ['questions', 'layers', 'patterns', 'dimensions', 'worked-examples', 'futures'] as const) {
    const once = onlyOnce(diagnostics, 'give one of them another place', 'first used here');
    eachItem(files, section, ({ order }, located, path) => {
      once(String(order), located, [...path, 'order'], `the place ${order} is used twice in "${section}"`);
    });
  }
  const whole = {
    released: 'keep one: a catalogue is reviewed as a whole',
    lifetimes: 'keep one: figures of one kind keep equally long everywhere',
  };
  for (const key of ['released', 'lifetimes'] as const) {
    const once = onlyOnce(diagnostics, whole[key], 'first written here');
    for (const { located, raw } of files)
      if (raw[key] !== undefined) once('', located, [key], `"${key}" is written twice`);
  }
  eachItem(files, 'providers', ({ id, covers, prices }, located, path) => {
    const once = onlyOnce(diagnostics, 'keep one of them', 'first written here');
    prices?.plans?.forEach((plan, index) => {
      once(`plan ${plan.id}`, located, [...path, 'prices', 'plans', index], `"${id}" has the plan "${plan.id}" twice`);
    });
    covers.forEach(({ layer, kind, approach }, index) => {
      const way = `${layer}, ${kind}, ${approach}`;
      once(way, located, [...path, 'covers', index], `"${id}" covers the same twice: ${way}`);
    });
  });
}

/** Remembers keys with their paths, and reports one that comes again: only then its place is looked up. */
function onlyOnce(diagnostics: Diagnostic[], help: string, first: string) {
  const seen = new Map<string, { readonly located: Located; readonly path: Path }>();
  return (key: string, located: Located, path: Path, message: string): void => {
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, { located, path });
    else {
      const related = { message: first, origin: earlier.located.origin(earlier.path) };
      diagnostics.push(located.diagnostic('repeated-id', path, message, { help, related }));
    }
  };
}

function eachItem<S extends Section>(
  files: readonly ShapedFile[],
  section: S,
  visit: (item: NonNullable<RuleFile[S]>[number], located: Located, path: Path) => void,
): void {
  for (const { located, raw } of files)
    ((raw[section] ?? []) as NonNullable<RuleFile[S]>[number][]).forEach((item, index) => {
      visit(item, located, [section, index]);
    });
}
