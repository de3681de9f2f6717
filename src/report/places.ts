/** Places in files as other programs read them: paths with forward slashes, never from the root of a disk. */
import type { Origin } from '../core/model.js';

/** A path from where the command runs, with forward slashes; a drive or a leading slash is taken off. */
export function relativePath(file: string): string {
  const path = file
    .replaceAll('\\', '/')
    .replace(/^[A-Za-z]:/, '')
    .replace(/^(?:\.?\/)+/, '');
  return path === '' ? '.' : path;
}

/** The same path as a reference in a URI. Halves of characters that stand alone have no encoding: they become �. */
export function uriPath(file: string): string {
  return relativePath(file)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

/** `file:line:column`, as editors and problem matchers find it. */
export function placeInWords({ file, line, column }: Origin): string {
  return `${file}:${line}:${column}`;
}
