import { posix } from 'node:path';
import type { FileFacts } from '../../model/file-facts.ts';
import { exportOf, literalTree, moduleNamed } from '../tree/literal-tree.ts';
import type { Tree } from '../tree/tree.ts';

export interface Module {
  readonly text: string;
  readonly facts: FileFacts;
}

/** Opens a module as a file imports it. */
export type OpenModule = (from: string, specifier: string) => Module | undefined;

const mostModules = 4;

export interface Imported extends Module {
  readonly tree: Tree;
}

/**
 * What a service in TypeScript imports: `import hello from './functions/hello'`, also where an index passes it on. In:
 * `source` as `module` or `module#name`, and the file that imports it, if that is another. A handler that starts with what is made of `__dirname` starts at the folder of the
 * service, where the framework runs: it takes `process.cwd()` off.
 */
export function importedBy(service: string, source: string, open: OpenModule, writtenIn = service): Imported | undefined {
  let [from, wanted]: [string, string] = [writtenIn, source];
  for (let opened = 0; opened < mostModules; opened += 1) {
    const [specifier = '', name = 'default']: readonly string[] = wanted.split('#');
    const module = open(from, specifier);
    if (module === undefined) return undefined;
    const passedOn = exportOf(module.facts, name);
    if (passedOn?.kind !== 'import') return read(service, module, name);
    from = module.facts.file;
    wanted = moduleNamed(passedOn.from, passedOn.name);
  }
  return undefined;
}

function read(service: string, module: Module, name: string): Imported | undefined {
  const folder = posix.relative(posix.dirname(service), posix.dirname(module.facts.file));
  const { tree } = literalTree(module.facts, { folder, name });
  return tree && { ...module, tree };
}
