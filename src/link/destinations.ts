import type { MessagingSystem } from '../model/broker.ts';
import type { Location } from '../model/location.ts';
import type { Resource } from '../model/infrastructure.ts';
import type { Entity } from './entity.ts';
import type { Name } from './name.ts';
import type { LibraryCall } from './slots.ts';

/** A queue, topic or stream, with everything the project says of it. */
export interface DestinationFacts {
  readonly id: string;
  readonly system: MessagingSystem;
  readonly name?: Name;
  readonly at?: Location;
  /** Calls that declare it or set its options. */
  readonly declarations: readonly Declaration[];
  /** What infrastructure files say of it. */
  readonly resources: readonly Resource[];
}

export interface Declaration {
  readonly key: string;
  readonly call: LibraryCall;
  readonly options: readonly Entity[];
  readonly at: Location;
}
