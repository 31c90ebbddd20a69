import { folderOf, joinPath } from '../relative-path.ts';
import type { Resolution } from '../../model/resolution.ts';
import { asClient } from './prisma-clients.ts';
import { findModule } from './find-module.ts';
import { asFile, resolveName, type Surroundings } from './resolve-name.ts';
import { isRelative, plainSpecifier, splitPackage } from './specifier.ts';

/** Out: where an import leads, asking neither the disk nor `node_modules`. */
export function createResolver(project: Surroundings): (fromFile: string, specifier: string) => Resolution {
  const known = new Map<string, Map<string, Resolution>>();
  return (fromFile, specifier) => {
    const folder = folderOf(fromFile);
    let ofFolder = known.get(folder);
    if (!ofFolder) known.set(folder, (ofFolder = new Map<string, Resolution>()));
    const before = ofFolder.get(specifier);
    if (before) return before;
    const resolution = asClient(project.clients, resolve(project, folder, specifier));
    ofFolder.set(specifier, resolution);
    return resolution;
  };
}

function resolve(project: Surroundings, folder: string, written: string): Resolution {
  const specifier = plainSpecifier(written);
  const found = isRelative(specifier)
    ? relativeFile(project, folder, specifier)
    : resolveName(project, folder, specifier);
  return found ?? { kind: 'missing', specifier: written };
}

/** `./` and `..` mean the folder, not a file beside it that is called like it. */
function relativeFile({ tree, manifests }: Surroundings, folder: string, specifier: string): Resolution | undefined {
  const path = joinPath(folder, specifier);
  const [, inNodeModules] = /(?:^|\/)node_modules\/(.+)$/.exec(path) ?? [];
  if (inNodeModules !== undefined) return asPackage(inNodeModules);
  const meansFolder = /(?:^|\/)\.{0,2}$/.test(specifier);
  return asFile(findModule(tree, manifests, meansFolder && path !== '' ? `${path}/` : path));
}

function asPackage(specifier: string): Resolution | undefined {
  const split = splitPackage(specifier);
  return split && { kind: 'package', ...split };
}
