import type { BindingResource } from '../../model/infrastructure.ts';
import { valueOf } from '../bicep/evaluate.ts';
import { locate, type SourceText } from '../reading/source-text.ts';
import { entriesOf, itemsOf, textOf, type Tree, treeAt } from '../tree/tree.ts';

/** Where function apps, web apps and container apps list variables; modules are given them under such names, too. */
const lists = new Set(['appSettings', 'appSettingsKeyValuePairs', 'env', 'environmentVariables']);
const DEEPEST = 12;
const MOST = 500;

/**
 * App settings are the environment of an app's functions.
 * Source: https://learn.microsoft.com/azure/templates/microsoft.web/sites (`siteConfig.appSettings`: name and value) and
 * `…/sites/config-appsettings` (a map); https://learn.microsoft.com/azure/templates/microsoft.app/containerapps (`env`).
 */
export function settingsIn(body: Tree, owner: { readonly id: string; readonly scope: string; readonly source: SourceText }): readonly BindingResource[] {
  return listsIn(body, 0).flatMap((list) => bindingsOf(list, owner)).slice(0, MOST);
}

/** `Microsoft.Web/sites/config` with the name `appsettings`: all its properties. */
export function settingsOf(body: Tree, owner: { readonly id: string; readonly scope: string; readonly source: SourceText }): readonly BindingResource[] {
  const properties = treeAt(body, 'properties');
  return properties ? bindingsOf(properties, owner).slice(0, MOST) : [];
}

function listsIn(tree: Tree, depth: number): readonly Tree[] {
  if (depth > DEEPEST) return [];
  if (tree.kind === 'list') return tree.items.flatMap((item) => listsIn(item, depth + 1));
  return entriesOf(tree).flatMap(({ key, value }) => (lists.has(key) ? [value] : listsIn(value, depth + 1)));
}

function bindingsOf(list: Tree, { id, scope, source }: { readonly id: string; readonly scope: string; readonly source: SourceText }): readonly BindingResource[] {
  const named = entriesOf(list).map(({ key, value, span }) => ({ name: key, value, span }));
  const listed = itemsOf(list).map((item) => ({ name: textOf(treeAt(item, 'name')), value: treeAt(item, 'value'), span: item.span }));
  return [...named, ...listed].flatMap(({ name, value, span }): readonly BindingResource[] => {
    if (name === undefined || !value || !/^\w[\w.:-]*$/.test(name)) return [];
    const given = valueOf(value);
    return given.kind === 'unknown' ? [] : [{ kind: 'binding', id: `${id}.${name}`, scope, at: locate(source, span), name, value: given }];
  });
}
