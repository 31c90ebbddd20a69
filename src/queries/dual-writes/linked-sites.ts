import type { CallReference } from '../../link/entity.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import { mentionsCall, someWithin } from '../../link/some-within.ts';
import type { Occurrence } from '../occurrence.ts';

interface Site {
  readonly file: FileFacts;
  readonly call: number;
}

/** The two calls of one function by which a row is made and a message about it is sent: the send is given what the write gave. */
export function linkedSites(write: Occurrence, send: Occurrence): { readonly write: Site; readonly sends: Site } | undefined {
  const writes = callsFrom(write);
  for (const sends of callsFrom(send)) {
    for (const row of writes) {
      if (isInOneFunction(row, sends) && !isSame(row, sends) && speaksOf(sends, row)) return { write: row, sends };
    }
  }
  return undefined;
}

/** The calls that lead to a node, outermost first; the node's own is the last. */
function callsFrom({ node, levels }: Occurrence): readonly CallReference[] {
  const entered = levels.flatMap(({ container }) => (container?.do === 'enter' || container?.do === 'callback' ? [container.call] : []));
  return [...entered, ...('call' in node ? [node.call] : [])];
}

/** Written in one function, or the send in one that is written inside of it. */
function isInOneFunction(write: Site, send: Site): boolean {
  if (write.file !== send.file) return false;
  const home = write.file.calls[write.call]?.fn;
  for (let at = send.file.calls[send.call]?.fn; at !== undefined; at = send.file.functions[at]?.parent) if (at === home) return true;
  return false;
}

function isSame(one: Site, other: Site): boolean {
  return one.call === other.call;
}

/** Is the send given the row, or the thing that was saved as the row? */
function speaksOf(send: Site, { file, call }: Site): boolean {
  const given = send.file.calls[send.call]?.arguments ?? [];
  const saved = madeHere(file, call);
  return given.some((argument) => mentionsCall(file, argument, call) || someWithin(file, argument, (value) => value.kind === 'binding' && saved.has(value.binding)));
}

/** Variables among the arguments of a write that hold a thing made in this function: `repository.save(order)`. */
function madeHere(file: FileFacts, call: number): ReadonlySet<number> {
  const given = file.calls[call]?.arguments ?? [];
  return new Set(
    given.flatMap((argument) => {
      if (argument.kind !== 'binding') return [];
      const [only, ...others] = file.bindings[argument.binding]?.values ?? [];
      return only?.kind === 'call' && others.length === 0 && isMaker(file, only.call) ? [argument.binding] : [];
    }),
  );
}

function isMaker(file: FileFacts, call: number): boolean {
  const fact = file.calls[call];
  return fact?.kind === 'new' || (fact?.callee.kind === 'member' && ['create', 'build', 'merge'].includes(fact.callee.name));
}
