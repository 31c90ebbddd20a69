import type { Location } from './location.ts';

/**
 * How one messaging system delivers unless something else is written: facts of the library, with the place where the
 * project may say otherwise. Queries read these places; a library only names them.
 */
export interface Delivery {
  readonly deadLetter: DeadLetterPlace | RemovingOption | CountingHandler | StatedLoss;
  readonly deliveries: DeliveryCount;
  /**
   * When a message comes a second time, as a sentence; `{attempts}` stands for how often it is tried. Absent: never.
   */
  readonly redelivery?: string;
  /** The same for a message that is tried once only; `false`: then it never comes again. */
  readonly redeliveryOfSingle?: string | false;
  /** The same where the handler catches every error: the process ends before the handler does. */
  readonly redeliveryOfLost?: string;
  /** Options that make a message count as processed when it is handed over: paths with the value that says so, which may be the default. */
  readonly settledOnDelivery?: readonly (readonly [path: string, value: string | boolean, unset?: 'unset as well'])[];
  /**
   * The handler has to acknowledge: what it does not acknowledge is not done, whatever it returns. Always, or where an
   * option has this value, or where the handler takes as many parameters, the last of which tells: `(job, done) => …`.
   */
  readonly settledByHandler?: true | readonly [path: string, value: boolean] | { readonly parameters: number; /** An `async` one is done when its promise is. */ readonly unlessAsync?: true };
  /** What becomes of an error that a handler throws: the library or platform logs it, or tells only who listens. Absent: not known. */
  readonly thrown?: 'logged' | 'told to listeners';
  /** Since this major version a message is done only where the handler returns it, unless this option is set. */
  readonly settledByValue?: { readonly since: number; readonly unless: string };
  /** What the handler returns is waited for by whoever asked for it, as the result of a call is. */
  readonly answers?: true;
  /** The handler answers nobody: an HTTP status it returns is success. */
  readonly polled?: true;
}

/** What decides where a message ends that fails every time. */
export type DeadLetterPlace =
  /** The system keeps it, always. */
  | 'kept'
  /** There is no such thing: the system forgets a message when it is delivered. */
  | 'nothing'
  /** Nobody knows. */
  | 'unknown'
  /** `removeOnFail` of a job, its queue or its worker. */
  | 'job options'
  /** The source queue's redrive policy. */
  | 'redrive policy'
  /** The on-failure destination of an event source mapping. */
  | 'stream mapping'
  /** The dead-letter queue of the mapping between queue and function. */
  | 'queue mapping'
  /** The function's dead-letter queue or on-failure destination. */
  | 'function'
  /** The dead-letter destination of the Event Grid subscription that names the function. */
  | 'event subscription'
  /** The dead-letter exchange of a queue that calls declare, of a subscription's options, of a transport's options. */
  | 'declared exchange'
  | 'subscribed exchange'
  | 'transport exchange'
  /** The subscription's dead-letter policy. */
  | 'subscription policy'
  /** The options of the consumer, which a call declares apart from it. */
  | 'consumer configuration'
  /** The dead-letter exchange of the queue that the library's configuration names for a subscription. */
  | 'configured queue'
  /** Who claims entries that stay pending, and who counts their deliveries. */
  | 'claims'
  /** Only the handler can put it elsewhere: the client goes on with what comes behind a failure. */
  | 'skipping handler'
  /** Only the handler can put it elsewhere: the platform goes on behind a failure when the function's retry policy has ended. */
  | 'retry policy'
  /** Only the handler can put it elsewhere: a failure holds up what comes behind it. */
  | 'handler';

/** The system keeps what failed, unless the consumer's options say otherwise. */
export interface RemovingOption {
  readonly removedBy: string;
}

/** Somebody says that a message is gone when it failed so often. */
export interface StatedLoss {
  readonly lostAfter: number;
  readonly statedAt: Location;
}

/** Nothing but the handler can end the deliveries: by what the message says of how often it came. */
export interface CountingHandler {
  readonly countedBy: readonly string[];
  readonly uncounted: 'cyclesUntilRetention' | 'cyclesForEver';
}

/** An option that says how often a message is tried. */
export interface CountOption {
  /** Of the consumer. */
  readonly option: string;
  /** Of a declaration that holds for all consumers. */
  readonly declared?: string;
  /** Of what is sent, and of the queue's declaration. */
  readonly sent?: string;
  /** The option counts the further tries only. */
  readonly more?: 1;
  /** Without any of them. */
  readonly unset: number | 'some' | 'unknown';
  /** Major version since which that is so; before, only that there is an end. */
  readonly since?: number;
}

/** How often a failing message is tried, the first time included; or what decides it. */
export type DeliveryCount =
  | CountOption
  | number
  | 'once'
  | 'some'
  /** Unless the handler puts the message elsewhere. */
  | 'without end'
  | 'unknown'
  | 'job options'
  | 'redrive policy'
  | 'stream mapping'
  | 'queue mapping'
  | 'subscription policy'
  | 'consumer configuration'
  /** `maxDeliveryCount` of the queue or subscription. */
  | 'delivery count'
  /** The function's retry policy; one try without. */
  | 'retry policy'
  /** `maxDequeueCount` of the function app. */
  | 'host settings'
  /** The policy under which other code of the project calls the handler by its name. */
  | 'calling policy'
  /** What decides about the dead letters decides about the tries as well. */
  | 'as dead letters'
  /** Whether the handler puts a message back that it rejects. */
  | 'requeue'
  /** What the handler asks the library to do with a message that it fails. */
  | 'recovery'
  /** What the library does with what a handler throws: requeue, unless a subscription or the module says otherwise. */
  | 'error behaviour'
  /** Whether the transport acknowledges by delivering. */
  | 'transport';
