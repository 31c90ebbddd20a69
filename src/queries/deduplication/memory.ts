import type { CallReference } from '../../link/entity.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import { someWithin } from '../../link/some-within.ts';
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
  if (!written) return false;
  const { file } = written.frame;
  return someWithin(file, literalBehind(written).value, (each) => TRIES.test((each.kind === 'member' ? each.name : each.kind === 'binding' ? file.bindings[each.binding]?.name : undefined) ?? ''));
}

const TRIES = /attempt|retr(y|ies)|tries|receiveCount|deliveryCount|numDelivered/i;
