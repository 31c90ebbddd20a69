import type { FileFacts } from '../model/file-facts.ts';
import { Places, type Space } from './places.ts';
import { answerAgain } from './questions.ts';
import type { FileReads, Reads } from './watched.ts';

/**
 * Do two readings of one file say the same wherever the first one was read, but for places and numbering? An analysis
 * does the same with equal input: then it would find the same again. Out: how the places moved; `undefined`: they differ.
 */
export function sameWhereRead(before: FileFacts, after: FileFacts, { root, asked }: FileReads): Places | undefined {
  const places = new Places();
  for (const { question, key } of asked.values()) if (!answersAlike(before, after, question, key, places)) return undefined;
  const comparison: Comparison = { places, compared: new Map() };
  if (!areAlike(before, after, root, comparison)) return undefined;
  return listedAlike(before, after, root, comparison) && places.keepOrder(before, after) ? places : undefined;
}

interface Comparison {
  readonly places: Places;
  readonly compared: Map<Reads, object>;
}

function answersAlike(before: FileFacts, after: FileFacts, question: string, key: string, places: Places): boolean {
  const [old, fresh] = [answerAgain(before, question, key), answerAgain(after, question, key)];
  if (!old || !fresh) return false;
  if ('texts' in old || 'texts' in fresh) return JSON.stringify(old) === JSON.stringify(fresh);
  return old.calls.length === fresh.calls.length && old.calls.every((call, index) => places.number('calls', call, fresh.calls[index]));
}

/** Lists whose elements are known by their number elsewhere: they are compared when it is known which became which. */
const SPACES: readonly Space[] = ['functions', 'calls', 'bindings', 'classes'];

function listedAlike(before: FileFacts, after: FileFacts, root: Reads, comparison: Comparison): boolean {
  const { places } = comparison;
  const left = new Set<string>();
  for (const space of SPACES) {
    const reads = root.of.get(space);
    if (!reads) continue;
    // Who asks for the length goes over all of them.
    const isWhole = reads.of.has('length') || reads.names || reads.has.size > 0;
    if (isWhole && before[space].length !== after[space].length) return false;
    for (const key of reads.of.keys()) {
      if (key === 'length') continue;
      if (isWhole && !places.number(space, Number(key), Number(key))) return false;
      left.add(`${space} ${key}`);
    }
  }
  places.number('functions', 0, 0);
  for (let size = -1; left.size !== size; ) {
    size = left.size;
    for (const each of left) {
      const [space, number] = splitKey(each);
      const other = places.numberOf(space, number);
      if (other === undefined) continue;
      left.delete(each);
      const reads = root.of.get(space)?.of.get(String(number));
      const [old, fresh]: readonly unknown[] = [before[space][number], after[space][other]];
      if (!isObject(old) || !isObject(fresh)) return false;
      if (reads && !areAlike(old, fresh, reads, comparison)) return false;
    }
  }
  return left.size === 0;
}

function splitKey(each: string): readonly [Space, number] {
  const [space, number] = each.split(' ');
  return [SPACES.find((known) => known === space) ?? 'calls', Number(number)];
}

function areAlike(before: object, after: object, reads: Reads, comparison: Comparison): boolean {
  if (comparison.compared.get(reads) === after) return true;
  comparison.compared.set(reads, after);
  if (Array.isArray(before) !== Array.isArray(after)) return false;
  if (reads.names && !sameNames(Object.keys(before), Object.keys(after))) return false;
  for (const key of reads.has) if (Object.hasOwn(before, key) !== Object.hasOwn(after, key)) return false;
  for (const [key, inner] of reads.of) if (!isAlikeAt(before, after, key, inner, comparison)) return false;
  return true;
}

function sameNames(before: readonly string[], after: readonly string[]): boolean {
  return before.length === after.length && before.every((name, index) => name === after[index]);
}

function isAlikeAt(before: object, after: object, key: string, reads: Reads | undefined, comparison: Comparison): boolean {
  const { places } = comparison;
  const [old, fresh] = [valueOf(before, key), valueOf(after, key)];
  if ('functions' in before && (key === 'lineStarts' || SPACES.some((space) => space === key))) return true;
  if (isSpan(key, old) && isSpan(key, fresh)) return places.offset(old[0], fresh[0]) && places.offset(old[1], fresh[1]);
  if (key === 'nameAt' && typeof old === 'number' && typeof fresh === 'number') return places.offset(old, fresh);
  if (typeof old === 'number' && typeof fresh === 'number') {
    const space = spaceOf(key, before);
    return space ? places.number(space, old, fresh) : old === fresh;
  }
  if (!isObject(old) || !isObject(fresh) || !reads) return Object.is(old, fresh);
  if (key === 'bindings' && Array.isArray(old) && Array.isArray(fresh)) return sameBindings(old, fresh, places);
  return areAlike(old, fresh, reads, comparison);
}

/** Of what a number is the place: the lists of a file refer to each other by it. */
function spaceOf(key: string, holder: object): Space | undefined {
  switch (key) {
    case 'fn':
    case 'parent':
    case 'constructedBy':
      return 'functions';
    case 'cls':
      return 'classes';
    case 'call':
      return 'calls';
    case 'binding':
      return 'bindings';
    case 'of':
      return valueOf(holder, 'as') === 'binding' ? 'bindings' : 'calls';
    default:
      return undefined;
  }
}

/** What an awaited statement declares. */
function sameBindings(before: readonly unknown[], after: readonly unknown[], places: Places): boolean {
  return before.length === after.length && before.every((binding, index) => places.number('bindings', Number(binding), Number(after[index])));
}

function isSpan(key: string, value: unknown): value is readonly [number, number] {
  return /span$/i.test(key) && Array.isArray(value) && value.length === 2 && value.every((offset) => typeof offset === 'number');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function valueOf(object: object, key: string): unknown {
  return (object as Readonly<Record<string, unknown>>)[key];
}
