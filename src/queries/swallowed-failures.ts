import { placeKey } from '../model/location.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import { producersOf } from './dead-letter/job-store.ts';
import { isOfPublishWrapper } from './lost-sends.ts';
import type { Settlement } from './settlement-of.ts';
import { settlementOfConsumer } from './settles.ts';

/** A consumer that turns a failure into success. */
export interface Swallowed {
  readonly consumer: Consumer;
  readonly settlement: Extract<Settlement, { readonly status: 'swallowed' }>;
}

/** Every such consumer; those whose failures end at one place together. */
export function swallowedFailures(model: ProjectModel): readonly (readonly [Swallowed, ...Swallowed[]])[] {
  const groups = new Map<string, [Swallowed, ...Swallowed[]]>();
  for (const { consumer, settlement } of model.consumers.flatMap(settledIn)) {
    // A failure that is written down where it lasts was thought of; that of a publish wrapper is its producers' as well.
    if (settlement.status !== 'swallowed' || settlement.recorded || isOfPublishWrapper(model, settlement.at)) continue;
    if (settlement.how !== 'unread failures' && comesAgain(model, consumer)) continue;
    const key = `${settlement.how} ${placeKey(settlement.at)}`;
    const group = groups.get(key);
    if (group) group.push({ consumer, settlement });
    else groups.set(key, [{ consumer, settlement }]);
  }
  return [...groups.values()];
}

/** A consumer, or where it settles by the name of a job, those names. */
function settledIn(whole: Consumer): readonly { readonly consumer: Consumer; readonly settlement: Settlement }[] {
  const settlement = settlementOfConsumer(whole);
  if (settlement.status === 'swallowed') return [{ consumer: whole, settlement }];
  return whole.cases.map((consumer) => ({ consumer, settlement: settlementOfConsumer(consumer) }));
}

/** All its messages are those of a schedule: what this one left undone, the next does. */
function comesAgain(model: ProjectModel, consumer: Consumer): boolean {
  const { broker, call } = consumer;
  if (call && broker.consumers?.[model.linker.names.keyOf(call.callee, false)]?.scheduled) return true;
  const producers = producersOf(model, consumer);
  return producers.length > 0 && producers.every(({ schedule }) => schedule);
}
