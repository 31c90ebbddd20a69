import type { Entity, FunctionEntity } from '../link/entity.ts';
import { type EnterNode, nodesOf } from '../link/flow.ts';
import { argumentsFrom } from '../link/parameters.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { Location } from '../model/location.ts';
import { closedWork, closedWorkOf } from './closed-work.ts';
import { isAside } from './failure-of.ts';

/** Consumers of dead letters of which all the work is proved to be a log line: what they have read is gone. */
export function discardedDeadLetters(model: ProjectModel): readonly { readonly consumer: Consumer; readonly log?: Location }[] {
  return model.consumers.flatMap((consumer) => {
    const { sources } = consumer;
    if (sources.length === 0 || !sources.every(({ isDeadLetter }) => isDeadLetter)) return [];
    const work = closedWorkOf(model, consumer) ?? workBehindWrapper(model, consumer);
    if (!work || work.throws || work.sends.length > 0 || work.memory.length > 0) return [];
    const [log] = work.logs;
    return [{ consumer, ...(log && { log }) }];
  });
}

/** Behind a wrapper of the project that does nothing itself but settle the message, what its handler does. */
function workBehindWrapper(model: ProjectModel, { broker, flow, handler, registered }: Consumer): ReturnType<typeof closedWork> {
  if (!handler || handler === registered) return undefined;
  const nodes = Array.from(nodesOf(flow));
  if (nodes.some((node) => node.do === 'send' || node.do === 'unknown' || (node.do === 'effect' && !isAside(node)))) return undefined;
  const entered = nodes.find((node): node is EnterNode => node.do === 'enter' && isSame(node.target, handler));
  // What does nothing but log is not in the flow.
  return entered ? closedWork(model, broker, entered.target, givenTo(model, entered)) : closedWork(model, broker, handler);
}

function isSame(a: FunctionEntity, b: FunctionEntity): boolean {
  return a.file === b.file && a.fn === b.fn;
}

function givenTo({ linker }: ProjectModel, { call: { file, call, frame }, target }: EnterNode): readonly (readonly Entity[])[] {
  const written = file.calls[call]?.arguments ?? [];
  return target.fact.parameters.map(({ rest }, index) => argumentsFrom(linker, { written, frame }, index, rest));
}
