import type { FileFacts } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';

/** Methods of lists whose callbacks are given one element after the other. */
const ELEMENTS: ReadonlySet<string> = new Set(['map', 'forEach', 'filter', 'flatMap', 'find', 'some', 'every']);

/** What a callback is given by `promise.then(f)`: what the promise gives; `undefined`: its parameter comes from elsewhere. */
export function promiseBehind(file: FileFacts, value: Value): Value | undefined {
  return receiverOf(file, value, (name) => name === 'then');
}

/** What a callback is given by `rows.map(f)`: an element of the list. */
export function listBehind(file: FileFacts, value: Value): Value | undefined {
  return receiverOf(file, value, (name) => ELEMENTS.has(name));
}

function receiverOf(file: FileFacts, value: Value, is: (name: string) => boolean): Value | undefined {
  const passed = value.kind === 'parameter' && value.index === 0 ? file.functions[value.fn]?.passedTo : undefined;
  if (passed?.path.length !== 1 || passed.path[0] !== 0) return undefined;
  const callee = file.calls[passed.call]?.callee;
  return callee?.kind === 'member' && callee.of.kind !== 'super' && is(callee.name) ? callee.of : undefined;
}
