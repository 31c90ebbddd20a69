import { superCallIn } from './super-call.ts';
import type { CallFact } from '../model/file-facts.ts';
import type { Slot } from '../model/broker.ts';
import { indexCalls } from './callers.ts';
import { isBeyond } from './cuts.ts';
import { type CallReference, type Entity, type ExternalEntity, type InstanceEntity, text } from './entity.ts';
import { says } from './evaluate.ts';
import type { Frame } from './frame.ts';
import { constructorFrame } from './instances.ts';
import { BASES, limits } from './limits.ts';
import type { Linker } from './linker.ts';
import { argumentsFrom } from './parameters.ts';

/** A call of a library, as its table sees it: the call and what is called. */
export interface LibraryCall {
  readonly reference: CallReference;
  readonly callee: ExternalEntity;
}

/** Reads a place of a library call: see `Slot`. */
export function slotOf(linker: Linker, call: LibraryCall, slot: Slot): readonly Entity[] {
  if (slot.startsWith('=')) return [text(slot.slice(1))];
  const [first = '', ...path] = slot.split('.');
  if (first.includes('|')) {
    for (const option of first.split('|')) {
      const entities = slotOf(linker, call, [option, ...path].join('.'));
      if (entities.some((entity) => entity.is === 'object' || entity.is === 'open')) return entities;
    }
    return [];
  }
  if (first === 'receiver' && call.callee.of?.binding !== undefined && path.length === 0) return [{ is: 'setting', source: 'env', name: call.callee.of.binding }];
  if (first === 'receiver') return call.callee.of ? membersAt(linker, [call.callee.of], path, call.reference.frame) : [];
  if (first === 'maker') return makerSlot(linker, call.callee.of ?? call.callee, path.join('.'));
  if (first === 'sibling') return siblingSlot(linker, call, path);
  if (first.startsWith('after:')) return argumentAfter(linker, call.reference, first.slice('after:'.length));
  if (first === 'chain') return chainSlot(linker, call, path);
  return membersAt(linker, argumentAt(linker, call.reference, first), path, call.reference.frame);
}

/** The first slot that says something; what an open one waits for otherwise. */
export function firstSlot(linker: Linker, call: LibraryCall, slots: readonly Slot[]): readonly Entity[] {
  let open: readonly Entity[] = [];
  for (const slot of slots) {
    const entities = slotOf(linker, call, slot);
    if (entities.some(says)) return entities;
    if (open.length === 0) open = entities.filter((entity) => entity.is === 'open' || entity.is === 'unknown');
  }
  return open;
}

function argumentAt(linker: Linker, { file, call, frame }: CallReference, at: string): readonly Entity[] {
  const written = file.calls[call]?.arguments ?? [];
  const index = at === 'last' ? written.length - 1 : Number(at);
  return index >= 0 && index < written.length + 1 ? argumentsFrom(linker, { written, frame }, index, false) : [];
}

/** The argument behind a word: `xreadgroup('GROUP', group, consumer, 'STREAMS', key, '>')`. */
function argumentAfter(linker: Linker, { file, call, frame }: CallReference, word: string): readonly Entity[] {
  const written = file.calls[call]?.arguments ?? [];
  const at = written.findIndex((each) => each.kind === 'literal' && String(each.value).toUpperCase() === word);
  return at < 0 ? [] : argumentsFrom(linker, { written, frame }, at + 1, false);
}

function membersAt(linker: Linker, entities: readonly Entity[], path: readonly string[], frame: Frame): readonly Entity[] {
  return path.reduce(
    (at, name) => at.flatMap((entity) => linker.memberOf(entity, name, { file: frame.file, frame })),
    entities,
  );
}

/** The call, `new` or decorator that made the receiver. */
export function makerOf(linker: Linker, entity: ExternalEntity | undefined): LibraryCall | readonly Entity[] {
  for (let at = entity; at; at = at.of) {
    if (at.by?.call && at.by.of) return { reference: at.by.call, callee: at.by.of };
    if (at.self?.is === 'instance' && at.from === 'type') return superCall(linker, at.self) ?? openOf(at);
    if ((at.from === 'new' || at.from === 'call') && at.call && at.of) return { reference: at.call, callee: at.of };
    if (at.from === 'type') return openOf(at);
  }
  return [];
}

function openOf(entity: ExternalEntity): readonly Entity[] {
  return entity.open ? [entity.open] : [];
}

/** An object of a project class that extends the library's class: what `super(…)` is given. */
function superCall(linker: Linker, instance: InstanceEntity): LibraryCall | undefined {
  for (let cls = instance.of, depth = 0; !isBeyond(depth, limits.bases, cls.file, cls.fact.fn, BASES); depth += 1) {
    const base = linker.baseOf(cls)[0];
    const fn = cls.fact.constructedBy;
    const call = fn === undefined ? undefined : superCallIn(cls.file, fn)?.call;
    if (base?.is === 'external') {
      const frame = constructorFrame(linker, instance, cls, false);
      if (call !== undefined && frame) return { reference: { file: cls.file, call, frame }, callee: base };
      return instance.construction && { reference: instance.construction.site, callee: base };
    }
    if (base?.is !== 'class') return undefined;
    cls = base;
  }
  return undefined;
}

export function makerSlot(linker: Linker, entity: ExternalEntity, slot: Slot): readonly Entity[] {
  const maker = makerOf(linker, entity);
  return 'reference' in maker ? slotOf(linker, maker, slot) : maker;
}

/** The last call of this name in the chain that made the receiver. */
function chainSlot(linker: Linker, { callee }: LibraryCall, [method = '', ...path]: readonly string[]): readonly Entity[] {
  for (let at = callee.of; at; at = at.of) {
    if (at.from !== 'call' || !at.call || at.of?.name !== method) continue;
    return slotOf(linker, { reference: at.call, callee: at.of }, path.join('.'));
  }
  return callee.of ? openOf(callee.of) : [];
}

/** Other calls of this name on the same receiver, anywhere in the project. */
function siblingSlot(linker: Linker, call: LibraryCall, [method = '', ...path]: readonly string[]): readonly Entity[] {
  const own = makerOf(linker, call.callee.of);
  if (!('reference' in own)) return own;
  const found: Entity[] = [];
  for (const site of indexCalls(linker).get(method)) {
    const fact: CallFact | undefined = site.file.calls[site.call];
    if (!fact) continue;
    const sameFrame = site.file === call.reference.file && fact.fn === call.reference.frame.fn;
    const frame = sameFrame ? call.reference.frame : linker.openFrame(site.file, fact.fn);
    for (const callee of linker.evaluate(fact.callee, frame)) {
      if (callee.is !== 'external' || callee.from !== 'member') continue;
      const maker = makerOf(linker, callee.of);
      if (!('reference' in maker) || !isSameCall(maker.reference, own.reference)) continue;
      found.push(...slotOf(linker, { reference: { ...site, frame }, callee }, path.join('.')));
    }
  }
  return found;
}

function isSameCall(a: CallReference, b: CallReference): boolean {
  return a.file === b.file && a.call === b.call;
}
