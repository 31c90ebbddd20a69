import type { Broker } from '../model/broker.ts';

/**
 * NATS without JetStream: no storage and no acknowledgement. A message that nobody takes, or whose handler fails, is gone.
 * Source: nats 2.29.3 `lib/nats-base-client/core.d.ts`; `@nats-io/nats-core` 3.4.0 `lib/core.d.ts`; measured on nats-server 2.9.10.
 */
export const nats: Broker = {
  name: 'nats',
  title: 'NATS',
  system: 'nats',
  delivery: { deadLetter: 'nothing', deliveries: 'once' },
  shape: {
    packages: ['nats', '@nats-io/nats-core', '@nats-io/transport-node', '@nats-io/transport-deno', 'nats.ws'],
    returns: { connect: 'NatsConnection', wsconnect: 'NatsConnection', 'NatsConnection.subscribe': 'Subscription' },
    members: { 'Subscription.*': 'Msg' },
    callbacks: { 'NatsConnection.subscribe#1.callback': ['NatsError', 'Msg'] },
    sameAs: { NatsConnectionImpl: 'NatsConnection' },
  },
  handlerParameters: ['Msg'],
  consumers: { 'NatsConnection.subscribe': { destination: ['0'], handler: ['1.callback', 'enclosing'], options: '1' } },
  producers: {
    // Written into a buffer of the connection: whether it arrived, nobody is told.
    'NatsConnection.publish': { destination: ['0'], options: '2', deduplication: [], outcome: 'none' },
  },
  replies: ['Msg.respond', 'NatsConnection.respondMessage'],
};
