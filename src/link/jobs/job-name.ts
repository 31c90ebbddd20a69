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
  if (value.kind !== 'operation' || (value.op !== '===' && value.op !== '==')) return undefined;
  const name = comparedName(linker, value.of, frame);
  return name === undefined ? undefined : [name];
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
