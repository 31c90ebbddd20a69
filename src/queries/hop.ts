import { callLocation } from '../link/call-location.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { Location } from '../model/location.ts';

/** A call on the way from a handler to what it does. */
export interface Hop {
  readonly name: string;
  readonly at: Location;
  /** It is no call, but what runs at the other end of one: a queue's consumer, a route. */
  readonly runs?: true;
}

interface Site {
  readonly file: FileFacts;
  readonly call: number;
}

export function hopOf(site: Site): Hop {
  return { name: calleeName(site), at: callLocation(site) };
}

function calleeName({ file, call }: Site): string {
  const fact = file.calls[call];
  if (!fact) return 'call';
  const { callee, kind } = fact;
  const name = callee.kind === 'member' || callee.kind === 'global' ? callee.name : callee.kind === 'binding' ? file.bindings[callee.binding]?.name : undefined;
  return kind === 'new' && name !== undefined ? `new ${name}` : (name ?? 'call');
}
