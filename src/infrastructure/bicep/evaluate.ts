import type { InfrastructureValue } from '../../model/infrastructure.ts';
import type { Span } from '../../model/location.ts';
import { mapTexts, reference, template, text, unknown } from '../reading/value.ts';
import { entriesOf, type Entry, entryOf, itemsOf, map, sameTree, scalar, textOf, type Tree } from '../tree/tree.ts';
import type { Expression, LoopExpression, ObjectExpression } from './syntax.ts';

/** What names stand for in one file. */
export interface Names {
  /** Variables, and those of loops. */
  readonly valueOf: (name: string) => Expression | Tree | undefined;
  /** Of ARM templates: `parameters('…')` and `variables('…')`. */
  readonly called?: (callee: string, name: string, span: Span) => Tree | undefined;
  /** Resources, modules, parameters: what they are is found when linking. */
  readonly referenceTo: (name: string) => string | undefined;
  /** How far names are followed: they may name each other in circles, or ten others each. */
  readonly budget: Budget;
}

export interface Budget {
  steps: number;
  depth: number;
  /** Names that are being followed. */
  readonly following: Set<string>;
}

export function newBudget(): Budget {
  return { steps: 0, depth: 0, following: new Set() };
}

/** Under this name stands in a map what is merged into it, and is not known. */
export const REST = '...';

const MOST_STEPS = 100_000;
const DEEPEST = 80;
const MOST_ITEMS = 100;

/** What an expression stands for, as far as the file decides it. */
export function treeOf(expression: Expression, names: Names): Tree {
  const { span } = expression;
  const { budget } = names;
  if (isSpent(budget)) return hole('it is made of too many parts', span);
  budget.steps += 1;
  budget.depth += 1;
  const tree = read(expression, names);
  budget.depth -= 1;
  return tree;
}

/** Out: whether it has no steps left. */
export function isSpent({ steps, depth }: Budget): boolean {
  return steps >= MOST_STEPS || depth >= DEEPEST;
}

function read(expression: Expression, names: Names): Tree {
  const { span } = expression;
  switch (expression.kind) {
    case 'literal':
      return expression.value === null ? scalar(null, span, '') : scalar(expression.value, span);
    case 'template':
      return leaf(template(expression.parts.map((part) => (typeof part === 'string' ? text(part) : valueOf(treeOf(part, names))))), span);
    case 'name':
      return named(expression.name, span, names);
    case 'member':
      return member(expression, names);
    case 'index':
      return indexed(treeOf(expression.of, names), treeOf(expression.index, names), span);
    case 'call':
      return called(expression, names);
    case 'choice':
      return chosen(treeOf(expression.yes, names), treeOf(expression.no, names), span);
    case 'array':
      return { kind: 'list', items: expression.items.map((item) => treeOf(item, names)), span };
    case 'object':
      return objectOf(expression, names);
    case 'loop':
      return { kind: 'list', items: turnsOf(expression, names).map((turn) => treeOf(expression.body, turn)), span };
    case 'if':
      return treeOf(expression.body, names);
    case 'other':
      return hole('it is computed', span);
  }
}

/** A tree as one value: text, a reference, or why it is neither. */
export function valueOf(tree: Tree | undefined): InfrastructureValue {
  if (tree?.kind === 'value') return tree.value;
  const written = textOf(tree);
  return written === undefined ? unknown('it is no text') : text(written);
}

function leaf(value: InfrastructureValue, span: Span): Tree {
  return value.kind === 'text' ? scalar(value.text, span) : { kind: 'value', value, span };
}

function hole(why: string, span: Span): Tree {
  return { kind: 'value', value: unknown(why), span };
}

function isTree(found: Expression | Tree): found is Tree {
  return found.kind === 'scalar' || found.kind === 'list' || found.kind === 'map' || found.kind === 'value';
}

function followed(name: string, found: Expression | Tree, names: Names, span: Span): Tree {
  if (isTree(found)) return found;
  return following(name, names.budget, span, () => treeOf(found, names));
}

/** Names that lead back to themselves say nothing. */
export function following(name: string, { following: open }: Budget, span: Span, read: () => Tree): Tree {
  if (open.has(name)) return hole(`'${name}' leads back to itself`, span);
  open.add(name);
  const tree = read();
  open.delete(name);
  return tree;
}

function named(name: string, span: Span, names: Names): Tree {
  const found = names.valueOf(name);
  if (found) return followed(name, found, names, span);
  const to = names.referenceTo(name);
  return to === undefined ? hole(`nobody knows '${name}'`, span) : { kind: 'value', value: reference(to), span };
}

