import type { WrittenDeadLetter } from '../../model/infrastructure.ts';
import { sameValue, unknown } from './value.ts';

/** Two settings of one thing, of which each is enough. */
export function firstOf(one: WrittenDeadLetter, other: WrittenDeadLetter): WrittenDeadLetter {
  if (typeof one === 'object') return one;
  return typeof other === 'object' ? other : (one ?? other);
}

/** Two branches of a condition: undecided where one says nothing and the other does. */
export function eitherOf(one: WrittenDeadLetter, other: WrittenDeadLetter): WrittenDeadLetter {
  if (one === undefined && other === undefined) return undefined;
  if (typeof one !== 'object' || typeof other !== 'object') return 'unknown';
  return {
    target: sameValue(one.target, other.target) ? one.target : unknown('it depends on a condition'),
    maxDeliveries: one.maxDeliveries === other.maxDeliveries ? one.maxDeliveries : undefined,
    at: one.at,
  };
}
