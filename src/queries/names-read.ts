import type { FileFacts } from '../model/file-facts.ts';

type Source = { readonly kind: 'binding'; readonly binding: number } | { readonly kind: 'call'; readonly call: number };

/** The names of all members that a file reads of a variable or of what a call gives; `*`: one whose name is computed. */
export function namesReadOf(file: FileFacts, source: Source): ReadonlySet<string> {
  const names = new Set<string>();
  visit([file.functions, file.calls, file.bindings, file.exports, file.moduleExports], source, names);
  return names;
}

/** Facts are plain data: a value may stand anywhere in them. */
function visit(fact: unknown, source: Source, names: Set<string>): void {
  if (Array.isArray(fact)) {
    for (const each of fact) visit(each, source, names);
    return;
  }
  if (typeof fact !== 'object' || fact === null) return;
  if (isReadOf(fact, source)) names.add('name' in fact && typeof fact.name === 'string' ? fact.name : '*');
  for (const each of Object.values(fact)) visit(each, source, names);
}

function isReadOf(fact: object, source: Source): boolean {
  if (!('kind' in fact) || (fact.kind !== 'member' && fact.kind !== 'element' && fact.kind !== 'rest')) return false;
  const of: unknown = 'of' in fact ? fact.of : undefined;
  if (typeof of !== 'object' || of === null || !('kind' in of) || of.kind !== source.kind) return false;
  return source.kind === 'binding' ? 'binding' in of && of.binding === source.binding : 'call' in of && of.call === source.call;
}
