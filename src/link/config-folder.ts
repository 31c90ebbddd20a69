import { posix } from 'node:path';
import type { FileFacts } from '../model/file-facts.ts';
import { type Entity, plainText } from './entity.ts';
import { says } from './evaluate.ts';
import type { Linker } from './linker.ts';
import { required } from './modules.ts';

/**
 * What the package `config` gives of a path, such as `['orders', 'queue']`: what the nearest folder `config` says by
 * default, and the environment variables that it maps to the path. `undefined`: there is no such folder, or it says
 * nothing.
 * Source: config 5.0 `lib/util.js` (`default.*`, `custom-environment-variables.*`).
 */
export function configured(linker: Linker, { file }: FileFacts, path: readonly string[]): readonly Entity[] | undefined {
  const found = [
    ...valuesIn(linker, nearest(linker, file, 'default'), path),
    ...valuesIn(linker, nearest(linker, file, 'custom-environment-variables'), path).map(variableNamed),
  ];
  return found.some(says) ? found : undefined;
}

/** The environment variable that a text names. */
export function variableNamed(entity: Entity): Entity {
  const name = plainText(entity);
  return name === undefined ? entity : { is: 'setting', source: 'env', name };
}

function nearest(linker: Linker, from: string, name: string): FileFacts | undefined {
  for (let folder = posix.dirname(from); ; folder = posix.dirname(folder)) {
    for (const extension of ['js', 'cjs', 'mjs', 'ts', 'json']) {
      const file = posix.join(folder, 'config', `${name}.${extension}`);
      const facts = linker.files.get(file) ?? (extension === 'json' ? linker.load(file) : undefined);
      if (facts) return facts;
    }
    if (folder === '.' || folder === '/') return undefined;
  }
}

function valuesIn(linker: Linker, file: FileFacts | undefined, path: readonly string[]): readonly Entity[] {
  if (!file) return [];
  const context = { file, frame: linker.openFrame(file, 0) };
  const whole = Object.hasOwn(file.exports, 'default') ? linker.exportOf(file, 'default') : required(linker, file);
  return path.reduce((owners, name) => owners.flatMap((owner) => (says(owner) ? linker.memberOf(owner, name, context) : [])), whole);
}
