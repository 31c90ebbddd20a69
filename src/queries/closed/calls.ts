import { type CallReference, type ExternalEntity, type FunctionEntity, locationOf } from '../../link/entity.ts';
import { type Frame, makeFrame } from '../../link/frame.ts';
import { functionsOf } from '../../link/handler.ts';
import { isOf } from '../../link/library-calls.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { Broker } from '../../model/broker.ts';
import type { CallFact } from '../../model/file-facts.ts';
import type { Location } from '../../model/location.ts';
import type { Value } from '../../model/value.ts';
import { builtinKind, isDataMethod, isMutating } from './builtin.ts';
import { NOTHING } from '../../link/arguments/no-arguments.ts';
import { isOwnVariable, isPlain, rootOf } from './plain-data.ts';
import type { Walk } from './walk.ts';

/** Is everything known that a call leads to? Notes what it does. */
export function isClosedCall(walk: Walk, reference: CallReference): boolean {
  const { file, call, frame } = reference;
  const fact = file.calls[call];
  if (!fact || fact.kind === 'import' || fact.kind === 'super') return false;
  if (!callbacksOf(walk, fact, frame).every((callback) => isClosedFunction({ ...walk, repeated: true }, callback, frame))) return false;
  const entities = walk.model.linker.evaluate(fact.callee, frame);
  if (entities.length === 0) return isDataCall(walk, fact, frame);
  return entities.every((entity) => {
    if (entity.is === 'function') return walk.enter(walk, entity, activation(entity, fact, reference));
    if (entity.is === 'external') return isClosedLibraryCall(walk, entity, fact, frame, reference);
    return isDataCall(walk, fact, frame);
  });
}

/** The functions among the arguments, written there or named. */
function callbacksOf({ model }: Walk, { arguments: given }: CallFact, frame: Frame): readonly Value[] {
  return given.filter((argument): argument is Value => {
    if (argument.kind === 'function') return true;
    if (argument.kind !== 'binding' && argument.kind !== 'member' && argument.kind !== 'import') return false;
    return model.linker.evaluate(argument, frame).some(({ is }) => is === 'function');
  });
}

function activation({ file, fn, frame, self }: FunctionEntity, fact: CallFact, site: CallReference): Frame {
  return makeFrame({ file, fn, parent: frame, ...(self && { self: [self] }), arguments: { written: fact.arguments, frame: site.frame }, site });
}

/** The same of a function that something calls with values nobody knows. */
export function isClosedFunction(walk: Walk, value: Value, frame: Frame): boolean {
  const entities = walk.model.linker.evaluate(value, frame);
  return (
    entities.length > 0 &&
    entities.every((entity) => {
      if (entity.is === 'external') return isKnown(walk, entity, walk.model.linker.names.keyOf(entity, false));
      if (entity.is !== 'function') return false;
      const { file, fn, self } = entity;
      return walk.enter(walk, entity, makeFrame({ file, fn, parent: entity.frame, ...(self && { self: [self] }) }));
    })
  );
}

function isClosedLibraryCall(walk: Walk, callee: ExternalEntity, fact: CallFact, frame: Frame, reference: CallReference): boolean {
  const { model, work } = walk;
  const isNew = fact.kind === 'new';
  const key = model.linker.names.keyOf(callee, isNew);
  const at = placeOf(fact, frame);
  if (callee.from === 'call') return isClosedWrapper(walk, callee, fact, reference);
  const send = isNew ? undefined : senderOf(model, callee, key);
  if (send) {
    work.sends.push({ broker: send, key, library: { reference, callee }, at, repeated: walk.repeated });
    return true;
  }
  if (isAcknowledgement(model, callee, key)) return true;
  if (isLog(model, callee, key)) {
    work.logs.push(at);
    return true;
  }
  if (builtinKind(callee.package, key) === 'memory') noteMemory(walk, fact, frame);
  return isKnown(walk, callee, key) || isDataCall(walk, fact, frame);
}

/** `const traced = trace('name', work)`, then `traced(job)`: it does what it was given. */
function isClosedWrapper(walk: Walk, callee: ExternalEntity, fact: CallFact, reference: CallReference): boolean {
  const targets = functionsOf(walk.model.linker, [callee]);
  return targets.length > 0 && callee.of !== undefined && isKnown(walk, callee.of, walk.model.linker.names.keyOf(callee.of, false)) && targets.every((target) => walk.enter(walk, target, activation(target, fact, reference)));
}

function placeOf(fact: CallFact, { file }: Frame): Location {
  return locationOf(file, [fact.nameAt, fact.span[1]]);
}

function noteMemory({ work }: Walk, fact: CallFact, frame: Frame): void {
  if (fact.callee.kind === 'member' && isOwnVariable(fact.callee.of, frame)) return;
  work.memory.push(placeOf(fact, frame));
}

/** A method of plain data. */
function isDataCall(walk: Walk, fact: CallFact, frame: Frame): boolean {
  const { callee } = fact;
  if (callee.kind !== 'member' || !isDataMethod(callee.name) || !isPlain(walk, callee.of, frame)) return false;
  const root = rootOf(callee.of);
  if (isMutating(callee.name) && (root.kind === 'this' || root.kind === 'binding')) noteMemory(walk, fact, frame);
  return true;
}

function isKnown(walk: Walk, callee: ExternalEntity, key: string): boolean {
  const { effects } = walk.model.flows;
  if (callee.from === 'call') return false;
  if (builtinKind(callee.package, key) !== undefined) return true;
  if (callee.package === 'global') return false;
  const effect = effects.effectOf(callee.package, key, callee.name, NOTHING);
  return effect?.kind === 'observability' || (effect?.class === 'pure' && effect.kind === 'computation' && !handsOn(walk, callee));
}

/** `clone(job).run()`: what a function of values gives may be what it was given. */
function handsOn(walk: Walk, callee: ExternalEntity): boolean {
  for (let at = callee.of; at; at = at.of) {
    const { call } = at;
    const given = call?.file.calls[call.call]?.arguments ?? [];
    if (call && !given.every((argument) => argument.kind !== 'spread' && isPlain(walk, argument, call.frame))) return true;
  }
  return false;
}

function isLog({ flows }: ProjectModel, callee: ExternalEntity, key: string): boolean {
  if (builtinKind(callee.package, key) === 'log') return true;
  return callee.package !== 'global' && flows.effects.effectOf(callee.package, key, callee.name, NOTHING)?.kind === 'observability';
}

function senderOf({ flows }: ProjectModel, callee: ExternalEntity, key: string): Broker | undefined {
  return flows.producers.get(key)?.find(({ broker }) => isOf(broker, callee))?.broker;
}

function isAcknowledgement({ flows }: ProjectModel, callee: ExternalEntity, key: string): boolean {
  return flows.settlements.get(key)?.some(({ broker, pattern }) => pattern.settles === 'ack' && isOf(broker, callee)) ?? false;
}

/** Does a call give nothing but what sending or logging gives? */
export function saysNothing(model: ProjectModel, call: CallFact, frame: Frame): boolean {
  const entities = model.linker.evaluate(call.callee, frame);
  return entities.every((entity) => {
    if (entity.is !== 'external') return false;
    const key = model.linker.names.keyOf(entity, false);
    return senderOf(model, entity, key) !== undefined || isLog(model, entity, key);
  });
}
