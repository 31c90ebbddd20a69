import { posix } from 'node:path';
import { declarationsIn } from '../tree/literal-declarations.ts';
import { literalTree } from '../tree/literal-tree.ts';
import type { Tree } from '../tree/tree.ts';

export interface Module {
  readonly file: string;
  readonly text: string;
}

/** Opens a module as a file imports it. */
export type OpenModule = (from: string, specifier: string) => Module | undefined;

const mostModules = 4;

export interface Imported extends Module {
  readonly tree: Tree;
}

/**
 * What a service in TypeScript imports: `import hello from './functions/hello'`, also where an index passes it on. In:
 * `source` as `module` or `module#name`. A handler that starts with what is made of `__dirname` starts at the folder of the
 * service, where the framework runs: it takes `process.cwd()` off.
 */
export function importedBy(service: string, source: string, open: OpenModule): Imported | undefined {
  let [from, wanted]: [string, string | undefined] = [service, source];
  for (let opened = 0; wanted !== undefined && opened < mostModules; opened += 1) {
    const [specifier = '', name]: readonly string[] = wanted.split('#');
    const module = open(from, specifier);
    if (module === undefined) return undefined;
    const folder = posix.relative(posix.dirname(service), posix.dirname(module.file));
    const { tree } = literalTree(module.text, { folder, ...(name !== undefined && { name }) });
    if (tree !== undefined && !(tree.kind === 'value' && tree.file !== undefined)) return { ...module, tree };
    from = module.file;
    wanted = tree?.kind === 'value' ? tree.file : passedOn(module.text, name ?? 'default');
  }
  return undefined;
}

function passedOn(text: string, name: string): string | undefined {
  const declarations = declarationsIn(text);
  return declarations.passedOn.get(name) ?? declarations.imports.get(name);
}
