import type { CallFact, ParameterFact } from '../model/file-facts.ts';
import { noteCut } from './bounded.ts';
import { type Entity, type ExternalEntity, type OpenEntity, unknown } from './entity.ts';
import { elementsOf } from './collections.ts';
import { promisedTo } from './element-calls.ts';
import { says } from './evaluate.ts';
import { type Arguments, type Frame, frameOf } from './frame.ts';
import { limits } from './limits.ts';
import type { Linker } from './linker.ts';
import { stillOpen } from './members.ts';
import { signatureOfType } from './types.ts';

/** What a parameter is: its argument where the frame has one, else what type, injection and callers say. */
export function parameterOf(linker: Linker, frame: Frame, fn: number, index: number, rest: boolean): readonly Entity[] {
  const home = frameOf(frame, fn) ?? linker.openFrame(frame.file, fn);
  const fact = frame.file.functions[fn]?.parameters[index];
  if (!home.arguments) return openParameter(linker, home, index, fact);
  const given = argumentsFrom(linker, home.arguments, index, rest);
  if (given.some(says)) return betterKnown(linker, home, index, fact, given);
  const fallback = fact?.default ? linker.evaluate(fact.default, home) : [];
  if (fallback.some(says)) return [...given.filter((entity) => entity.is === 'open'), ...fallback];
  const declared = declaredParameter(linker, home, index, fact);
  if (declared.length > 0) return declared.map((entity) => stillOpen(entity, given.find((each) => each.is === 'open')));
  return given;
}

/** What another package's call gives, nobody knows: the type the parameter is written with says more. */
function betterKnown(
  linker: Linker,
  home: Frame,
  index: number,
  fact: ParameterFact | undefined,
  given: readonly Entity[],
): readonly Entity[] {
  if (!given.every((entity) => entity.is === 'external' && entity.from === 'call' && isUntold(linker, entity))) return given;
  const declared = declaredParameter(linker, home, index, fact);
  return declared.length > 0 ? declared : given;
}

/** No table says what the call gives. */
function isUntold(linker: Linker, { of }: ExternalEntity): boolean {
  return of === undefined || linker.names.returnOf(of, false) === undefined;
}

/** What a call hands over: of `f.call(self, a)` what stands behind `self`, of `f.apply(self, list)` the list. */
export function argumentsOf(linker: Linker, { callee, arguments: written }: CallFact, frame: Frame): Arguments {
  const how = callee.kind === 'member' && callee.of.kind !== 'super' ? callee.name : undefined;
  const plain = { written, frame };
  if (callee.kind !== 'member' || (how !== 'call' && how !== 'apply') || !linker.evaluate(callee.of, frame).some(({ is }) => is === 'function')) return plain;
  if (how === 'call') return { ...plain, skip: 1 };
  const [list] = argumentsFrom(linker, plain, 1, false);
  return { given: list?.is === 'list' ? list.items : [] };
}

/** The argument at an index; spreads are unfolded as far as they are known. */
export function argumentsFrom(linker: Linker, given: Arguments, index: number, rest: boolean): readonly Entity[] {
  if ('given' in given) {
    if (rest) return [{ is: 'list', items: given.given.slice(index), open: false }];
    return given.given[index] ?? [{ is: 'constant', value: undefined }];
  }
  const items: (readonly Entity[])[] = [];
  for (const argument of given.written.slice(given.skip ?? 0)) {
    if (!rest && items.length > index) break;
    if (argument.kind !== 'spread') {
      items.push(items.length < index && !rest ? [] : linker.evaluate(argument, given.frame));
      continue;
    }
    const [spread] = linker.evaluate(argument.of, given.frame);
    if (spread?.is !== 'list' || spread.open) return [unknown('computed at run time')];
    items.push(...spread.items);
  }
  if (rest) return [{ is: 'list', items: items.slice(index), open: false }];
  return items[index] ?? [{ is: 'constant', value: undefined }];
}

function openParameter(linker: Linker, home: Frame, index: number, fact: ParameterFact | undefined): readonly Entity[] {
  const open: OpenEntity = { is: 'open', on: 'parameter', file: home.file, fn: home.fn, index };
  const declared = declaredParameter(linker, home, index, fact);
  // `typeof Job`: a template looks at the classes that are given one by one.
  if (home.forks && declared.length > 0 && declared.every(({ is }) => is === 'class')) return [open];
  if (declared.length > 0 && !holdsFunctions(linker, declared, fact, home)) return declared.map((entity) => stillOpen(entity, open));
  const plugged = pluggedIn(linker, home, index);
  if (plugged) return [stillOpen(plugged, open)];
  const passed = passedTo(linker, home, index);
  if (passed.length > 0) return passed;
  if (home.forks) return [open];
  const fallback = fact?.default ? linker.evaluate(fact.default, home) : [];
  const flowing = fromCallers(linker, home, index, fact?.rest ?? false);
  const known = [...flowing, ...fallback].filter(says);
  return known.length > 0 ? known : declared.length > 0 ? declared : [open];
}

/** Of `steps: Step[]` the type only tells that it is a list, where `Step` is a function: which ones, the callers say. */
function holdsFunctions(linker: Linker, declared: readonly Entity[], fact: ParameterFact | undefined, { file }: Frame): boolean {
  const [element] = fact?.type?.arguments ?? [];
  const isEmptyList = declared.every((entity) => entity.is === 'list' && entity.items.every((item) => item.length === 0));
  return isEmptyList && element !== undefined && signatureOfType(linker, element, file) !== undefined;
}

