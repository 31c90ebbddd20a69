import type { CallArguments, EffectReader } from '../model/effect.ts';
import type { CallFact } from '../model/file-facts.ts';
import type { Argument, Property, Value } from '../model/value.ts';
import type { CallReference, Entity } from './entity.ts';
import { keysOf } from './collections.ts';
import { type Frame, frameOf } from './frame.ts';
import type { Linker } from './linker.ts';
import { argumentsFrom } from './parameters.ts';

/** Depth to which the parts of an argument are looked at. */
const DEEPEST = 8;

/** A call's arguments as the effect tables want to see them. */
export function callArguments(linker: Linker, effects: EffectReader, reference: CallReference): CallArguments {
  const { file, call, frame } = reference;
  const fact = file.calls[call];
  const written = fact?.arguments ?? [];

  const argument = (at: number | string): Argument | undefined => (at === 'last' ? written.at(-1) : written[Number(at)]);
  const entities = (at: number | string, path?: string): readonly Entity[] => {
    const index = at === 'last' ? written.length - 1 : Number(at);
    const found = index < 0 ? [] : argumentsFrom(linker, { written, frame }, index, false);
    return membersAt(linker, found, path, frame);
  };
  const valueAt = (at: number | string, path?: string): Value | undefined => {
    const start = typeof at === 'string' && at.startsWith('chain:') ? chainedArgument(reference, at.slice('chain:'.length)) : argument(at);
    return start && start.kind !== 'spread' ? memberValue(file.bindings, start, path) : undefined;
  };

  return {
    text: (at, path) => textOf(entities(at, path)) ?? writtenText(linker, valueAt(at, path), frame),
    literal: (at, path) => literalOf(entities(at, path)),
    has: (at, path) => isThere(entities(at, plainPath(path))),
    lacks: (at, path) => isMissing(entities(at), path, linker, frame),
    given: (at) => argument(at) !== undefined,
    keys: (at, path) => deepKeys(linker, entities(at, path), 0),
    isRandom: (at, path) => {
      const value = valueAt(at, path === undefined ? undefined : plainPath(path));
      return value !== undefined && isRandom(linker, effects, value, frame);
    },
    written: (at, path) => sourceOf(linker, valueAt(at, path), frame, 0),
    chain: chained(reference).map(chainedName),
    tokens: written.flatMap((each) => (each.kind === 'literal' && typeof each.value === 'string' ? [each.value] : [])),
    hasHeader: (names) => headerIn(linker, effects, written, names, frame),
    isLoaded: (at) => {
      const value = at === 'receiver' ? receiverOf(fact) : valueAt(at);
      return value !== undefined && isLoaded(linker, value, frame);
    },
  };
}

/** Table paths have wildcards for names nobody can know: `data.<uniqueField>` says nothing we could check. */
function plainPath(path: string): string {
  return path.includes('<') ? '\u0000' : path;
}

function receiverOf(fact: CallFact | undefined): Value | undefined {
  return fact?.callee.kind === 'member' ? fact.callee.of : undefined;
}

function membersAt(linker: Linker, entities: readonly Entity[], path: string | undefined, frame: Frame): readonly Entity[] {
  if (path === undefined) return entities;
  // Of an object that another package made, the members that are set cannot be seen.
  return path
    .split('.')
    .reduce((at, name) => at.flatMap((entity) => (entity.is === 'external' ? [] : linker.memberOf(entity, name, { file: frame.file, frame }))), entities);
}

function isThere(entities: readonly Entity[]): boolean {
  return entities.some((entity) => entity.is !== 'unknown' && (entity.is !== 'constant' || (entity.value !== undefined && entity.value !== null)));
}

function isMissing(entities: readonly Entity[], path: string, linker: Linker, frame: Frame): boolean {
  if (entities.length === 0) return true;
  return entities.every((entity) => {
    if (entity.is === 'constant') return true;
    if (entity.is !== 'object') return false;
    const found = membersAt(linker, [entity], path, frame);
    return found.every((each) => each.is === 'constant' && each.value === undefined);
  });
}

function textOf(entities: readonly Entity[]): string | undefined {
  const found = entities.find((entity) => entity.is === 'text');
  return found?.parts.map((part) => (typeof part === 'string' ? part : '…')).join('');
}

/** Text that is put together by calls we don't follow: its constant parts. */
function writtenText(linker: Linker, value: Value | undefined, frame: Frame): string | undefined {
  const text = value && sourceOf(linker, value, frame, 0);
  return text === undefined || text.replaceAll('…', '').trim() === '' ? undefined : text;
}

