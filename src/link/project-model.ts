import type { Declaration } from '../model/declaration.ts';
import type { Location } from '../model/location.ts';
import type { DestinationFacts, Naming } from './destinations.ts';
import type { LinkedConsumer } from './linked-consumer.ts';
import type { Entry } from './entries/entry.ts';
import type { FunctionEntity } from './entity.ts';
import type { FlowBuilder } from './build-flow.ts';
import type { Flow } from './flow.ts';
import type { FunctionResource, MappingResource, Resource, SubscriptionResource } from '../model/infrastructure.ts';
import type { LinkedDeclaration } from './declarations.ts';
import type { InfrastructureIndex } from './infrastructure-values.ts';
import type { Linker } from './linker.ts';
import type { LinkedListener } from './listeners.ts';
import type { SettledBy } from './settled-by.ts';
import type { LinkedProducer } from './producers.ts';

/** The project as the rules see it: who sends, who consumes, from where, and what happens in between. */
export interface ProjectModel {
  readonly consumers: readonly Consumer[];
  readonly producers: readonly LinkedProducer[];
  readonly destinations: readonly DestinationFacts[];
  readonly declarations: readonly LinkedDeclaration[];
  /** What the settings declare of what no source says. */
  readonly stated: readonly Declaration[];
  /** Who is told of messages that failed or are done. */
  readonly listeners: readonly LinkedListener[];
  /** Folder of the package a file belongs to; `''` is the root. */
  packageOf(file: string): string;
  /** The version of a package that is installed, or asked for, where a file stands. */
  versionOf(file: string, name: string): string | undefined;
  readonly infrastructure: InfrastructureIndex;
  /** `undefined`: it has no name, or may be one of several. */
  destinationOf(naming: Naming): DestinationFacts | undefined;
  destinationsOf(naming: Naming): readonly DestinationFacts[];
  readonly entries: readonly Entry[];
  readonly unknowns: readonly UnknownFact[];
  /** What a function does; built when asked, and kept. */
  flowOf(target: FunctionEntity): Flow;
  readonly flows: FlowBuilder;
  readonly linker: Linker;
}

/** What is known of a consumer without a look into its handler. */
export interface ConsumerFacts extends LinkedConsumer {
  readonly id: string;
  /** Version of the library the project has installed. */
  readonly version?: string;
  readonly settledBy: SettledBy;
  /** The destinations it takes from, with all their declarations. */
  readonly sources: readonly DestinationFacts[];
  /** The resources that its feeds refer to. */
  readonly fedBy: readonly Resource[];
  /** The event source mapping that feeds it, and the function it runs in. */
  readonly mappings: readonly MappingResource[];
  readonly subscriptions: readonly SubscriptionResource[];
  readonly functions: readonly FunctionResource[];
}

export interface Consumer extends ConsumerFacts {
  /** What its handler does: built when asked. */
  readonly flow: Flow;
  /**
   * Where its handler asks each job for its name, `switch (job.name)`: a logical consumer for each name, with only
   * what runs for that name. Found when asked, and kept.
   */
  readonly cases: readonly Consumer[];
}

/** Something that could not be read, and what would decide it. */
export interface UnknownFact {
  readonly at: Location;
  readonly reason: string;
  readonly wouldDecide: string;
}
