import type { Edit } from '../../model/finding.ts';
import type { SourceText } from '../reading/source-text.ts';
import type { Tree } from '../tree/tree.ts';
import { indentAt, insertion } from './insertion.ts';

/**
 * One more setting of a map, in front of its first one and written like it. In: the value as JSON, which YAML and an
 * object literal understand as well. Out: `undefined` where the map stands elsewhere, or is empty.
 */
export function settingIn(source: SourceText, tree: Tree | undefined, key: string, json: string): Edit | undefined {
  if (tree?.kind !== 'map') return undefined;
  const [from, to] = tree.span;
  // What an alias of YAML, a variable or another file brings stands outside of it.
  const starts = [...tree.entries.values()].flatMap(({ key: name, span: [start] }) => (from <= start && start < to && isWrittenAt(source, start, name) ? [start] : []));
  if (starts.length === 0 || starts.length < tree.entries.size) return undefined;
  const at = Math.min(...starts);
  const isBlock = source.text[from] !== '{';
  const quote = /['"]/.exec(source.text[at] ?? '')?.[0] ?? '';
  const indent = indentAt(source, at);
  if (isBlock && indent === undefined) return undefined;
  const value = isBlock ? json.replaceAll('"', '') : /\.[cm]?[jt]s$/.test(source.file) ? json.replaceAll('"', "'") : json;
  return insertion(source, at, `${quote}${key}${quote}: ${value}${isBlock ? '' : ','}${indent === undefined ? ' ' : `${newLineOf(source)}${indent}`}`);
}

function isWrittenAt({ text }: SourceText, at: number, key: string): boolean {
  return text.startsWith(key, at) || text.startsWith(key, at + 1);
}

function newLineOf({ text }: SourceText): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
