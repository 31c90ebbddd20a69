import type { Broker, MessagingSystem } from '../model/broker.ts';
import type { Location } from '../model/location.ts';
import type { ClassEntity, Entity, FunctionEntity } from './entity.ts';
import type { Name } from './name.ts';
import type { LibraryCall } from './slots.ts';
import type { Undecided } from './undecided.ts';

/** One handler of one destination, however many functions stand between it and the library. */
export interface LinkedConsumer {
  readonly broker: Broker;
  readonly system: MessagingSystem;
  readonly destination?: Name;
  readonly job?: string;
  readonly at: Location;
  /** The library's call or decorator. */
  readonly declaredAt: Location;
  /** What the library calls. */
  readonly registered?: FunctionEntity;
  /** What is written for this consumer. */
  readonly handler?: FunctionEntity;
  readonly options: readonly Entity[];
  /** The library call, in the frame that binds it to this consumer. */
  readonly call?: LibraryCall;
  /** The calls between the consumer and the library, outermost first. */
  readonly trail: readonly Location[];
  /** The receiving loop's own function, where the handler is no function of its own. */
  readonly enclosing: boolean;
  /** Received in a way that leaves it to the handler to settle. */
  readonly byHand?: true;
  /** It takes what others left behind. */
  readonly unlessOther?: true;
  /** For decorated classes. */
  readonly cls?: ClassEntity;
  /** What could not be read of it. */
  readonly undecided?: { readonly handler?: Undecided; readonly destination?: Undecided };
  /** False: a registry hands it payloads, not the library's messages. */
  readonly ofMessages?: false;
  /** A registry holds it under this name, and the message says at `key` which one is meant: `data.name`. */
  readonly picked?: { readonly name: string; readonly key: readonly string[] };
}