function member({ of, name, span }: Extract<Expression, { kind: 'member' }>, names: Names): Tree {
  // A module's `outputs.name`, a resource's own child.
  const module = of.kind === 'member' && of.name === 'outputs' && of.of.kind === 'name' ? names.referenceTo(of.of.name) : undefined;
  if (module !== undefined) return { kind: 'value', value: reference(module, name), span };
  const inside = treeOf(of, names);
  if (inside.kind !== 'value') return indexed(inside, scalar(name, span), span);
  const { value } = inside;
  const isWhole = value.kind === 'reference' && value.attribute === undefined && !value.to.startsWith('var.');
  if (isWhole && (name === 'name' || name === 'id')) return { kind: 'value', value: reference(value.to, name), span };
  const child = isWhole ? names.referenceTo(name) : undefined;
  return child === undefined ? hole('it is known at deployment', span) : { kind: 'value', value: reference(child), span };
}

function indexed(inside: Tree, index: Tree, span: Span): Tree {
  const key = textOf(index);
  const found = key === undefined ? undefined : inside.kind === 'list' ? inside.items[Number(key)] : entryOf(inside, key)?.value;
  return found ?? hole('it is known at deployment', span);
}

function chosen(yes: Tree, no: Tree, span: Span): Tree {
  return sameTree(yes, no) ? yes : hole('it depends on a condition', span);
}

/** Properties in order; what is spread into it counts as written out where it is known. */
function objectOf({ properties, span }: ObjectExpression, names: Names): Tree {
  const entries = properties.flatMap(({ key, value, span: at }): readonly Entry[] => {
    const tree = treeOf(value, names);
    if (key !== undefined) return [{ key, value: tree, span: at }];
    return tree.kind === 'map' ? entriesOf(tree) : [{ key: REST, value: tree, span: at }];
  });
  return map(entries, span);
}

/** The names each turn of a loop has; one turn with unknown ones where nobody knows how many there are. */
export function turnsOf({ item, index, of }: LoopExpression, names: Names): readonly Names[] {
  const over = treeOf(of, names);
  const items = itemsOf(over);
  const isKnown = over.kind === 'list' && items.length <= MOST_ITEMS;
  const turns = isKnown ? items : [hole('each is another one', of.span)];
  return turns.map((tree, at) => ({
    ...names,
    valueOf: (name: string) => {
      if (name === item) return tree;
      if (name === index) return isKnown ? scalar(at, of.span) : hole('each is another one', of.span);
      return names.valueOf(name);
    },
  }));
}

/**
 * Functions that put names together. `resourceId` stands for the name of the resource, its last argument.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-{string,array,object,resource}
 */
function called({ callee, arguments: given, span }: Extract<Expression, { kind: 'call' }>, names: Names): Tree {
  const [first] = given;
  const own = first?.kind === 'literal' ? names.called?.(callee, String(first.value), span) : undefined;
  if (own) return own;
  const trees = given.map((each) => treeOf(each, names));
  const values = trees.map(valueOf);
  names.budget.steps += values.reduce((sum, value) => sum + (value.kind === 'template' ? value.parts.length : 1), 0);
  const [one] = values;
  switch (callee.toLowerCase()) {
    case 'concat':
    case 'union':
      return trees.some(({ kind }) => kind === 'list' || kind === 'map') ? merged(trees, span) : leaf(template(values), span);
    case 'format':
      return leaf(formatted(values), span);
    case 'tolower':
      return one ? leaf(mapTexts(one, (written) => text(written.toLowerCase())), span) : hole('it is computed', span);
    case 'string':
      return one ? leaf(one, span) : hole('it is computed', span);
    case 'resourceid':
    case 'subscriptionresourceid':
    case 'extensionresourceid':
      return leaf(values.at(-1) ?? unknown('it is computed'), span);
    default:
      return hole('it is computed', span);
  }
}

/** Lists behind each other, maps in one; what is not known stays a hole. */
function merged(trees: readonly Tree[], span: Span): Tree {
  if (trees.some(({ kind }) => kind === 'map')) {
    return map(trees.flatMap((tree) => (tree.kind === 'map' ? entriesOf(tree) : [{ key: REST, value: tree, span: tree.span }])), span);
  }
  return { kind: 'list', items: trees.flatMap((tree) => (tree.kind === 'list' ? tree.items : [tree])), span };
}

/** `format('{0}-{1}', one, other)` */
function formatted([pattern, ...values]: readonly InfrastructureValue[]): InfrastructureValue {
  if (pattern?.kind !== 'text') return unknown('it is computed');
  return template(pattern.text.split(/(\{\d+\})/).map((part) => (/^\{\d+\}$/.test(part) ? (values[Number(part.slice(1, -1))] ?? unknown('it is computed')) : text(part))));
}
