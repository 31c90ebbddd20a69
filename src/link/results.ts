import type { CallFact, FunctionFact } from '../model/file-facts.ts';
import { noteCut } from './bounded.ts';
import { collectionResult, globalResult } from './builtins.ts';
import { cutAt, isBeyond, nameOf } from './cuts.ts';
import { declaredReturn } from './declared-return.ts';
import { type CallReference, type Entity, type ExternalEntity, type FunctionEntity, plainText, unknown } from './entity.ts';
import { distinct } from './distinct.ts';
import { says } from './evaluate.ts';
import type { ExternalNames } from './external.ts';
import { type Arguments, type Frame, makeFrame } from './frame.ts';
import { limits } from './limits.ts';
import type { Linker } from './linker.ts';
import { memoised } from './memoised.ts';
import { argumentsFrom } from './parameters.ts';
import { saidByType } from './said-by-type.ts';

/** What calling gives: for each callee its result. */
export function resultOf(linker: Linker, names: ExternalNames, reference: CallReference): readonly Entity[] {
  const call = reference.file.calls[reference.call];
  if (!call) return [];
  const builtin = builtinResult(linker, call, reference);
  if (builtin) return builtin;
  const callees = linker.evaluate(call.callee, reference.frame);
  return callees.flatMap((callee) => calleeResult(linker, names, callee, call, reference));
}

/** `xs.map(f)`, `f.bind(x)`: methods of values of the language itself. */
function builtinResult(linker: Linker, call: CallFact, reference: CallReference): readonly Entity[] | undefined {
  const { callee } = call;
  if (callee.kind !== 'member' || callee.of.kind === 'super') return undefined;
  const [first] = call.arguments;
  if (callee.name === 'get' && first && first.kind !== 'spread') {
    const own = memoised(linker, callee.of, first, reference.frame).filter(says);
    if (own.length > 0) return own;
  }
  const owners = linker.evaluate(callee.of, reference.frame);
  const results = owners.map((owner) => methodResult(linker, owner, callee.name, call, reference));
  return results.some((result) => result !== undefined) ? results.flatMap((result) => result ?? []) : undefined;
}

/** Methods of a text, or of the `URL` made of one, that give it again, but for what names do not differ by. */
const SAME_TEXT = new Set(['toString', 'valueOf', 'trim']);

function methodResult(
  linker: Linker,
  owner: Entity,
  name: string,
  call: CallFact,
  reference: CallReference,
): readonly Entity[] | undefined {
  if (owner.is === 'list' || owner.is === 'record') return collectionResult(linker, owner, name, reference);
  if (owner.is === 'function') return functionMethod(linker, owner, name, call, reference);
  if (owner.is === 'setting' || owner.is === 'text') return SAME_TEXT.has(name) ? [owner] : undefined;
  // Promises are transparent: `.catch(f)` and `.finally(f)` give what they are asked of.
  if (name === 'catch' || name === 'finally') return owner.is === 'external' ? [owner] : undefined;
  if (name === 'then' && owner.is === 'external' && owner.package !== 'global') return thenResult(linker, owner, call, reference);
  return undefined;
}

function thenResult(linker: Linker, owner: Entity, call: CallFact, reference: CallReference): readonly Entity[] | undefined {
  const [first] = call.arguments;
  if (!first || first.kind === 'spread') return [owner];
  const callbacks = linker.evaluate(first, reference.frame).filter((entity) => entity.is === 'function');
  if (callbacks.length === 0) return undefined;
  return callbacks.flatMap((callback) => linker.returnOf(callback, { given: [[owner]] }, reference));
}

function functionMethod(
  linker: Linker,
  owner: FunctionEntity,
  name: string,
  call: CallFact,
  reference: CallReference,
): readonly Entity[] | undefined {
  if (name !== 'bind' && name !== 'call' && name !== 'apply') return undefined;
  const written: Arguments = { written: call.arguments, frame: reference.frame };
  const [self] = argumentsFrom(linker, written, 0, false);
  const target: FunctionEntity = self && says(self) && !owner.self ? { ...owner, self } : owner;
  if (name === 'call') return linker.returnOf(target, { ...written, skip: 1 }, reference);
  if (name === 'apply') {
    const [list] = argumentsFrom(linker, written, 1, false);
    return linker.returnOf(target, { given: list?.is === 'list' ? list.items : [] }, reference);
  }
  const bound = call.arguments.slice(1).map((argument) => (argument.kind === 'spread' ? [] : linker.evaluate(argument, reference.frame)));
  return [bound.length > 0 ? { ...target, bound } : target];
}

function calleeResult(
  linker: Linker,
  names: ExternalNames,
  callee: Entity,
  call: CallFact,
  reference: CallReference,
): readonly Entity[] {
  switch (callee.is) {
    case 'function':
      return linker.returnOf(callee, { written: call.arguments, frame: reference.frame }, reference);
    case 'class':
      return call.kind === 'new'
        ? [
            {
              is: 'instance',
              of: callee,
              construction: { arguments: { written: call.arguments, frame: reference.frame }, site: reference },
              exact: true,
            },
          ]
        : [];
    case 'external':
      return externalResult(linker, names, callee, call, reference);
    case 'open':
      return [callee];
    default:
      return [unknown('computed at run time')];
  }
}

