import { superCallIn } from './super-call.ts';
import type { MemberFact, PropertyWrite } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { isBeyond } from './cuts.ts';
import type { ClassEntity, Entity, ExternalEntity, InstanceEntity } from './entity.ts';
import { says, withWritten } from './evaluate.ts';
import { type Frame, makeFrame } from './frame.ts';
import { BASES, limits } from './limits.ts';
import type { Linker, MemberContext } from './linker.ts';
import { classAround } from './class-around.ts';
import { ownerCalls } from './owned.ts';
import { mentions, writingFrames, type Written } from './writes.ts';

/** What a member of an object is: from its class, a base class, or a subclass that overrides it. */
export function instanceMember(linker: Linker, instance: InstanceEntity, name: string, from: MemberContext): readonly Entity[] {
  const own = chainMember(linker, instance, instance.of, name, from);
  if (instance.exact) return own ?? [];
  const overriding = linker.subclassesOf(instance.of).filter((cls) => cls.fact.members.some((member) => overrides(member, name)));
  if (overriding.length === 0) return own ?? openMember(instance, own);
  // A template asks its subclasses one by one; everyone else gets all of them.
  if (from.frame.forks) return [instance.open ?? { is: 'open', on: 'this', class: instance.of }];
  const others = overriding.flatMap((cls) => {
    const subject: InstanceEntity = { is: 'instance', of: cls, exact: false };
    return chainMember(linker, subject, cls, name, from) ?? [];
  });
  return [...(own ?? []), ...others];
}

function overrides(member: MemberFact, name: string): boolean {
  return member.name === name && !member.static && !member.abstract;
}

function openMember(instance: InstanceEntity, own: readonly Entity[] | undefined): readonly Entity[] {
  return own ?? (instance.open ? [instance.open] : []);
}

/** Looks for a member from `cls` upwards; `undefined`: nowhere. */
function chainMember(
  linker: Linker,
  instance: InstanceEntity,
  cls: ClassEntity,
  name: string,
  from: MemberContext,
): readonly Entity[] | undefined {
  const found = declaredMember(linker, instance, cls, name, from);
  if (found) return found;
  for (const base of linker.baseOf(cls)) {
    if (base.is === 'class') {
      const inherited = chainMember(linker, instance, base, name, from);
      if (inherited) return inherited;
    } else if (base.is === 'external') {
      return [externalMember(base, instance, name)];
    }
  }
  return undefined;
}

/** A project class extends another package's class: the object is one of those as well. */
function externalMember(base: ExternalEntity, self: InstanceEntity, name: string): ExternalEntity {
  const type: ExternalEntity = { is: 'external', package: base.package, from: 'type', name: base.name, self };
  return { is: 'external', package: base.package, from: 'member', name, of: type, self };
}

function declaredMember(
  linker: Linker,
  instance: InstanceEntity,
  cls: ClassEntity,
  name: string,
  from: MemberContext,
): readonly Entity[] | undefined {
  const member = cls.fact.members.find((each) => each.name === name && !each.static && each.kind !== 'setter');
  if (member?.abstract) return undefined;
  if (member?.fn !== undefined) {
    const fact = cls.file.functions[member.fn];
    if (!fact) return undefined;
    const method = { is: 'function', file: cls.file, fn: member.fn, fact, frame: cls.frame, self: instance } as const;
    return member.kind === 'getter' ? linker.evaluateReturns(method) : [method];
  }
  const { whole, parts } = writtenTo(linker, instance, cls, name, from);
  const values = [...(member ? fieldValues(linker, instance, cls, member, from) : []), ...whole];
  if (!member && values.length === 0) return undefined;
  if (values.some(says)) return values.map((each) => withWritten(linker, each, parts));
  const typed = member ? typedField(linker, cls, member) : [];
  return typed.length > 0 ? typed : values;
}

function fieldValues(linker: Linker, instance: InstanceEntity, cls: ClassEntity, member: MemberFact, from: MemberContext): readonly Entity[] {
  if (member.parameter !== undefined) {
    const frame = constructorFrame(linker, instance, cls, from.frame.forks);
    return frame ? linker.parameterOf(frame, frame.fn, member.parameter, false) : [];
  }
  if (!member.value) return [];
  return linker.evaluate(member.value, initialiserFrame(instance, cls, from.frame.forks));
}

/** A field without a value: what is injected into it, else what its type says. */
function typedField(linker: Linker, cls: ClassEntity, member: MemberFact): readonly Entity[] {
  const declared = member.type ? linker.entitiesOfType(member.type, cls.file) : [];
  const injected = linker.injected(member.decorators, cls.frame, declared);
  return injected.length > 0 ? injected : declared;
}

