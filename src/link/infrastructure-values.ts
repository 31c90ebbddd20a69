import type { InfrastructureValue, Resource } from '../model/infrastructure.ts';
import { aroundScope, folderOfScope, keyedScope, type Module, moduleScope } from './infrastructure-scopes.ts';

/** Where a value of an infrastructure file leads. */
export interface Followed {
  /** The resource it refers to. */
  readonly resource?: Resource;
  /** Its text, with `…` for what only deployment decides. */
  readonly text?: string;
  /** The value that leads out of what is read. */
  readonly beyond?: InfrastructureValue;
}

/** What a list or map has in it; `of`: what stands behind each key, instances of a resource or module, or values. */
export interface Entries {
  readonly of: 'instances' | 'values';
  /** In the scope where it is written. */
  readonly to: string;
  readonly keys: readonly string[];
}

/** All that infrastructure files, and programs that declare infrastructure, say of a project. */
export interface InfrastructureIndex {
  readonly resources: readonly Resource[];
  /** Follows a value written in `scope` through locals, variables, modules and references. */
  follow(value: InfrastructureValue | undefined, scope: string): Followed;
  /** The keys of a list or map that is written out somewhere. */
  entriesOf(value: InfrastructureValue, scope: string): Entries | undefined;
  /** The folder of the outermost module that leads to this scope. */
  rootOf(scope: string): string;
}

/** References behind each other that are followed. */
const DEEPEST = 12;

export function indexInfrastructure(resources: readonly Resource[]): InfrastructureIndex {
  const index = growingIndex();
  for (const resource of resources) index.add(resource);
  return { ...index, resources };
}

export interface GrowingIndex extends Omit<InfrastructureIndex, 'resources'> {
  add(resource: Resource): void;
}

type Reference = Extract<InfrastructureValue, { kind: 'reference' }>;

