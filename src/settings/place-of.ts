import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Declarations } from '../model/declaration.ts';
import type { Location } from '../model/location.ts';

/** Where a declaration stands in the text of a JSON config. */
export function placeInJson(file: string, text: string, kind: keyof Declarations, index: number): Location {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const node = root && findNodeAtLocation(root, [kind, index]);
  const before = text.slice(0, node?.offset ?? 0).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** A program may put declarations together in any way: the line that names what is declared, else the first. */
export function placeInProgram(file: string, text: string, declared: object): Location {
  const words = Object.values(declared).filter((value) => typeof value === 'string');
  const names = words.map((word) => text.search(new RegExp(`['"\`]${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}['"\`]`)));
  const offset = Math.max(0, ...names);
  const before = text.slice(0, offset).split('\n');
  return { file, line: before.length, column: 1 };
}
