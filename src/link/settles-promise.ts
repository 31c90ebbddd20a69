import type { FileFacts } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';

/** `resolve` and `reject` of `new Promise((resolve, reject) => …)`: what calls them works no more. */
export function settlesPromise(file: FileFacts, callee: Value): boolean {
  const values = callee.kind === 'binding' ? (file.bindings[callee.binding]?.values ?? []) : [];
  const [only, ...others] = values;
  if (only?.kind !== 'parameter' || others.length > 0) return false;
  const { passedTo } = file.functions[only.fn] ?? {};
  const maker = passedTo && file.calls[passedTo.call];
  return maker?.kind === 'new' && maker.callee.kind === 'global' && maker.callee.name === 'Promise' && passedTo?.path.length === 1 && passedTo.path[0] === 0;
}
