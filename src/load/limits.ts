/** Limits on what is read, in a file of their own so that checking one loads neither parser nor schema. */

/** A mebibyte: no profile or rule file written by a person is larger. Characters of text, or bytes of a file. */
export const largestFile = 1024 * 1024;

/** A day that the calendar has, as text: by the length of its month, and the 29th of February in leap years. */
export const day =
  /^(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$/;
