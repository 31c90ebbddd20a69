import type { Framework } from '../../model/framework.ts';
import type { InfrastructureIndex } from '../infrastructure-values.ts';
import type { Linker } from '../linker.ts';
import { packagesTelling } from '../plugins.ts';
import { calledRoutes } from './called-routes.ts';
import { decoratedRoutes } from './decorated-routes.ts';
import { deployedRoutes } from './deployed-routes.ts';
import type { Entry } from './entry.ts';
import { fileRoutes, typedRoutes } from './exported-routes.ts';
import { findNames } from './names.ts';
import { findRouters } from './routers.ts';

/** Every synchronous call that comes in, with the code that answers it. */
export function findEntries(
  linker: Linker,
  frameworks: readonly Framework[],
  infrastructure: InfrastructureIndex,
  versionOf: (file: string, name: string) => string | undefined,
): readonly Entry[] {
  const used = frameworks.filter((framework) => isUsed(linker, framework));
  const all = [
    ...calledRoutes(linker, used, findRouters(linker, used), findNames(linker, used)),
    ...decoratedRoutes(linker, used),
    ...fileRoutes(linker, frameworks, versionOf),
    ...deployedRoutes(linker, frameworks, infrastructure),
    ...typedRoutes(linker, used),
  ];
  return [...new Map(withoutNameless(all).map((entry) => [entry.id, entry])).values()];
}

/** What is known of a handler by its type alone says less than what is known of its route. */
function withoutNameless(entries: readonly Entry[]): readonly Entry[] {
  const named = new Set(entries.filter(isNamed).map(handlerOf));
  return entries.filter((entry) => isNamed(entry) || !named.has(handlerOf(entry)));
}

function isNamed({ method, path }: Entry): boolean {
  return method !== undefined || path !== undefined;
}

function handlerOf({ kind, handler: { file, fn } }: Entry): string {
  return `${kind} ${file.file}#${String(fn)}`;
}

function isUsed({ files }: Linker, { shape, always }: Framework): boolean {
  if (always) return true;
  const packages = packagesTelling(shape);
  for (const { imports } of files.values()) {
    if (imports.some((name) => packages.some((known) => name === known || name.startsWith(`${known}/`)))) return true;
  }
  return false;
}
