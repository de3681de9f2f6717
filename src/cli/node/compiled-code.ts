/** Loads the files that the command is built into, and keeps what V8 compiled of them beside them for the next run. */
import { accessSync, constants, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/** The files of the command, by the names that scripts/build.mjs gives them. */
interface BuiltFiles {
  /** Runs a file the way Node runs a CommonJS module, once; returns what it exports. */
  readonly load: (name: string) => unknown;
  /** Keeps what was compiled anew. To be called when the work is done: V8 compiles a function when it is first called. */
  readonly keep: () => void;
}

/** A file that was compiled in this run, because no earlier run has left code that fits. */
interface CompiledAnew {
  /** Where its code belongs. */
  readonly place: string;
  /** The checksum of what it fits: the Node and the source. */
  readonly sum: number;
  readonly script: Script;
}

/** The files in a folder. Whatever is wrong with kept code, or with keeping it, costs time and nothing else. */
export function builtFilesIn(folder: string): BuiltFiles {
  const node = nodeThatFits();
  const modules = new Map<string, { exports: unknown }>();
  const anew: CompiledAnew[] = [];
  const load = (name: string): unknown => {
    const known = modules.get(name);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(name, module);
    const filename = join(folder, `${name}.cjs`);
    const source = readFileSync(filename);
    const sum = crc32(source, crc32(node ?? ''));
    const place = join(folder, `${name}.${node}.code`);
    const cachedData = node === null ? null : keptCode(place, sum);
    const script = new Script(asFunction(source.toString()), { filename, ...(cachedData && { cachedData }) });
    if (script.cachedDataRejected !== false) anew.push({ place, sum, script });
    script.runInThisContext()(module.exports, requireFrom, module, filename, folder);
    return module.exports;
  };
  const requireFrom = (name: string): unknown =>
    name.startsWith(mark) ? load(name.slice(mark.length)) : require(name);
  return { load, keep: () => (node === null ? undefined : keep(folder, anew)) };
}

/** What the build puts before the name of such a file, to tell it from what Node itself loads. */
const mark = 'built:';

/** The file begins on the first line of the function, so that the lines in a bug report are those of the file. */
function asFunction(source: string): string {
  return `(function (exports, require, module, __filename, __dirname) { ${source}\n})`;
}

/**
 * The Node that code is compiled by and fits, as a part of a file name; null where nothing is to be kept. V8 itself looks
 * at its version and flags only: Node 20.19 takes the code of Node 20.20, and dies of it. The size of the program tells
 * apart two builds of one version; they may meet in a folder that a container mounts.
 */
function nodeThatFits(): string | null {
  // Node's own switch for what its own compile cache does.
  if (process.env.NODE_DISABLE_COMPILE_CACHE) return null;
  try {
    return [process.version, process.arch, statSync(process.execPath).size, cachedDataVersionTag()].join('-');
  } catch {
    // A process that may not even look at its own program.
    return null;
  }
}

/**
 * Kept code ends in a checksum of what it fits and of itself: V8 compares no more than the length of the source, and dies
 * of code that was damaged.
 */
function keptCode(place: string, sum: number): Buffer | null {
  try {
    const bytes = readFileSync(place);
    const code = bytes.subarray(0, -4);
    return bytes.readUInt32LE(code.length) === crc32(code, sum) ? code : null;
  } catch {
    // Nothing was kept yet, or it is cut short.
    return null;
  }
}

function keep(folder: string, anew: readonly CompiledAnew[]): void {
  if (anew.length === 0) return;
  try {
    // Asked first, because to get code out of V8 takes milliseconds.
    accessSync(folder, constants.W_OK);
    for (const { place, sum, script } of anew) {
      const code = script.createCachedData();
      const end = Buffer.alloc(4);
      end.writeUInt32LE(crc32(code, sum));
      writeWhole(place, Buffer.concat([code, end]));
    }
  } catch {
    // The package belongs to somebody else, or the disk is full: the next run compiles again.
  }
}

/** Another process sees the whole file or none, even one that writes the same file at this moment. */
function writeWhole(place: string, bytes: Buffer): void {
  const unfinished = `${place}.${process.pid}`;
  try {
    writeFileSync(unfinished, bytes, { flag: 'wx' });
    renameSync(unfinished, place);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
