/** Limits on what is read, in a file of their own so that checking one loads no parser. */

/** A mebibyte: no profile or rule file written by a person is larger. Characters of text, or bytes of a file. */
export const largestFile = 1024 * 1024;