/** Everything `this.name = …` and `this.name[key] = …` write, wherever the class does it. */
function writtenTo(
  linker: Linker,
  instance: InstanceEntity,
  cls: ClassEntity,
  name: string,
  from: MemberContext,
): { readonly whole: readonly Entity[]; readonly parts: readonly Written[] } {
  const whole: Entity[] = [];
  const parts: Written[] = [];
  for (const [fn, fact] of cls.file.functions.entries()) {
    if (fact.cls !== cls.cls || fact.static || !fact.thisWrites) continue;
    const writes = fact.thisWrites.filter(({ path }) => path[0] === name);
    if (writes.length === 0) continue;
    const frame = methodFrame(linker, instance, cls, fn, from.frame.forks);
    for (const write of writes) {
      const { path, value } = write;
      const key = path[1];
      if (key === undefined) whole.push(...writtenWhole(linker, instance, cls, fn, value, frame));
      else if (path.length === 2) parts.push(...writingFrames(linker, write, frame).map((each) => ({ key, value, frame: each })));
    }
  }
  return { whole, parts };
}

/** What a method writes: of what it is given only the caller knows, the object that made this one before all others. */
function writtenWhole(linker: Linker, instance: InstanceEntity, { file, frame: parent }: ClassEntity, fn: number, value: Value, frame: Frame): readonly Entity[] {
  const byAnybody = linker.evaluate(value, frame);
  const fact = file.functions[fn];
  if (!instance.construction || fact?.kind !== 'method' || !mentions(file, value, fn)) return byAnybody;
  const method = { is: 'function', file, fn, fact, frame: parent, self: instance } as const;
  const given = ownerCalls(linker, instance, method, (owner, cls, of) => methodFrame(linker, owner, cls, of, frame.forks));
  return given.length > 0 ? given.flatMap((each) => linker.evaluate(value, each)) : byAnybody;
}

const frames = new WeakMap<InstanceEntity, Map<string, Frame>>();

function remembered(instance: InstanceEntity, key: string, make: () => Frame): Frame {
  let own = frames.get(instance);
  if (!own) frames.set(instance, (own = new Map<string, Frame>()));
  let frame = own.get(key);
  if (!frame) own.set(key, (frame = make()));
  return frame;
}

function methodFrame(linker: Linker, instance: InstanceEntity, cls: ClassEntity, fn: number, forks: boolean): Frame {
  if (fn === cls.fact.constructedBy) {
    const frame = constructorFrame(linker, instance, cls, forks);
    if (frame) return frame;
  }
  return remembered(instance, `${cls.file.file}#${String(fn)}${forks ? '+' : ''}`, () => {
    const given = setterArguments(linker, instance, cls, fn, forks);
    return makeFrame({ file: cls.file, fn, parent: cls.frame, self: [instance], forks, ...(given && { arguments: { given: [given] } }) });
  });
}

/** Setters whose values are being looked for: one may write what another is given. */
const asked = new WeakMap<InstanceEntity, Set<number>>();

/** `this.queue = new Queue()` gives the setter `queue` its value. */
function setterArguments(linker: Linker, instance: InstanceEntity, cls: ClassEntity, fn: number, forks: boolean): readonly Entity[] | undefined {
  const setter = cls.fact.members.find((member) => member.fn === fn && member.kind === 'setter');
  if (!setter) return undefined;
  let own = asked.get(instance);
  if (!own) asked.set(instance, (own = new Set<number>()));
  if (own.has(fn)) return undefined;
  own.add(fn);
  const { whole } = writtenTo(linker, instance, cls, setter.name, { file: cls.file, frame: makeFrame({ file: cls.file, fn, parent: cls.frame, self: [instance], forks }) });
  own.delete(fn);
  return whole.some(says) ? whole : undefined;
}

function initialiserFrame(instance: InstanceEntity, cls: ClassEntity, forks: boolean): Frame {
  const fn = cls.file.functions.findIndex((fact) => fact.kind === 'initialiser' && fact.cls === cls.cls && !fact.static);
  return remembered(instance, `${cls.file.file}#${String(fn)}${forks ? '+' : ''}`, () =>
    makeFrame({ file: cls.file, fn, parent: cls.frame, self: [instance], forks }),
  );
}

/** The frame in which the constructor of `cls` ran for an object of `instance.of`, through `super(…)`. */
export function constructorFrame(linker: Linker, instance: InstanceEntity, cls: ClassEntity, forks: boolean): Frame | undefined {
  const fn = cls.fact.constructedBy;
  if (fn === undefined) return undefined;
  return remembered(instance, `new ${cls.file.file}#${String(fn)}${forks ? '+' : ''}`, () => {
    const given = givenTo(linker, instance, cls, forks);
    return makeFrame({
      file: cls.file,
      fn,
      parent: cls.frame,
      self: [instance],
      forks,
      ...(given && { arguments: given }),
      ...(instance.construction && { site: instance.construction.site }),
    });
  });
}

