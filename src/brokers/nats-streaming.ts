import type { Broker } from '../model/broker.ts';

/**
 * NATS Streaming (STAN), the forerunner of JetStream: its server is no longer maintained, but many services still run on
 * it. What is not acknowledged within `ackWait` (30 seconds unless set) comes again, and nothing ends that but an
 * acknowledgement. Without `setManualAckMode(true)` the client acknowledges as soon as the listener has returned.
 * Source: node-nats-streaming 0.3.2 `lib/stan.js`, `index.d.ts`; NATS' page "Redelivery" on STAN's subscriptions;
 * nats-streaming-server issue 728.
 */
export const natsStreaming: Broker = {
  name: 'nats-streaming',
  title: 'NATS Streaming',
  system: 'nats_streaming',
  delivery: {
    deadLetter: { countedBy: ['getRedeliveryCount', 'isRedelivered'], uncounted: 'cyclesForEver' },
    deliveries: 'without end',
    redelivery: 'NATS Streaming delivers again what is not acknowledged within 30 seconds, or its ackWait.',
    settledByHandler: true,
  },
  shape: {
    packages: ['node-nats-streaming'],
    returns: { connect: 'Stan', 'Stan.subscribe': 'Subscription' },
    callbacks: { 'Subscription.on#1': ['Message'] },
  },
  handlerParameters: ['Message'],
  consumers: { 'Subscription.on': { destination: ['maker.0'], handler: ['1'], when: ['0', 'message'] } },
  producers: {
    // Whether the server has it, only the callback is told.
    'Stan.publish': { destination: ['0'], deduplication: [], outcome: 'none' },
  },
  settlements: { 'Message.ack': { settles: 'ack' } },
  listeners: { 'Subscription.on': { destination: ['maker.0'], event: '0', handler: '1' } },
  events: { error: 'fault', timeout: 'fault', unavailable: 'fault' },
};
