import { entriesOf, map, type Tree } from '../tree/tree.ts';
import { intrinsicOf } from './intrinsics.ts';

/** Properties of a SAM function with what `Globals.Function` adds: maps are merged, lists joined, the rest replaced. */
export function withGlobals(globals: Tree | undefined, own: Tree | undefined): Tree | undefined {
  if (globals === undefined || own === undefined) return own ?? globals;
  if (globals.kind === 'list' && own.kind === 'list') return { ...own, items: [...globals.items, ...own.items] };
  if (globals.kind !== 'map' || own.kind !== 'map' || intrinsicOf(globals) || intrinsicOf(own)) return own;

  const merged = entriesOf(own).map((entry) => ({
    ...entry,
    value: withGlobals(globals.entries.get(entry.key)?.value, entry.value) ?? entry.value,
  }));
  return map([...entriesOf(globals), ...merged], own.span);
}
