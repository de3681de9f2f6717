/** What a run over many profiles is measured against: the yaml package alone, parsing the same files in one process. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const [, , folder] = process.argv;
for (const file of readdirSync(folder)) parse(readFileSync(join(folder, file), 'utf8'));
