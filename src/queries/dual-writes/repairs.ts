import type { FlowNode, SendNode } from '../../link/flow.ts';
import { nameOf } from '../../link/name.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import { firstSlot, slotOf } from '../../link/slots.ts';
import { catchOutcome } from '../catch-outcome.ts';
import { changesSomething } from '../failure-of.ts';
import type { Level, Occurrence } from '../occurrence.ts';
import { somewhere } from '../somewhere.ts';

/**
 * Is a send a part of something that takes care of its failure: an open transaction, a hook of its commit, a `catch`
 * that undoes the row or sends elsewhere, a function that rolls back?
 */
export function isRepaired({ levels, node }: Occurrence): boolean {
  return levels.some(isCaredFor) || ('call' in node && rollsBack(node)) || levels.some(({ container }) => container?.do === 'enter' && rollsBack(container));
}

function isCaredFor({ container, part }: Level): boolean {
  if (container?.do === 'callback') return container.transaction || container.runs === 'later' || isHook(container);
  if (container?.do !== 'try' || part !== 'body') return false;
  const outcome = catchOutcome(container);
  return outcome === 'handed on' || outcome === 'unknown' || changesRows(container.handler ?? []) || changesRows(container.finalizer ?? []);
}

const changesRows = somewhere((node) => changesSomething(node));

/** `transaction.afterCommit(…)`, `runOnTransactionCommit(…)`. */
function isHook({ call: { file, call } }: Extract<FlowNode, { do: 'callback' }>): boolean {
  const callee = file.calls[call]?.callee;
  return callee !== undefined && 'name' in callee && /commit|after_?transaction|retry|backoff/i.test(callee.name);
}

/** Does the function a call stands in open or roll back a transaction by statements, or try again by a loop of its own? */
function rollsBack({ call: { file, call } }: Extract<FlowNode, { readonly call: object }>): boolean {
  const fn = file.calls[call]?.fn;
  return file.calls.some((each) => each.fn === fn && each.callee.kind === 'member' && /^(rollback|rollbackTransaction|startTransaction|beginTransaction|abortTransaction|begin)$/.test(each.callee.name));
}

/** A row of an outbox, by the name of its table: what is sent beside it is a hint. */
export function isWrittenDown(node: FlowNode): boolean {
  if (node.do !== 'effect' || node.effect.kind !== 'database') return false;
  const { file, call } = node.call;
  return JSON.stringify(file.calls[call] ?? {}).toLowerCase().includes('outbox');
}

/**
 * Is a destination sent to from nowhere else? Another place may send the message again: a job that looks for rows
 * without one, a button.
 */
export function isOnlyProducer(model: ProjectModel, send: SendNode, found: readonly SendNode[]): boolean {
  const name = nameOfSend(model, send);
  if (name === undefined) return false;
  const sites = new Set(found.map(({ call }) => `${call.file.file}#${String(call.call)}`));
  return model.producers.every(({ broker, destination, job, file, call, key }) => {
    if (broker !== send.broker || sites.has(`${file.file}#${String(call)}`)) return true;
    // Whatever this one sends, and where to, it may be the same.
    if (!destination || key.startsWith('FlowProducer.')) return false;
    return nameFor(destination.shown, job) !== name && !(job === undefined && name.startsWith(`${destination.shown} `));
  });
}

function nameOfSend({ linker }: ProjectModel, { library, pattern }: SendNode): string | undefined {
  const name = nameOf(firstSlot(linker, library, pattern.destination));
  // Of several, nobody knows which.
  const destination = name && name.texts.length + name.patterns.length + name.settings.length === 1 ? name.shown : undefined;
  const job = pattern.job === undefined ? undefined : nameOf(slotOf(linker, library, pattern.job))?.shown;
  return destination === undefined ? undefined : nameFor(destination, job);
}

function nameFor(destination: string, job: string | undefined): string {
  return `${destination} ${job ?? ''}`;
}
