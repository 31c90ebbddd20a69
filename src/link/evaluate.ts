import { posix } from 'node:path';
import type { BindingFact, FileFacts } from '../model/file-facts.ts';
import type { ArrayValue, ChoiceValue, EachValue, TemplateValue, Value } from '../model/value.ts';
import { type Entity, locationOf, type OpenEntity, text, type TextEntity, unknown } from './entity.ts';
import { bounded, boundMet, inProgress, noteCut, placeInProgress, recalled, remembering } from './bounded.ts';
import { anyMember, eachElements, keyText } from './collections.ts';
import { cutAt } from './cuts.ts';
import { distinct } from './distinct.ts';
import { firstElements } from './elements.ts';
import { type Frame, frameOf, loopKey, selfOf } from './frame.ts';
import { limits } from './limits.ts';
import type { Linker } from './linker.ts';
import { saidByType } from './said-by-type.ts';
import { memoised } from './memoised.ts';
import { truthOf } from './ruled-out.ts';
import { writingFrames, type Written } from './writes.ts';

/** What a value is in a frame; remembered by the frame. A value that depends on itself adds nothing to itself. */
export function evaluate(linker: Linker, value: Value, within: Frame): readonly Entity[] {
  // What is imported is the same wherever in a file.
  const frame = value.kind === 'import' ? linker.openFrame(within.file, 0) : within;
  const known = frame.memo.get(value);
  if (known) return whatIsKnown(known);
  frame.memo.set(value, inProgress());
  return remembering(
    () => bounded(() => distinct(evaluateNew(linker, value, frame), frame)) ?? tooDeep(frame),
    (entities) => frame.memo.set(value, entities),
    () => frame.memo.delete(value),
    isOpen,
  );
}

/** What stands for a value that is not looked at any more. */
export function tooDeep({ file, fn }: Frame): readonly Entity[] {
  const reason = boundMet();
  if (reason !== undefined) cutAt(file, fn, reason);
  return [unknown('too deep')];
}

function whatIsKnown(known: readonly Entity[]): readonly Entity[] {
  const place = placeInProgress(known);
  if (place !== undefined) noteCut(place);
  return recalled(known);
}

/** What only callers know, whom a circle may have hidden. */
function isOpen(entities: readonly Entity[]): boolean {
  return entities.length > 0 && entities.every((entity) => entity.is === 'open' && entity.on === 'parameter');
}

function evaluateNew(linker: Linker, value: Value, frame: Frame): readonly Entity[] {
  switch (value.kind) {
    case 'literal':
      return [typeof value.value === 'string' ? text(value.value) : { is: 'constant', value: value.value }];
    case 'undefined':
      return [{ is: 'constant', value: undefined }];
    case 'template':
      return [templateText(linker, value, frame)];
    case 'binding':
      return bindingEntities(linker, value.binding, frame);
    case 'import':
      return linker.imported(frame.file, value.from, value.name);
    case 'global':
      return linker.globalOf(value.name) ?? [globalEntity(value.name, frame.file)];
    case 'parameter':
      return linker.parameterOf(frame, value.fn, value.index, value.rest);
    case 'this':
    case 'super':
      return selfOf(frame) ?? ownerOf(linker, frame) ?? [unknown('computed at run time')];
    case 'member':
      if (value.of.kind === 'super') return linker.superMember(value.name, frame);
      if (value.of.kind === 'this') {
        const written = writtenByCall(value.name, frame).flatMap((each) => evaluate(linker, each.value, each.frame));
        if (written.some(says)) return written;
      }
      return bound(linker, value.name, evaluate(linker, value.of, frame).flatMap((entity) => linker.memberOf(entity, value.name, { file: frame.file, frame })));
    case 'element':
      return elementOf(linker, value.of, value.key, frame);
    case 'object':
      return [{ is: 'object', value, frame }];
    case 'array':
      return [listOf(linker, value, frame)];
    case 'function':
      return functionEntity(frame, value.fn);
    case 'class':
      return classEntity(frame, value.cls);
    case 'call':
      return linker.resultOf({ file: frame.file, call: value.call, frame });
    case 'env':
      return [{ is: 'setting', source: 'env', name: value.name }];
    case 'choice':
      return chosen(linker, value, frame);
    case 'each':
      return eachOf(linker, value, frame);
    case 'rest':
      return evaluate(linker, value.of, frame);
    case 'operation':
      return value.op === '+' && value.of.some((part) => evaluate(linker, part, frame).some(({ is }) => is === 'text'))
        ? [templateText(linker, { kind: 'template', parts: value.of }, frame)]
        : [unknown('computed at run time')];
    case 'caught':
      return [unknown('computed at run time')];
    case 'unknown':
      return [unknown(value.why, locationOf(frame.file, value.span))];
  }
}

