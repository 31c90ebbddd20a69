import type { FileFacts } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { isBeyond } from './cuts.ts';
import { isWithin } from './handler.ts';

/** Parts of a value that are followed back to the message. */
const DEEPEST = 10;

/** The path to a value in a parameter of the handler; of what is made of several, that of the first. */
export function pathInMessage(file: FileFacts, value: Value, handler: number, depth = 0): readonly string[] | undefined {
  if (isBeyond(depth, DEEPEST, file, handler, `what a value has to do with the message, more than ${String(DEEPEST)} values before it`)) return undefined;
  const again = (each: Value): readonly string[] | undefined => pathInMessage(file, each, handler, depth + 1);
  switch (value.kind) {
    case 'parameter':
      return isWithin(file, value.fn, handler) ? [] : undefined;
    case 'member': {
      const above = again(value.of);
      return above && [...above, value.name];
    }
    case 'binding':
      return firstOf(file.bindings[value.binding]?.values ?? [], again);
    case 'choice':
    case 'operation':
      return firstOf(value.of, again);
    case 'template':
      return firstOf(value.parts, again);
    case 'call':
      return firstOf(file.calls[value.call]?.arguments ?? [], (each) => (each.kind === 'spread' ? undefined : again(each)));
    default:
      return undefined;
  }
}

/** What the first item that says something says. */
export function firstOf<Item>(items: readonly Item[], read: (item: Item) => readonly string[] | undefined): readonly string[] | undefined {
  for (const item of items) {
    const found = read(item);
    if (found) return found;
  }
  return undefined;
}
