/** Patterns such as "apps/*" to files. Loaded only when a path holds one. */
import { glob } from 'tinyglobby';

/** The files that a pattern names, sorted; folders of dependencies are passed over. */
export async function matchFiles(pattern: string): Promise<readonly string[]> {
  const found = await glob(pattern.replaceAll('\\', '/'), {
    ignore: ['**/node_modules/**'],
    onlyFiles: true,
    expandDirectories: false,
  });
  return found.sort();
}
