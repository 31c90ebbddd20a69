import type { Framework } from '../../model/framework.ts';
import type { Location } from '../../model/location.ts';
import type { FunctionEntity } from '../entity.ts';

/** A synchronous call that comes in: a route of an HTTP framework, a procedure, a Lambda behind a gateway. */
export interface Entry {
  readonly id: string;
  /** Name of the framework. */
  readonly kind: string;
  /** `GET`, `MUTATION`; `*` or absent: any. */
  readonly method?: string;
  readonly path?: string;
  readonly at: Location;
  /** The last function that runs for it. */
  readonly handler: FunctionEntity;
  /** Functions that run before it, in order. */
  readonly before: readonly FunctionEntity[];
}

export interface RouteInit {
  readonly framework: Framework;
  readonly method?: string;
  readonly path?: string;
  readonly at: Location;
  readonly functions: readonly FunctionEntity[];
}

/** `undefined`: nothing of the project runs for it. */
export function entryOf({ framework, method, path, at, functions }: RouteInit): Entry | undefined {
  const handler = functions.at(-1);
  if (!handler) return undefined;
  const name = [method, path].filter((part) => part !== undefined).join(' ');
  return {
    id: `${framework.name}:${name === '' ? '?' : name}@${at.file}:${String(at.line)}`,
    kind: framework.name,
    ...(method !== undefined && { method }),
    ...(path !== undefined && { path }),
    at,
    handler,
    before: functions.slice(0, -1),
  };
}

/** `/api`, `orders/`, `:id` → `/api/orders/:id`. */
export function joinedPath(parts: readonly string[]): string {
  const inner = parts.flatMap((part) => part.split('/')).filter((part) => part !== '');
  return `/${inner.join('/')}`;
}
