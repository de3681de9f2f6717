/** The shells that there are completion scripts for, in a file of their own so that reading a command line loads no script. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];
