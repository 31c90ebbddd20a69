import type { Hazard } from './hazard.ts';
import type { Delivery } from './delivery.ts';
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
  | 'gcp_tasks'
  | 'servicebus'
  | 'eventhubs'
  | 'eventgrid'
  | 'azure_storage_queues'
  | 'nats'
  | 'nats_streaming'
  | 'jetstream'
  | 'redis_streams'
  | 'redis_lists'
  | 'redis_pubsub'
  | 'mqtt'
  | 'pgmq'
  | 'job_table'
  | 'aws_step_functions'
  | 'trigger_dev'
  | 'inngest'
  | 'temporal'
  | 'encore'
  | 'agenda'
  | 'bee_queue'
  | 'kue'
  | 'rsmq'
  | 'resque'
  | 'liteque'
  | 'graphile_worker'
  | 'vendure'
  | 'medusa'
  | 'unknown';

/**
 * Where a piece of a fact stands in a call:
 * - `0`, `last`: an argument; `0.queueUrl`: a property of it
 * - `maker.0`: an argument of the call, `new` or decorator that made the receiver
 * - `class.0`: an argument of the decorator of the class (for decorated methods)
 * - `chain.create.0`: an argument of an earlier call of the chain: `queue.create(…).attempts(3).save()`
 * - `sibling.subscribe.0.topic`: an argument of another call on the same receiver
 * - `after:STREAMS`: the argument behind this word
 * - `receiver`: the receiver itself
 * - `=orders`: no place at all, this text
 */
export type Slot = string;

/** A call that takes messages. */
export interface ConsumerPattern {
  /** The first slot that says something. */
  readonly destination: readonly Slot[];
  /** Name of the kind of message inside the destination: a job name, a pattern. */
  readonly job?: Slot;
  /** The handler; `enclosing`: the function the call stands in, a loop that receives, where no slot before it says one. */
  readonly handler: readonly Slot[];
  /** The handler's slot holds many by their names, a job each: an object, a module, a folder of files. */
  readonly named?: NamedHandlers;
  readonly options?: Slot | readonly Slot[];
  /** What is received this way has to be settled by calls, whatever the library's other ways do. */
  readonly byHand?: true;
  /** The call counts only with a handler. */
  readonly onlyHandled?: true;
  /** What it runs comes by a schedule, time and again. */
  readonly scheduled?: true;
  /** Only in a loop: one such call may as well wait for an answer. */
  readonly inLoop?: true;
  /** Only where nothing else in the project consumes what the library delivers: it takes what others left behind. */
  readonly unlessOther?: true;
  /** The call counts only if this argument is this text: `subscription.on('message', f)`. */
  readonly when?: readonly [slot: Slot, text: string];
  readonly system?: MessagingSystem;
  readonly statement?: Statement;
}

/**
 * SQL in the first argument: the call counts only if it matches. Its group names the destination: as text, or as the
 * number of a parameter among those of the second argument.
 */
export type Statement = RegExp;

export interface NamedHandlers {
  /** Where what stands under a name may be an object: its method that handles messages. */
  readonly method?: string;
  /** The call is a consumer itself, beside those it names. */
  readonly itself?: true;
}

/** Exports of files that something outside the sources calls with messages. */
export interface HandlerFiles {
  readonly files: RegExp;
  /** An export, or a method of one: `default`, `Worker.handle`. */
  readonly export: string;
  /** Absent: the name of the file, or of its folder for an `index`. */
  readonly destination?: string;
}

/** A class of the library whose subclasses each handle messages: the library makes one object of each. */
export interface HandlerClass {
  /** The method that handles messages. */
  readonly method: string;
  /** The member that says the name; a class without one is a base of others. */
  readonly destination: string;
}

/** A decorator on a class or method that makes it a consumer. */
export interface DecoratorPattern {
  readonly on: 'class' | 'method';
  readonly destination: readonly Slot[];
  readonly job?: readonly Slot[];
  /** Where no slot says one, the method's own name is the job's. */
  readonly jobElse?: 'method';
  readonly options?: Slot;
  /** For a decorated class: its method that handles messages. */
  readonly method?: string;
}

/** A call that sends. */
export interface ProducerPattern {
  readonly destination: readonly Slot[];
  readonly job?: Slot;
  readonly options?: Slot;
  /** One call sends several: a list of objects, or one that holds more of its kind. Where none can be read, the other slots count. */
  readonly parts?: SentParts;
  /** What is sent, before the library makes JSON of it; `a|b`: whichever of them is an object. */
  readonly payload?: Slot;
  /** The id by which the system drops a second send: properties of `options` or slots. */
  readonly deduplication?: readonly Slot[];
  readonly statement?: Statement;
  /** Those of them that are for nothing else: no id by which a message is looked up as well. */
  readonly deduplicationAlone?: readonly Slot[];
  /** The system refuses some messages that have none: one is given although nobody wants it. */
  readonly deduplicationDemanded?: true;
  /** What the call gives: a promise that rejects when the send failed; nothing that could be awaited; a hot observable. */
  readonly outcome: 'promise' | 'none' | 'observable' | 'callback or promise';
  /** Packages of the library whose call of this name gives a promise all the same. */
  readonly promiseIn?: readonly string[];
  /** It puts a schedule in place instead of sending a message. */
  readonly schedule?: true;
}

/** Members of the objects in `list` that say what each of them is. */
export interface SentParts {
  readonly list: Slot;
  readonly destination: string;
  readonly job?: string;
  readonly options?: string;
  /** Where an object holds more of its kind. */
  readonly below?: string;
}