/** An index of the resources that are added so far. */
export function growingIndex(): GrowingIndex {
  const byId = new Map<string, Resource>();
  const users = new Map<string, Module>();
  /** The keys below each part of a value, and those of what is repeated. */
  const keysBelow = new Map<string, Set<string>>();
  const instances = new Map<string, string[]>();
  const exports = new Map<string, Resource | undefined>();

  const add = (resource: Resource): void => {
    const { id, scope } = resource;
    const place = `${scope}\n${id}`;
    if (!byId.has(place)) byId.set(place, resource);
    if (resource.kind === 'foreign' && resource.inside !== undefined) users.set(resource.inside, resource);
    if (resource.kind === 'value') for (const [path, key] of stepsOf(id)) grow(`${scope}\n${path}`, key);
    if (resource.kind === 'value' && /^output\.\w+$/.test(id) && scope.includes('.')) noteExport(outputKey(id), resource);
    if (resource.kind === 'value' && resource.exported) noteExport(skeletonOf(shapeOf(resource.exported)), resource);
    const around = aroundScope(scope);
    if (around && resource.kind !== 'value') instances.set(`${around.scope}\n${id}`, [...(instances.get(`${around.scope}\n${id}`) ?? []), around.key]);
  };
  /** Two stacks that export the same name are two environments of it, or two of which nobody knows which is meant. */
  const noteExport = (name: string, resource: Resource): void => {
    if (name.replace(/\W/g, '').length >= 6) exports.set(name, exports.has(name) && exports.get(name) !== resource ? undefined : resource);
  };
  const grow = (place: string, key: string): void => {
    const keys = keysBelow.get(place);
    if (keys) keys.add(key);
    else keysBelow.set(place, new Set([key]));
  };

  const findIn = (scope: string, id: string): Resource | undefined => byId.get(`${scope}\n${id}`);
  /** What is repeated also sees what stands beside it. */
  const find = (scope: string, id: string): Resource | undefined => {
    const found = findIn(scope, id);
    if (found) return found;
    const around = aroundScope(scope);
    return around && find(around.scope, id);
  };

  const follow = (value: InfrastructureValue | undefined, scope: string, depth: number): Followed => {
    if (!value || depth > DEEPEST) return {};
    switch (value.kind) {
      case 'text':
        return { text: value.text };
      case 'template':
        return { text: value.parts.map((part) => follow(part, scope, depth + 1).text ?? '…').join('') };
      case 'reference':
        return reference(value, scope, depth);
      case 'parameter':
        return value.name === 'path.module' ? { text: `/${folderOfScope(scope)}` } : givenTo(value, scope, depth);
      case 'imported':
        return lookedUp(value.name, scope, depth) ?? { beyond: value };
      case 'unknown':
        return { beyond: value };
    }
  };

  /** A parameter of a nested stack: what the one that holds it gives. */
  const givenTo = (value: Extract<InfrastructureValue, { kind: 'parameter' }>, scope: string, depth: number): Followed => {
    const user = users.get(scope);
    const input = user?.inputs[value.name];
    return user && input ? follow(input, user.scope, depth + 1) : { beyond: value };
  };

  /** A data source is written like what leads out of the project; the project may say what it looks for, or another stack may export it. */
  const lookedUp = (name: string, scope: string, depth: number): Followed | undefined => {
    const found = name.startsWith('data.') ? find(scope, name) : exports.get(/^cf(?:\([^)]*\))?:/.test(name) ? outputKey(name) : skeletonOf(name));
    return found?.kind === 'value' ? follow(found.value, found.scope, depth + 1) : undefined;
  };

  const reference = (value: Reference, scope: string, depth: number): Followed => {
    const { to, key, attribute } = value;
    if (!key) return plain(to, attribute, scope, depth);
    const { text } = follow(key, scope, depth + 1);
    const instance = text === undefined ? undefined : findIn(keyedScope(homeOf(scope, to), to, text), to);
    if (instance) return asResource(instance, attribute, depth);
    if (find(scope, to)) return plain(to, attribute, scope, depth);
    return text === undefined ? {} : plain(`${to}.${text}`, attribute, scope, depth);
  };

  /** The scope around a repeated resource where its brothers are declared. */
  const homeOf = (scope: string, id: string): string => {
    const around = aroundScope(scope);
    return around && !instances.has(`${scope}\n${id}`) ? homeOf(around.scope, id) : scope;
  };

  const plain = (to: string, attribute: string | undefined, scope: string, depth: number): Followed => {
    const [key, ...asked] = attribute?.split('.') ?? [];
    const instance = key === undefined ? undefined : findIn(keyedScope(homeOf(scope, to), to, key), to);
    if (instance) return asResource(instance, asked.join('.') || undefined, depth);
    const [found, rest] = nearest(to, attribute, scope);
    if (found?.kind === 'value') {
      // What the one gives that uses a module counts, not the default.
      const outside = given(pathOf(to, attribute), scope, depth);
      return outside.resource ?? outside.text !== undefined ? outside : follow(extended(found.value, rest), scope, depth + 1);
    }
    return found ? asResource(found, attribute, depth) : given(pathOf(to, attribute), scope, depth);
  };

  const asResource = (found: Resource, attribute: string | undefined, depth: number): Followed => {
    if (found.kind === 'foreign') return output(found, attribute, depth);
    if (found.kind === 'value') return follow(found.value, found.scope, depth + 1);
    if (!('name' in found) || found.kind === 'binding' || !found.name) return { resource: found };
    const { text } = follow(found.name, found.scope, depth + 1);
    return { resource: found, ...(text !== undefined && { text }) };
  };

  /** What is declared under the longest start of a path, down to `to`, and what is asked of it. */
  const nearest = (to: string, attribute: string | undefined, scope: string): readonly [Resource | undefined, string | undefined] => {
    for (let path = pathOf(to, attribute); path.length >= to.length; path = path.slice(0, path.lastIndexOf('.'))) {
      const found = find(scope, path);
      if (found) return [found, restOf(pathOf(to, attribute), path)];
      if (!path.includes('.')) break;
    }
    return [undefined, undefined];
  };

  /** A variable of a local module: what the one that uses the module gives it, or a file of values for the outermost. */
  const given = (path: string, scope: string, depth: number): Followed => {
    const input = inputOf(path, scope);
    return input ? follow(input.value, input.scope, depth + 1) : {};
  };

  const inputOf = (path: string, scope: string): { readonly value: InfrastructureValue; readonly scope: string } | undefined => {
    if (!path.startsWith('var.')) return undefined;
    const around = aroundScope(scope);
    const user = users.get(scope);
    const whole = path.slice('var.'.length);
    for (let name = whole; ; name = name.slice(0, name.lastIndexOf('.'))) {
      const input = user?.inputs[name];
      if (user && input) return { value: extended(input, restOf(whole, name)), scope: user.scope };
      const value = findIn(scope, `given.${name}`);
      if (value?.kind === 'value') return { value: extended(value.value, restOf(whole, name)), scope };
      if (!name.includes('.')) return around && !user ? inputOf(path, around.scope) : undefined;
    }
  };

  /** An output of a local module. */
  const output = (module: Module, attribute: string | undefined, depth: number): Followed => {
    const scope = moduleScope(module);
    const [name, ...asked] = attribute?.replace(/^Outputs\./, '').split('.') ?? [];
    const [found, rest] = name === undefined ? [] : nearest(`output.${name}`, asked.join('.') || undefined, scope);
    return found?.kind === 'value' ? follow(extended(found.value, rest), scope, depth + 1) : { resource: module };
  };

  const entriesOf = (value: InfrastructureValue, scope: string, depth: number): Entries | undefined => {
    if (depth > DEEPEST || value.kind !== 'reference' || value.key) return undefined;
    const path = pathOf(value.to, value.attribute);
    const repeatedKeys = instances.get(`${homeOf(scope, value.to)}\n${value.to}`);
    if (repeatedKeys) return value.attribute === undefined ? { of: 'instances', to: value.to, keys: repeatedKeys } : undefined;
    return givenEntries(path, scope, depth) ?? valuesBelow(path, scope, depth);
  };

  const valuesBelow = (path: string, scope: string, depth: number): Entries | undefined => {
    const keys = keysBelow.get(`${scope}\n${path}`);
    if (keys) return keys.has('*') ? undefined : { of: 'values', to: path, keys: [...keys] };
    const found = findIn(scope, path);
    if (found?.kind === 'value') return through(found.value, scope, path, depth);
    const around = aroundScope(scope);
    return around && valuesBelow(path, around.scope, depth);
  };

  const givenEntries = (path: string, scope: string, depth: number): Entries | undefined => {
    const around = aroundScope(scope);
    if (around) return givenEntries(path, around.scope, depth);
    if (!path.startsWith('var.')) return undefined;
    const name = path.slice('var.'.length);
    const user = users.get(scope);
    const below = Object.keys(user?.inputs ?? {}).flatMap((input) => (input.startsWith(`${name}.`) ? (input.slice(name.length + 1).split('.')[0] ?? []) : []));
    if (below.length > 0) return below.some((key) => key.startsWith('*')) ? undefined : { of: 'values', to: path, keys: [...new Set(below)] };
    const input = user?.inputs[name];
    if (user && input) return through(input, user.scope, path, depth);
    const values = keysBelow.get(`${scope}\ngiven.${name}`);
    return values && { of: 'values', to: path, keys: [...values] };
  };

  /** The keys of what a value stands for, asked under its own name. */
  const through = (value: InfrastructureValue, scope: string, path: string, depth: number): Entries | undefined => {
    const found = entriesOf(value, scope, depth + 1);
    return found && { of: 'values', to: path, keys: found.keys };
  };

  const rootOf = (scope: string, depth = 0): string => {
    const around = aroundScope(scope);
    const user = around ?? users.get(scope);
    return user && depth < DEEPEST ? rootOf(user.scope, depth + 1) : folderOfScope(scope);
  };

  return { add, follow: (value, scope) => follow(value, scope, 0), entriesOf: (value, scope) => entriesOf(value, scope, 0), rootOf };
}

