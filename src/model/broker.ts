import type { LibraryShape } from './library.ts';

/** `messaging.system` of OpenTelemetry, or the library's own name where there is none. */
export type MessagingSystem =
  | 'aws_sqs'
  | 'aws_sns'
  | 'aws_kinesis'
  | 'aws_dynamodb_streams'
  | 'aws_eventbridge'
  | 'kafka'
  | 'rabbitmq'
  | 'gcp_pubsub'
  | 'cloudflare_queues'
  | 'bullmq'
  | 'bull'
  | 'pg_boss'
  | 'redis_pubsub'
  | 'nats'
  | 'mqtt'
  | 'unknown';

/**
 * Where a piece of a fact stands in a call:
 * - `0`, `last`: an argument; `0.queueUrl`: a property of it
 * - `maker.0`: an argument of the call, `new` or decorator that made the receiver
 * - `class.0`: an argument of the decorator of the class (for decorated methods)
 * - `sibling.subscribe.0.topic`: an argument of another call on the same receiver
 * - `receiver`: the receiver itself
 */
export type Slot = string;

/** A call that takes messages. */
export interface ConsumerPattern {
  /** The first slot that says something. */
  readonly destination: readonly Slot[];
  /** Name of the kind of message inside the destination: a job name, a pattern. */
  readonly job?: Slot;
  /** The handler; `enclosing`: the function the call stands in, a loop that receives. */
  readonly handler: readonly Slot[];
  readonly options?: Slot;
  /** The call counts only if this argument is this text: `subscription.on('message', f)`. */
  readonly when?: readonly [slot: Slot, text: string];
  readonly system?: MessagingSystem;
}

/** A decorator on a class or method that makes it a consumer. */
export interface DecoratorPattern {
  readonly on: 'class' | 'method';
  readonly destination: readonly Slot[];
  readonly job?: Slot;
  readonly options?: Slot;
  /** For a decorated class: its method that handles messages. */
  readonly method?: string;
}

/** A call that sends. */
export interface ProducerPattern {
  readonly destination: readonly Slot[];
  readonly job?: Slot;
  readonly options?: Slot;
  /** The id by which the system drops a second send: properties of `options` or slots. */
  readonly deduplication?: readonly Slot[];
  /** What the call gives: a promise that rejects when the send failed; nothing that could be awaited; a hot observable. */
  readonly outcome: 'promise' | 'none' | 'observable' | 'callback or promise';
}

/** What a call says about a message that was received. */
export type Settlement = 'ack' | 'reject' | 'requeue' | 'dead-letter' | 'extend';

export interface SettlementPattern {
  readonly settles: Settlement;
  /** Slot of a flag that says "put it back", and its default: `nack(message, allUpTo, requeue)`. */
  readonly requeue?: readonly [slot: Slot, unset: boolean];
}

/** A call that declares a destination or sets its options. */
export interface DeclarationPattern {
  readonly destination: readonly Slot[];
  readonly options?: Slot;
}

/** A type of the library that makes a function a handler, or its parameter a message. */
export interface HandlerType {
  readonly system: MessagingSystem;
  /** The type is the handler's own, or that of its first parameter. */
  readonly of: 'handler' | 'event';
}

/** A table: what the calls of one client library state. */
export interface Broker {
  readonly name: string;
  readonly title: string;
  readonly system: MessagingSystem;
  readonly shape: LibraryShape;
  /** Types of what a handler is given. */
  readonly handlerParameters?: readonly string[];
  readonly consumers?: Readonly<Record<string, ConsumerPattern>>;
  readonly decorators?: Readonly<Record<string, DecoratorPattern>>;
  readonly producers?: Readonly<Record<string, ProducerPattern>>;
  readonly settlements?: Readonly<Record<string, SettlementPattern>>;
  readonly declarations?: Readonly<Record<string, DeclarationPattern>>;
  readonly handlerTypes?: Readonly<Record<string, HandlerType>>;
}
