import { callsWhere } from '../../facts/questions.ts';
import type { Framework } from '../../model/framework.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { Entity } from '../entity.ts';
import { keysOf } from '../collections.ts';
import type { Linker } from '../linker.ts';
import { patternAt } from './framework-calls.ts';

/** Names of procedures: those of the properties that hold them, through all routers they are put into. */
export interface Names {
  nameOf(file: FileFacts, call: number): string | undefined;
}

/** Reads every object of procedures and routers that a framework is given. */
export function findNames(linker: Linker, frameworks: readonly Framework[]): Names {
  const named = frameworks.filter(({ tables }) => tables);
  const above = new Map<string, { readonly name: string; readonly router: string }>();
  if (named.length > 0) for (const file of linker.files.values()) readFile(linker, named, file, above);
  const nameOf = (key: string, seen: readonly string[]): string | undefined => {
    const found = above.get(key);
    if (!found || seen.includes(key)) return undefined;
    const outer = nameOf(found.router, [...seen, key]);
    return outer === undefined ? found.name : `${outer}.${found.name}`;
  };
  return { nameOf: (file, call) => nameOf(keyAt(file, call), []) };
}

function readFile(linker: Linker, frameworks: readonly Framework[], file: FileFacts, above: Map<string, { readonly name: string; readonly router: string }>): void {
  // The name only saves looking at every call; what it is, its import tells.
  for (const call of callsWhere(file, 'router')) {
    const fact = file.calls[call];
    const [routes] = fact?.arguments ?? [];
    if (!fact || !routes || routes.kind === 'spread') continue;
    const frame = linker.openFrame(file, fact.fn);
    if (!patternAt(linker, frameworks, ({ tables }) => tables, file, call, frame)) continue;
    for (const object of linker.evaluate(routes, frame)) {
      if (object.is !== 'object') continue;
      for (const name of keysOf(object.value)) {
        for (const entity of linker.memberOf(object, name, { file, frame })) {
          const key = callKeyOf(entity);
          if (key !== undefined && !above.has(key)) above.set(key, { name, router: keyAt(file, call) });
        }
      }
    }
  }
}

/** The call whose result a thing is. */
function callKeyOf(entity: Entity): string | undefined {
  return entity.is === 'external' && entity.from === 'call' && entity.call ? keyAt(entity.call.file, entity.call.call) : undefined;
}

function keyAt({ file }: FileFacts, call: number): string {
  return `${file}@${String(call)}`;
}
