import type { Entity } from '../../link/entity.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import { isSet, literalsOf, numberOf, optionOf } from '../options.ts';
import { recoveriesOf } from '../recoveries-of.ts';
import { type Deliveries, UNKNOWN } from './verdict.ts';

/**
 * Rascal: a message that the handler fails is rejected for good, unless a strategy puts it back: `nack` with `requeue`
 * without a count (the default counter of redeliveries counts nothing), `republish` and `forward` up to `attempts`, or
 * for ever without. Source: rascal 21.0.1 `lib/amqp/{SubscriberError,Subscription}.js`, `lib/config/baseline.js`;
 * measured: 701 times in two seconds.
 */
export function recoveredDeliveries(model: ProjectModel, consumer: Consumer): Deliveries {
  const recoveries = recoveriesOf(model, consumer);
  if (recoveries.length === 0) return UNKNOWN;
  const counts = recoveries.map(({ strategies }) => (typeof strategies === 'string' ? (strategies === 'none' ? 1 : 'unknown') : triesOf(model, strategies)));
  const endless = recoveries.find((_, index) => counts[index] === 'endless');
  // A counter of its own, or a queue that counts, may end it.
  if (endless && counts.every((each) => each === 'endless') && !mayCount(model, consumer)) {
    return { status: 'unbounded', how: 'requeued', at: endless.at, because: [{ at: endless.at, note: 'puts the message back, however often it has failed' }] };
  }
  const known = counts.filter((each) => typeof each === 'number');
  return known.length === counts.length ? { status: 'bounded', max: Math.max(...known) } : UNKNOWN;
}

function triesOf({ linker }: ProjectModel, strategies: readonly Entity[]): number | 'endless' | 'unknown' {
  let tries = 1;
  for (const strategy of strategies) {
    const [name] = literalsOf(optionOf(linker, [strategy], 'strategy'));
    if (name === 'ack') return tries;
    if (name === 'nack') {
      const requeue = optionOf(linker, [strategy], 'requeue');
      if (isSet(requeue) === 'unknown') return 'unknown';
      return literalsOf(requeue).includes(true) ? 'endless' : tries;
    }
    if (name !== 'republish') return 'unknown';
    const attempts = optionOf(linker, [strategy], 'attempts');
    const more = numberOf(attempts);
    if (more === undefined) return isSet(attempts) === false ? 'endless' : 'unknown';
    tries += more;
  }
  return tries;
}

function mayCount({ linker, declarations }: ProjectModel, { broker }: Consumer): boolean {
  const own = declarations.filter((each) => each.broker === broker);
  return own.length === 0 || own.some(({ options }) => options.some((entity) => entity.is !== 'object') || isSet(optionOf(linker, options, 'redeliveries.counters')) !== false);
}
