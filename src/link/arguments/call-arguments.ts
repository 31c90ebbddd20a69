import type { CallArguments, EffectReader } from '../../model/effect.ts';
import type { CallFact } from '../../model/file-facts.ts';
import type { Argument, Value } from '../../model/value.ts';
import { keysOf } from '../collections.ts';
import { isEntityBeyond } from '../cuts.ts';
import type { CallReference, Entity } from '../entity.ts';
import type { Frame } from '../frame.ts';
import type { Linker } from '../linker.ts';
import { argumentsFrom } from '../parameters.ts';
import { chained, chainedArgument, chainedName } from './chain.ts';
import { limits, PARTS } from '../limits.ts';
import { headerIn } from './header.ts';
import { memberValue } from './literal-behind.ts';
import { isLoaded } from './loaded.ts';
import { isRandom } from './random.ts';
import { sourceOf, textOf } from './source-text.ts';

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

/** Lists of rows name the same keys in each. */
const MOST_ITEMS = 20;

function firstItems(list: Extract<Entity, { is: 'list' }>): readonly (readonly Entity[])[] {
  return isEntityBeyond(list.items.length, MOST_ITEMS, list, `names in more than ${String(MOST_ITEMS)} elements of an argument`) ? list.items.slice(0, MOST_ITEMS) : list.items;
}

function deepKeys(linker: Linker, entities: readonly Entity[], depth: number): readonly string[] {
  if (isEntityBeyond(depth, limits.partsOfArgument, entities[0], PARTS)) return [];
  return entities.flatMap((entity): readonly string[] => {
    if (entity.is === 'list') return firstItems(entity).flatMap((item) => deepKeys(linker, item, depth + 1));
    if (entity.is !== 'object') return [];
    const own = keysOf(entity.value);
    const below = entity.value.properties.flatMap((property) =>
      property.kind === 'value' || property.kind === 'computed' ? deepKeys(linker, linker.evaluate(property.value, entity.frame), depth + 1) : [],
    );
    return [...own, ...below];
  });
}
