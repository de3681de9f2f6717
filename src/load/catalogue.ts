/** Rule files to one catalogue: read, merged, checked for shape and meaning. Every mistake is reported; nothing half loads. */
import { type Catalogue, catalogueOf } from '../core/catalogue.js';
import type { CatalogueData } from '../core/model.js';
import { by } from '../core/order.js';
import { buildCatalogue } from './build.js';
import { type CheckedFile, type ShapedFile, type SourceText, shapedBefore } from './checked-file.js';
import { type Diagnostic, sortDiagnostics } from './diagnostic.js';
import { canonical, factsContent, rulesContent } from './digest.js';
import { type RuleExamples, runExamples, type TestedRule } from './examples.js';
import { checkFutures } from './futures.js';
import { checkWorkedExamples } from './knowledge.js';
import { checkLinks } from './links.js';
import { lintCatalogue } from './lint.js';
import { lintLogic } from './lint-logic.js';
import { ruleFile } from './schema.js';
import { checkShape } from './shape.js';
import { parseYaml } from './yaml.js';

export interface LoadedCatalogue {
  /** Null when there is any diagnostic. */
  readonly catalogue: Catalogue | null;
  /** Examples by rule, for those who run them as tests. */
  readonly examples: ReadonlyMap<string, RuleExamples>;
  /** What became of the examples of each rule; empty when the rules did not get that far. */
  readonly tested: readonly TestedRule[];
  readonly diagnostics: readonly Diagnostic[];
  /** What can be said against rules that load: worked out when it is asked for. */
  readonly lint: () => readonly Diagnostic[];
}

/** SHA-256 of a text in hexadecimal: given by the caller, because the loader touches no platform. */
export type Sha256 = (text: string) => string;

/**
 * Loads a catalogue from rule files, in any order, and from files that were checked when the package was built.
 *
 * Shape is checked first: a file with the wrong shape cannot be checked for meaning. Then names, links and strata;
 * then the examples of each rule, through the engine. A checked file skips the first step only, because it depends on
 * that file alone; in all others any file can be wrong together with another one.
 */
export function loadCatalogue(
  files: readonly SourceText[],
  sha256: Sha256,
  checked: readonly CheckedFile[] = [],
): LoadedCatalogue {
  const diagnostics: Diagnostic[] = [];
  const read = [...checked.map(shapedBefore), ...files.flatMap((each) => shapedFile(each, diagnostics) ?? [])];
  // By name, so that the order in which a file system lists files changes nothing.
  const shaped = read.sort(by(({ located }) => located.file));
  const fail = () => ({
    ...{ catalogue: null, examples: new Map(), tested: [], lint: () => [] },
    diagnostics: sortDiagnostics(diagnostics),
  });
  if (diagnostics.length > 0) return fail();
  const built = buildCatalogue(shaped, diagnostics);
  checkLinks(shaped, built.data, diagnostics);
  if (diagnostics.length > 0) return fail();
  const catalogue = catalogueOf(withDigests(built.data, sha256));
  const tested = runExamples(catalogue, built.examples);
  diagnostics.push(...tested.flatMap(({ failures }) => failures));
  checkWorkedExamples(catalogue, shaped, diagnostics);
  checkFutures(catalogue, shaped, diagnostics);
  if (diagnostics.length > 0) return { ...fail(), tested };
  const lint = () => sortDiagnostics([...lintCatalogue(shaped, catalogue.data), ...lintLogic(shaped, catalogue)]);
  return { catalogue, examples: built.examples, tested, diagnostics: [], lint };
}

/** A file parsed and checked for its shape; null when there is any mistake, which is then reported. */
function shapedFile({ file, text }: SourceText, diagnostics: Diagnostic[]): ShapedFile | null {
  const parsed = parseYaml(file, text);
  diagnostics.push(...parsed.diagnostics);
  if (parsed.located === null) return null;
  const { value, diagnostics: wrong } = checkShape(ruleFile, parsed.located);
  diagnostics.push(...wrong);
  return value && { located: parsed.located, raw: value };
}

/** 16 hexadecimal digits each: what decides (rules) and what is so (facts). Prose, sources and order leave them alone. */
function withDigests(data: CatalogueData, sha256: Sha256): CatalogueData {
  return {
    ...data,
    rulesDigest: sha256(canonical(rulesContent(data))).slice(0, 16),
    factsDigest: sha256(canonical(factsContent(data))).slice(0, 16),
  };
}
