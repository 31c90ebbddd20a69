import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { CountOption } from '../../model/delivery.ts';
import { isSet, numberOf, optionOf } from '../options.ts';
import { type Deliveries, UNKNOWN } from './verdict.ts';

/** The consumer's own option, else what is declared for all, else the default. */
export function optionDeliveries(model: ProjectModel, { options, broker }: Consumer, { option, declared, more, unset }: CountOption): Deliveries {
  const general = declared === undefined ? [] : model.declarations.filter((each) => each.broker === broker && !each.name).map((each) => optionOf(model.linker, each.options, declared));
  for (const entities of [optionOf(model.linker, options, option), ...general]) {
    const count = numberOf(entities);
    if (count !== undefined) return { status: 'bounded', max: count + (more ?? 0) };
    if (isSet(entities) !== false) return UNKNOWN;
  }
  if (typeof unset === 'number') return { status: 'bounded', max: unset };
  return unset === 'some' ? { status: 'bounded' } : UNKNOWN;
}
