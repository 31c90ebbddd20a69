import type { CallbackNode, FlowNode } from '../link/flow.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { Span } from '../model/location.ts';
import type { Argument } from '../model/value.ts';
import type { Work } from './failure-of.ts';
import type { Level } from './occurrence.ts';

/** The function that `new Promise(…)` is given. */
export function isExecutor(container: FlowNode): container is CallbackNode {
  if (container.do !== 'callback') return false;
  const fact = container.call.file.calls[container.call.call];
  return fact?.kind === 'new' && fact.callee.kind === 'global' && fact.callee.name === 'Promise';
}

/**
 * What is around the promise that a failure of `node` rejects, the executor included: `try { await work() } catch (e) { reject(e) }`,
 * `work().then(resolve, reject)`, `work((error) => { if (error) reject(error) })`. `undefined`: nothing says that it does.
 */
export function levelsBehindReject(levels: readonly Level[], executor: CallbackNode, node: Work['node']): readonly Level[] | undefined {
  const depth = levels.findIndex(({ container }) => container === executor);
  const inner = levels.slice(depth + 1);
  if (inner.some(({ container }) => container && isExecutor(container))) return undefined;
  return passesOn(inner, executor, node) ? levels.slice(0, depth + 1) : undefined;
}

/** Does the first that gets the failure hand it to `reject`? */
function passesOn(inner: readonly Level[], executor: CallbackNode, node: Work['node']): boolean {
  const isDropped = node.outcome.kind === 'dropped';
  for (const { container, part } of inner.toReversed()) {
    if (!container) continue;
    if ((container.do === 'enter' || container.do === 'callback') && (container.detached || container.outcome.kind !== 'awaited')) return false;
    if (container.do !== 'try' || part !== 'body' || (isDropped && !container.promise)) continue;
    const { file } = container.frame;
    return file === executor.target.file && rejects(file, container.handlerSpan, executor.target.fn);
  }
  return isDropped && isToldByCallback(node, executor);
}

function isToldByCallback({ call: { file, call } }: Work['node'], executor: CallbackNode): boolean {
  const last = file.calls[call]?.arguments.at(-1);
  if (file !== executor.target.file || last?.kind !== 'function') return false;
  return callsReject(file, file.functions[last.fn]?.span, executor.target.fn);
}

function rejects(file: FileFacts, handler: Span | undefined, executor: number): boolean {
  if (callsReject(file, handler, executor)) return true;
  // `.catch(reject)`, `.then(resolve, reject)`
  return file.calls.some(
    ({ callee, arguments: given, span }) =>
      callee.kind === 'member' && PASSES.has(callee.name) && handler !== undefined && isWithin(handler, span) && given.some((each) => isReject(file, each, executor)),
  );
}

const PASSES: ReadonlySet<string> = new Set(['catch', 'then']);

function callsReject(file: FileFacts, within: Span | undefined, executor: number): boolean {
  return within !== undefined && file.calls.some(({ callee, span }) => isReject(file, callee, executor) && isWithin(span, within));
}

function isReject(file: FileFacts, value: Argument, executor: number): boolean {
  const values: readonly Argument[] = value.kind === 'binding' ? (file.bindings[value.binding]?.values ?? []) : [value];
  return values.length === 1 && values.every((each) => each.kind === 'parameter' && each.fn === executor && each.index === 1);
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner[0] >= outer[0] && inner[1] <= outer[1];
}
