import type { InfrastructureValue } from '../../model/infrastructure.ts';
import type { Span } from '../../model/location.ts';
import type { Fault } from '../reading/problem.ts';

/** YAML, JSON and TOML as one kind of data, with positions. A tag (`!Ref`) is a map (`Ref`, `Fn::…`) with one key. */
export type Tree = ScalarTree | ListTree | MapTree | ValueTree;

export interface ScalarTree {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As it stands in the file: `0123` stays `0123`. */
  readonly text: string;
  readonly span: Span;
}

export interface ListTree {
  readonly kind: 'list';
  readonly items: readonly Tree[];
  readonly span: Span;
}

export interface MapTree {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
  readonly span: Span;
}

/** What a variable stands for, as far as it is known. */
export interface ValueTree {
  readonly kind: 'value';
  readonly value: InfrastructureValue;
  /** It is written in this file, as `${file(path):selector}`. */
  readonly file?: string;
  readonly span: Span;
}

export interface Entry {
  readonly key: string;
  readonly value: Tree;
  /** From the key to the end of what is written there, even if the value comes from elsewhere. */
  readonly span: Span;
}

export interface ParsedTree {
  readonly tree: Tree | undefined;
  readonly faults: readonly Fault[];
}

export const deepest = 100;

export function scalar(value: string | number | boolean | null, span: Span, text = String(value)): ScalarTree {
  return { kind: 'scalar', value, text, span };
}

/** Out: a map in which the last of two equal keys counts. */
export function map(entries: Iterable<Entry>, span: Span): MapTree {
  return { kind: 'map', entries: new Map(Array.from(entries, (entry) => [entry.key, entry])), span };
}

export function entryOf(tree: Tree | undefined, key: string): Entry | undefined {
  return tree?.kind === 'map' ? tree.entries.get(key) : undefined;
}

/** What stands under these keys, one inside the other. */
export function treeAt(tree: Tree | undefined, ...keys: readonly string[]): Tree | undefined {
  return keys.reduce<Tree | undefined>((at, key) => entryOf(at, key)?.value, tree);
}

export function entriesOf(tree: Tree | undefined): readonly Entry[] {
  return tree?.kind === 'map' ? [...tree.entries.values()] : [];
}

export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'list' ? tree.items : [];
}

/** The text of a string, number or boolean. */
export function textOf(tree: Tree | undefined): string | undefined {
  if (tree?.kind === 'value') return tree.value.kind === 'text' ? tree.value.text : undefined;
  return tree?.kind === 'scalar' && tree.value !== null ? tree.text : undefined;
}

/** Same content, wherever it stands. */
export function sameTree(one: Tree, other: Tree): boolean {
  return JSON.stringify(content(one)) === JSON.stringify(content(other));
}

function content(tree: Tree): unknown {
  switch (tree.kind) {
    case 'scalar':
      return tree.text;
    case 'value':
      return tree.value;
    case 'list':
      return tree.items.map(content);
    case 'map':
      return [...tree.entries.values()].map(({ key, value }) => [key, content(value)]);
  }
}
