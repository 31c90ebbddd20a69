import type { Framework } from '../../model/framework.ts';
import type { InfrastructureValue, Resource } from '../../model/infrastructure.ts';
import { locationOf } from '../entity.ts';
import { codeOf, foreignCode } from '../function-code.ts';
import { wrappedHandler } from '../handler.ts';
import type { InfrastructureIndex } from '../infrastructure-values.ts';
import type { Linker } from '../linker.ts';
import { type Entry, entryOf } from './entry.ts';

/** Functions that infrastructure files put behind a gateway, a load balancer or a URL. */
export function deployedRoutes(linker: Linker, frameworks: readonly Framework[], infrastructure: InfrastructureIndex): readonly Entry[] {
  return infrastructure.resources.flatMap((resource): readonly Entry[] => {
    if (resource.kind !== 'route') return [];
    const framework = frameworks.find(({ platform }) => platform === resource.platform);
    const fn = functionIn(infrastructure, resource.function, resource.scope);
    if (!framework || !fn) return [];
    const [registered] = fn.kind === 'function' ? codeOf(linker, infrastructure, fn) : foreignCode(linker, infrastructure, fn);
    if (!registered) return [];
    // What all handlers of a project are wrapped in is the same for all of them.
    const handler = wrappedHandler(linker, registered);
    const { method, path } = resource;
    const at = locationOf(handler.file, handler.fact.span);
    const entry = entryOf({ framework, ...(method !== undefined && { method }), ...(path !== undefined && { path }), at, functions: [handler] });
    return entry ? [entry] : [];
  });
}

type FunctionLike = Extract<Resource, { kind: 'function' | 'foreign' }>;

/** The function a value names, or that the address it is part of names: `…/functions/${Charge.Arn}/invocations`. */
function functionIn(infrastructure: InfrastructureIndex, value: InfrastructureValue, scope: string): FunctionLike | undefined {
  if (value.kind === 'template') return value.parts.map((part) => functionIn(infrastructure, part, scope)).find((found) => found !== undefined);
  if (value.kind !== 'reference') return undefined;
  const { resource } = infrastructure.follow(value, scope);
  return resource?.kind === 'function' || resource?.kind === 'foreign' ? resource : undefined;
}