function literalOf(entities: readonly Entity[]): string | undefined {
  for (const entity of entities) {
    if (entity.is === 'constant') return String(entity.value);
    if (entity.is === 'text' && entity.parts.length === 1 && typeof entity.parts[0] === 'string') return entity.parts[0];
  }
  return undefined;
}

function deepKeys(linker: Linker, entities: readonly Entity[], depth: number): readonly string[] {
  if (depth > DEEPEST) return [];
  return entities.flatMap((entity): readonly string[] => {
    if (entity.is === 'list') return entity.items.slice(0, 20).flatMap((item) => deepKeys(linker, item, depth + 1));
    if (entity.is !== 'object') return [];
    const own = keysOf(entity.value);
    const below = entity.value.properties.flatMap((property) =>
      property.kind === 'value' || property.kind === 'computed' ? deepKeys(linker, linker.evaluate(property.value, entity.frame), depth + 1) : [],
    );
    return [...own, ...below];
  });
}

/** The value written at a path of an object literal, through a variable that holds it. */
function memberValue(bindings: Frame['file']['bindings'], value: Value, path: string | undefined): Value | undefined {
  let at: Value | undefined = value;
  for (const name of path?.split('.') ?? []) {
    at = at && literalBehind(bindings, at);
    if (at?.kind !== 'object') return undefined;
    const property: Property | undefined = at.properties.find((each) => each.kind === 'value' && each.key === name);
    at = property?.kind === 'value' ? property.value : undefined;
  }
  return at;
}

function literalBehind(bindings: Frame['file']['bindings'], value: Value): Value {
  if (value.kind !== 'binding') return value;
  const binding = bindings[value.binding];
  const [only] = binding?.values ?? [];
  return binding?.values.length === 1 && only ? only : value;
}

/** Does a value differ at each run: an id generator, the time, `Math.random()`? */
function isRandom(linker: Linker, effects: EffectReader, value: Value, frame: Frame, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  const again = (next: Value, at: Frame = frame): boolean => isRandom(linker, effects, next, at, depth + 1);
  switch (value.kind) {
    case 'binding': {
      const binding = frame.file.bindings[value.binding];
      const home = binding && (frameOf(frame, binding.fn) ?? linker.openFrame(frame.file, binding.fn));
      return Boolean(home && binding.values.length <= 3 && binding.values.some((each) => again(each, home)));
    }
    case 'template':
      return value.parts.some((part) => again(part));
    case 'choice':
      return value.of.some((part) => again(part));
    case 'member':
      return again(value.of);
    case 'operation':
      return value.of.some((part) => again(part));
    case 'call': {
      const reference = { file: frame.file, call: value.call, frame };
      const fact = frame.file.calls[value.call];
      if (!fact) return false;
      if (fact.callee.kind === 'member' && again(fact.callee.of)) return true;
      return isRandomCall(linker, effects, reference, depth);
    }
    default:
      return false;
  }
}

function isRandomCall(linker: Linker, effects: EffectReader, reference: CallReference, depth: number): boolean {
  const fact = reference.file.calls[reference.call];
  if (!fact) return false;
  return linker.evaluate(fact.callee, reference.frame).some((callee) => {
    if (callee.is === 'external') {
      const key = linker.names.keyOf(callee, fact.kind === 'new');
      // `new Date(x)` and `hash(x)` are as stable as their argument.
      if (key === 'new Date' || key === 'Date') return fact.arguments.length === 0;
      const type = effects.effectOf(callee.package, key, callee.name, NOTHING)?.class;
      return type === 'random' || type === 'time';
    }
    if (callee.is !== 'function' || depth > 3) return false;
    const frame = linker.openFrame(callee.file, callee.fn);
    return callee.fact.returns.length > 0 && callee.fact.returns.every((value) => isRandom(linker, effects, value, frame, depth + 2));
  });
}

/** For questions that the arguments don't change. */
export const NOTHING: CallArguments = {
  text: () => undefined,
  literal: () => undefined,
  has: () => false,
  lacks: () => false,
  given: () => false,
  keys: () => [],
  isRandom: () => false,
  written: () => '',
  chain: [],
  tokens: [],
  hasHeader: () => undefined,
  isLoaded: () => false,
};

