import type { InfrastructureValue, RouteResource } from '../../model/infrastructure.ts';
import { text } from './value.ts';

export type Route = Pick<RouteResource, 'method' | 'path'>;

/** A verb and a path as a gateway has them, as far as they are written: `ANY` and `*` are every verb. */
export function routeOf(method: InfrastructureValue | undefined, path: InfrastructureValue | undefined): Route {
  const verb = method?.kind === 'text' ? method.text.toUpperCase() : undefined;
  return {
    ...(verb !== undefined && /^[A-Z]+$/.test(verb) && verb !== 'ANY' && { method: verb }),
    ...(path?.kind === 'text' && path.text !== '*' && { path: `/${path.text.replace(/^\/|\/$/g, '')}` }),
  };
}

/** `POST /orders`, `ANY /orders`; `$default` and `*` are all there is. */
export function routeOfKey(key: InfrastructureValue | undefined): Route {
  if (key?.kind !== 'text') return {};
  const [method, path] = key.text.trim().split(/\s+/);
  return path === undefined ? {} : routeOf(method === undefined ? undefined : text(method), text(path));
}
