import type { Entry } from './entries/entry.ts';
import type { FunctionEntity } from './entity.ts';

/**
 * The routes that a push subscription calls: those of the endpoint's path. The host and what stands before the path may
 * be open, the path may not.
 */
export function pushedHandlers(entries: readonly Entry[], endpoint: string): readonly FunctionEntity[] {
  const path = pathOf(endpoint);
  if (path === undefined) return [];
  return entries.flatMap(({ method = '*', path: own, handler }) => ((method === 'POST' || method === '*') && own === path ? [handler] : []));
}

/** `https://shop.example/push/orders?token=…`, `…/push/orders` → `/push/orders`; a bare host has none. */
function pathOf(endpoint: string): string | undefined {
  const [, path] = /^(?:\w+:\/\/[^/]*|…)(\/[^?#]+)/.exec(endpoint) ?? [];
  return path === undefined || path.includes('…') ? undefined : path.replace(/\/$/, '');
}
