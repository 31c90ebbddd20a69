import { posix } from 'node:path';
import type { FileFacts } from '../model/file-facts.ts';
import type { Property } from '../model/value.ts';
import { noteCut, remembering } from './bounded.ts';
import { configured } from './config-folder.ts';
import { type Entity, type ExternalEntity, type InstanceEntity, type ObjectEntity, text, unknown } from './entity.ts';
import { elementsOf, objectValues } from './collections.ts';
import { firstElements } from './elements.ts';
import { says } from './evaluate.ts';
import type { Linker, MemberContext } from './linker.ts';
import { besideExport, required } from './modules.ts';

const known = new WeakMap<Entity, Map<string, readonly Entity[]>>();

/** What the property `name` of an entity is; `*` stands for a key known only at run time. Remembered by the entity. */
export function memberOf(linker: Linker, entity: Entity, name: string, from: MemberContext): readonly Entity[] {
  const key = from.frame.forks ? `+${name}` : name;
  let own = known.get(entity);
  if (!own) known.set(entity, (own = new Map<string, readonly Entity[]>()));
  const before = own.get(key);
  if (before) return before;
  const members = own;
  return remembering(
    () => newMember(linker, entity, name, from),
    (found) => members.set(key, found),
    () => members.delete(key),
  );
}

function newMember(linker: Linker, entity: Entity, name: string, from: MemberContext): readonly Entity[] {
  switch (entity.is) {
    case 'object':
      return objectMember(linker, entity, name);
    case 'record':
      return entity.entries.flatMap(([key, entities]) => (key === name || key === '*' || name === '*' ? entities : []));
    case 'list':
      return listMember(linker, entity, name, from);
    case 'module':
      return linker.exportOf(entity.file, name);
    case 'instance':
      return name === 'constructor' ? classesOf(linker, entity, from) : linker.instanceMember(entity, name, from);
    case 'class':
      if (name === 'name' && !hasStatic(entity.fact.members, 'name')) return [text(entity.fact.name ?? '')];
      return staticMember(linker, entity, name, from);
    case 'shape':
      return shapeMember(linker, entity, name);
    case 'external':
      return externalMember(linker, entity, name, from);
    case 'function':
      return name === 'name' ? [text(entity.fact.name ?? '')] : functionProperty(linker, entity, name);
    case 'open':
      return [entity];
    case 'text':
      return isPathOfUrl(entity, name) ? [entity] : [unknown('computed at run time')];
    case 'constant':
    case 'setting':
      return [unknown('computed at run time')];
    case 'unknown':
      return [entity];
  }
}

/** `new URL('./routes', import.meta.url).pathname`: files of the project stand for their paths. */
function isPathOfUrl(entity: Extract<Entity, { is: 'text' }>, name: string): boolean {
  return (name === 'pathname' || name === 'href') && !entity.parts.some((part) => typeof part === 'string' && part.includes('://'));
}

/** Source: Node.js 24.0 `doc/api/esm.md`, "import.meta"; `path` and `dir` are Bun's. */
function ofModule(name: string, { file }: FileFacts): Entity | undefined {
  if (name === 'dirname' || name === 'dir') return text(posix.dirname(file));
  return name === 'url' || name === 'filename' || name === 'path' ? text(file) : undefined;
}

function staticMember(linker: Linker, cls: Extract<Entity, { is: 'class' }>, name: string, from: MemberContext): readonly Entity[] {
  const found = linker.staticMember(cls, name, from);
  return found.length > 0 ? found : (besideExport(linker, cls.file, name) ?? found);
}

/** `this.constructor`: of an object that may be one of a subclass, each of its classes. */
function classesOf(linker: Linker, { of, exact, open }: InstanceEntity, { frame }: MemberContext): readonly Entity[] {
  const below = exact ? [] : linker.subclassesOf(of);
  if (below.length === 0) return [of];
  if (frame.forks) return [open ?? { is: 'open', on: 'this', class: of }];
  return [of, ...below].filter(({ fact }) => !fact.abstract);
}

