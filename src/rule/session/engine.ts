import { createRequire } from 'node:module';
import type { analyse } from '../../analyse.ts';
import type { readSource } from '../../source/read-source.ts';
import { openWorkspace } from '../../workspace/workspace.ts';

/** What a session needs of the engine. */
export interface Engine {
  readonly analyse: typeof analyse;
  readonly readSource: typeof readSource;
  readonly openWorkspace: typeof openWorkspace;
}

const require = createRequire(import.meta.url);
const ending = import.meta.url.slice(import.meta.url.lastIndexOf('.'));

/**
 * The engine, loaded when something has to be read: it brings a compiler, 0.4 s and 85 MB that a process which only
 * reads the config, or finds all that it needs in the cache, does without. A rule cannot wait for `import()`, so this is
 * `require` of a module.
 */
export function loadEngine(): Engine {
  return {
    analyse: (options) => (require(`../../analyse${ending}`) as Pick<Engine, 'analyse'>).analyse(options),
    readSource: (file, text) => (require(`../../source/read-source${ending}`) as Pick<Engine, 'readSource'>).readSource(file, text),
    openWorkspace,
  };
}
