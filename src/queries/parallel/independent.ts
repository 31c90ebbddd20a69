import type { AwaitedStatement, FileFacts } from '../../model/file-facts.ts';
import type { Argument, Value } from '../../model/value.ts';
import { isBeyond } from '../../link/cuts.ts';

/** Values inside each other that are looked at. */
const DEEPEST = 12;

/** Names of what is asked so that something else may be asked, and of handles that take one request at a time. They only ever make a report fall silent. */
const GUARDS = /valid|assert|check|ensure|verif|auth|require|guard|permi|allow|login|token|lock|acquire|throttle|limit|wait|sleep|connect|init/i;
const HANDLES = /^(?:tx|trx|transaction|session|query_?runner|conn|connection|page|browser)$/i;

/** Is one statement asked before another on purpose, as far as names tell? */
export function isGuard(file: FileFacts, { call }: AwaitedStatement): boolean {
  const fact = file.calls[call];
  return fact === undefined || GUARDS.test(nameOf(fact.callee, file)) || fact.arguments.some((argument) => HANDLES.test(argument.kind === 'spread' ? '' : nameOf(argument, file)));
}

function nameOf(value: Value, file: FileFacts): string {
  if (value.kind === 'binding') return file.bindings[value.binding]?.name ?? '';
  return value.kind === 'member' || value.kind === 'import' || value.kind === 'global' ? value.name : '';
}

/** Does a statement certainly need nothing that the others declare? */
export function needsNone(file: FileFacts, statement: AwaitedStatement, others: readonly AwaitedStatement[]): boolean {
  const declared = new Set(others.flatMap(({ bindings }) => bindings));
  return isFree(file, { kind: 'call', call: statement.call }, declared, 0);
}

function isFree(file: FileFacts, value: Argument, declared: ReadonlySet<number>, depth: number): boolean {
  if (isBeyond(depth, DEEPEST, file, 0, `whether statements need each other, inside more than ${String(DEEPEST)} values`)) return false;
  const again = (next: Argument): boolean => isFree(file, next, declared, depth + 1);
  switch (value.kind) {
    case 'literal':
    case 'undefined':
    case 'import':
    case 'global':
    case 'parameter':
    case 'this':
    case 'super':
    case 'env':
    case 'class':
    case 'caught':
      return true;
    case 'binding':
      return !declared.has(value.binding);
    case 'call': {
      const fact = file.calls[value.call];
      return fact !== undefined && again(fact.callee) && fact.arguments.every(again);
    }
    case 'template':
      return value.parts.every(again);
    case 'operation':
      return value.of.every(again);
    case 'choice':
      return value.of.every(again) && (value.condition === undefined || again(value.condition));
    case 'element':
      return again(value.of) && again(value.key);
    case 'member':
    case 'spread':
    case 'rest':
    case 'each':
      return again(value.of);
    case 'array':
      return value.elements.every(again);
    case 'object':
      return value.properties.every((property) => {
        if (property.kind === 'spread') return again(property.of);
        return property.kind !== 'getter' && again(property.value) && (property.kind !== 'computed' || again(property.key));
      });
    // What a function looks at when it runs, nobody knows here.
    case 'function':
    case 'unknown':
      return false;
  }
}
