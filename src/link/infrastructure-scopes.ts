import { posix } from 'node:path';
import type { Resource } from '../model/infrastructure.ts';

export type Module = Extract<Resource, { kind: 'foreign' }>;

/** What is inside a module: the folder of a local one, the file of one of Bicep or of a nested stack; a remote one leads nowhere. */
export function moduleScope({ source, scope, inside }: Module): string {
  if (inside !== undefined) return inside;
  const folder = folderOfScope(scope);
  if (/\.(?:bicep|ya?ml|json|template)$/.test(folder)) return posix.join(posix.dirname(folder), source);
  return source.startsWith('.') ? posix.join(folder, source) : source;
}

/** A module that is used more than once has a scope for each use but the first. */
export function usedScope(folder: string, by: Module): string {
  return `${folder}#${by.scope}#${by.id}`;
}

/** One of several that are declared together stands in a scope of its own, inside that of the block. */
export function keyedScope(scope: string, id: string, key: string): string {
  return `${scope}["${id}"="${key}"]`;
}

/** The scope of the block, and which of the several it is. */
export function aroundScope(scope: string): { readonly scope: string; readonly key: string } | undefined {
  if (!scope.endsWith('"]')) return undefined;
  const start = scope.lastIndexOf('["');
  return { scope: scope.slice(0, start), key: scope.slice(scope.indexOf('"="', start) + '"="'.length, -'"]'.length) };
}

/** Where what stands in a scope is written. */
export function folderOfScope(scope: string): string {
  const end = scope.search(/#|\["/);
  return end === -1 ? scope : scope.slice(0, end);
}