/** `this` in a method of an object literal, whoever calls it. */
function ownerOf(linker: Linker, frame: Frame): readonly Entity[] | undefined {
  for (let at: Frame | undefined = frame; at; at = at.parent) {
    const fact = at.file.functions[at.fn];
    if (fact?.kind !== 'arrow') return fact?.owner && linker.evaluate(fact.owner, at.parent ?? linker.openFrame(at.file, 0));
  }
  return undefined;
}

function globalEntity(name: string, facts: FileFacts): Entity {
  const { file } = facts;
  if (name === 'exports') return { is: 'module', file: facts };
  if (name === '__dirname') return text(posix.dirname(file));
  if (name === '__filename') return text(file);
  return { is: 'external', package: 'global', from: 'export', name };
}

function functionEntity(frame: Frame, fn: number): readonly Entity[] {
  const fact = frame.file.functions[fn];
  return fact ? [{ is: 'function', file: frame.file, fn, fact, frame }] : [];
}

function classEntity(frame: Frame, cls: number): readonly Entity[] {
  const fact = frame.file.classes[cls];
  return fact ? [{ is: 'class', file: frame.file, cls, fact, frame }] : [];
}

/** `open(name) { this.queue = new Queue(name); return this.queue; }`: what the call at hand puts there, not what any other did. */
function writtenByCall(name: string, frame: Frame): readonly { readonly value: Value; readonly frame: Frame }[] {
  for (let at: Frame | undefined = frame; at; at = at.parent) {
    const home = at;
    const fact = home.file.functions[home.fn];
    const writes = home.arguments && fact?.kind === 'method' ? (fact.thisWrites ?? []).filter(({ path }) => path[0] === name) : [];
    // What is filled piece by piece is more than what it began as.
    if (writes.some(({ path }) => path.length > 1)) return [];
    if (writes.length > 0) return writes.map(({ value }) => ({ value, frame: home }));
    if (fact?.kind !== 'arrow') return [];
  }
  return [];
}

/** Text with holes: a part of many possibilities is a hole as well. */
function templateText(linker: Linker, { parts }: TemplateValue, frame: Frame): TextEntity {
  const read: TextEntity['parts'][number][] = [];
  for (const part of parts) {
    const entities = evaluate(linker, part, frame);
    const [only] = entities;
    if (entities.length === 1 && only?.is === 'text') read.push(...only.parts);
    else if (entities.length === 1 && only?.is === 'constant') read.push(String(only.value));
    else read.push(entities.find(isHole) ?? onlyText(entities) ?? unknown('computed at run time'));
  }
  return { is: 'text', parts: joined(read) };
}

function isHole(entity: Entity): entity is OpenEntity | Extract<Entity, { is: 'setting' }> {
  return entity.is === 'open' || entity.is === 'setting';
}

function onlyText(entities: readonly Entity[]): string | undefined {
  const texts = entities.filter((entity) => entity.is === 'text');
  const [only] = texts;
  return texts.length === 1 && only?.parts.length === 1 && typeof only.parts[0] === 'string' ? only.parts[0] : undefined;
}

function joined(parts: readonly TextEntity['parts'][number][]): TextEntity['parts'] {
  const out: TextEntity['parts'][number][] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (typeof part === 'string' && typeof last === 'string') out[out.length - 1] = last + part;
    else out.push(part);
  }
  return out;
}

/** A variable is everything that is assigned to it; what is written into it later belongs to it as well. */
function bindingEntities(linker: Linker, binding: number, frame: Frame): readonly Entity[] {
  const fact = frame.file.bindings[binding];
  if (!fact) return [];
  const home = frameOf(frame, fact.fn) ?? linker.openFrame(frame.file, fact.fn);
  const known = home.variables.get(binding);
  if (known) return whatIsKnown(known);
  home.variables.set(binding, inProgress());
  return remembering(
    () => variableEntities(linker, fact, home),
    (entities) => home.variables.set(binding, entities),
    () => home.variables.delete(binding),
    isOpen,
  );
}

function variableEntities(linker: Linker, fact: BindingFact, home: Frame): readonly Entity[] {
  const entities = fact.values.flatMap((value) => evaluate(linker, value, home));
  const writes = (fact.writes ?? []).flatMap((write): Written[] => {
    const { path, value, fn } = write;
    const [key] = path;
    if (key === undefined || path.length > 1) return [];
    const writer = frameOf(home, fn) ?? linker.openFrame(home.file, fn);
    return writingFrames(linker, write, writer).map((each) => ({ key, value, frame: each }));
  });
  return typed(
    linker,
    entities.map((entity) => withWritten(linker, entity, writes)),
    fact,
    home,
  );
}

