import type { FileFacts, Step } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import type { CallReference, Entity } from './entity.ts';
import type { Frame } from './frame.ts';
import type { Linker } from './linker.ts';

/** A condition a step stands under, and what it has to be for the step to run. */
interface Under {
  readonly condition: Value;
  readonly holds: boolean;
}

/** Does a call stand under a condition that is certainly not so in this frame? `if (job.hasPriority()) consume(…)`. */
export function isRuledOut(linker: Linker, { file, call, frame }: CallReference): boolean {
  const fact = file.calls[call];
  const body = fact && file.functions[fact.fn]?.body;
  if (!body) return false;
  return (pathTo(file, body, call) ?? []).some(({ condition, holds }) => truthOf(linker, condition, frame) === !holds);
}

function pathTo(file: FileFacts, steps: readonly Step[], call: number): readonly Under[] | undefined {
  for (const step of steps) {
    const found = pathThrough(file, step, call);
    if (found) return found;
  }
  return undefined;
}

function pathThrough(file: FileFacts, step: Step, call: number): readonly Under[] | undefined {
  switch (step.do) {
    case 'call':
      return step.call === call ? [] : undefined;
    case 'if': {
      const then = pathTo(file, step.then, call);
      if (then) return [{ condition: step.condition, holds: true }, ...then];
      const otherwise = pathTo(file, step.else, call);
      return otherwise && [{ condition: step.condition, holds: false }, ...otherwise];
    }
    case 'loop':
      return pathTo(file, step.body, call);
    case 'try':
      return pathTo(file, [...step.body, ...(step.handler ?? []), ...(step.finalizer ?? [])], call);
    case 'switch':
      return pathTo(file, step.cases.flatMap(({ steps }) => steps), call);
    default:
      return undefined;
  }
}

/** What a condition is, where everything it may be says the same. */
function truthOf(linker: Linker, condition: Value, frame: Frame): boolean | undefined {
  if (condition.kind === 'operation') {
    const [operand] = condition.of;
    const inner = condition.op === '!' && operand ? truthOf(linker, operand, frame) : undefined;
    return inner === undefined ? undefined : !inner;
  }
  const entities = linker.evaluate(condition, frame);
  const truths = new Set(entities.map(truthOfEntity));
  const [only] = truths;
  return truths.size === 1 ? only : undefined;
}

/** Only what is written as a constant is certain. */
function truthOfEntity(entity: Entity): boolean | undefined {
  return entity.is === 'constant' && typeof entity.value === 'boolean' ? entity.value : undefined;
}
