/** Modules that the build makes from `rules/` and `docs/schemas/`: see scripts/build.mjs. */
declare module 'stackfit:catalogue' {
  /** The shipped catalogue without details: enough to advise (load/compile.ts). */
  export const data: import('./core/model.js').CatalogueData;
}
declare module 'stackfit:details' {
  /** The whole shipped catalogue. */
  export const data: import('./core/model.js').CatalogueData;
}
declare module 'stackfit:rules' {
  /** The shipped rule files, checked, for when a folder of rules is added to them. */
  export const files: readonly import('./load/checked-file.js').CheckedFile[];
}
declare module 'stackfit:schemas' {
  /** The JSON Schemas that ship, by name: `advice` is docs/schemas/advice.schema.json. */
  export const schemas: Readonly<Record<string, import('./load/question-schema.js').JsonSchema>>;
}
