import type { Flow } from '../../link/flow.ts';
import { innerFlows } from '../../link/flow.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import { someWithin } from '../../link/some-within.ts';
import type { CountingHandler } from '../../model/delivery.ts';
import { settlementOfConsumer } from '../settles.ts';
import { gaveUp, parksFailures } from './parked.ts';
import { type DeadLetterVerdict, unknownUntil } from './verdict.ts';

/** Only the handler can end the deliveries of a message. */
export function countedDeadLetter(consumer: Consumer, { countedBy, uncounted }: CountingHandler): DeadLetterVerdict {
  const { flow, declaredAt: at } = consumer;
  if (flow.length === 0) return unknownUntil('the handler, which could not be followed');
  if (parksFailures(flow) || gaveUp(flow)) return { status: 'kept' };
  if (asksFor(flow, countedBy)) return unknownUntil('what the handler does with a message that came too often');
  if (settlementOfConsumer(consumer).status !== 'after-work') return unknownUntil('what the handler does with a failure');
  return { status: 'lost', fate: uncounted, at, because: [{ at, note: `nothing asks how often a message came (${countedBy.join(', ')})` }] };
}

/** Does a condition of the handler look at one of these properties? */
function asksFor(flow: Flow, names: readonly string[]): boolean {
  return flow.some((node) => (node.do === 'if' && someWithin(node.frame.file, node.condition, (each) => each.kind === 'member' && names.includes(each.name))) || innerFlows(node).some((inner) => asksFor(inner, names)));
}

/**
 * Redis streams: an entry that is not acknowledged stays pending until somebody claims it, as often as somebody does.
 * Source: measured on redis 7.0.15; Redis's pages on XAUTOCLAIM and XPENDING.
 */
export function claimedDeadLetter(model: ProjectModel, consumer: Consumer): DeadLetterVerdict {
  const { flow, declaredAt: at, broker } = consumer;
  if (flow.length === 0) return unknownUntil('the handler, which could not be followed');
  if (parksFailures(flow)) return { status: 'kept' };
  const keys = model.declarations.filter((declaration) => declaration.broker === broker).map(({ key }) => key.toLowerCase());
  if (keys.some((key) => key.includes('pending'))) return unknownUntil('what becomes of entries that were delivered too often');
  if (settlementOfConsumer(consumer).status !== 'after-work') return unknownUntil('what the handler does with a failure');
  const claimed = keys.some((key) => key.includes('claim'));
  const note = claimed ? 'entries are claimed again, and nothing asks how often they were delivered' : 'nothing in the project claims pending entries';
  return { status: 'lost', fate: claimed ? 'cyclesForEver' : 'staysPending', at, because: [{ at, note }] };
}
