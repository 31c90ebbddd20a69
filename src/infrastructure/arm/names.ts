import { type Budget, following, isSpent, type Names, treeOf } from '../bicep/evaluate.ts';
import { readExpressionText } from '../bicep/read-bicep.ts';
import type { SourceText } from '../reading/source-text.ts';
import { unknown } from '../reading/value.ts';
import { entriesOf, map, type Tree, treeAt } from '../tree/tree.ts';

/** A template, and what it is used with. */
export interface Template {
  readonly source: SourceText;
  readonly tree: Tree;
  /** Before the ids of its resources. */
  readonly path: string;
  /** The template it stands in. */
  readonly outer?: Template;
  readonly given?: Tree;
  /** Of the whole file. */
  readonly budget: Budget;
}

/** What `parameters('…')` and `variables('…')` stand for; in a nested template those of the outer one, where it has none. */
export function templateNames(template: Template): Names {
  const names: Names = {
    valueOf: () => undefined,
    called: (callee, name, span) => {
      const found = callee === 'variables' ? treeAt(template.tree, 'variables', name) : callee === 'parameters' ? parameterOf(template, name) : undefined;
      if (found) return following(`${template.path}${callee}.${name}`, template.budget, span, () => evaluatedIn(found, names));
      return template.outer && templateNames(template.outer).called?.(callee, name, span);
    },
    referenceTo: () => undefined,
    budget: template.budget,
  };
  return names;
}

function parameterOf({ tree, given }: Template, name: string): Tree | undefined {
  return treeAt(given, name, 'value') ?? treeAt(tree, 'parameters', name, 'defaultValue');
}

/** A part of a template with all its expressions, `"[…]"`, evaluated. Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions */
export function evaluatedIn(tree: Tree, names: Names): Tree {
  if (isSpent(names.budget)) return { kind: 'value', value: unknown('it is made of too many parts'), span: tree.span };
  names.budget.steps += 1;
  switch (tree.kind) {
    case 'map':
      return map(entriesOf(tree).map((entry) => ({ ...entry, value: evaluatedIn(entry.value, names) })), tree.span);
    case 'list':
      return { ...tree, items: tree.items.map((item) => evaluatedIn(item, names)) };
    case 'scalar':
      return typeof tree.value === 'string' && /^\[(?!\[).*\]$/s.test(tree.value) ? expressionOf(tree.value.slice(1, -1), tree, names) : tree;
    case 'value':
      return tree;
  }
}

/** It stands where the text stands. */
function expressionOf(written: string, { span }: Tree, names: Names): Tree {
  const expression = readExpressionText(written);
  return expression ? { ...treeOf(expression, names), span } : { kind: 'value', value: unknown('it cannot be read'), span };
}
