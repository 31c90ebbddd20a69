import type { Value } from '../../model/value.ts';
import { plainText } from '../entity.ts';
import { type Frame, frameOf } from '../frame.ts';
import type { Linker } from '../linker.ts';

/** A condition, or a part of one, where it stands. */
interface Condition {
  readonly value: Value;
  readonly frame: Frame;
}

/** Is a value the name of the job at hand, as its library states it? */
export function isJobName(linker: Linker, value: Value, frame: Frame): boolean {
  const entities = linker.evaluate(value, frame);
  return entities.length > 0 && entities.every((entity) => entity.is === 'external' && linker.names.keyOf(entity, false) === 'Job.name');
}

/** The one text that a value is. */
export function textOf(linker: Linker, value: Value, frame: Frame): string | undefined {
  const [only, ...others] = linker.evaluate(value, frame);
  return only && others.length === 0 ? plainText(only) : undefined;
}

/** The names for which a condition holds: `job.name === 'a' || job.name === 'b'`. */
export function namesTested(linker: Linker, condition: Value, around: Frame): readonly string[] | undefined {
  const { value, frame } = written(condition, around);
  if (value.kind === 'choice' && value.op === '||') {
    const parts = value.of.map((part) => namesTested(linker, part, frame));
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  if (value.kind === 'call') return namesListed(linker, value.call, frame);
  if (value.kind !== 'operation' || (value.op !== '===' && value.op !== '==')) return undefined;
  const name = comparedName(linker, value.of, frame);
  return name === undefined ? undefined : [name];
}

/** The names for which a condition does not hold: `job.name !== 'a' && job.name !== 'b'`, `!names.includes(job.name)`. */
export function namesSpared(linker: Linker, condition: Value, around: Frame): readonly string[] | undefined {
  const { value, frame } = written(condition, around);
  if (value.kind === 'choice' && value.op === '&&') {
    const parts = value.of.map((part) => namesSpared(linker, part, frame));
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  if (value.kind !== 'operation') return undefined;
  const [operand] = value.of;
  if (value.op === '!' && operand) return namesTested(linker, operand, frame);
  const name = value.op === '!==' || value.op === '!=' ? comparedName(linker, value.of, frame) : undefined;
  return name === undefined ? undefined : [name];
}

/** `['a', 'b'].includes(job.name)`, `names.has(job.name)`: the names of the list, if all of them are known. */
function namesListed(linker: Linker, call: number, frame: Frame): readonly string[] | undefined {
  const asked = askedOf(linker, call, frame);
  const [list, ...others] = asked && /^(?:includes|has)$/.test(asked.method) ? linker.evaluate(asked.of, frame) : [];
  if (list?.is !== 'list' || list.open || others.length > 0) return undefined;
  const names = list.items.map(([only, ...more]) => (only && more.length === 0 ? plainText(only) : undefined));
  return names.every((name) => name !== undefined) ? names : undefined;
}

interface AskedMethod {
  readonly of: Value;
  readonly method: string;
}

/** A method that is given the name of the job, and nothing else. */
function askedOf(linker: Linker, call: number, frame: Frame): AskedMethod | undefined {
  const { callee, arguments: [name, ...others] = [] } = frame.file.calls[call] ?? {};
  if (callee?.kind !== 'member' || callee.of.kind === 'super' || !name || name.kind === 'spread' || others.length > 0) return undefined;
  return isJobName(linker, name, frame) ? { of: callee.of, method: callee.name } : undefined;
}

/** `job.name.startsWith('mail:')` */
function startsOrEnds(linker: Linker, call: number, frame: Frame, name: string): boolean | undefined {
  const { callee, arguments: [part, ...others] = [] } = frame.file.calls[call] ?? {};
  if (callee?.kind !== 'member' || callee.of.kind === 'super' || !part || part.kind === 'spread' || others.length > 0) return undefined;
  if ((callee.name !== 'startsWith' && callee.name !== 'endsWith') || !isJobName(linker, callee.of, frame)) return undefined;
  const text = textOf(linker, part, frame);
  if (text === undefined) return undefined;
  return callee.name === 'startsWith' ? name.startsWith(text) : name.endsWith(text);
}

/** Does a condition hold for a job of this name? `undefined`: something else decides it as well. */
export function holdsFor(linker: Linker, condition: Value, around: Frame, name: string): boolean | undefined {
  const { value, frame } = written(condition, around);
  if (value.kind === 'choice' && (value.op === '||' || value.op === '&&')) {
    const parts = value.of.map((part) => holdsFor(linker, part, frame, name));
    const decisive = value.op === '||';
    if (parts.includes(decisive)) return decisive;
    return parts.includes(undefined) ? undefined : !decisive;
  }
  if (value.kind === 'call') return namesListed(linker, value.call, frame)?.includes(name) ?? startsOrEnds(linker, value.call, frame, name);
  if (value.kind !== 'operation') return undefined;
  const [operand] = value.of;
  if (value.op === '!' && operand) {
    const inner = holdsFor(linker, operand, frame, name);
    return inner === undefined ? undefined : !inner;
  }
  if (!/^[!=]==?$/.test(value.op)) return undefined;
  const compared = comparedName(linker, value.of, frame);
  return compared === undefined ? undefined : (compared === name) === value.op.startsWith('=');
}

/** What a constant stands for: `const isDigest = job.name === 'digest'`. */
function written(value: Value, frame: Frame): Condition {
  if (value.kind !== 'binding') return { value, frame };
  const binding = frame.file.bindings[value.binding];
  const [only, ...others] = binding?.values ?? [];
  const own = binding && frameOf(frame, binding.fn);
  return binding?.kind === 'const' && own && only?.kind === 'operation' && others.length === 0 ? { value: only, frame: own } : { value, frame };
}

function comparedName(linker: Linker, [left, right]: readonly Value[], frame: Frame): string | undefined {
  if (!left || !right) return undefined;
  const test = isJobName(linker, left, frame) ? right : isJobName(linker, right, frame) ? left : undefined;
  return test && textOf(linker, test, frame);
}

/** `switch (true)`: each case is a condition of its own. */
export function isSwitchOfTrue({ on }: { readonly on: Value }): boolean {
  return on.kind === 'literal' && on.value === true;
}
