import type { FunctionEntity } from '../../link/entity.ts';
import type { Frame } from '../../link/frame.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { LibraryCall } from '../../link/slots.ts';
import type { Broker } from '../../model/broker.ts';
import type { Location } from '../../model/location.ts';

/** All a function does, where every call in it is known and none does more than compute, log, send and remember. */
export interface ClosedWork {
  readonly sends: ClosedSend[];
  readonly logs: Location[];
  /** It changes variables that outlive the call. */
  readonly memory: Location[];
  /** Messages are failed on purpose. */
  throws: boolean;
  /** It gives a value that somebody may wait for. */
  answers: boolean;
}

export interface ClosedSend {
  readonly broker: Broker;
  readonly key: string;
  readonly library: LibraryCall;
  readonly at: Location;
  readonly repeated: boolean;
}

/** A walk through everything a function calls. */
export interface Walk {
  readonly model: ProjectModel;
  readonly broker: Broker;
  readonly work: ClosedWork;
  /** What the library calls. */
  readonly top: FunctionEntity;
  /** The functions entered, outermost first. */
  readonly stack: readonly string[];
  /** Inside a loop or a callback. */
  readonly repeated: boolean;
  /** False: something in the function is open. */
  enter(walk: Walk, target: FunctionEntity, frame: Frame): boolean;
}

