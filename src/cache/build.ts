import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { digestOf } from '../workspace/files/digest.ts';

const ending = path.extname(import.meta.filename);
const home = path.resolve(import.meta.dirname, '../..');
let known: string | undefined;

/**
 * Tells builds of the analyser apart: what one build kept is nothing to another. A version would not do: two builds of
 * one version differ while somebody works on it.
 */
export function buildOf(): string {
  known ??= digestOf(compilerVersion(), ...['src', 'rules'].flatMap((folder) => ownFiles(path.join(home, folder))).map((file) => fs.readFileSync(file, 'utf8')));
  return known;
}

function ownFiles(folder: string): readonly string[] {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(ending)).sort().map((name) => path.join(folder, name));
}

/** The facts are read with it. Its package keeps its manifest beside the folder of its code. */
function compilerVersion(): string {
  const main = createRequire(import.meta.url).resolve('ts-morph');
  return fs.readFileSync(path.resolve(main, '../../package.json'), 'utf8');
}
