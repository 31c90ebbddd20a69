import type { FileFacts } from '../model/file-facts.ts';
import type { Location } from '../model/location.ts';
import { type Entity, locationOf } from './entity.ts';
import type { FlowNode } from './flow.ts';

/** Where a bound of the analysis left something out. */
export interface Cut {
  readonly at: Location;
  readonly reason: string;
  readonly wouldDecide: string;
}

/** The functions of a file at which a bound was met, by what it left out. */
type CutsOfFile = Map<string, Set<number>>;

/** By file, since what walks a part of the model knows little else of the project. */
const cuts = new WeakMap<FileFacts, CutsOfFile>();

/**
 * Tells that a bound of the analysis left something out. In: the function it was met in, and what is left out as the
 * beginning of a sentence. Costs nothing where no bound is met.
 */
export function cutAt(file: FileFacts, fn: number, reason: string): void {
  let own = cuts.get(file);
  if (!own) cuts.set(file, (own = new Map<string, Set<number>>()));
  const functions = own.get(reason);
  if (functions) functions.add(fn);
  else own.set(reason, new Set([fn]));
}

/** A bound on how many there may be inside of each other. Tells where it is met. */
export function isBeyond(depth: number, bound: number, file: FileFacts, fn: number, reason: string): boolean {
  if (depth <= bound) return false;
  cutAt(file, fn, reason);
  return true;
}

/** What was left out in these files: one for each bound, however often it was met, at the first place. */
export function cutsIn(files: Iterable<FileFacts>): readonly Cut[] {
  const met = new Map<string, Place[]>();
  for (const file of files) {
    for (const [reason, functions] of cuts.get(file) ?? []) met.set(reason, [...(met.get(reason) ?? []), { file, functions }]);
  }
  return [...met].flatMap(([reason, places]) => cutOf(reason, places.toSorted((a, b) => (a.file.file < b.file.file ? -1 : 1))));
}

interface Place {
  readonly file: FileFacts;
  readonly functions: ReadonlySet<number>;
}

function cutOf(reason: string, places: readonly Place[]): readonly Cut[] {
  const [first] = places;
  const at = first && firstOf(first);
  if (!at) return [];
  const others = places.reduce((sum, { functions }) => sum + functions.size, -1);
  const files = places.length > 1 ? ` of ${String(places.length)} files` : '';
  const more = others === 0 ? '' : `, as in ${String(others)} more ${others === 1 ? 'function' : 'functions'}${files}`;
  return [{ at, reason: reason + more, wouldDecide: at.file }];
}

function firstOf({ file, functions }: Place): Location | undefined {
  const [first] = [...functions].flatMap((fn) => file.functions[fn] ?? []).toSorted((a, b) => a.span[0] - b.span[0]);
  return first && locationOf(file, first.span);
}

/** What was left out when these files were linked before counts no longer. */
export function forgetCuts(files: Iterable<FileFacts>): void {
  for (const file of files) cuts.delete(file);
}

export function nameOf(file: FileFacts, fn: number): string {
  return file.functions[fn]?.name ?? 'this function';
}

/** The same where only a value is known: it is told at the function in which that is written. */
export function isEntityBeyond(depth: number, bound: number, entity: Entity | undefined, reason: string): boolean {
  if (depth <= bound) return false;
  const place = entity && placeOf(entity);
  if (place) cutAt(place.file, place.fn, reason);
  return true;
}

/** The same for a part of a flow. */
export function isNodeBeyond(depth: number, bound: number, node: FlowNode, reason: string): boolean {
  if (depth <= bound) return false;
  cutAtNode(node, reason);
  return true;
}

export function cutAtNode(node: FlowNode, reason: string): void {
  const { file, fn } = 'frame' in node ? node.frame : { file: node.call.file, fn: node.call.file.calls[node.call.call]?.fn ?? 0 };
  cutAt(file, fn, reason);
}

function placeOf(entity: Entity): { readonly file: FileFacts; readonly fn: number } | undefined {
  switch (entity.is) {
    case 'object':
      return entity.frame;
    case 'function':
    case 'class':
      return { file: entity.file, fn: 'fn' in entity ? entity.fn : entity.fact.fn };
    case 'instance':
      return { file: entity.of.file, fn: entity.of.fact.fn };
    case 'module':
    case 'shape':
      return { file: entity.file, fn: 0 };
    case 'external':
      return entity.call ? { file: entity.call.file, fn: entity.call.frame.fn } : entity.of && placeOf(entity.of);
    case 'list':
      return entity.items.flat().map(placeOf).find((place) => place !== undefined);
    default:
      return undefined;
  }
}
