/** Text from files and people, made harmless: nothing in it may steer the terminal or break out of Markdown or JSON. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Shows control characters and those that turn the writing direction as \u{…}; line breaks and tabs become spaces. */
export function visible(text: string): string {
  return text.replace(/[\n\t]+/g, ' ').replace(steering, code);
}

function code(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Text for a Markdown paragraph or table cell. */
export function markdownText(text: string): string {
  return visible(text).replace(/[\\`*_[\]<>|#~&!]/g, (character) => `\\${character}`);
}

/** JSON that is safe to print to a terminal: the same value, with steering characters written as escapes. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(steering, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
