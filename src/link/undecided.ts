import type { Location } from '../model/location.ts';
import type { Reason } from '../model/reason.ts';
import { type Entity, type ExternalEntity, locationOf, type OpenEntity, type UnknownEntity } from './entity.ts';

/** Why a value is not known, and what would decide it, in words for people. */
export interface Undecided {
  readonly reason: Reason;
  readonly wouldDecide: string;
}

/** In: what a handler or a name was found to be, where that is neither. Out: the reason that says most. */
export function undecidedBy(entities: readonly Entity[], at: Location): Undecided {
  const parts = entities.flatMap((entity): readonly Entity[] => (entity.is === 'text' ? entity.parts.filter((part) => typeof part !== 'string') : [entity]));
  for (const entity of parts) {
    const undecided = entity.is === 'unknown' ? byUnknown(entity) : entity.is === 'open' ? byOpen(entity) : entity.is === 'external' ? byPackage(entity) : undefined;
    if (undecided) return undecided;
  }
  return { reason: 'computed at run time', wouldDecide: `the value at ${at.file}:${String(at.line)}` };
}

function byUnknown({ why, about, at }: UnknownEntity): Undecided | undefined {
  switch (why) {
    case 'module not found':
      return { reason: why, wouldDecide: `the module '${about ?? '?'}'` };
    case 'found by scanning a folder':
      return { reason: why, wouldDecide: about === undefined || about === '.' ? 'the files of the folder that is scanned' : `the files in '${about}'` };
    case 'too many possibilities':
    case 'too deep':
    case 'syntax not understood':
      return { reason: why, wouldDecide: at ? `the code at ${at.file}:${String(at.line)}` : 'simpler code, or a setting' };
    default:
      return at && { reason: why, wouldDecide: `the value at ${at.file}:${String(at.line)}` };
  }
}

/** Nobody in the project calls the function with a value that is known. */
function byOpen(open: OpenEntity): Undecided {
  if (open.on === 'this') return { reason: 'never called with a known value', wouldDecide: `an object of the class '${open.class.fact.name ?? '?'}' (${open.class.file.file})` };
  if (open.on === 'each') return { reason: 'computed at run time', wouldDecide: `the elements of the list that is gone through in ${open.frame.file.file}` };
  const fact = open.file.functions[open.fn];
  const line = fact ? `:${String(locationOf(open.file, fact.span).line)}` : '';
  return { reason: 'never called with a known value', wouldDecide: `a call of ${fact?.name === undefined ? 'the function' : `'${fact.name}'`} (${open.file.file}${line})` };
}

/** What a call of a package gives, such as a checked environment, the package does not decide. */
function byPackage({ package: name, from }: ExternalEntity): Undecided | undefined {
  return name === 'global' || from !== 'export' ? undefined : { reason: 'declared outside this project', wouldDecide: `the package '${name}'` };
}