/** The calls of one chain, before and behind this call: `insert().values().onConflictDoNothing()`. */
function chained({ file, call }: CallReference): readonly CallFact[] {
  const found: CallFact[] = [];
  const facts = file.calls;
  for (let at = facts[call]; at?.callee.kind === 'member' && at.callee.of.kind === 'call' && found.length < 30; ) {
    const before: CallFact | undefined = facts[at.callee.of.call];
    if (before) found.push(before);
    at = before;
  }
  for (let use = facts[call]?.use; use?.as === 'receiver' && use.of !== undefined && found.length < 60; ) {
    const next: CallFact | undefined = facts[use.of];
    if (next) found.push(next);
    use = next?.use;
  }
  return found;
}

function chainedName({ callee }: CallFact): string {
  return callee.kind === 'member' ? callee.name : '';
}

function chainedArgument(reference: CallReference, name: string): Argument | undefined {
  return chained(reference).find((fact) => chainedName(fact) === name)?.arguments[0];
}

/** A value roughly as it was written, for the few patterns that need it. */
function sourceOf(linker: Linker, value: Value | undefined, frame: Frame, depth: number): string {
  if (!value || depth > DEEPEST) return '…';
  const again = (next: Value): string => sourceOf(linker, next, frame, depth + 1);
  switch (value.kind) {
    case 'literal':
      return String(value.value);
    case 'template':
      return value.parts.map(again).join('');
    case 'function':
      return `() => ${(frame.file.functions[value.fn]?.returns ?? []).map(again).join(' ')}`;
    case 'member':
      return `${again(value.of)}.${value.name}`;
    case 'global':
      return value.name;
    case 'call': {
      const fact = frame.file.calls[value.call];
      return fact ? `${again(fact.callee)}(${fact.arguments.map((each) => again(each.kind === 'spread' ? each.of : each)).join(', ')})` : '…';
    }
    case 'operation':
      return value.of.map(again).join(` ${value.op} `);
    case 'object':
      return value.properties.map((each) => (each.kind === 'value' ? `${each.key}: ${again(each.value)}` : '…')).join(', ');
    case 'binding': {
      const binding = frame.file.bindings[value.binding];
      const [only] = binding?.values ?? [];
      if (binding?.values.length !== 1 || !only || only.kind === 'parameter') return binding?.name ?? '…';
      return only.kind === 'import' ? importedText(linker, value, frame, binding.name) : again(only);
    }
    default:
      return '…';
  }
}

function importedText(linker: Linker, value: Value, frame: Frame, name: string): string {
  return textOf(linker.evaluate(value, frame)) ?? name;
}

function headerIn(
  linker: Linker,
  effects: EffectReader,
  written: readonly Argument[],
  names: readonly string[],
  frame: Frame,
): 'stable' | 'random' | undefined {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  for (const argument of written) {
    if (argument.kind === 'spread') continue;
    const value = headerValue(frame, argument, wanted, 0);
    if (value) return isRandom(linker, effects, value, frame) ? 'random' : 'stable';
  }
  return undefined;
}

function headerValue(frame: Frame, value: Value, wanted: ReadonlySet<string>, depth: number): Value | undefined {
  const literal = literalBehind(frame.file.bindings, value);
  if (literal.kind !== 'object' || depth > 3) return undefined;
  for (const property of literal.properties) {
    if (property.kind !== 'value') continue;
    if (wanted.has(property.key.toLowerCase())) return property.value;
    const below = headerValue(frame, property.value, wanted, depth + 1);
    if (below) return below;
  }
  return undefined;
}

/** Calls that make a thing in memory, as `new` does. */
const MAKERS = new Set(['create', 'build', 'hydrate', 'merge']);

/** Is a thing one that was in the store before? So are all that cannot be seen to be made here. */
function isLoaded(linker: Linker, value: Value, frame: Frame, depth = 0): boolean {
  if (depth > DEEPEST) return true;
  switch (value.kind) {
    case 'object':
      return false;
    case 'binding': {
      const binding = frame.file.bindings[value.binding];
      const home = binding && (frameOf(frame, binding.fn) ?? linker.openFrame(frame.file, binding.fn));
      return !home || binding.values.length === 0 || binding.values.some((each) => isLoaded(linker, each, home, depth + 1));
    }
    case 'parameter':
      return !linker.evaluate(value, frame).some((entity) => entity.is === 'object' || (entity.is === 'instance' && entity.construction !== undefined) || (entity.is === 'external' && entity.from === 'new'));
    case 'call': {
      const fact = frame.file.calls[value.call];
      if (!fact || fact.kind === 'new') return false;
      return fact.callee.kind !== 'member' || !MAKERS.has(fact.callee.name);
    }
    default:
      return true;
  }
}

