/** The names of the formats of `check`, in a file of their own so that reading a command line loads no renderer. */

/** The formats, as `--format` takes them. */
export const checkFormats = ['human', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown'] as const;
export type CheckFormat = (typeof checkFormats)[number];
