import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { Location } from '../model/location.ts';
import { occurrencesIn } from './occurrence.ts';
import { repeatedEffects, repeatsUnknown } from './repeated-effects.ts';

/** May a consumer see a message twice? `yes` only where every effect of a handler that could be followed is guarded. */
export function idempotencyOf(model: ProjectModel, consumer: Consumer): { readonly status: 'yes' | 'no' | 'unknown'; readonly at?: Location } {
  const { flow } = consumer;
  if (flow.length === 0) return { status: 'unknown' };
  const [worst] = repeatedEffects(model, consumer);
  if (worst) return { status: 'no', at: worst.at };
  const open = repeatsUnknown(model, consumer) || occurrencesIn(flow).some(({ node }) => node.do === 'unknown');
  return { status: open ? 'unknown' : 'yes' };
}
