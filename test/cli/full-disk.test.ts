/** A disk that is really full: whoever looks sees the old file, whole, and nothing else was left behind. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownFolder, profiles, runCommandLine } from '../support/command.js';

/** Mounts a disk of 16 kB and fills it, but for a file that is there; null where that is not allowed. */
function fullDisk(folder: string): string | null {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return null;
  }
  writeFileSync(join(disk, 'shop.yaml'), 'mine\n');
  try {
    writeFileSync(join(disk, 'rest'), Buffer.alloc(64 * 1024));
  } catch {
    // That was the point.
  }
  return disk;
}

test('saving to a full disk leaves the old file whole', async (context) => {
  const folder = ownFolder();
  const disk = fullDisk(folder.path);
  try {
    // Mounting wants an administrator on Linux; elsewhere /dev/full stands in (scenarios/save-full-disk.scenario).
    if (disk === null) return context.skip();
    const answers = join(profiles, 'booking-marketplace.yaml');
    const ran = await runCommandLine(`stackfit ask --answers '${answers}' --save disk/shop.yaml`, {
      folder: folder.path,
    });
    expect(ran).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: '"disk/shop.yaml" cannot be written: the disk is full.\n',
    });
    expect(readFileSync(join(disk, 'shop.yaml'), 'utf8')).toBe('mine\n');
    expect(readdirSync(disk).sort()).toEqual(['rest', 'shop.yaml']);
  } finally {
    if (disk !== null) execFileSync('umount', [disk]);
    folder.remove();
  }
});
