import type { Entry } from '../link/entries/entry.ts';

/** How messages call a route: `POST /orders`, `orders.cancel`, else its handler or its file. */
export function entryName({ method, path, handler, at }: Entry): string {
  const name = (path === '' ? undefined : path) ?? handler.fact.name ?? at.file.split('/').at(-1) ?? '';
  return method === undefined || method === '*' || method === 'QUERY' || method === 'MUTATION' ? name : `${method} ${name}`;
}
