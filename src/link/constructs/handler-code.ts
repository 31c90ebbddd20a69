import { posix } from 'node:path';
import { type Entity, plainText } from '../entity.ts';
import type { Linker } from '../linker.ts';
import { sourceAt } from '../source-at.ts';
import { constructName } from './names.ts';
import { argumentOf } from './written.ts';
import { type Written, writtenAt } from '../written.ts';

const BUILT = /(^|\/)(?:dist|build|out|lib|\.build)(?=\/)/;

/** The folder of `Code.fromAsset('functions/dist')`; `undefined` for code that is no folder of the project. */
export function codeFolder(linker: Linker, written: Written): string | undefined {
  return assetOf(linker, written).map(plainText)[0];
}

/** What is known of the end of an asset's path: `/charge/dist/charge.zip` of `${root}/charge/dist/charge.zip`. */
export function archivePath(linker: Linker, written: Written): string | undefined {
  const [path] = assetOf(linker, written);
  const end = path?.is === 'text' ? path.parts.at(-1) : undefined;
  return typeof end === 'string' ? end : undefined;
}

function assetOf(linker: Linker, written: Written): readonly Entity[] {
  if (written === undefined || written === 'unknown' || written.perhaps) return [];
  const [only, second] = written.entities;
  if (only?.is !== 'external' || only.from !== 'call' || !only.of || !only.call || second) return [];
  const name = constructName(only.of);
  if (name !== 'aws-lambda.Code.fromAsset' && name !== 'aws-lambda.Code.asset' && name !== 'aws-lambda.AssetCode.fromAsset') return [];
  return argumentOf(linker, only.call, 0);
}

/**
 * The handler of an archive that a build makes: what lies in the one folder that the archive's path names, before the
 * folder it is built into (`charge/dist/main.zip`), or that is named like the archive (`charge.zip`).
 */
export function handlerInArchive(linker: Linker, archive: string | undefined, handler: string | undefined): string | undefined {
  const dot = handler?.lastIndexOf('.') ?? -1;
  if (!archive?.endsWith('.zip') || handler === undefined || dot < 1) return undefined;
  const path = archive.replace(/^.*\.\.?\//, '').replace(/^\//, '');
  const folders = [posix.dirname(path).replace(/(?:^|\/)(?:dist|build|out|target|\.build)$/, ''), posix.basename(path, '.zip')];
  for (const folder of folders) {
    if (folder === '' || folder === '.') continue;
    const ending = `${folder}/${handler.slice(0, dot)}`;
    const found = [...linker.files.keys()].filter((file) => isPathEnd(file, ending) || isPathEnd(file, `${folder}/src/${handler.slice(0, dot)}`));
    const [only] = found;
    if (only !== undefined && found.length === 1) return `${only.replace(/\.[mc]?[jt]sx?$/, '')}.${handler.slice(dot + 1)}`;
  }
  return undefined;
}

function isPathEnd(file: string, ending: string): boolean {
  const path = file.replace(/\.[mc]?[jt]sx?$/, '');
  return path === ending || path.endsWith(`/${ending}`);
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
  const found = candidates.find((candidate) => sourceAt(linker, candidate) !== undefined);
  return found === undefined ? undefined : `${found}.${name}`;
}
