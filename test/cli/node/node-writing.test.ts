/** Writing files on this machine: what a file that is replaced may be read and written by stays as it was. */
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeFile } from '../../../src/cli/node/node-writing.js';
import { ownFolder } from '../../support/command.js';

const folder = ownFolder();
afterAll(() => folder.remove());

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test.skipIf(process.platform === 'win32')(
  'a file that is replaced keeps its permissions, whatever the umask',
  async () => {
    const umask = process.umask(0o077);
    try {
      for (const mode of ['664', '600', '755']) {
        const path = join(folder.path, `${mode}.yaml`);
        writeFileSync(path, 'before');
        chmodSync(path, Number.parseInt(mode, 8));
        await writeFile(path, 'after');
        expect([modeOf(path), readFileSync(path, 'utf8')]).toEqual([mode, 'after']);
      }
      const made = join(folder.path, 'new.yaml');
      await writeFile(made, 'new');
      expect(modeOf(made)).toBe('600');
    } finally {
      process.umask(umask);
    }
  },
);
