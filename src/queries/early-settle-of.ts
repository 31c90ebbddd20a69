import { callLocation } from '../link/call-location.ts';
import type { CallReference } from '../link/entity.ts';
import { nodesOf, type SendNode } from '../link/flow.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import { optionThatSettles } from '../link/settled-by.ts';
import { type Location, placeKey } from '../model/location.ts';
import { bufferedWorkOf } from './buffered-work.ts';
import { changesSomething } from './failure-of.ts';
import { isInHandler, occurrencesIn } from './occurrence.ts';
import { optionOf } from './options.ts';
import { settlementOfConsumer } from './settles.ts';
import { isTemporary } from './temporary-queue.ts';

/** A message that counts as done before its work is. */
export interface EarlySettle {
  readonly how: 'acknowledged first' | 'unawaited' | 'automatic' | 'buffered';
  readonly at: Location;
  /** Work that is lost when the process ends in between. */
  readonly work: Location;
  /** What acknowledges, and what works. */
  readonly acknowledged?: { readonly by: CallReference; readonly work: CallReference };
  /** The call that nobody waits for. */
  readonly unawaited?: CallReference;
  /** Where the handler puts its work into a list that a timer stores later. */
  readonly buffer?: Location;
  /** The option by which delivery settles. */
  readonly option?: string;
}

export interface Early {
  readonly consumer: Consumer;
  readonly early: EarlySettle;
}

/** Every such consumer; those that one place settles too early together. */
export function earlySettles(model: ProjectModel): readonly (readonly [Early, ...Early[]])[] {
  const groups = new Map<string, [Early, ...Early[]]>();
  for (const consumer of model.consumers) {
    const early = earlySettleOf(model, consumer);
    if (!early) continue;
    const key = `${early.how} ${placeKey(early.at)}`;
    const group = groups.get(key);
    if (group) group.push({ consumer, early });
    else groups.set(key, [{ consumer, early }]);
  }
  return [...groups.values()];
}

export function earlySettleOf(model: ProjectModel, consumer: Consumer): EarlySettle | undefined {
  const settlement = settlementOfConsumer(consumer);
  if (settlement.status === 'early') {
    const { settledBy, work: { fate, at, node } } = settlement;
    return { how: settlement.how, at: settlement.at, work: at, ...(settledBy && { acknowledged: { by: settledBy, work: node.call } }), ...(fate.kind === 'unawaited' && { unawaited: fate.call }) };
  }
  const buffered = bufferedWorkOf(model, consumer);
  if (buffered) return { how: 'buffered', at: consumer.at, work: buffered.stored, buffer: buffered.at };
  const option = optionThatSettles(model.linker, consumer);
  if (option === undefined || isMeantToBeLost(model, consumer)) return undefined;
  const work = occurrencesIn(consumer.flow).find((occurrence) => changesSomething(occurrence.node) && !isInHandler(occurrence));
  if (!work || !('call' in work.node)) return undefined;
  return { how: 'automatic', at: consumer.at, work: callLocation(work.node.call), option };
}

/** Queues that go with their consumer, and requests, which whoever asked makes again. */
function isMeantToBeLost(model: ProjectModel, { broker, system, options, sources, destination, flow }: Consumer): boolean {
  if (broker.name === 'nest-microservices') return isTemporary(model, optionOf(model.linker, options, 'options.queueOptions'));
  const name = destination?.shown ?? '';
  // A queue without a name is RabbitMQ's way to make one that goes with its consumer.
  if ((name === '' && system === 'rabbitmq') || name === 'amq.rabbitmq.reply-to') return true;
  if (sources.some(({ declarations }) => declarations.some((declaration) => isTemporary(model, declaration.options)))) return true;
  return Array.from(nodesOf(flow)).some((node) => node.do === 'send' && isReply(node));
}

/** `sendToQueue(message.properties.replyTo, …)`. */
function isReply({ call: { file, call } }: SendNode): boolean {
  const [first] = file.calls[call]?.arguments ?? [];
  return first?.kind === 'member' && first.name === 'replyTo';
}
