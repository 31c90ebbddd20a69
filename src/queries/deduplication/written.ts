import { isBeyond } from '../../link/cuts.ts';
import { type Frame, frameOf } from '../../link/frame.ts';
import type { CallReference } from '../../link/entity.ts';
import type { Value } from '../../model/value.ts';

/** A value as written, in the frame that binds its names. */
export interface Written {
  readonly value: Value;
  readonly frame: Frame;
}

/** Variables and arguments that are followed to what stands in them. */
const DEEPEST = 8;

/** What is written at a place of a call's arguments: `2.deduplication.id`; `undefined` where it is not written out. */
export function writtenAt({ file, call, frame }: CallReference, slot: string): Written | undefined {
  const [index = '', ...path] = slot.split('.');
  const given = file.calls[call]?.arguments ?? [];
  const argument = index === 'last' ? given.at(-1) : given[Number(index)];
  if (!argument || argument.kind === 'spread') return undefined;
  return path.reduce<Written | undefined>((at, name) => at && partOf(at, name), { value: argument, frame });
}

function partOf(written: Written, name: string): Written | undefined {
  const { value, frame } = literalBehind(written);
  if (value.kind === 'array') {
    const element = value.elements[Number(name)];
    return element && element.kind !== 'spread' ? { value: element, frame } : undefined;
  }
  if (value.kind === 'call') return madeByMap(value.call, frame);
  if (value.kind !== 'object') return undefined;
  // What is spread behind it may write it again.
  const at = value.properties.findLastIndex((each) => each.kind === 'value' && each.key === name);
  const property = value.properties[at];
  if (property?.kind !== 'value' || value.properties.slice(at + 1).some(({ kind }) => kind === 'spread' || kind === 'computed')) return undefined;
  return { value: property.value, frame };
}

/** `Entries: orders.map((order) => ({ … }))`: every element is what the function returns. */
function madeByMap(call: number, frame: Frame): Written | undefined {
  const fact = frame.file.calls[call];
  const [callback] = fact?.arguments ?? [];
  if (fact?.callee.kind !== 'member' || fact.callee.name !== 'map' || callback?.kind !== 'function') return undefined;
  const [returned, ...others] = frame.file.functions[callback.fn]?.returns ?? [];
  return returned && others.length === 0 ? { value: returned, frame } : undefined;
}

/** The literal a variable or a parameter holds, where it holds one. */
export function literalBehind(written: Written): Written {
  let at = written;
  for (let depth = 0; !isBeyond(depth, DEEPEST, at.frame.file, at.frame.fn, `what stands behind more than ${String(DEEPEST)} variables and arguments`); depth += 1) {
    const next = stepBehind(at);
    if (!next) return at;
    at = next;
  }
  return at;
}

function stepBehind({ value, frame }: Written): Written | undefined {
  if (value.kind === 'binding') {
    const binding = frame.file.bindings[value.binding];
    const [only, ...others] = binding?.values ?? [];
    return only && others.length === 0 && !binding?.writes ? { value: only, frame: (binding && frameOf(frame, binding.fn)) ?? frame } : undefined;
  }
  if (value.kind !== 'parameter' || value.rest) return undefined;
  const given = frameOf(frame, value.fn)?.arguments;
  if (!given || !('written' in given)) return undefined;
  const before = given.written.slice(0, value.index + (given.skip ?? 0) + 1);
  const argument = before.at(-1);
  const isPlain = before.length === value.index + (given.skip ?? 0) + 1 && before.every(({ kind }) => kind !== 'spread');
  return isPlain && argument && argument.kind !== 'spread' ? { value: argument, frame: given.frame } : undefined;
}
