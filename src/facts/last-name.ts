import type { FileFacts } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';

/** Calls whose name says nothing: `handlers[x]()`, `make()()`. */
export const NAMELESS = '*';

/** The last name of a callee: what the called function is called where it is defined. */
export function lastName(file: FileFacts, callee: Value): string {
  switch (callee.kind) {
    case 'member':
      return callee.name === 'call' || callee.name === 'apply' ? lastName(file, callee.of) : callee.name;
    case 'import':
      return callee.name;
    case 'global':
      return callee.name;
    case 'binding': {
      const binding = file.bindings[callee.binding];
      const [value] = binding?.values ?? [];
      if (value?.kind === 'import' || value?.kind === 'member') return lastName(file, value);
      return binding?.kind === 'function' || binding?.kind === 'class' ? binding.name : value?.kind === 'function' ? (binding?.name ?? NAMELESS) : NAMELESS;
    }
    case 'super':
      return 'super';
    default:
      return NAMELESS;
  }
}