/** The arguments the constructor of `cls` gets: those of `new`, or those of the `super(…)` below it. */
function givenTo(linker: Linker, instance: InstanceEntity, cls: ClassEntity, forks: boolean): Frame['arguments'] {
  if (cls.file === instance.of.file && cls.cls === instance.of.cls) return instance.construction?.arguments;
  const below = pathTo(linker, instance.of, cls);
  for (const sub of below) {
    const fn = sub.fact.constructedBy;
    if (fn === undefined) continue;
    const frame = constructorFrame(linker, instance, sub, forks);
    const call = superCallIn(sub.file, fn)?.fact;
    if (!frame || !call) return undefined;
    return { written: call.arguments, frame };
  }
  return instance.construction?.arguments;
}

/** The classes between `cls` (not included) and `from`, nearest to `cls` first. */
function pathTo(linker: Linker, from: ClassEntity, cls: ClassEntity): readonly ClassEntity[] {
  const path: ClassEntity[] = [];
  let at: ClassEntity | undefined = from;
  while (at && !(at.file === cls.file && at.cls === cls.cls) && !isBeyond(path.length + 1, limits.bases, at.file, at.fact.fn, BASES)) {
    path.unshift(at);
    at = linker.baseOf(at).find((base) => base.is === 'class');
  }
  return path;
}

export function superMember(linker: Linker, name: string, frame: Frame): readonly Entity[] {
  const { cls, self } = classAround(linker, frame);
  if (!cls) return [];
  const from = { file: frame.file, frame };
  for (const base of linker.baseOf(cls)) {
    if (base.is === 'external') {
      return [{ is: 'external', package: base.package, from: 'member', name, of: { ...base, from: 'type' } }];
    }
    if (base.is !== 'class') continue;
    if (self?.is === 'class') return linker.staticMember(base, name, from);
    const subject = self?.is === 'instance' ? self : ({ is: 'instance', of: cls, exact: false } as const);
    return chainMember(linker, subject, base, name, from) ?? [];
  }
  return [];
}

/** A static member, own or inherited; `this` in it is the class asked. */
export function staticMember(linker: Linker, asked: ClassEntity, name: string, from: MemberContext): readonly Entity[] {
  for (let cls: ClassEntity | undefined = asked, depth = 0; cls && !isBeyond(depth, limits.bases, cls.file, cls.fact.fn, BASES); depth += 1) {
    const own = ownStatic(linker, asked, cls, name, from);
    if (own) return own;
    const [base]: readonly Entity[] = linker.baseOf(cls);
    if (base?.is === 'external') {
      const type: ExternalEntity = { ...base, self: asked };
      return [{ is: 'external', package: base.package, from: 'member', name, of: type, self: asked }];
    }
    cls = base?.is === 'class' ? base : undefined;
  }
  return [];
}

function ownStatic(linker: Linker, asked: ClassEntity, cls: ClassEntity, name: string, from: MemberContext): readonly Entity[] | undefined {
  const member = cls.fact.members.find((each) => each.name === name && each.static && each.kind !== 'setter');
  if (member?.fn !== undefined) {
    const fact = cls.file.functions[member.fn];
    if (!fact) return undefined;
    const method = { is: 'function', file: cls.file, fn: member.fn, fact, frame: cls.frame, self: asked } as const;
    return member.kind === 'getter' ? linker.evaluateReturns(method) : [method];
  }
  const { whole, parts } = staticWrites(linker, cls, name);
  if (!member) return whole.length > 0 ? whole : undefined;
  const fn = cls.file.functions.findIndex((fact) => fact.kind === 'initialiser' && fact.cls === cls.cls && fact.static);
  const frame = makeFrame({ file: cls.file, fn, parent: cls.frame, self: [asked], forks: from.frame.forks });
  const values = [...(member.value ? linker.evaluate(member.value, frame) : []), ...whole];
  if (values.some(says) || !member.type) return values.map((each) => withWritten(linker, each, parts));
  return linker.entitiesOfType(member.type, cls.file);
}

/** `Class.name = …` and `this.name = …` in static methods. */
function staticWrites(linker: Linker, cls: ClassEntity, name: string): { readonly whole: readonly Entity[]; readonly parts: readonly Written[] } {
  const whole: Entity[] = [];
  const parts: Written[] = [];
  const note = (write: PropertyWrite): void => {
    const [first, key] = write.path;
    if (first !== name || write.path.length > 2) return;
    const frame = linker.openFrame(cls.file, write.fn);
    if (key === undefined) whole.push(...linker.evaluate(write.value, frame));
    else parts.push(...writingFrames(linker, write, frame).map((each) => ({ key, value: write.value, frame: each })));
  };
  for (const binding of cls.file.bindings) {
    if (binding.kind !== 'class' || binding.name !== cls.fact.name) continue;
    for (const write of binding.writes ?? []) note(write);
  }
  for (const fact of cls.file.functions) {
    if (fact.cls !== cls.cls || !fact.static) continue;
    for (const write of fact.thisWrites ?? []) note(write);
  }
  return { whole, parts };
}
