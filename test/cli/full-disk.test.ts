/** A disk that is really full: whoever looks sees the old file, whole, and nothing else was left behind. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownFolder, profiles, runCommandLine } from '../support/command.js';

/** Mounts a disk of 16 kB and fills it, but for a file that is there and so many bytes; null where that is not allowed. */
function fullDisk(folder: string, text = 'mine\n', free = 0): string | null {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return null;
  }
  writeFileSync(join(disk, 'shop.yaml'), text);
  writeFileSync(join(disk, 'free'), Buffer.alloc(free));
  try {
    writeFileSync(join(disk, 'rest'), Buffer.alloc(64 * 1024));
  } catch {
    // That was the point.
  }
  rmSync(join(disk, 'free'));
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

const page = 4096;
const profile = readFileSync(join(profiles, 'consumer-mvp.yaml'), 'utf8');

test.for([
  ['no room at all', 0],
  ['room for the lock alone', page],
] as const)(
  'pinning with %s leaves the old file whole, says so, and leaves nothing else',
  async ([, free], context) => {
    const folder = ownFolder();
    const disk = fullDisk(folder.path, profile, free);
    try {
      if (disk === null) return context.skip();
      const ran = await runCommandLine('stackfit pin disk/shop.yaml --format json', { folder: folder.path });
      const message = '"disk/shop.yaml" cannot be written: the disk is full.';
      expect([ran.exitCode, ran.stderr]).toEqual([2, `${message}\n`]);
      expect(JSON.parse(ran.stdout).diagnostics).toMatchObject([{ code: 'unusable', message }]);
      expect(readFileSync(join(disk, 'shop.yaml'), 'utf8')).toBe(profile);
      expect(readdirSync(disk).sort()).toEqual(['rest', 'shop.yaml']);
    } finally {
      if (disk !== null) execFileSync('umount', [disk]);
      folder.remove();
    }
  },
);

test('pinning on a file system that is read-only says so', async (context) => {
  const folder = ownFolder();
  const disk = fullDisk(folder.path, profile);
  try {
    if (disk === null) return context.skip();
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    const ran = await runCommandLine('stackfit pin disk/shop.yaml', { folder: folder.path });
    const stderr = '"disk/shop.yaml" cannot be written: the file system is read-only.\n';
    expect(ran).toEqual({ exitCode: 2, stdout: '', stderr });
  } finally {
    if (disk !== null) execFileSync('umount', [disk]);
    folder.remove();
  }
});
