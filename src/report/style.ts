/** How text is emphasised, without knowing how colour is made: the shell brings the real one. */

/** Each takes text and gives it back, emphasised or not. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly bad: (text: string) => string;
}

const same = (text: string) => text;

/** No emphasis at all: for files, pipes and tests. */
export const plainStyle: Style = { strong: same, quiet: same, good: same, warning: same, bad: same };
