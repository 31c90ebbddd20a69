import type { Entity } from '../../link/entity.ts';
import type { EffectNode } from '../../link/flow.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import { changesSomething } from '../failure-of.ts';
import { holdOf } from '../hold-of.ts';
import type { Level } from '../occurrence.ts';
import type { SeedKind } from './seeds.ts';
import type { Unneeded } from './unneeded.ts';

/** How strongly code says that work should leave the request, point by point. */
export interface Score {
  /** Nobody waits for the result: 1 derived data, 2 a notification, 3 the failure is swallowed. */
  readonly tolerance: number;
  /** The amount of work: 2 where it grows with a list. */
  readonly load: number;
  /** What a failure costs, with its reasons in words. */
  readonly failure: number;
  readonly reasons: readonly string[];
  /** 1: the project has a queue with a consumer already. */
  readonly operation: number;
  readonly loop: boolean;
  readonly transaction: boolean;
  readonly afterWrite: boolean;
}

/** Seconds after which gateways give up where nothing else is known. */
const GATEWAY_SECONDS = 30;

export function scoreOf(model: ProjectModel, leaf: EffectNode, kind: SeedKind, levels: readonly Level[], { swallowedAt }: Unneeded): Score {
  const loop = levels.some((level) => isUnbounded(model, level));
  const transaction = levels.some(({ container }) => container?.do === 'callback' && container.transaction);
  const afterWrite = !transaction && levels.some(writesBefore);
  const hold = holdOf(model, leaf);
  const points: readonly (readonly [number, string])[] = [
    [1, 'third party'],
    ...(hold !== undefined && hold > GATEWAY_SECONDS ? [[1, holdText(leaf.effect.client, hold)] as const] : []),
    ...(swallowedAt ? [[2, 'its failure is lost'] as const] : []),
    ...(transaction ? [[2, 'inside a database transaction'] as const] : []),
    ...(afterWrite ? [[1, 'after a committed write'] as const] : []),
  ];
  const failure = Math.min(3, points.reduce((sum, [value]) => sum + value, 0));
  return {
    tolerance: swallowedAt ? 3 : kind === 'notification' ? 2 : 1,
    load: loop ? 2 : 0,
    failure,
    reasons: [...(loop ? ['once for every element of a list'] : []), ...points.map(([, reason]) => reason)],
    operation: model.consumers.length > 0 ? 1 : 0,
    loop,
    transaction,
    afterWrite,
  };
}

function holdText(client: string, seconds: number): string {
  return seconds === Infinity ? `${client} waits without end by default` : `${client} waits up to ${String(seconds)} s by default`;
}

/** Does it ask for a queue? Less than this is at most worth a thought. */
export function asksForQueue({ tolerance, load, failure, operation, loop }: Score): boolean {
  const sum = tolerance + load + failure;
  return sum >= 4 && (tolerance >= 2 || loop) && (operation >= 1 || sum >= 5);
}

/** `T2+R0+F2=4, O1`. */
export function scoreText({ tolerance, load, failure, operation }: Score): string {
  return `T${String(tolerance)}+R${String(load)}+F${String(failure)}=${String(tolerance + load + failure)}, O${String(operation)}`;
}

/** A list that is written out is short; a loop without a list is a retry, a poll or pages. */
const SHORT = 5;

function isUnbounded({ linker }: ProjectModel, { container }: Level): boolean {
  if (container?.do === 'loop') {
    if (!container.over) return false;
    return !isShort(linker.evaluate(container.over, container.frame));
  }
  if (container?.do !== 'callback' || container.runs !== 'each') return false;
  const { file, call, frame } = container.call;
  const callee = file.calls[call]?.callee;
  if (callee?.kind !== 'member' || callee.of.kind === 'super') return false;
  return !isShort(linker.evaluate(callee.of, frame));
}

function isShort(entities: readonly Entity[]): boolean {
  return entities.length > 0 && entities.every((entity) => entity.is === 'list' && !entity.open && entity.items.length <= SHORT);
}

/** A write to a database stands before it, in the same function or one around. */
function writesBefore({ siblings, index }: Level): boolean {
  return siblings.slice(0, index).some((node) => node.do === 'effect' && node.effect.kind === 'database' && changesSomething(node));
}