/** A property of another package's thing; of a `Proxy`, what its `get` gives; of `process.env`, a variable. */
function externalMember(linker: Linker, entity: ExternalEntity, name: string, { file }: MemberContext): readonly Entity[] {
  if (name === 'exports' && entity.package === 'global' && entity.from === 'export' && entity.name === 'module') return required(linker, file);
  if (isEnvironment(entity)) return [name === '*' ? unknown('computed at run time') : { is: 'setting', source: 'env', name }];
  if (isGlobalObject(entity)) return linker.globalOf(name) ?? [name !== '*' && name in globalThis ? { ...entity, name } : unknown('computed at run time')];
  const own = entity.package === 'global' && entity.name === 'import.meta' ? ofModule(name, file) : undefined;
  if (own) return [own];
  const told = proxyMember(linker, entity, name) ?? configMember(linker, entity, name, file);
  if (told) return told;
  const member: ExternalEntity = { is: 'external', package: entity.package, from: 'member', name, of: entity };
  const type = linker.names.typeOf(member);
  if (type === '$linked') return [linked(entity)];
  if (type.startsWith('$maker.')) return linker.makerSlot(entity, type.slice('$maker.'.length));
  return [entity.open ? { ...member, open: entity.open } : member];
}

/** `globalThis.fetch` is what `fetch` is; what the project keeps there itself is told by its writes and its types alone. */
function isGlobalObject({ package: name, from, name: exported }: ExternalEntity): boolean {
  return name === 'global' && from === 'export' && (exported === 'globalThis' || exported === 'global');
}

/** `Resource.Orders.url`: where to find it is told to the function that is linked to it. */
function linked({ name, of }: ExternalEntity): Entity {
  return { is: 'setting', source: 'env', name: `${of?.name ?? ''}.${name}` };
}

/** `process.env` that is handed on, as to `schema.parse(process.env)`: variables that are asked by name are values of their own. */
function isEnvironment({ package: name, from, name: member, of }: ExternalEntity): boolean {
  if (member !== 'env') return false;
  if (from === 'export') return PROCESS.has(name);
  return from === 'member' && of?.from === 'export' && (PROCESS.has(of.package) || (of.package === 'global' && of.name === 'process'));
}

/** `config.ORDERS_TOPIC`, where `config` is the package of this name: what the project's folder `config` says. */
function configMember(linker: Linker, { package: name, from }: ExternalEntity, member: string, file: FileFacts): readonly Entity[] | undefined {
  return name === 'config' && from === 'export' ? configured(linker, file, [member]) : undefined;
}

const PROCESS = new Set(['node:process', 'process']);

function proxyMember(linker: Linker, { from, of, call }: ExternalEntity, name: string): readonly Entity[] | undefined {
  if (from !== 'new' || of?.package !== 'global' || of.name !== 'Proxy' || !call) return undefined;
  const [target, traps] = call.file.calls[call.call]?.arguments ?? [];
  if (!target || target.kind === 'spread' || !traps || traps.kind === 'spread') return undefined;
  const context = { file: call.file, frame: call.frame };
  const key: Entity = name === '*' ? unknown('computed at run time') : text(name);
  return linker
    .evaluate(traps, call.frame)
    .flatMap((entity) => linker.memberOf(entity, 'get', context))
    .flatMap((get) => (get.is === 'function' ? linker.returnOf(get, { given: [linker.evaluate(target, call.frame), [key]] }, call) : []));
}

function hasStatic(members: readonly { readonly name: string; readonly static: boolean }[], name: string): boolean {
  return members.some((member) => member.static && member.name === name);
}

function listMember(
  linker: Linker,
  entity: Extract<Entity, { is: 'list' }>,
  name: string,
  { frame }: MemberContext,
): readonly Entity[] {
  if (name === '*') return elementsOf(linker, entity, frame).flat();
  const index = Number(name);
  if (!Number.isInteger(index)) return [unknown('computed at run time')];
  // The elements of an open list stand for any element.
  return entity.items[index] ?? (entity.open ? entity.items.flat() : []);
}

/** Members being looked for: `x = { ...x, a }` spreads itself. */
const inProgress = new WeakMap<ObjectEntity['value'], Set<string>>();

function objectMember(linker: Linker, entity: ObjectEntity, name: string): readonly Entity[] {
  const key = `${String(entity.frame.id)}.${name}`;
  const own = inProgress.get(entity.value) ?? new Set();
  if (own.has(key)) {
    noteCut();
    return [];
  }
  inProgress.set(entity.value, own.add(key));
  const found = name === '*' ? objectValues(linker, entity) : lastOf(linker, entity, name);
  own.delete(key);
  return firstElements(found, entity.frame);
}

