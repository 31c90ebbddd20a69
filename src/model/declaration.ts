import type { StatedQueueResource } from './infrastructure.ts';
import type { Location } from './location.ts';

/** What a user declares in the settings, because no analysis can see it. */

/** An argument of a call by its index, or with the path of a property: `0`, `'1.handler'`; see `Slot`. */
export type Place = number | string;

/** A call: of a package, or of a file of the project that stands for what cannot be followed behind it. */
export interface DeclaredCall {
  readonly package?: string;
  /** Path relative to the root; the called name is one of its exports. */
  readonly file?: string;
  /** `subscribe`, `Client.subscribe`, `createClient().subscribe`, `new Worker`, `@Subscribe`. */
  readonly call?: string;
}

/** How the system behind a call delivers. */
export interface DeclaredSystem {
  /** A library of `docs/brokers.md` that delivers in the same way. */
  readonly like?: string;
  /** Whatever has the same name there is the same destination. */
  readonly system?: string;
}

export interface ConsumerDeclaration extends DeclaredCall, DeclaredSystem {
  /** Instead of a call: the files whose `export` is called with messages. */
  readonly files?: string;
  readonly export?: string;
  readonly destination?: Place | { readonly name: string };
  readonly handler?: Place;
  /** Of a class with such a decorator: the method that handles messages. */
  readonly method?: string;
  readonly job?: Place;
  readonly options?: Place;
  /** Is a message kept that fails every time? */
  readonly deadLetter?: boolean;
  /** How often a message is tried, the first time included. */
  readonly maxDeliveries?: number;
  readonly settles?: 'on-delivery' | 'after-handler' | 'by-handler';
}

export interface ProducerDeclaration extends DeclaredCall, DeclaredSystem {
  readonly destination?: Place | { readonly name: string };
  readonly job?: Place;
  readonly deduplication?: Place;
  readonly outcome?: 'promise' | 'none';
}

/** What a call says of a message that was received. */
export interface SettlementDeclaration extends DeclaredCall {
  readonly settles?: 'ack' | 'reject' | 'requeue' | 'dead-letter' | 'extend';
  /** Something in this place says that the message failed: `done(error)`. */
  readonly failsWith?: Place;
}

export interface EffectDeclaration extends DeclaredCall {
  readonly effect?: 'mail' | 'sms' | 'push' | 'chat' | 'payment' | 'webhook' | 'write' | 'read' | 'claim' | 'none';
  readonly idempotent?: boolean;
  /** Where the key stands by which the other side drops a second call. */
  readonly idempotencyKey?: Place;
}

export interface QueueDeclaration {
  readonly system?: string;
  readonly name?: string;
  /** Where its failed messages go; `true`: they are kept somewhere, `false`: nowhere. */
  readonly deadLetter?: string | boolean;
  readonly maxDeliveries?: number;
}

export interface EndpointDeclaration extends DeclaredCall {
  readonly files?: string;
  readonly export?: string;
  readonly method?: string;
  /** `'/orders'`, or where it stands in the call. */
  readonly path?: Place;
  readonly handler?: Place;
}

export interface Declarations {
  readonly consumers?: readonly ConsumerDeclaration[];
  readonly producers?: readonly ProducerDeclaration[];
  readonly settlements?: readonly SettlementDeclaration[];
  readonly effects?: readonly EffectDeclaration[];
  readonly queues?: readonly QueueDeclaration[];
  readonly endpoints?: readonly EndpointDeclaration[];
}

/** A declaration as it is asked for what it still says. */
export interface Declaration {
  /** `consumers[0]`. */
  readonly setting: string;
  readonly at: Location;
  readonly of:
    | { readonly what: 'call'; readonly package: string; readonly key: string; readonly ofProject: boolean; /** It settles messages, which may have no type. */ readonly settles?: true }
    | { readonly what: 'files'; readonly pattern: string; readonly files: RegExp; readonly export: string }
    | { readonly what: 'queue'; readonly queue: StatedQueueResource };
}
