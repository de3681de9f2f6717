/** The real World: files, output, colour and prompts of Node. */
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { largestFile } from '../../load/limits.js';
import type { FileText, Prompter, World } from '../world.js';
import { decode, exists, isFolder, readFile } from './node-files.js';
import { isTerminal, style, write } from './node-output.js';

/** Builds the World of this process. */
export function nodeWorld(): World {
  return {
    args: process.argv.slice(2),
    folderName: basename(process.cwd()) || 'my-app',
    get isInteractive() {
      return isTerminal('in') && isTerminal('out');
    },
    get columns() {
      return isTerminal('out') ? process.stdout.columns : null;
    },
    get isWatched() {
      return isTerminal('err');
    },
    get today() {
      return new Date().toISOString().slice(0, 10);
    },
    jobSummary: process.env.GITHUB_STEP_SUMMARY || null,
    out: (text) => write('out', text),
    // When even this stream fails there is nobody left to tell.
    err: (text) => write('err', text).catch(() => undefined),
    style,
    readStandardInput,
    readFile,
    listFiles: async (folder, ending) => (await writing()).listFiles(folder, ending),
    isFolder,
    matchFiles: async (pattern) => (await import('../globs.js')).matchFiles(pattern),
    schemaFor,
    exists,
    writeFile: async (path, text) => (await writing()).writeFile(path, text),
    appendFile: async (path, text) => (await writing()).appendFile(path, text),
    changeFile: async (path, change) => (await import('./node-changing.js')).changeFile(path, change),
    removeFile: async (path) => (await writing()).removeFile(path),
    sha256: async () => {
      const { createHash } = await import('node:crypto');
      return (text) => createHash('sha256').update(text).digest('hex');
    },
    expectLongRun: async () => process.getBuiltinModule('node:v8').setFlagsFromString('--opt'),
    prompter: async (emphasis): Promise<Prompter> => (await import('../prompts.js')).prompts(emphasis),
  };
}

/**
 * The schema in the package where the project has installed it, which keeps it current; else one beside the profile,
 * which "stackfit schema profile" makes.
 */
function schemaFor(profile: string): string {
  const shipped = join(__dirname, 'schemas', 'profile.schema.json');
  const project = shipped.slice(0, Math.max(0, shipped.indexOf(`${sep}node_modules${sep}`)));
  const folder = resolve(dirname(profile));
  const isInside = project !== '' && `${folder}${sep}`.startsWith(`${project}${sep}`);
  return isInside ? relative(folder, shipped).replaceAll('\\', '/') : './stackfit.schema.json';
}

/** What most commands do not need is loaded when it is. */
const writing = () => import('./node-writing.js');

async function readStandardInput(): Promise<FileText> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of process.stdin) {
    parts.push(part as Buffer);
    length += (part as Buffer).length;
    if (length > largestFile) break;
  }
  return decode(Buffer.concat(parts));
}
