import type { Framework } from '../../model/framework.ts';
import type { Linker } from '../linker.ts';
import { calledRoutes } from './called-routes.ts';
import { decoratedRoutes } from './decorated-routes.ts';
import type { Entry } from './entry.ts';
import { fileRoutes, typedRoutes } from './exported-routes.ts';
import { globalPrefixes } from './global-prefix.ts';
import { findNames } from './names.ts';
import { findRouters } from './routers.ts';

/** Every synchronous call that comes in, with the code that answers it. */
export function findEntries(
  linker: Linker,
  frameworks: readonly Framework[],
  versionOf: (file: string, name: string) => string | undefined,
): readonly Entry[] {
  const used = frameworks.filter((framework) => isUsed(linker, framework));
  const all = [
    ...calledRoutes(linker, used, findRouters(linker, used), findNames(linker, used)),
    ...decoratedRoutes(linker, used, globalPrefixes(linker)),
    ...fileRoutes(linker, frameworks, versionOf),
    ...typedRoutes(linker, used),
  ];
  return [...new Map(all.map((entry) => [entry.id, entry])).values()];
}

function isUsed({ files }: Linker, { shape: { packages }, always }: Framework): boolean {
  if (always) return true;
  for (const { imports } of files.values()) {
    if (imports.some((name) => packages.some((known) => name === known || name.startsWith(`${known}/`)))) return true;
  }
  return false;
}
