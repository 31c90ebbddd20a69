import type { Framework } from '../../model/framework.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import { isBeyond } from '../cuts.ts';
import type { CallReference, ExternalEntity, FunctionEntity } from '../entity.ts';
import type { Linker } from '../linker.ts';
import { frameworkOf } from './framework-calls.ts';
import { pathTexts } from './path-texts.ts';

/** A router, or the function a framework gives one to, and the path that is added on the way to it. */
export interface RouterPlace {
  readonly key: string;
  readonly path: readonly string[];
}

export interface RouterContext {
  readonly linker: Linker;
  readonly frameworks: readonly Framework[];
  /** Prefixes that routers are given later, by their keys. */
  readonly given: ReadonlyMap<string, string>;
}

/** Which router a thing is: the call that made it, or the function that is given it; and the path added since. */
export function placeOf({ linker, frameworks, given }: RouterContext, receiver: ExternalEntity, file: FileFacts, fn: number): RouterPlace {
  const path: string[] = [];
  const from = (key: string): RouterPlace => ({ key, path });
  for (let at: ExternalEntity = receiver, depth = 0; !isBeyond(depth, 200, file, fn, 'the router behind more than 200 calls in a chain'); depth += 1) {
    const later = (at.from === 'call' || at.from === 'new') && at.call ? given.get(madeBy(at.call)) : undefined;
    path.unshift(...(later === undefined ? prefixOf(linker, frameworks, at) : [later]));
    if ((at.from === 'call' || at.from === 'new') && at.call) {
      const before: ExternalEntity | undefined = at.of?.from === 'member' ? at.of.of : undefined;
      // `router.get(…).post(…)`: the same router still.
      if (before && before.from !== 'export') at = before;
      else return from(madeBy(at.call));
      continue;
    }
    if (at.from === 'argument' && at.call) return from(givenBy(at.call));
    if (at.from === 'type' && at.open?.on === 'parameter') return from(functionKey(at.open.file, at.open.fn));
    return from(functionKey(file, fn));
  }
  return from(functionKey(file, fn));
}

export function placeOfFunction({ file, fn }: FunctionEntity): RouterPlace {
  return { key: functionKey(file, fn), path: [] };
}

function madeBy({ file, call }: CallReference): string {
  return `${file.file}@${String(call)}`;
}

function functionKey({ file }: FileFacts, fn: number): string {
  return `${file}#${String(fn)}`;
}

/** The function written as an argument of a call: what that call mounts is known by it. */
function givenBy({ file, call }: CallReference): string {
  const fn = file.functions.findIndex(({ passedTo }) => passedTo?.call === call);
  return functionKey(file, fn);
}

function prefixOf(linker: Linker, frameworks: readonly Framework[], entity: ExternalEntity): readonly string[] {
  if (!entity.of || !entity.call) return [];
  const prefixes = frameworkOf(frameworks, entity.of)?.prefixes;
  const slots = prefixes?.[linker.names.keyOf(entity.of, entity.from === 'new')];
  return slots ? pathTexts(linker, { reference: entity.call, callee: entity.of }, slots).slice(0, 1) : [];
}

/** Where the key of a router was taken from: the function, or the one that the call stands in. */
export function siteOfKey(linker: Linker, key: string): readonly [file: FileFacts, fn: number] | undefined {
  const [, path = '', kind, index = ''] = /^(.*)([#@])(-?\d+)$/.exec(key) ?? [];
  const file = linker.files.get(path);
  return file && [file, kind === '#' ? Math.max(0, Number(index)) : (file.calls[Number(index)]?.fn ?? 0)];
}
