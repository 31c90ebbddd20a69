import { isBeyond } from '../../link/cuts.ts';
import type { CallReference } from '../../link/entity.ts';
import type { EffectNode } from '../../link/flow.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { Argument, Value } from '../../model/value.ts';
import { originOf, type Place } from '../origin-of.ts';

/** Names of what has a size that somebody thought of, and of what there are few of. They only ever make a report fall silent. */
const BOUNDED = /slice|splice|chunk|batch|page|limit|take|first|top|max|records|messages|sample|shard|range|admin|owner|manager|role|kind|type|provider|config|setting|locale|language|region|channel|hook/i;

/** Whether the length of a list is what a message or a store says, whatever that may be; `undefined`: something bounds it, or nobody knows. */
export function sizeOf(list: Value, place: Place): 'message' | 'store' | undefined {
  if (isElement(list, place.frame.file, 0)) return undefined;
  const { from, names, reads } = originOf(list, place);
  if (from.size === 0 || [...from].some((each) => each !== 'message' && each !== 'store') || [...names].some((name) => BOUNDED.test(name))) return undefined;
  if ([...reads].some((read) => read.effect.kind !== 'database' || isLimited(read))) return undefined;
  return from.has('store') ? 'store' : 'message';
}

const SIZE = 'how much a query asks for, too many values and calls before it';

/** One part of many: `for (const part of parts)`, `parts[0]`. */
function isElement(value: Value, file: FileFacts, depth: number): boolean {
  if (isBeyond(depth, 5, file, 0, SIZE)) return true;
  if (value.kind === 'each' || value.kind === 'element') return true;
  return value.kind === 'binding' && (file.bindings[value.binding]?.values ?? []).some((each) => isElement(each, file, depth + 1));
}

/** Queries that say how much they want, by any of their parts: options, steps of a chain, SQL. What is asked for by a list of ids is as long as that. */
function isLimited({ call }: EffectNode): boolean {
  return chainOf(call).some(({ file, call: at }) => {
    const fact = file.calls[at];
    if (!fact) return true;
    const name = fact.callee.kind === 'member' ? fact.callee.name : '';
    return LIMITS.test(name) || /unique|findOne|findBy(Id|Pk)|^count$/i.test(name) || fact.arguments.some((argument) => speaksOfLimit(argument, file, 0));
  });
}

/** The calls a query is made of: `db.from(x).where(y).limit(5)`. */
function chainOf(call: Pick<CallReference, 'file' | 'call'>): readonly Pick<CallReference, 'file' | 'call'>[] {
  const { file } = call;
  const chain = [call];
  for (let at = file.calls[call.call]; at?.callee.kind === 'member' && at.callee.of.kind === 'call' && !isBeyond(chain.length, 30, file, at.fn, SIZE); at = file.calls[at.callee.of.call]) chain.push({ file, call: at.callee.of.call });
  for (let use = file.calls[call.call]?.use; use?.as === 'receiver' && use.of !== undefined && !isBeyond(chain.length, 60, file, 0, SIZE); use = file.calls[use.of]?.use) chain.push({ file, call: use.of });
  return chain;
}

const LIMITS = /^(take|limit|first|last|top|page|pageSize|per_?page|maxResults|fetch|\$?in|inArray|whereIn|any)$|\blimit\b|\btop\b|\bfetch (first|next)\b|\bin \(|= any\b/i;

function speaksOfLimit(value: Argument, file: FileFacts, depth: number): boolean {
  if (isBeyond(depth, 6, file, 0, SIZE)) return true;
  const inner = (each: Argument): boolean => speaksOfLimit(each, file, depth + 1);
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' && LIMITS.test(value.value);
    case 'template':
      return value.parts.some(inner);
    case 'object':
      return value.properties.some((property) => property.kind === 'spread' || property.kind === 'getter' || (property.kind === 'value' && LIMITS.test(property.key)) || inner(property.value));
    case 'array':
      return value.elements.some(inner);
    case 'binding':
      return (file.bindings[value.binding]?.values ?? []).some(inner);
    case 'call': {
      const fact = file.calls[value.call];
      const callee = fact?.callee;
      const name = callee?.kind === 'binding' ? file.bindings[callee.binding]?.name : callee?.kind === 'member' || callee?.kind === 'import' ? callee.name : undefined;
      return (name !== undefined && LIMITS.test(name)) || (fact?.arguments ?? []).some(inner);
    }
    default:
      return false;
  }
}
