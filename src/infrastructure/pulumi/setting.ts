import type { InfrastructureValue, WrittenDeadLetter } from '../../model/infrastructure.ts';
import { locate } from '../reading/source-text.ts';
import { booleanOf, numberOf, unknown } from '../reading/value.ts';
import { entryOf, type Tree, treeAt } from '../tree/tree.ts';
import { type Program, valueOf, wholeOf } from './program.ts';

export const unread = unknown('nothing is named');

export function valueAt(properties: Tree | undefined, program: Program, name: string): InfrastructureValue | undefined {
  const tree = treeAt(properties, name);
  return tree && valueOf(tree, program);
}

export function numberAt(properties: Tree | undefined, program: Program, name: string): number | undefined {
  const value = valueAt(properties, program, name);
  return value && numberOf(value);
}

export function booleanAt(properties: Tree | undefined, program: Program, name: string): boolean | undefined {
  const value = valueAt(properties, program, name);
  return value && booleanOf(value);
}

/** `redrivePolicy`: JSON as text, or made by `fn::toJSON`. */
export function redriveAt(properties: Tree | undefined, program: Program): WrittenDeadLetter {
  const entry = entryOf(properties, 'redrivePolicy');
  const policy = wholeOf(entry?.value, program);
  if (!entry || isNothing(policy)) return undefined;
  const target = treeAt(policy, 'deadLetterTargetArn');
  if (!target) return 'unknown';
  return { target: valueOf(target, program), maxDeliveries: numberAt(policy, program, 'maxReceiveCount'), at: locate(program.source, entry.span) };
}

/** One value, some objects deep. */
export function targetAt(properties: Tree | undefined, program: Program, path: readonly [string, ...string[]], name: string): WrittenDeadLetter {
  const entry = entryOf(properties, path[0]);
  if (!entry || isNothing(entry.value)) return undefined;
  const inside = path.slice(1).reduce<Tree | undefined>((at, key) => wholeOf(treeAt(at, key), program), wholeOf(entry.value, program));
  const target = treeAt(inside, name);
  if (!target) return inside?.kind === 'map' ? undefined : 'unknown';
  return { target: valueOf(target, program), at: locate(program.source, entry.span) };
}

function isNothing(tree: Tree | undefined): boolean {
  return tree?.kind === 'scalar' && (tree.value === null || tree.value === '');
}
