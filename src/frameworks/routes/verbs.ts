import type { RoutePattern } from '../../model/framework.ts';

/** `Router.get(path, …handlers)` and its like, one pattern a verb. */
export function verbRoutes(type: string, verbs: readonly string[], pattern: Omit<RoutePattern, 'method'>): Readonly<Record<string, RoutePattern>> {
  return Object.fromEntries(verbs.map((verb) => [`${type}.${verb}`, { ...pattern, method: methodOf(verb) }]));
}

function methodOf(verb: string): string {
  if (verb === 'del') return 'DELETE';
  return verb === 'all' ? '*' : verb.toUpperCase();
}

export const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'all', 'head', 'options'] as const;