function externalResult(
  linker: Linker,
  names: ExternalNames,
  callee: ExternalEntity,
  call: CallFact,
  reference: CallReference,
): readonly Entity[] {
  if (callee.package === 'global' || callee.package.startsWith('node:') || callee.package === 'fs-extra') {
    const known = globalResult(linker, names.keyOf(callee, call.kind === 'new'), reference);
    if (known) return known;
  }
  const isNew = call.kind === 'new' || call.kind === 'super';
  const result: ExternalEntity = {
    is: 'external',
    package: callee.package,
    from: isNew ? 'new' : 'call',
    name: '',
    of: callee,
    call: reference,
    ...(callee.self && { self: callee.self }),
    ...(callee.open && { open: callee.open }),
  };
  return declaredReturn(linker, names.returnOf(callee, isNew), result) ?? [result];
}

const INWARDS = `what this returns where calls lie more than ${String(limits.frames)} inside each other`;

/** What a function of the project returns when called with these arguments. */
export function returnOf(linker: Linker, target: FunctionEntity, given: Arguments, site: CallReference): readonly Entity[] {
  if (isBeyond(site.frame.depth, limits.frames, target.file, target.fn, INWARDS)) {
    noteCut();
    return [unknown('too deep')];
  }
  const frame = site.frame.forks ? activation(target, withBound(linker, target, given), site) : sharedActivation(linker, target, given, site);
  return returned(linker, target, frame);
}

function activation(target: FunctionEntity, given: Arguments, site: CallReference): Frame {
  const self = target.self && { self: [target.self] };
  return makeFrame({ file: target.file, fn: target.fn, parent: target.frame, ...self, arguments: given, site });
}

interface Activations {
  readonly frames: Map<string, Frame>;
  /** How many of each function there are. */
  readonly counts: Map<FunctionFact, number>;
}

const activations = new WeakMap<Linker, Activations>();

/**
 * Calls of one function with the same arguments share a frame, and so what is known of it. Of a function that is called
 * in more ways than anybody would write, such as a parser that calls itself, the others share the frame that stands for
 * any call.
 */
function sharedActivation(linker: Linker, target: FunctionEntity, given: Arguments, site: CallReference): Frame {
  const { parameters } = target.fact;
  const whole = withBound(linker, target, given);
  const entities = parameters.map(({ rest }, index) => argumentsFrom(linker, whole, index, rest));
  const key = [
    `${target.file.file}#${String(target.fn)}@${String(target.frame.id)}`,
    target.self ? idOf(target.self) : '',
    ...entities.map((each) => each.map(idOf).join(',')),
  ].join('|');
  let known = activations.get(linker);
  if (!known) activations.set(linker, (known = { frames: new Map(), counts: new Map() }));
  const before = known.frames.get(key);
  if (before) return before;
  const count = known.counts.get(target.fact) ?? 0;
  if (count >= limits.activations) {
    cutAt(target.file, target.fn, `${nameOf(target.file, target.fn)} is called in more than ${String(limits.activations)} ways: the others are taken for one`);
    return linker.openFrame(target.file, target.fn);
  }
  const frame = activation(target, { given: entities }, site);
  known.frames.set(key, frame);
  known.counts.set(target.fact, count + 1);
  return frame;
}

const ids = new WeakMap<Entity, number>();
let lastId = 0;

/** What is known to be the same thing has the same id; texts and constants by their value. */
function idOf(entity: Entity): string {
  if (entity.is === 'constant') return String(entity.value);
  const text = plainText(entity);
  if (text !== undefined) return JSON.stringify(text);
  if (entity.is === 'unknown') return '?';
  let id = ids.get(entity);
  if (id === undefined) ids.set(entity, (id = lastId += 1));
  return `#${String(id)}`;
}

export function withBound(linker: Linker, { bound }: FunctionEntity, given: Arguments): Arguments {
  if (!bound || bound.length === 0) return given;
  const [rest] = argumentsFrom(linker, given, 0, true);
  return { given: [...bound, ...(rest?.is === 'list' ? rest.items : [])] };
}

export function evaluateReturns(linker: Linker, target: FunctionEntity): readonly Entity[] {
  const frame = makeFrame({
    file: target.file,
    fn: target.fn,
    parent: target.frame,
    ...(target.self && { self: [target.self] }),
    forks: target.frame.forks,
  });
  return returned(linker, target, frame);
}

function returned(linker: Linker, { fact, file }: FunctionEntity, frame: ReturnType<typeof makeFrame>): readonly Entity[] {
  const values = fact.generator ? [] : distinct(fact.returns.flatMap((value) => linker.evaluate(value, frame)), frame);
  if (values.some((entity) => says(entity) || entity.is === 'open')) return saidByType(linker, values, fact.returnType, file) ?? values;
  const declared = fact.returnType ? linker.entitiesOfType(fact.returnType, file) : [];
  if (declared.length > 0) return declared;
  return values.length > 0 ? values : [{ is: 'constant', value: undefined }];
}
