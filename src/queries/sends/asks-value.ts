import type { CallFact } from '../../model/file-facts.ts';

/** `error.toString()`, `items.map(…)`: methods that only make another value. */
export function asksValue({ callee }: CallFact): boolean {
  return callee.kind === 'member' && VALUE_METHODS.has(callee.name);
}

const VALUE_METHODS: ReadonlySet<string> = new Set(
  [Object.prototype, String.prototype, Number.prototype, Date.prototype, Array.prototype]
    .flatMap((prototype) => Object.getOwnPropertyNames(prototype))
    .filter((name) => !['push', 'unshift', 'splice', 'fill', 'copyWithin', 'constructor'].includes(name)),
);
