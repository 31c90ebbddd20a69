import { placeKey } from '../model/location.ts';
import { locationOf } from '../link/entity.ts';
import type { ProjectModel } from '../link/project-model.ts';
import type { Broker } from '../model/broker.ts';
import { neverDeleted, unlimitedChannels, volatileMessages } from './hazards/channels.ts';
import { consumerName } from './consumer-name.ts';
import { retryingConnections } from './hazards/retrying-connections.ts';
import { type FoundHazard, foundHazard, type Holder } from './hazards/hazard-of.ts';

export type { FoundHazard } from './hazards/hazard-of.ts';

/** Options of brokers and clients that do harm, by the tables of the libraries. */
export function hazardsOf(model: ProjectModel): readonly FoundHazard[] {
  const byTable = [
    ...model.consumers.flatMap((consumer) => {
      const { broker, options, at, version } = consumer;
      const holder = { options, at, name: consumerName(consumer), ...(version !== undefined && { version }) };
      return [...found(model, broker, 'consumer', holder), ...found(model, broker, 'transport', { ...holder, at: placeOfTransport(holder) }, consumer.system)];
    }),
    ...model.producers.flatMap(({ broker, options, at, destination, key }) => {
      const version = broker.shape.packages.map((name) => model.versionOf(at.file, name)).find((each) => each !== undefined);
      return found(model, broker, 'producer', { options, at, name: destination?.shown ?? '?', call: key, ...(version !== undefined && { version }) });
    }),
  ];
  return distinct([...byTable, ...unlimitedChannels(model), ...volatileMessages(model), ...neverDeleted(model), ...retryingConnections(model)]);
}

/** The options of a whole transport stand where it is made. */
function placeOfTransport({ options, at }: Holder): Holder['at'] {
  const [first] = options;
  return first?.is === 'object' ? locationOf(first.frame.file, first.value.span) : at;
}

function found(model: ProjectModel, { hazards = [] }: Broker, on: 'consumer' | 'producer' | 'transport', holder: Holder, system?: string): readonly FoundHazard[] {
  return hazards.filter((hazard) => hazard.on === on && (hazard.system === undefined || hazard.system === system)).flatMap((hazard) => foundHazard(model, holder, hazard));
}

function distinct(all: readonly FoundHazard[]): readonly FoundHazard[] {
  const seen = new Map(all.map((each) => [`${placeKey(each.at)} ${each.says}`, each] as const));
  return [...seen.values()];
}