/** `local.queues.orders.name`: `queues` stands below `local`, `orders` below `local.queues`, … */
function* stepsOf(id: string): Iterable<readonly [path: string, key: string]> {
  for (let at = id.indexOf('.'); at !== -1; at = id.indexOf('.', at + 1)) {
    const rest = id.slice(at + 1);
    const key = rest.startsWith('*') ? '*' : rest.slice(0, rest.includes('.') ? rest.indexOf('.') : undefined);
    yield [id.slice(0, at), key];
  }
}

function pathOf(to: string, attribute: string | undefined): string {
  return attribute === undefined ? to : `${to}.${attribute}`;
}

function restOf(whole: string, start: string): string | undefined {
  return whole.length === start.length ? undefined : whole.slice(start.length + 1);
}

/** What is asked of a value, asked of what it stands for. */
function extended(value: InfrastructureValue, rest: string | undefined): InfrastructureValue {
  if (rest === undefined || value.kind !== 'reference') return value;
  return { ...value, attribute: pathOf(value.attribute ?? '', rest).replace(/^\./, '') };
}

/** `${cf:orders-prod.QueueArn}` names an output of a stack by its key. */
function outputKey(name: string): string {
  return `.${name.slice(name.lastIndexOf('.') + 1)}`;
}

/** A name with its holes: `${AWS::StackName}-orders` and `${Queues}-orders` may be the same. */
function skeletonOf(name: string): string {
  return name.replace(/\$\{[^{}]*\}/g, '…');
}

function shapeOf(value: InfrastructureValue): string {
  if (value.kind === 'text') return value.text;
  return value.kind === 'template' ? value.parts.map(shapeOf).join('') : '…';
}
