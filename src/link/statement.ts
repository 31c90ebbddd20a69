import type { Statement } from '../model/broker.ts';
import { type Entity, type TextEntity, text } from './entity.ts';
import type { Linker } from './linker.ts';
import { type LibraryCall, slotOf } from './slots.ts';

/** SQL above this length is generated data, not a statement somebody wrote. */
const LONGEST = 20_000;

/** The destination that the SQL names, in itself or by a parameter: `pgmq.read($1, 30, 1)`. */
export function namedInStatement(linker: Linker, call: LibraryCall, statement: Statement): readonly Entity[] {
  const name = matchIn(linker, call, statement)?.[1]?.replaceAll(/["'`]/g, '');
  const [, parameter] = /^\$(\d+)$/.exec(name ?? '') ?? [];
  if (parameter !== undefined) return slotOf(linker, call, `1.${String(Number(parameter) - 1)}`);
  return name === undefined || name === '' || name.includes('…') ? [] : [text(name)];
}

function matchIn(linker: Linker, call: LibraryCall, statement: Statement): RegExpExecArray | undefined {
  for (const entity of slotOf(linker, call, '0')) {
    const found = entity.is === 'text' ? statement.exec(written(entity)) : undefined;
    if (found) return found;
  }
  return undefined;
}

function written({ parts }: TextEntity): string {
  return parts.map((part) => (typeof part === 'string' ? part : '…')).join('').slice(0, LONGEST);
}
