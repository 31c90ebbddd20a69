import { callsWhere } from '../facts/questions.ts';
import { callLocation } from '../link/call-location.ts';
import type { CallReference } from '../link/entity.ts';
import type { CallbackNode, FlowNode, SendNode } from '../link/flow.ts';
import type { ProjectModel } from '../link/project-model.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { MessagingSystem } from '../model/broker.ts';
import { type Location, placeKey } from '../model/location.ts';
import type { Value } from '../model/value.ts';
import { type Hop, hopOf } from './hop.ts';
import { type Occurrence, isInHandler, occurrencesIn } from './occurrence.ts';
import { functionAt } from './sends/destiny.ts';
import { speaksOfOtherRows } from './sends/other-rows.ts';

/** A send that runs while a database transaction is open. */
export interface SendInTransaction {
  /** The call inside the transaction's own function that sends. */
  readonly at: Location;
  readonly node: SendNode;
  /** From the transaction's function to the library's call. */
  readonly chain: readonly Hop[];
  /** Where the transaction is opened. */
  readonly transaction: Location;
  /** What the transaction writes. */
  readonly write: Location;
  /** The same calls: what sends, and what opens the transaction. */
  readonly sends: CallReference;
  readonly opened: CallReference;
}

/** Calls that open a transaction, by their last name: those that only open a session keep nothing back. */
const OPENS: readonly string[] = ['$transaction', 'transaction', 'withTransaction', 'transactional', 'begin', 'runTransaction'];

/** Queues in the database itself: their jobs may be a part of the transaction. */
const IN_DATABASE: ReadonlySet<MessagingSystem> = new Set(['pg_boss', 'graphile_worker', 'pgmq', 'job_table', 'agenda']);

/** Hooks that run their function when the transaction has been committed. */
const AFTER_COMMIT = /after_?commit|on_?commit|after_?transaction/i;

/** Every send of the project inside a transaction that writes, each once. */
export function sendsInTransactions(model: ProjectModel): readonly SendInTransaction[] {
  const found = new Map<string, SendInTransaction>();
  for (const file of model.linker.files.values()) {
    for (const node of transactionsIn(model, file)) {
      for (const send of sendsIn(node)) {
        const key = placeKey(send.at);
        if (!found.has(key)) found.set(key, send);
      }
    }
  }
  return [...found.values()];
}

function* transactionsIn(model: ProjectModel, file: FileFacts): Iterable<CallbackNode> {
  const opening = new Set(callsWhere(file, 'methods', OPENS.join('|')).flatMap((call) => file.calls[call]?.fn ?? []));
  for (const fn of opening) {
    const target = functionAt(model, file, fn);
    if (!target) continue;
    for (const { node } of occurrencesIn(model.flowOf(target))) {
      if (node.do === 'callback' && node.transaction && node.call.file === file && opens(node)) yield node;
    }
  }
}

function opens({ call: { file, call } }: CallbackNode): boolean {
  const callee = file.calls[call]?.callee;
  return callee?.kind === 'member' && (OPENS.includes(callee.name) || (callee.name === 'execute' && isTransaction(file, callee.of)));
}

/** `db.transaction().execute(…)`, also with calls in between that say how it is isolated. */
function isTransaction(file: FileFacts, of: Value): boolean {
  const callee = of.kind === 'call' ? file.calls[of.call]?.callee : undefined;
  return callee?.kind === 'member' && (callee.name === 'transaction' || isTransaction(file, callee.of));
}

function sendsIn(transaction: CallbackNode): readonly SendInTransaction[] {
  const occurrences = occurrencesIn(transaction.body);
  const first = occurrences.findIndex(({ node }) => writesRows(node));
  const write = occurrences[first]?.node;
  if (write?.do !== 'effect') return [];
  // What is sent before anything is written says nothing of what the transaction keeps back.
  return occurrences.flatMap((occurrence, index): readonly SendInTransaction[] => {
    if (index <= first) return [];
    const { node } = occurrence;
    if (node.do !== 'send' || IN_DATABASE.has(node.broker.system) || isInHandler(occurrence) || runsLater(occurrence)) return [];
    const entered = occurrence.levels.flatMap(({ container }) => (container?.do === 'enter' ? [container] : []));
    const chain = [...entered, node].map(({ call }) => hopOf(call));
    const [outermost = node] = entered;
    if (speaksOfOtherRows([...entered, node].map(({ call }) => call), occurrences.slice(0, index).map((each) => each.node))) return [];
    return [{ at: callLocation(outermost.call), node, chain, transaction: callLocation(transaction.call), write: callLocation(write.call), sends: outermost.call, opened: transaction.call }];
  });
}

function writesRows(node: FlowNode): boolean {
  return node.do === 'effect' && node.effect.kind === 'database' && (node.effect.class.startsWith('write') || node.effect.class === 'guard');
}

/** Kept for later, or until the transaction is through. */
function runsLater({ levels }: Occurrence): boolean {
  return levels.some(({ container }) => {
    if (container?.do !== 'callback') return false;
    const callee = container.call.file.calls[container.call.call]?.callee;
    return container.runs === 'later' || ((callee?.kind === 'member' || callee?.kind === 'global') && AFTER_COMMIT.test(callee.name));
  });
}
