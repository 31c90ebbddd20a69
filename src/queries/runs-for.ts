import type { FunctionEntity } from '../link/entity.ts';
import type { Flow, FlowNode } from '../link/flow.ts';
import type { Frame } from '../link/frame.ts';
import type { Linker } from '../link/linker.ts';
import { pathInMessage } from '../link/message-path.ts';
import type { Value } from '../model/value.ts';
import type { Level, Occurrence } from './occurrence.ts';
import { literalsOf } from './options.ts';

/** What a handler can tell its messages apart by, and what its sender says: the name of a job, the verb of a request. */
export interface Kind {
  readonly member: 'name' | 'method';
  readonly text?: string;
}

/**
 * Does a place of a handler run for messages of this kind? Where the handler asks the message which kind it is, only
 * what its kind decides is certain; everything else may be for messages of another sender.
 */
export function runsFor(linker: Linker, { levels }: Occurrence, handler: FunctionEntity | undefined, kind: Kind): boolean {
  if (!handler) return levels.every(({ part }) => part !== 'case');
  return levels.every((level) => isMet(linker, level, handler, kind) && level.siblings.slice(0, level.index).every((node) => goesOn(linker, node, handler, kind)));
}

function isMet(linker: Linker, { container, part, siblings }: Level, handler: FunctionEntity, kind: Kind): boolean {
  if (container?.do === 'if' && (part === 'then' || part === 'else')) {
    const asked = askedOf(linker, container.condition, container.frame, handler, kind);
    return asked === undefined || asked === (part === 'then');
  }
  if (container?.do !== 'switch') return true;
  const path = container.frame.file === handler.file ? pathInMessage(handler.file, container.on, handler.fn) : undefined;
  if (!path) return true;
  if (kind.text === undefined || !isKind(path, kind)) return false;
  const names = container.cases.map(({ tests }) => tests.flatMap((test) => literalsOf(linker.evaluate(test, container.frame))));
  const own = container.cases.findIndex(({ body }) => body === siblings);
  return names[own]?.includes(kind.text) === true || (names[own]?.length === 0 && !names.flat().includes(kind.text));
}

/** `if (job.name !== 'charge') return;` */
function goesOn(linker: Linker, node: FlowNode, handler: FunctionEntity, kind: Kind): boolean {
  if (node.do !== 'if' || !(leaves(node.then) || leaves(node.else))) return true;
  const asked = askedOf(linker, node.condition, node.frame, handler, kind);
  return asked === undefined || (asked !== 'unknown' && !leaves(asked ? node.then : node.else));
}

function leaves(flow: Flow): boolean {
  return flow.some((node) => node.do === 'exit' && (node.how === 'return' || node.how === 'throw'));
}

/** What a comparison of the message's kind with a text gives for this message; `undefined`: the condition is none. */
function askedOf(linker: Linker, condition: Value, frame: Frame, handler: FunctionEntity, kind: Kind): boolean | 'unknown' | undefined {
  if (condition.kind !== 'operation' || !/^[!=]==?$/.test(condition.op) || frame.file !== handler.file) return undefined;
  const [left, right] = condition.of;
  if (!left || !right) return undefined;
  const paths = [left, right].map((value) => pathInMessage(handler.file, value, handler.fn));
  const [text, ...others] = [left, right].flatMap((value) => literalsOf(linker.evaluate(value, frame)).filter((each) => typeof each === 'string'));
  const path = paths.find((each) => each !== undefined);
  if (!path || text === undefined || others.length > 0) return undefined;
  if (kind.text === undefined || !isKind(path, kind)) return 'unknown';
  return (text === kind.text) === condition.op.startsWith('=');
}

/** `job.name`, `request.method`. */
function isKind(path: readonly string[], { member }: Kind): boolean {
  return path.length === 1 && path[0] === member;
}
