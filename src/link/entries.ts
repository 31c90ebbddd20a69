import type { Location } from '../model/location.ts';
import type { FunctionEntity } from './entity.ts';

/** A synchronous call that comes in: a route of an HTTP framework, a procedure, a Lambda behind a gateway. */
export interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly method?: string;
  readonly path?: string;
  readonly at: Location;
  readonly handler: FunctionEntity;
}