function declaredParameter(linker: Linker, home: Frame, index: number, fact: ParameterFact | undefined): readonly Entity[] {
  if (!fact) return [];
  const declared = fact.type ? linker.entitiesOfType(fact.type, home.file) : [];
  const injected = linker.injected(fact.decorators ?? [], home, declared);
  if (injected.length > 0) return injected;
  return declared.length > 0 || fact.type ? declared : contextual(linker, home, index);
}

/** A function written for a type has the parameters of that type: `const worker: Worker = { handler: (message, db) => … }`. */
function contextual(linker: Linker, { file, fn }: Frame, index: number): readonly Entity[] {
  const type = file.functions[fn]?.contextType;
  const found = type && signatureOfType(linker, type, file);
  const parameter = found?.signature.parameters[index];
  if (found) return parameter ? linker.entitiesOfType(parameter, found.file) : [];
  return type ? ofLibraryType(linker, linker.entitiesOfType(type, file), index) : [];
}

/** `const send: Task = async (payload, helpers) => …`: what the table of the library says its functions are given. */
function ofLibraryType(linker: Linker, types: readonly Entity[], index: number): readonly Entity[] {
  return types.flatMap((type): readonly Entity[] => {
    if (type.is !== 'external' || (type.from !== 'type' && type.from !== 'member')) return [];
    const given = linker.names.shapeOf(type.package)?.callbacks?.[linker.names.typeOf(type)];
    return given?.[index] === undefined ? [] : [{ is: 'external', package: type.package, from: 'type', name: given[index] }];
  });
}

/** The parameter of a callback: what the call it is handed to gives it. */
function passedTo(linker: Linker, home: Frame, index: number): readonly Entity[] {
  const passed = home.file.functions[home.fn]?.passedTo;
  const call = passed && home.file.calls[passed.call];
  if (!call) return index === 0 ? promised(linker, home) : [];
  const frame = home.parent ?? linker.openFrame(home.file, call.fn);
  if (call.callee.kind === 'member') {
    const owners = linker.evaluate(call.callee.of, frame);
    if (owners.some((owner) => owner.is === 'list' || owner.is === 'record')) {
      // A template looks at one element at a time: the loop stays open.
      if (home.forks) return [];
      return index === (call.callee.name === 'reduce' ? 1 : 0) ? owners.flatMap((owner) => elementsOf(linker, owner, frame).flat()) : [];
    }
    const elements = ITERATIONS.has(call.callee.name) && index === 0 ? owners.flatMap((owner) => libraryElements(linker, owner, frame)) : [];
    if (elements.length > 0) return elements;
    // Promises are transparent: `then` hands on what it is called on.
    if (call.callee.name === 'then' && index === 0 && passed.path[0] === 0 && owners.some(says)) return owners;
  }
  const [callee] = linker.evaluate(call.callee, frame);
  if (callee?.is !== 'external' || callee.package === 'global') return [];
  const argument: ExternalEntity = {
    is: 'external',
    package: callee.package,
    from: 'argument',
    name: `${passed.path.map(String).join('.')}[${String(index)}]`,
    of: callee,
    call: { file: home.file, call: passed.call, frame },
  };
  return [argument];
}

function promised(linker: Linker, home: Frame): readonly Entity[] {
  const target = functionOrClass(linker, home);
  return target.is === 'function' ? promisedTo(linker, target).filter((entity) => entity.is === 'external') : [];
}

function pluggedIn(linker: Linker, { file, fn }: Frame, index: number): ExternalEntity | undefined {
  const fact = file.functions[fn];
  return fact && linker.pluginParameter(fact, index);
}

const ITERATIONS = new Set(['forEach', 'map', 'flatMap', 'filter', 'some', 'every', 'find']);

/** `batch.messages.map((message) => …)`: a list of which a library's table says what it holds. */
function libraryElements(linker: Linker, owner: Entity, { file }: Frame): readonly Entity[] {
  if (owner.is !== 'external') return [];
  const members = linker.names.shapeOf(owner.package)?.members;
  if (!members || !Object.hasOwn(members, `${linker.names.typeOf(owner)}.*`)) return [];
  return linker.memberOf(owner, '*', { file, frame: linker.openFrame(file, 0) });
}

let following = 0;

/** The arguments of a function's few callers. */
function fromCallers(linker: Linker, home: Frame, index: number, rest: boolean): readonly Entity[] {
  const fact = home.file.functions[home.fn];
  if (!fact || following >= 3) {
    noteCut();
    return [];
  }
  following += 1;
  try {
    const callers = linker.callersOf(functionOrClass(linker, home));
    if (callers.length > limits.fanIn) return [];
    return callers.flatMap((site) => {
      const call = site.file.calls[site.call];
      return call ? argumentsFrom(linker, argumentsOf(linker, call, site.frame), index, rest) : [];
    });
  } finally {
    following -= 1;
  }
}

function functionOrClass(linker: Linker, home: Frame): Parameters<Linker['callersOf']>[0] {
  const fact = home.file.functions[home.fn];
  const cls = fact?.kind === 'constructor' ? fact.cls : undefined;
  const clsFact = cls === undefined ? undefined : home.file.classes[cls];
  if (cls !== undefined && clsFact) {
    return { is: 'class', file: home.file, cls, fact: clsFact, frame: linker.openFrame(home.file, clsFact.fn) };
  }
  if (!fact) throw new Error(`no function ${String(home.fn)} in ${home.file.file}`);
  return { is: 'function', file: home.file, fn: home.fn, fact, frame: home };
}
