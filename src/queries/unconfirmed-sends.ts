import { callLocation } from '../link/call-location.ts';
import type { LinkedProducer } from '../link/producers.ts';
import type { ProjectModel } from '../link/project-model.ts';
import { makerOf } from '../link/slots.ts';
import type { Location } from '../model/location.ts';

/** A channel of RabbitMQ without confirms, and what is sent on it. */
export interface UnconfirmedChannel {
  readonly madeAt: Location;
  readonly producers: readonly [LinkedProducer, ...LinkedProducer[]];
}

/**
 * Channels that amqplib makes by `createChannel()` and that something is sent on. `publish` and `sendToQueue` put the
 * message into a buffer: that the broker has it, only a channel of `createConfirmChannel()` tells.
 * Source: amqplib 2.3.1 `lib/channel_model.js`, `lib/callback_model.js`. The channels of amqp-connection-manager confirm.
 */
export function unconfirmedChannels(model: ProjectModel): readonly UnconfirmedChannel[] {
  const channels = new Map<string, { readonly madeAt: Location; readonly producers: LinkedProducer[] }>();
  for (const producer of model.producers) {
    const madeAt = producer.broker.name === 'amqplib' && !answersSomebody(producer) ? plainChannelOf(model, producer) : undefined;
    if (!madeAt) continue;
    const key = `${madeAt.file}:${String(madeAt.line)}:${String(madeAt.column)}`;
    const channel = channels.get(key) ?? { madeAt, producers: [] };
    if (!channel.producers.some(({ at }) => at.file === producer.at.file && at.line === producer.at.line)) channel.producers.push(producer);
    channels.set(key, channel);
  }
  return [...channels.values()].flatMap(({ madeAt, producers: [first, ...others] }) => (first ? [{ madeAt, producers: [first, ...others] as const }] : []));
}

/** Where the channel is made, if it certainly has no confirms. */
function plainChannelOf({ linker }: ProjectModel, { library }: LinkedProducer): Location | undefined {
  const maker = makerOf(linker, library.callee.of);
  if (!('reference' in maker)) return undefined;
  const { callee, reference } = maker;
  const isPlain = callee.package.startsWith('amqplib') && callee.from === 'member' && callee.name === 'createChannel';
  return isPlain ? callLocation(reference) : undefined;
}

/** A reply is for somebody who asks again when it does not come. */
function answersSomebody({ library: { reference } }: LinkedProducer): boolean {
  const [destination] = reference.file.calls[reference.call]?.arguments ?? [];
  return destination?.kind === 'member' && destination.name === 'replyTo';
}