/** Where the values say nothing, the declared type may. */
function typed(linker: Linker, entities: readonly Entity[], fact: BindingFact, { file, forks }: Frame): readonly Entity[] {
  if (!fact.type) return entities;
  if (entities.some(says)) return saidByType(linker, entities, fact.type, file) ?? entities;
  const declared = linker.entitiesOfType(fact.type, file).filter(says);
  // `typeof Job`: which class it is, only the callers say.
  if (forks && entities.some(({ is }) => is === 'open') && declared.every(({ is }) => is === 'class')) return entities;
  return declared.length > 0 ? declared : entities;
}

export function says(entity: Entity): boolean {
  if (entity.is === 'unknown' || entity.is === 'open') return false;
  return entity.is !== 'constant' || (entity.value !== undefined && entity.value !== null);
}

/** An object, list or map together with what is put into it later. */
export function withWritten(linker: Linker, entity: Entity, written: readonly Written[]): Entity {
  if (written.length === 0) return entity;
  if (entity.is === 'object') return { ...entity, writes: [...(entity.writes ?? []), ...written] };
  if (entity.is === 'list') {
    const added = written.map(({ value, frame }) => linker.evaluate(value, frame));
    return { ...entity, items: firstElements([...entity.items, ...added], written[0]?.frame) };
  }
  if (entity.is !== 'record' && !(entity.is === 'external' && entity.from === 'new' && entity.of?.name === 'Map')) return entity;
  const entries = written.map(
    ({ key, value, frame }) => [keyText(linker, key, frame) ?? '*', linker.evaluate(value, frame)] as const,
  );
  return { is: 'record', entries: [...(entity.is === 'record' ? entity.entries : []), ...entries] };
}

function listOf(linker: Linker, { elements }: ArrayValue, frame: Frame): Entity {
  const items: (readonly Entity[])[] = [];
  let open = elements.length > limits.elements;
  for (const element of firstElements(elements, frame)) {
    if (element.kind !== 'spread') {
      items.push(evaluate(linker, element, frame));
      continue;
    }
    for (const entity of evaluate(linker, element.of, frame)) {
      if (entity.is === 'list') {
        items.push(...entity.items);
        open ||= entity.open;
      } else if (says(entity) || entity.is !== 'constant') open = true;
    }
  }
  return { is: 'list', items: firstElements(items, frame), open };
}

/** `of[key]`: the member where the key is known, else any member. */
function elementOf(linker: Linker, of: Value, key: Value, frame: Frame): readonly Entity[] {
  const own = memoised(linker, of, key, frame).filter(says);
  if (own.length > 0) return own;
  const keys = evaluate(linker, key, frame);
  const owners = evaluate(linker, of, frame);
  const names = keys.flatMap((entity) => {
    if (entity.is === 'text' && entity.parts.length === 1 && typeof entity.parts[0] === 'string') return [entity.parts[0]];
    return entity.is === 'constant' && typeof entity.value === 'number' ? [String(entity.value)] : [];
  });
  if (names.length > 0 && names.length === keys.length) {
    return owners.flatMap((owner) => names.flatMap((name) => linker.memberOf(owner, name, { file: frame.file, frame })));
  }
  const openKey = keys.find((entity) => entity.is === 'open' && entity.on === 'each');
  if (openKey) return [openKey];
  return owners.flatMap((owner) => anyMember(linker, owner, frame));
}

/** `env.ORDERS`, where nothing else is known of it: what the platform binds to that name. */
function bound({ bindings }: Linker, name: string, found: readonly Entity[]): readonly Entity[] {
  const binding = bindings?.get(name);
  if (!binding) return found;
  const isTold = found.some((entity) => entity.is !== 'open' && entity.is !== 'unknown' && !(entity.is === 'external' && binding.platform.includes(entity.package)));
  return isTold ? found : [binding.client];
}

function chosen(linker: Linker, { of, op, condition }: ChoiceValue, frame: Frame): readonly Entity[] {
  if (op === '?:') {
    const holds = condition && truthOf(linker, condition, frame);
    return (holds === undefined ? of : of.slice(holds ? 0 : 1, holds ? 1 : 2)).flatMap((value) => evaluate(linker, value, frame));
  }
  // Of `a && b` the right side is the value that matters; the left only says whether there is one.
  const relevant = op === '&&' ? of.slice(-1) : of;
  const entities = relevant.flatMap((value) => evaluate(linker, value, frame));
  const real = entities.filter((entity) => entity.is !== 'constant' || (entity.value !== undefined && entity.value !== null));
  return real.length > 0 ? real : entities;
}

function eachOf(linker: Linker, value: EachValue, frame: Frame): readonly Entity[] {
  let key: string | undefined;
  for (let at: Frame | undefined = frame; at; at = at.parent) {
    const pick = at.picks?.get((key ??= loopKey(frame.file, value)));
    if (pick) return pick;
  }
  if (frame.forks) return [{ is: 'open', on: 'each', value, frame }];
  return eachElements(linker, value, frame).flat();
}
