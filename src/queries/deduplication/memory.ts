import type { CallReference } from '../../link/entity.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { Value } from '../../model/value.ts';
import { literalBehind, type Written, writtenAt } from './written.ts';

/** Less text than this says nothing of what a key is for. */
const SHORTEST = 4;

/**
 * What kind of thing a key of a cache stands for, from how it is written: the text it starts with, the function that
 * makes it, the variable it stands in. The same for two calls: they speak of the same memory.
 */
export function memoryOf(model: ProjectModel, reference: CallReference): string | undefined {
  const written = writtenAt(reference, '0');
  return written && kindOf(model, literalBehind(written));
}

function kindOf({ linker }: ProjectModel, { value, frame }: Written): string | undefined {
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' ? `text ${value.value}` : undefined;
    case 'template': {
      const [first] = value.parts;
      const start = first && literalBehind({ value: first, frame }).value;
      return start?.kind === 'literal' && String(start.value).length >= SHORTEST ? `text ${String(start.value)}` : undefined;
    }
    case 'call': {
      const callee = frame.file.calls[value.call]?.callee;
      const [target] = callee ? linker.evaluate(callee, frame) : [];
      return target?.is === 'function' ? `function ${target.file.file}#${String(target.fn)}` : undefined;
    }
    case 'binding':
      return `variable ${frame.file.file}#${String(value.binding)}`;
    default:
      return undefined;
  }
}

/** Does the key tell one try from the next, so that a retry finds no mark? */
export function namesTries(reference: CallReference): boolean {
  const written = writtenAt(reference, '0');
  return written !== undefined && mentions(written.frame.file, literalBehind(written).value, 0);
}

const TRIES = /attempt|retr(y|ies)|tries|receiveCount|deliveryCount|numDelivered/i;

function mentions(file: FileFacts, value: Value, depth: number): boolean {
  if (depth > 6) return false;
  switch (value.kind) {
    case 'template':
      return value.parts.some((part) => mentions(file, part, depth + 1));
    case 'member':
      return TRIES.test(value.name) || mentions(file, value.of, depth + 1);
    case 'binding':
      return TRIES.test(file.bindings[value.binding]?.name ?? '');
    case 'operation':
    case 'choice':
      return value.of.some((part) => mentions(file, part, depth + 1));
    case 'call':
      return (file.calls[value.call]?.arguments ?? []).some((each) => each.kind !== 'spread' && mentions(file, each, depth + 1));
    default:
      return false;
  }
}
