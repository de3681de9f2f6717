/** Rule files to one catalogue: read, merged, checked for shape and meaning. Every mistake is reported; nothing half loads. */
import { type Catalogue, catalogueOf } from '../core/catalogue.js';
import type { CatalogueData } from '../core/model.js';
import { by } from '../core/order.js';
import { buildCatalogue } from './build.js';
import { type Diagnostic, sortDiagnostics } from './diagnostic.js';
import { canonical, factsContent, rulesContent } from './digest.js';
import { type RuleExamples, runExamples, type TestedRule } from './examples.js';
import { checkFutures } from './futures.js';
import { checkWorkedExamples } from './knowledge.js';
import { checkLinks } from './links.js';
import { lintCatalogue } from './lint.js';
import { lintLogic } from './lint-logic.js';
import { type RuleFile, ruleFile } from './schema.js';
import { checkShape } from './shape.js';
import { type Located, parseYaml } from './yaml.js';

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
 * Loads a catalogue from rule files, in any order.
 *
 * Shape is checked first: a file with the wrong shape cannot be checked for meaning. Then names, links and strata;
 * then the examples of each rule, through the engine.
 */
export function loadCatalogue(files: readonly SourceText[], sha256: Sha256): LoadedCatalogue {
  const diagnostics: Diagnostic[] = [];
  const shaped: ShapedFile[] = [];
  // By name, so that the order in which a file system lists files changes nothing.
  for (const { file, text } of [...files].sort(by((each) => each.file))) {
    const parsed = parseYaml(file, text);
    diagnostics.push(...parsed.diagnostics);
    if (parsed.located === null) continue;
    const { value, diagnostics: wrong } = checkShape(ruleFile, parsed.located);
    diagnostics.push(...wrong);
    if (value !== null) shaped.push({ located: parsed.located, raw: value });
  }
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

/** 16 hexadecimal digits each: what decides (rules) and what is so (facts). Prose, sources and order leave them alone. */
function withDigests(data: CatalogueData, sha256: Sha256): CatalogueData {
  return {
    ...data,
    rulesDigest: sha256(canonical(rulesContent(data))).slice(0, 16),
    factsDigest: sha256(canonical(factsContent(data))).slice(0, 16),
  };
}
