import type { BindingResource, InfrastructureFacts } from '../model/infrastructure.ts';
import type { Span } from '../model/location.ts';
import { locate, type SourceText } from './reading/source-text.ts';
import { text } from './reading/value.ts';
import { entriesOf, entryOf, itemsOf, type ParsedTree, textOf, type Tree } from './tree/tree.ts';

/** Names as processes get them: `ORDERS_QUEUE`. */
const variable = /^[A-Z][A-Z0-9_]*$/;
/** Where Compose files, manifests of Kubernetes and values of Helm charts list variables. */
const lists = new Set(['environment', 'env', 'envs', 'extraEnv', 'extraEnvVars', 'envVars', 'environmentVariables', 'data', 'stringData', 'config', 'configmap', 'configMap']);

const most = 2_000;

/** Whether a manifest may list variables, seen without reading it. Templates of Helm are no YAML. */
export function mayListVariables(written: string): boolean {
  return !written.includes('{{') && /^apiVersion:/m.test(written) && /^\s*(?:-\s+)?(?:env|data)\s*:/m.test(written);
}

/**
 * The variables that a Compose file, a manifest or a chart gives to processes, with their values.
 * Source: https://github.com/compose-spec/compose-spec/blob/00655e222260/05-services.md (`environment` as map or list),
 * https://github.com/kubernetes/api/blob/01021110c434/core/v1/types.go (`EnvVar`, `ConfigMapEnvSource`).
 */
export function readEnvironment(source: SourceText, { tree }: ParsedTree): InfrastructureFacts {
  const bindings = (tree ? listsIn(tree, 0) : []).flatMap((list) => variablesIn(list)).slice(0, most);
  return { file: source.file, format: 'environment', resources: bindings.map((each, index) => bindingOf(each, index, source)), problems: [] };
}

/** `.env`: `NAME=value`, one a line. */
export function readDotenv(source: SourceText): InfrastructureFacts {
  const found = Array.from(source.text.matchAll(/^[^\S\n]*(?:export\s+)?([A-Z][A-Z0-9_]*)=[^\S\n]*("[^"\n]*"|'[^'\n]*'|[^\s#]*)/gm), (match): Variable => {
    const [whole, name = '', value = ''] = match;
    return { name, value: value.replace(/^(["'])(.*)\1$/, '$2'), span: [match.index, match.index + whole.length] };
  });
  return { file: source.file, format: 'environment', resources: found.slice(0, most).map((each, index) => bindingOf(each, index, source)), problems: [] };
}

/**
 * `local.settings.json`: under `Values` stands what functions get as their environment on a developer's machine.
 * Source: https://learn.microsoft.com/azure/azure-functions/functions-develop-local#local-settings-file
 */
export function readLocalSettings(source: SourceText, { tree }: ParsedTree): InfrastructureFacts {
  const values = entryOf(tree, 'Values')?.value;
  const bindings = entriesOf(values).flatMap(({ key, value, span }): readonly Variable[] => {
    const written = textOf(value);
    return written === undefined || written === '' ? [] : [{ name: key, value: written, span }];
  });
  return { file: source.file, format: 'environment', resources: bindings.slice(0, most).map((each, index) => bindingOf(each, index, source)), problems: [] };
}

interface Variable {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

function bindingOf({ name, value, span }: Variable, index: number, source: SourceText): BindingResource {
  return { kind: 'binding', id: `variables.${String(index)}.${name}`, scope: source.file, at: locate(source, span), name, value: text(value) };
}

function listsIn(tree: Tree, depth: number): readonly Tree[] {
  if (depth > 12) return [];
  if (tree.kind === 'list') return tree.items.flatMap((item) => listsIn(item, depth + 1));
  return entriesOf(tree).flatMap(({ key, value }) => (lists.has(key) ? [value, ...listsIn(value, depth + 1)] : listsIn(value, depth + 1)));
}

/** `{ NAME: value }`, `[NAME=value]` or `[{ name: NAME, value: value }]`. What holds a variable of its own is left out. */
function variablesIn(list: Tree): readonly Variable[] {
  const named = entriesOf(list).map(({ key, value, span }) => ({ name: key, value: textOf(value), span }));
  const listed = itemsOf(list).map((item) => {
    const written = textOf(item);
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(written ?? '') ?? [];
    return name === undefined ? { name: textOf(entryOf(item, 'name')?.value), value: textOf(entryOf(item, 'value')?.value), span: item.span } : { name, value, span: item.span };
  });
  return [...named, ...listed].flatMap(({ name, value: given, span }) => {
    const value = given && withDefault(given);
    return name !== undefined && value !== undefined && variable.test(name) && value !== '' && !value.includes('${') ? [{ name, value, span }] : [];
  });
}

/**
 * `${ORDERS_QUEUE:-orders}` is `orders` unless the shell says otherwise.
 * Source: https://github.com/compose-spec/compose-spec/blob/00655e222260/12-interpolation.md
 */
function withDefault(written: string): string {
  return written.replace(/\$\{\w+:?-([^${}]*)\}/g, '$1');
}
