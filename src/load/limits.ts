/** Limits on what is read, in a file of their own so that checking one loads neither parser nor schema. */

/** A mebibyte: no profile or rule file written by a person is larger. Characters of text, or bytes of a file. */
export const largestFile = 1024 * 1024;

/** A day of the calendar, as text. */
export const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