/** What a call says about a message that was received. */
export type Settlement = 'ack' | 'reject' | 'requeue' | 'dead-letter' | 'extend';

export interface SettlementPattern {
  readonly settles: Settlement;
  /** Slot of a flag that says "put it back", and its default: `nack(message, allUpTo, requeue)`. */
  readonly requeue?: readonly [slot: Slot, unset: boolean];
  /** Something in this slot says that it failed: `done(error)`. */
  readonly failsWith?: Slot;
}

/** A call that declares a destination or sets its options. */
export interface DeclarationPattern {
  readonly destination: readonly Slot[];
  readonly options?: Slot;
}

/** A call that runs messages again that failed for good. */
export interface ReplayPattern {
  readonly destination: readonly Slot[];
}

/** A type of the library that makes a function a handler, or its parameter a message. */
export interface HandlerType {
  readonly system: MessagingSystem;
  /** The type is the handler's own, or that of its first parameter. */
  readonly of: 'handler' | 'event';
  /** What names the destination: the file, or a constant that the file exports. */
  readonly name?: 'file' | { readonly exported: string };
}

/** What an event tells: a message failed; the client has trouble of its own; a message is done. */
export type EventMeaning = 'failure' | 'fault' | 'success';

/** A call that asks to be told of events: `worker.on('failed', f)`. */
export interface ListenerPattern {
  readonly destination: readonly Slot[];
  /** Where the name of the event stands; absent: the call itself says what it listens to. */
  readonly event?: Slot;
  readonly says?: EventMeaning;
  readonly handler: Slot;
  /** The call listens only where a handler is given. */
  readonly optional?: true;
}

/** A decorator that makes a method such a listener: `@OnWorkerEvent('failed')`. */
export type ListenerDecorator = Pick<ListenerPattern, 'destination' | 'event' | 'says'>;

/**
 * Options that say nothing about why there is a queue: how it is connected, how long finished jobs are kept.
 * Any other option may be the reason: retries, delay, rate, priority, order, removal of duplicates.
 */
export interface PlainOptions {
  readonly message: readonly string[];
  readonly consumer: readonly string[];
  /** Of the queue; below `defaults`, those of its messages. */
  readonly queue: readonly string[];
  readonly defaults?: string;
  /** Sending calls that say no more than "do this": not in bulk, not later, not as a part of something. */
  readonly sends: readonly string[];
}

/** Methods of a job by which a sender learns of its end: those that wait for it, those that ask once. */
export interface JobEndMethods {
  readonly waits: readonly string[];
  readonly states: readonly string[];
}

/** A table: what the calls of one client library state. */
export interface Broker {
  readonly name: string;
  readonly title: string;
  readonly system: MessagingSystem;
  /** How the system delivers; for each system where the library serves several. Absent: nobody knows. */
  readonly delivery?: Delivery | Readonly<Partial<Record<MessagingSystem, Delivery>>>;
  /** Systems whose messages a platform hands to functions that infrastructure files name. */
  readonly feeds?: readonly MessagingSystem[];
  readonly shape: LibraryShape;
  /** Parts of a name that a setting gives, by its name in the first group: `%ORDERS_QUEUE%`. */
  readonly settingsInNames?: RegExp;
  /** The library takes what a handler throws, or the rejection of its promise, as the failure of the message; or only for these of its systems. */
  readonly failsByThrowing?: true | readonly MessagingSystem[];
  /** Each job has a name, which its handler may ask it for: `Job.name`. */
  readonly namedJobs?: true;
  /** Types of what a handler is given; `undefined`: what its sources say. */
  readonly handlerParameters?: readonly (string | undefined)[];
  readonly consumers?: Readonly<Record<string, ConsumerPattern>>;
  readonly decorators?: Readonly<Record<string, DecoratorPattern>>;
  readonly producers?: Readonly<Record<string, ProducerPattern>>;
  readonly settlements?: Readonly<Record<string, SettlementPattern>>;
  readonly declarations?: Readonly<Record<string, DeclarationPattern>>;
  readonly replays?: Readonly<Record<string, ReplayPattern>>;
  readonly hazards?: readonly Hazard[];
  /** Calls that close what consumes, and what becomes of the work that is cut off without them, as the end of a sentence. */
  readonly closing?: {
    readonly calls: readonly string[];
    readonly interrupted: string;
    /** The one that gives a promise and waits for what is in work, on what makes or runs a consumer. */
    readonly waits?: string;
  };
  /** How what runs a consumer tells of jobs that failed: the event, what it gives, and what to log of that. */
  readonly failed?: { readonly event: string; readonly parameters: string; readonly says: string };
  /** Calls that answer the sender: a function that makes one serves requests and consumes no queue. */
  readonly replies?: readonly string[];
  readonly handlerTypes?: Readonly<Record<string, HandlerType>>;
  readonly handlerFiles?: HandlerFiles;
  readonly handlerClasses?: Readonly<Record<string, HandlerClass>>;
  readonly listeners?: Readonly<Record<string, ListenerPattern>>;
  readonly listenerDecorators?: Readonly<Record<string, ListenerDecorator>>;
  /** What the names of events mean; others tell nothing of messages. */
  readonly events?: Readonly<Record<string, EventMeaning>>;
  /** Only for work queues that belong to the application alone, so that the project's code shows all who send. */
  readonly plainOptions?: PlainOptions;
  readonly jobEnds?: JobEndMethods;
}
