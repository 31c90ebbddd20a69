import type { FileFacts, TypeReference } from '../model/file-facts.ts';
import type { Entity } from './entity.ts';
import type { Linker } from './linker.ts';

/**
 * What the type says that is written for values of which all that is known is that a package nobody has a table for
 * gave them: `const channel: Channel = await attempt(openChannel)`. Only a type of a package with a table says more.
 */
export function saidByType(linker: Linker, entities: readonly Entity[], type: TypeReference | undefined, file: FileFacts): readonly Entity[] | undefined {
  const known = entities.filter(({ is }) => is !== 'unknown' && is !== 'open');
  if (!type || known.length === 0 || !known.every((entity) => isGivenByStranger(linker, entity))) return undefined;
  // A handler is no client: who wraps it is seen by the call.
  const declared = linker.entitiesOfType(type, file).filter((entity) => entity.is === 'external' && givesThings(linker, entity.package));
  return declared.length > 0 ? declared : undefined;
}

function givesThings({ names }: Linker, packageName: string): boolean {
  return Object.keys(names.shapeOf(packageName)?.returns ?? {}).length > 0;
}

function isGivenByStranger({ names }: Linker, entity: Entity): boolean {
  return entity.is === 'external' && entity.from === 'call' && entity.package !== 'global' && !entity.package.startsWith('node:') && names.shapeOf(entity.package) === undefined;
}