/** The last property of that name wins; spreads and computed keys may or may not hold it. */
function lastOf(linker: Linker, entity: ObjectEntity, name: string): readonly Entity[] {
  const written = (entity.writes ?? []).flatMap(({ key, value, frame }) => {
    if (typeof key === 'string') return key === name ? linker.evaluate(value, frame) : [];
    return linker.evaluate(key, frame).some((each) => each.is === 'text' && each.parts[0] === name)
      ? linker.evaluate(value, frame)
      : [];
  });
  const found: Entity[] = [...written];
  for (const property of entity.value.properties.toReversed()) {
    const { entities, certain } = propertyMember(linker, entity, property, name);
    found.push(...entities);
    if (certain) break;
  }
  return found;
}

function propertyMember(
  linker: Linker,
  entity: ObjectEntity,
  property: Property,
  name: string,
): { readonly entities: readonly Entity[]; readonly certain: boolean } {
  const none = { entities: [], certain: false };
  switch (property.kind) {
    case 'value': {
      if (property.key !== name) return none;
      const entities = linker.evaluate(property.value, entity.frame);
      return { entities: entities.map((each) => withSelf(each, entity)), certain: true };
    }
    case 'getter': {
      if (property.key !== name) return none;
      const fact = entity.frame.file.functions[property.fn];
      if (!fact) return none;
      const { file } = entity.frame;
      const getter = { is: 'function', file, fn: property.fn, fact, frame: entity.frame, self: entity } as const;
      return { entities: linker.evaluateReturns(getter), certain: true };
    }
    case 'computed': {
      const keys = linker.evaluate(property.key, entity.frame);
      const matches = keys.some((key) => key.is === 'text' && key.parts.length === 1 && key.parts[0] === name);
      return matches ? { entities: linker.evaluate(property.value, entity.frame), certain: keys.length === 1 } : none;
    }
    case 'spread': {
      const spread = linker.evaluate(property.of, entity.frame);
      const context = { file: entity.frame.file, frame: entity.frame };
      const entities = spread.flatMap((each) => (says(each) ? linker.memberOf(each, name, context) : spreadOf(each)));
      const known = entities.filter((each) => each.is !== 'unknown');
      const certain = known.length > 0 && spread.every((each) => each.is === 'object') && known.every(says);
      return { entities, certain };
    }
  }
}

/** Nothing comes from spreading `undefined`; from something unknown, anything may. */
function spreadOf(entity: Entity): readonly Entity[] {
  return entity.is === 'constant' ? [] : [entity];
}

function withSelf(entity: Entity, self: ObjectEntity): Entity {
  return entity.is === 'function' && entity.fact.kind === 'function' && !entity.self ? { ...entity, self } : entity;
}

function shapeMember(linker: Linker, entity: Extract<Entity, { is: 'shape' }>, name: string): readonly Entity[] {
  const type = Object.hasOwn(entity.members, name) ? entity.members[name] : undefined;
  if (type) {
    const declared = linker.entitiesOfType(type, entity.file);
    return declared.length > 0 ? declared.map((each) => stillOpen(each, entity.open)) : [entity.open ?? unknown('computed at run time')];
  }
  for (const base of entity.extends) {
    for (const each of linker.entitiesOfType(base, entity.file)) {
      const found = linker.memberOf(each, name, { file: entity.file, frame: linker.openFrame(entity.file, 0) });
      if (found.some(says)) return found.map((one) => stillOpen(one, entity.open));
    }
  }
  return [entity.open ?? unknown('computed at run time')];
}

/** A value known by its type only stays open on what would say more. */
export function stillOpen(entity: Entity, open: Extract<Entity, { is: 'open' }> | undefined): Entity {
  if (!open) return entity;
  return entity.is === 'external' || entity.is === 'instance' || entity.is === 'shape' ? { ...entity, open } : entity;
}

/** `f.x = …` beside `function f() {}`; `f.call` and `f.apply` are `f`, called in another way. */
function functionProperty(linker: Linker, entity: Extract<Entity, { is: 'function' }>, name: string): readonly Entity[] {
  if (name === 'call' || name === 'apply') return [entity];
  const binding = entity.file.bindings.find(({ values }) => values.some((value) => value.kind === 'function' && value.fn === entity.fn));
  const writes = binding?.writes?.filter(({ path }) => path.length === 1 && path[0] === name) ?? [];
  if (!binding || writes.length === 0) return besideExport(linker, entity.file, name) ?? [unknown('computed at run time')];
  return writes.flatMap(({ value }) => linker.evaluate(value, linker.openFrame(entity.file, binding.fn)));
}
