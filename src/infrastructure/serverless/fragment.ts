import { entriesOf, entryOf, map, type ParsedTree, textOf, type Tree, treeAt } from '../tree/tree.ts';
import { expandVariables } from './variables.ts';

/** May a text be a part of a serverless.yml that stands in a file of its own: `functions: ${file(functions.yml)}`? */
export function mayBeFragment(text: string): boolean {
  return /^\s*["']?handler["']?:\s/m.test(text) && /^\s*["']?events["']?:/m.test(text);
}

/**
 * The functions or resources of a service that another file includes. Out: the tree of a service that has nothing else,
 * undefined where it is something else.
 */
export function fragmentOf({ tree }: ParsedTree): Tree | undefined {
  if (tree?.kind !== 'map') return undefined;
  const root = expandVariables(tree, undefined);
  if (isFunction(root)) return service('functions', one(root));
  if (isResource(root)) return service('resources', service('Resources', one(root)));
  const entries = entriesOf(root);
  if (entries.some(({ value }) => isFunction(value)) && entries.every(({ value }) => value.kind !== 'scalar')) return service('functions', root);
  return entries.length > 0 && entries.every(({ value }) => isResource(value)) ? service('resources', service('Resources', root)) : undefined;
}

/** What a file holds alone has its name from where it is included. */
export const NAMELESS = '(included)';

function one(tree: Tree): Tree {
  return service(NAMELESS, tree);
}

function service(key: string, value: Tree): Tree {
  return map([{ key, value, span: value.span }], value.span);
}

function isFunction(tree: Tree): boolean {
  return textOf(treeAt(tree, 'handler')) !== undefined && (entryOf(tree, 'events') !== undefined || entryOf(tree, 'timeout') !== undefined || entryOf(tree, 'environment') !== undefined);
}

function isResource(tree: Tree): boolean {
  return /^(?:AWS|Alexa)::/.test(textOf(treeAt(tree, 'Type')) ?? '');
}
