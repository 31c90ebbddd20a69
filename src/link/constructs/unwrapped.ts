import { isEntityBeyond } from '../cuts.ts';
import type { Entity, ExternalEntity } from '../entity.ts';
import type { Linker } from '../linker.ts';
import { argumentOf } from './written.ts';
import type { Written } from '../written.ts';

/** Wrappers behind each other that are looked through. */
const DEEPEST = 6;

/**
 * What stands in text or behind an output: the object of `JSON.stringify(…)`, `pulumi.jsonStringify(…)`,
 * `queue.arn.apply((arn) => JSON.stringify(…))`, `pulumi.output(…)`.
 * Source: `@pulumi/pulumi` 3.223.0 `output.d.ts`; sst 3 `platform/src/global.d.ts` (`$jsonStringify`).
 */
export function unwrapped(linker: Linker, written: Written): Written {
  if (written === undefined || written === 'unknown') return written;
  return { ...written, entities: written.entities.flatMap((entity) => inside(linker, entity, 0)) };
}

function inside(linker: Linker, entity: Entity, depth: number): readonly Entity[] {
  if (isEntityBeyond(depth, DEEPEST, entity, `what stands in more than ${String(DEEPEST)} wrappers around each other`)) return [entity];
  if (entity.is !== 'external' || entity.from !== 'call' || !entity.of || !entity.call) return [entity];
  const again = (entities: readonly Entity[]): readonly Entity[] => entities.flatMap((each) => inside(linker, each, depth + 1));
  switch (entity.of.name) {
    case 'stringify':
    case 'jsonStringify':
    case '$jsonStringify':
    case 'output':
      return again(argumentOf(linker, entity.call, 0));
    case 'apply': {
      const given = entity.of.of ? resolved(linker, entity.of.of) : [];
      const { call } = entity;
      const results = argumentOf(linker, call, 0).flatMap((callback) => (callback.is === 'function' ? linker.returnOf(callback, { given: [given] }, call) : []));
      return results.length > 0 ? again(results) : [entity];
    }
    default:
      return [entity];
  }
}

/** What the callback of `apply` is given: the output itself stands for its value; of `all([…])`, the list. */
function resolved(linker: Linker, output: ExternalEntity): readonly Entity[] {
  const isAll = output.from === 'call' && output.of?.name === 'all' && output.call;
  return isAll ? argumentOf(linker, isAll, 0) : [output];
}
