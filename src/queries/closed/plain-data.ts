import { isBeyond } from '../../link/cuts.ts';
import type { ExternalEntity } from '../../link/entity.ts';
import type { Frame } from '../../link/frame.ts';
import { isOf } from '../../link/library-calls.ts';
import type { Value } from '../../model/value.ts';
import { builtinKind, isDataMethod } from './builtin.ts';
import type { Walk } from './walk.ts';

/** Values behind each other that are followed back to the message. */
const DEEPEST = 8;

/** Is a value plain data: a part of the message, a literal, or what the language computes of them? */
export function isPlain(walk: Walk, value: Value, frame: Frame): boolean {
  const entities = walk.model.linker.evaluate(value, frame);
  if (entities.length === 0 || entities.some(({ is }) => is === 'unknown' || is === 'open')) return isFromMessage(walk, value, frame, 0);
  return entities.every((entity) => {
    switch (entity.is) {
      case 'list':
      case 'record':
      case 'text':
      case 'constant':
      case 'object':
      case 'shape':
        return true;
      case 'external':
        return isData(walk, entity);
      default:
        return false;
    }
  });
}

/** A part of the message, what a method of data gives, what its callback is given. */
function isData(walk: Walk, entity: ExternalEntity): boolean {
  const { from, of, name, package: packageName } = entity;
  switch (from) {
    case 'member':
      // `job.queue` is the one part of a message that is no data.
      return of !== undefined && name !== 'queue' && (isData(walk, of) || isMessage(walk, of));
    case 'call':
      return of?.from === 'member' && isDataMethod(of.name) && of.of ? isData(walk, of.of) : isComputed(walk, of);
    case 'argument':
      return of?.from === 'member' && isDataMethod(of.name) && of.of !== undefined && isData(walk, of.of);
    case 'new':
      return packageName === 'global' && isComputed(walk, of);
    default:
      return false;
  }
}

function isMessage({ broker }: Walk, entity: ExternalEntity): boolean {
  return (entity.from === 'type' || entity.from === 'argument') && isOf(broker, entity);
}

/** `JSON.parse(text)`, `new Map()`. */
function isComputed({ model }: Walk, callee: ExternalEntity | undefined): boolean {
  return callee !== undefined && builtinKind(callee.package, model.linker.names.keyOf(callee, false)) === 'pure';
}

/** Is a value rooted in what the library gives the function, or a method of plain data gives its callback? */
function isFromMessage(walk: Walk, value: Value, frame: Frame, depth: number): boolean {
  if (isBeyond(depth, DEEPEST, frame.file, frame.fn, `whether a value is the message's, more than ${String(DEEPEST)} values before it`)) return false;
  const { file } = frame;
  const root = rootOf(value);
  const follow = (each: Value): boolean => isFromMessage(walk, each, frame, depth + 1);
  switch (root.kind) {
    case 'parameter':
      return file === walk.top.file && (root.fn === walk.top.fn || file.functions[root.fn]?.passedTo !== undefined);
    case 'each':
      return follow(root.of);
    case 'literal':
    case 'template':
    case 'array':
    case 'object':
      return true;
    case 'operation':
    case 'choice':
      return root.of.every(follow);
    case 'binding': {
      const values = file.bindings[root.binding]?.values ?? [];
      return values.length > 0 && values.every(follow);
    }
    case 'call': {
      const callee = file.calls[root.call]?.callee;
      return callee?.kind === 'member' && isDataMethod(callee.name) && follow(callee.of);
    }
    default:
      return false;
  }
}

/** What a chain of members starts at. */
export function rootOf(value: Value): Value {
  let root = value;
  while (root.kind === 'member' || root.kind === 'element') root = root.of;
  return root;
}

/** A variable of the function itself ends with it. */
export function isOwnVariable(value: Value, { file, fn }: Frame): boolean {
  const root = rootOf(value);
  return root.kind === 'binding' && file.bindings[root.binding]?.fn === fn;
}
