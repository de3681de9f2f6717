/** Rule files that were checked when the package was built: what they hold is kept, so reading them again takes no parser. */
import type { Origin } from '../core/model.js';
import type { Section } from './ids.js';
import { type RuleFile, ruleFile } from './schema.js';
import { checkShape } from './shape.js';
import { type Located, type Path, parseYaml } from './yaml.js';

/** A file as it was read. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** A rule file that has the right shape. */
export interface ShapedFile {
  readonly located: Located;
  readonly raw: RuleFile;
}

/** A file with what its text gives: nothing but a function of the text, so it holds for as long as the text is that one. */
export interface CheckedFile extends SourceText {
  readonly raw: RuleFile;
  /** Line and column of each item of those lists whose items remember in a catalogue where they stand. */
  readonly places: { readonly [S in PlacedSection]?: readonly Place[] };
}

type PlacedSection = (typeof placedSections)[number];
type Place = readonly [line: number, column: number];

const placedSections = ['questions', 'signals', 'rules'] as const satisfies readonly Section[];

/** What is to be kept of a file; null when it is not valid YAML of the right shape. */
export function checkedFile({ file, text }: SourceText): CheckedFile | null {
  const { located } = parseYaml(file, text);
  const raw = located && checkShape(ruleFile, located).value;
  if (!raw) return null;
  const placesOf = (section: PlacedSection) =>
    raw[section]?.map((_, index): Place => {
      const { line, column } = located.origin([section, index]);
      return [line, column];
    });
  const places = placedSections.flatMap((section) => {
    const found = placesOf(section);
    return found ? [[section, found] as const] : [];
  });
  return { file, text, raw, places: Object.fromEntries(places) };
}

/**
 * The file as parsing and checking its shape give it. The parser itself runs when a place is asked for that is not kept:
 * once a file, and in a catalogue without mistakes never. So there is one way only in which a place is found.
 */
export function shapedBefore({ file, text, raw, places }: CheckedFile): ShapedFile {
  let parsed: Located | null = null;
  const located = (): Located => {
    parsed ??= parseYaml(file, text).located;
    if (parsed === null) throw new Error(`${file} is not the file that was checked`);
    return parsed;
  };
  return {
    located: {
      file,
      data: raw,
      origin: (path) => keptOrigin(file, places, path) ?? located().origin(path),
      diagnostic: (code, path, message, more) => located().diagnostic(code, path, message, more),
    },
    raw,
  };
}

function keptOrigin(file: string, places: CheckedFile['places'], [section, index, ...rest]: Path): Origin | null {
  const kept = placedSections.find((each) => each === section);
  const place = kept && typeof index === 'number' && rest.length === 0 ? places[kept]?.[index] : undefined;
  return place ? { file, line: place[0], column: place[1] } : null;
}
