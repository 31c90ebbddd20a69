import type { Entity } from '../../link/entity.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { CountOption } from '../../model/delivery.ts';
import { producersOf } from '../dead-letter/job-store.ts';
import { isSet, numberOf, optionOf } from '../options.ts';
import { type Deliveries, UNKNOWN } from './verdict.ts';

/** The consumer's own option, else that of its messages or its queue, else what is declared for all, else the default. */
export function optionDeliveries(model: ProjectModel, consumer: Consumer, count: CountOption): Deliveries {
  const { option, more = 0, unset, since } = count;
  const own = optionOf(model.linker, consumer.options, option);
  const sent = count.sent === undefined ? undefined : sentDeliveries(model, consumer, count.sent, more);
  if (sent && isSet(own) === false) return sent;
  for (const entities of [own, ...declaredFor(model, consumer, count)]) {
    const tries = numberOf(entities);
    if (tries !== undefined) return { status: 'bounded', max: tries + more };
    if (isSet(entities) !== false) return UNKNOWN;
  }
  if (typeof unset !== 'number') return unset === 'some' ? { status: 'bounded' } : UNKNOWN;
  const isKnown = since === undefined || Number(consumer.version?.split('.')[0]) >= since;
  return { status: 'bounded', ...(isKnown && { max: unset }) };
}

function declaredFor({ declarations, linker }: ProjectModel, { broker }: Consumer, { declared }: CountOption): readonly (readonly Entity[])[] {
  if (declared === undefined) return [];
  return declarations.filter((each) => each.broker === broker && !each.name).map(({ options }) => optionOf(linker, options, declared));
}

/** `undefined`: neither a message nor the queue says how often. */
function sentDeliveries(model: ProjectModel, consumer: Consumer, option: string, more: number): Deliveries | undefined {
  const producers = producersOf(model, consumer);
  // What a statement says of it, nobody has read.
  if (producers.some(({ pattern }) => pattern.statement)) return { status: 'bounded' };
  const options = [...producers, ...consumer.sources.flatMap(({ declarations }) => declarations)].map((each) => optionOf(model.linker, each.options, option));
  const written = options.filter((entities) => isSet(entities) !== false);
  if (written.length === 0) return undefined;
  const counts = written.map(numberOf).filter((tries) => tries !== undefined);
  return { status: 'bounded', ...(counts.length === written.length && { max: Math.max(...counts) + more }) };
}
