import { posix } from 'node:path';
import { plainText } from '../entity.ts';
import type { Linker } from '../linker.ts';
import { constructName } from './names.ts';
import { argumentOf, type Written, writtenAt } from './written.ts';

const ENDINGS = ['.ts', '.js', '.mts', '.mjs', '.cts', '.cjs', '.tsx', '.jsx', '/index.ts', '/index.js'];
const BUILT = /(^|\/)(?:dist|build|out|lib|\.build)(?=\/)/;

/** The folder of `Code.fromAsset('functions/dist')`; `undefined` for code that is no folder of the project. */
export function codeFolder(linker: Linker, written: Written): string | undefined {
  if (written === undefined || written === 'unknown' || written.perhaps) return undefined;
  const [only, second] = written.entities;
  if (only?.is !== 'external' || only.from !== 'call' || !only.of || !only.call || second) return undefined;
  const name = constructName(only.of);
  if (name !== 'aws-lambda.Code.fromAsset' && name !== 'aws-lambda.Code.asset' && name !== 'aws-lambda.AssetCode.fromAsset') return undefined;
  const [path] = argumentOf(linker, only.call, 0).map(plainText);
  return path;
}

/**
 * The folder of `new pulumi.asset.FileArchive('./dist')`, also inside `new AssetArchive({ '.': … })`.
 * Source: `@pulumi/pulumi` 3.223.0 `asset/archive.d.ts`.
 */
export function archiveFolder(linker: Linker, written: Written): string | undefined {
  if (written === undefined || written === 'unknown' || written.perhaps) return undefined;
  const [only, second] = written.entities;
  if (only?.is !== 'external' || only.from !== 'new' || !only.of || !only.call || second) return undefined;
  const given = argumentOf(linker, only.call, 0);
  if (only.of.name === 'FileArchive') return given.map(plainText).find((path) => path !== undefined);
  if (only.of.name !== 'AssetArchive') return undefined;
  const whole = writtenAt(linker, given, '.') ?? writtenAt(linker, given, '');
  return archiveFolder(linker, whole);
}

/**
 * Finds `folder/file.export`. Paths start where the program runs, which is the folder of its package or one above:
 * the nearest folder in which the file is counts.
 */
export function handlerNear(linker: Linker, from: string, folder: string | undefined, handler: string | undefined): string | undefined {
  const dot = handler?.lastIndexOf('.') ?? -1;
  if (folder === undefined || handler === undefined || dot < 1) return undefined;
  const path = posix.join(folder, handler.slice(0, dot));
  for (let at = posix.dirname(from); ; at = posix.dirname(at)) {
    const found = writtenHandler(linker, at, path, handler.slice(dot + 1));
    if (found !== undefined || at === '.' || at === '/') return found;
  }
}

/** The handler string of a file, as written or in the folder it is built from, if it is one of the project. */
export function writtenHandler(linker: Linker, folder: string, path: string, name: string): string | undefined {
  const whole = posix.normalize(posix.join(folder, path));
  if (whole.startsWith('..')) return undefined;
  const candidates = [whole, whole.replace(BUILT, '$1src'), whole.replace(/(^|\/)(?:dist|build|out|\.build)\//, '$1')];
  const found = candidates.find((candidate) => ENDINGS.some((ending) => linker.files.has(candidate + ending)));
  return found === undefined ? undefined : `${found}.${name}`;
}
